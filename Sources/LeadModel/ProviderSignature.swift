/// What a provider can do, as data: checker and planner read this and know no provider by name.
public struct ProviderSignature: Hashable, Sendable {
    /// What statements need of a provider.
    public enum Capability: Hashable, Sendable, CaseIterable {
        /// `search people`
        case searchPeople
        /// `search companies`
        case searchCompanies
        /// `open contacts`
        case contacts
        /// `save`
        case save
        /// `create list … from DATE to DATE`
        case listDates
        /// `create list … description "…"`
        case listDescription
        /// Adding rows by their places in a search, without reading them.
        case placeSelection
        /// Adding rows by their ids in the provider's own search.
        case idSelection
        /// `remove from list`
        case removeMembers
        /// `delete list`
        case deleteList
        /// `update contacts by email`
        case updateContacts
    }

    /// How well a provider's filter says what a condition means.
    public enum Precision: Hashable, Sendable {
        /// It keeps the same rows.
        case exact
        /// It keeps more rows, so the condition is checked again locally.
        case wider
    }

    /// What a provider can do with a field of its search.
    public struct FieldSupport: Hashable, Sendable {
        /// The tests that its search filter can say.
        public let filters: [Filter.Form: Precision]
        /// Whether its filter can leave rows out, too.
        public let canNegate: Bool
        /// Whether its answers hold the field.
        public let isReadable: Bool
        /// Where in the filter it stands; a place takes one condition, so fields that share one get in each other's way.
        public let place: String
        /// The values, in small letters, for which the filter keeps the same rows; nil where it does so for all.
        public let exactValues: Set<String>?
        /// Whether the provider's own pages show how the field is asked for and answered; if not, it is an inference.
        public let isConfirmed: Bool

        /// Describes a field.
        public init(
            filters: [Filter.Form: Precision] = [:], canNegate: Bool = false, isReadable: Bool = true, place: String = "",
            exactValues: Set<String>? = nil, isConfirmed: Bool = true
        ) {
            self.filters = filters
            self.canNegate = canNegate
            self.isReadable = isReadable
            self.place = place
            self.exactValues = exactValues
            self.isConfirmed = isConfirmed
        }

        /// Whether the filter keeps the same rows for all of these values; values that are not known yet are trusted.
        public func isExact(for values: [String]) -> Bool {
            guard let exactValues else { return true }
            return values.allSatisfy { exactValues.contains($0.lowercased().trimmed) }
        }
    }

    /// The most rows that one call takes or gives.
    public struct Limits: Hashable, Sendable {
        /// Rows on a page of a search.
        public let searchPage: Int
        /// Rows on a page of contacts or members.
        public let contactPage: Int
        /// Places or ids in one selection.
        public let selection: Int
        /// Records sent with all their fields.
        public let records: Int
        /// Contacts that join a list.
        public let join: Int
        /// Rows of one export; 0 where there is none.
        public let export: Int
        /// Up to this many rows are read by pages where an export could answer them: of exports a service gives few.
        public let mostByPages: Int
        /// Rows of one update of contacts; 0 where there is none.
        public let update: Int

        /// Describes the limits.
        public init(
            searchPage: Int, contactPage: Int, selection: Int, records: Int, join: Int, export: Int, mostByPages: Int,
            update: Int
        ) {
            self.searchPage = searchPage
            self.contactPage = contactPage
            self.selection = selection
            self.records = records
            self.join = join
            self.export = export
            self.mostByPages = mostByPages
            self.update = update
        }
    }

    /// The provider's name as scripts write it.
    public let name: String
    /// The provider's name as people write it.
    public let title: String
    /// What it can do.
    public let capabilities: Set<Capability>
    /// Its fields, by kind of row and name.
    public let fields: [RecordKind: [String: FieldSupport]]
    /// Its limits.
    public let limits: Limits
    /// The fields for which a record that is sent has a place.
    public let recordFields: Set<String>
    /// The fields for which a contact that is made by itself has a place; empty where none is made so.
    public let contactFields: Set<String>
    /// The fields of a contact that can be changed.
    public let updateFields: Set<String>
    /// How many calls its price plans allow, the smallest first; empty where its docs name no limit.
    public let callLimits: [CallLimit]

    /// Describes a provider.
    public init(
        name: String, title: String, capabilities: Set<Capability>, fields: [RecordKind: [String: FieldSupport]], limits: Limits,
        recordFields: Set<String> = [], contactFields: Set<String> = [], updateFields: Set<String> = [],
        callLimits: [CallLimit] = []
    ) {
        self.name = name
        self.title = title
        self.capabilities = capabilities
        self.fields = fields
        self.limits = limits
        self.recordFields = recordFields
        self.contactFields = contactFields
        self.updateFields = updateFields
        self.callLimits = callLimits
    }

    /// What the provider can do with a field; nil where rows of `kind` do not have it there.
    public func support(of field: String, in kind: RecordKind) -> FieldSupport? {
        fields[kind]?[field]
    }
}
