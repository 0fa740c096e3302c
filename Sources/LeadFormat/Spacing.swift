import LeadDiagnostics
import LeadSyntax

extension Atom {
    /// Whether a blank stands between two atoms on one line.
    static func isSpace(between left: Atom, and right: Atom) -> Bool {
        switch right.kind {
        case .mark(.comma), .mark(.semicolon), .mark(.colon), .mark(.closeParenthesis), .mark(.closeBracket), .mark(.dot),
            .mark(.range):
            return false
        case .mark(.openBrace), .emptyBlock: return true
        default: break
        }
        switch left.kind {
        case .mark(.openParenthesis), .mark(.openBracket), .mark(.dot), .sign: return false
        // An open range goes on with a word of the language: `500.. as rest`.
        case .mark(.range): return right.kind == .keyword
        // A `(` that touches a name calls it; one behind a blank does not.
        case .name where right.isMark(.openParenthesis): return left.span.end != right.span.start
        default: return true
        }
    }

    /// Whether a value ends with it, so that a minus behind it subtracts.
    func endsValue(behind previous: Atom?) -> Bool {
        switch kind {
        case .name, .number, .value, .mark(.closeParenthesis), .mark(.closeBracket): true
        case .keyword:
            Keywords.reserved.contains(word) ? isKeyword("it", "true", "false", "empty") : previous?.kind == .number
        case .sign, .emptyBlock, .mark: false
        }
    }
}
