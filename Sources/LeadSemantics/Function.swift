public import LeadModel

/// The functions of the language; a row of the table is all that a new one needs here.
public enum Function: String, Hashable, Sendable, CaseIterable {
    case lower, upper, trim, domain, today, now, length, coalesce, split, replace
    case titleCase = "title_case"

    /// Functions of the language that later versions bring.
    static let later: Set<String> = ["campaign"]

    /// How a function is called.
    public struct Signature: Hashable, Sendable {
        /// The types of the parameters that must be given.
        public let parameters: [ValueType]
        /// Whether more arguments of the last type may follow.
        public let isVariadic: Bool
        /// The type of the result.
        public let result: ValueType
        /// A call as an example.
        public let example: String
    }

    /// How it is called.
    public var signature: Signature {
        switch self {
        case .lower: Signature(parameters: [.text], isVariadic: false, result: .text, example: "lower(email)")
        case .upper: Signature(parameters: [.text], isVariadic: false, result: .text, example: "upper(country)")
        case .trim: Signature(parameters: [.text], isVariadic: false, result: .text, example: "trim(name)")
        case .domain: Signature(parameters: [.text], isVariadic: false, result: .text, example: "domain(email)")
        case .today: Signature(parameters: [], isVariadic: false, result: .date, example: "today()")
        case .now: Signature(parameters: [], isVariadic: false, result: .text, example: "now()")
        case .length: Signature(parameters: [.any], isVariadic: false, result: .number, example: "length(name)")
        case .coalesce: Signature(parameters: [.any, .any], isVariadic: true, result: .any, example: "coalesce(email, \"none\")")
        case .split: Signature(parameters: [.text, .text], isVariadic: false, result: .list, example: "split(name, \" \")")
        case .replace:
            Signature(
                parameters: [.text, .text, .text], isVariadic: false, result: .text,
                example: "replace(title, \"Sr.\", \"Senior\")")
        case .titleCase: Signature(parameters: [.text], isVariadic: false, result: .text, example: "title_case(city)")
        }
    }
}
