public import LeadJSON

/// Why a JSON document is not what an API page says, and where.
public struct APIDecodingError: Error, Hashable, Sendable {
    /// One step from a value to a value inside it.
    public enum Step: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
        /// Into the member of an object.
        case name(String)
        /// Into the element of a list, from 0.
        case index(Int)

        /// Makes a step into a member.
        public init(stringLiteral value: String) { self = .name(value) }
        /// Makes a step into an element.
        public init(integerLiteral value: Int) { self = .index(value) }

        /// The step as Lance writes it in `details[].path`: a string or a whole number.
        public var json: JSON {
            switch self {
            case .name(let name): .string(name)
            case .index(let index): .integer(index)
            }
        }
    }

    /// The way from the document to the value; empty for the document itself.
    public let path: [Step]
    /// What was wrong, in the words of Lance's example (`Required`; page entities/leadlists-add-prospects) and its kin.
    public let message: String

    /// Makes an error.
    public init(path: [Step], message: String) {
        self.path = path
        self.message = message
    }

    /// The path as one word, such as `prospects[0].name`; `body` for the document itself.
    ///
    /// LeadLex keys `details.fields` with it (page api-reference/lists/create shows only a plain name).
    public var field: String {
        var text = ""
        for step in path {
            switch step {
            case .name(let name): text += text.isEmpty ? name : ".\(name)"
            case .index(let index): text += "[\(index)]"
            }
        }
        return text.isEmpty ? "body" : text
    }
}
