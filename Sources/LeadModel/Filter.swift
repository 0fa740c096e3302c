/// Conditions that a provider's own search can evaluate, in the vocabulary's words; all of them must hold.
public struct Filter: Hashable, Sendable {
    /// How a field is compared with values; one value that fits is enough.
    public enum Test: Hashable, Sendable {
        /// Equals one of these.
        case equals([String])
        /// Holds one of these, words in sequence.
        case contains([String])
        /// Resembles one of these as the provider understands it.
        case like([String])
        /// Lies between two bounds, both included; nil is no bound.
        case between(lower: Double?, upper: Double?)

        /// What kind of test it is.
        public var form: Form {
            switch self {
            case .equals: .equals
            case .contains: .contains
            case .like: .like
            case .between: .between
            }
        }
    }

    /// The kinds of tests.
    public enum Form: Hashable, Sendable, CaseIterable {
        /// Equality with one of several values.
        case equals
        /// Words in sequence.
        case contains
        /// The provider's own notion of likeness.
        case like
        /// A range of numbers.
        case between
    }

    /// One condition on one field.
    public struct Term: Hashable, Sendable {
        /// The field's name in the vocabulary.
        public let field: String
        /// What is asked of it.
        public let test: Test
        /// Whether rows that pass the test are left out instead of kept.
        public let isNegated: Bool

        /// Makes a term.
        public init(field: String, test: Test, isNegated: Bool = false) {
            self.field = field
            self.test = test
            self.isNegated = isNegated
        }
    }

    /// The conditions, in the order written.
    public var terms: [Term]

    /// Makes a filter; one without terms keeps every row.
    public init(_ terms: [Term] = []) {
        self.terms = terms
    }
}
