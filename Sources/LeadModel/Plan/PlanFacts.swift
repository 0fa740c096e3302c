/// What a plan has found at the services, and what it would write there: by it a later run can tell whether the plan holds.
public struct PlanFacts: Hashable, Sendable {
    /// How many rows a search has.
    public struct Search: Hashable, Sendable {
        /// The account that is searched.
        public let account: String
        /// What is searched for.
        public let kind: RecordKind
        /// The conditions that the service filters by, in the language's words; empty where there is none.
        public let filter: String
        /// How many rows pass them.
        public let total: Int

        /// Describes a search.
        public init(account: String, kind: RecordKind, filter: String, total: Int) {
            self.account = account
            self.kind = kind
            self.filter = filter
            self.total = total
        }
    }

    /// A list that the script reads or writes, as it was.
    public struct List: Hashable, Sendable {
        /// The account that has it.
        public let account: String
        /// The provider's id.
        public let id: String
        /// The name.
        public let name: String
        /// The ids of its members, sorted; nil where they were not read, and the service does not say them with its lists.
        public let members: [String]?
        /// How many members it has; nil where nothing said so.
        public let count: Int?

        /// Describes a list.
        public init(account: String, id: String, name: String, members: [String]?, count: Int?) {
            self.account = account
            self.id = id
            self.name = name
            self.members = members
            self.count = count
        }
    }

    /// A call that would change something.
    public struct Write: Hashable, Sendable {
        /// The account that it goes to.
        public let account: String
        /// What it changes.
        public let call: WriteCall
        /// The name of the list that it changes; nil where it changes none, or one that nobody has named.
        public let list: String?
        /// The endpoints that it calls.
        public let endpoints: [String]
        /// What it would make, under names that the plan has made up; nil where it makes nothing, or nobody knows.
        public let made: WriteResult?

        /// Describes a call.
        public init(account: String, call: WriteCall, list: String?, endpoints: [String], made: WriteResult? = nil) {
            self.account = account
            self.call = call
            self.list = list
            self.endpoints = endpoints
            self.made = made
        }
    }

    /// The searches, in the order of their accounts and words.
    public var searches: [Search] = []
    /// The lists that the script reads or writes and that are there already.
    public var lists: [List] = []
    /// The ids of all lists that the services have, by account; only of accounts that were asked.
    public var listIDs: [String: Set<String>] = [:]
    /// How many contacts an account has; only of accounts that were asked.
    public var contacts: [String: Int] = [:]
    /// The calls that would change something, in order; nil where only the run can know which ones they are.
    public var writes: [Write]?

    /// Nothing found out, and nothing to be written.
    public init() {}
}
