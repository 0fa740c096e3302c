public import LeadModel
public import LeadSemantics

/// A set whose every value is known, but of which no row need have been read.
public struct Recipe: Hashable, Sendable {
    /// Where the rows come from.
    public indirect enum Origin: Hashable, Sendable {
        /// The provider's database.
        case search
        /// The members of a list, by its id, as they were after so many writes of the run.
        case list(id: String, writes: Int)
        /// The CRM's contacts, as they were after so many writes of the run.
        case contacts(writes: Int)
        /// Other sets, one after another, without repeats.
        case union([Recipe])
        /// The rows of a file, which have been read already; the number says which load of the run it was.
        case loaded(Int)
    }

    /// What narrows the rows.
    public enum Refinement: Hashable, Sendable {
        /// Keeps the rows for which it is true.
        case `where`(TypedExpression)
        /// Takes away the rows for which it is true.
        case exceptWhere(TypedExpression)
        /// Keeps the rows at these places; an open end is `Int.max`.
        case places([Range<Int>])
        /// Takes away the rows at these places.
        case exceptPlaces([Range<Int>])
        /// Keeps all rows.
        case all
        /// Keeps the rows that are among these.
        case keep(Members)
        /// Takes away the rows that are among these.
        case except(Members)
        /// Keeps so many rows, drawn by lot.
        case sample(Int)
        /// Keeps the first of the rows that are alike in these fields; rows without a value are never alike.
        case dedupe([String])
        /// Sorts the rows; those that are equal keep their order, empty values come last.
        case order([Program.OrderKey])
        /// Keeps the first so many rows for each value of a field.
        case limit(Int, per: String)
        /// Gives a field a value, row by row.
        case set(String, TypedExpression)
        /// Forgets fields.
        case drop([String])
        /// Moves a field's values to another field.
        case rename(String, to: String)

        /// Whether it gives rows other values than the provider has.
        var changesValues: Bool {
            switch self {
            case .set, .drop, .rename: true
            case .where, .exceptWhere, .places, .exceptPlaces, .all, .keep, .except, .sample, .dedupe, .order, .limit: false
            }
        }

        /// Whether it leaves as many rows as there were.
        public var keepsCount: Bool {
            switch self {
            case .all, .order, .set, .drop, .rename: true
            case .where, .exceptWhere, .places, .exceptPlaces, .keep, .except, .sample, .dedupe, .limit: false
            }
        }
    }

    /// The account that the rows are found in.
    public let account: String
    /// What the rows are.
    public let kind: RecordKind
    /// Where they come from.
    public let origin: Origin
    /// What narrows them, in order.
    public var refinements: [Refinement]

    /// Whether the rows have other values than the provider's.
    public var hasChangedValues: Bool {
        if case .union(let parts) = origin, parts.contains(where: \.hasChangedValues) { return true }
        return refinements.contains(where: \.changesValues)
    }

    /// Whether some step must see every row before it lets one pass.
    public var needsEveryRow: Bool {
        refinements.contains { refinement in
            switch refinement {
            case .sample, .order: true
            case .where, .exceptWhere, .places, .exceptPlaces, .all, .keep, .except, .dedupe, .limit, .set, .drop, .rename:
                false
            }
        }
    }

    /// Makes a recipe.
    public init(account: String, kind: RecordKind, origin: Origin, refinements: [Refinement] = []) {
        self.account = account
        self.kind = kind
        self.origin = origin
        self.refinements = refinements
    }
}
