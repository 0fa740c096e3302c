public import LeadModel

/// The functions of the language; a row of the table is all that a new one needs here.
public enum Function: String, Hashable, Sendable, CaseIterable {
    case lower, upper, trim, domain, today, now, length, coalesce, split, replace
    case titleCase = "title_case"

    /// Functions of the language that later versions bring.
    static let later: Set<String> = ["campaign"]

    /// How a function is called, and what it gives.
    public struct Signature: Hashable, Sendable {
        /// A call with names for what is given, such as `replace(t, a, b)`.
        public let form: String
        /// What it gives, in a few words.
        public let meaning: String
        /// The types of the parameters that must be given.
        public let parameters: [ValueType]
        /// Whether more arguments of the last type may follow.
        public let isVariadic: Bool
        /// The type of the result.
        public let result: ValueType
        /// A call as an example, of a row's fields.
        public let example: String

        init(
            _ form: String, _ meaning: String, _ parameters: [ValueType], isVariadic: Bool = false, gives result: ValueType,
            example: String
        ) {
            self.form = form
            self.meaning = meaning
            self.parameters = parameters
            self.isVariadic = isVariadic
            self.result = result
            self.example = example
        }
    }

    /// How it is called, and what it gives.
    public var signature: Signature {
        switch self {
        case .lower: Signature("lower(t)", "the text in small letters", [.text], gives: .text, example: "lower(email)")
        case .upper: Signature("upper(t)", "the text in capitals", [.text], gives: .text, example: "upper(country)")
        case .trim: Signature("trim(t)", "the text without blanks around it", [.text], gives: .text, example: "trim(name)")
        case .domain:
            Signature(
                "domain(t)", "the domain of an e-mail address or of a web site", [.text], gives: .text, example: "domain(email)")
        case .today: Signature("today()", "the day on which the run began", [], gives: .date, example: "today()")
        case .now:
            Signature(
                "now()", "the time at which the run began, as text, in the time zone `TZ`", [], gives: .text, example: "now()")
        case .length:
            Signature(
                "length(x)", "how many characters a text has, or items a list", [.any], gives: .number, example: "length(name)")
        case .coalesce:
            Signature(
                "coalesce(a, b, …)", "the first that is not empty", [.any, .any], isVariadic: true, gives: .any,
                example: "coalesce(email, \"none\")")
        case .split:
            Signature(
                "split(t, a)", "a list of the parts between each `a`", [.text, .text], gives: .list,
                example: "split(name, \" \")")
        case .replace:
            Signature(
                "replace(t, a, b)", "the text with every `a` made `b`", [.text, .text, .text], gives: .text,
                example: "replace(title, \"Sr.\", \"Senior\")")
        case .titleCase:
            Signature(
                "title_case(t)", "the text With Each Word Capitalised", [.text], gives: .text, example: "title_case(city)")
        }
    }
}
