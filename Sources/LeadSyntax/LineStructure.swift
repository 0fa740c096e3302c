import LeadDiagnostics

/// Decides which line ends finish a statement (language.md, section 2).
///
/// A line end counts for nothing where a `(` or `[` is open that is closed later, or where the line ends in a mark or a
/// word that asks for more. A bracket that is never closed joins no lines, so that one slip does not swallow the script.
struct LineStructure {
    /// The tokens, with the line ends that do not count turned into `.space`.
    let tokens: [Token]
    /// Whether the text stops where more must follow: an open bracket, or a last line that goes on.
    let isIncomplete: Bool

    init(_ tokens: [Token], bytes: [UInt8]) {
        let pairs = Self.matchedBrackets(in: tokens)
        var result = tokens
        var open: [Mark] = []
        var continues = false
        // Whether a statement begins here, and whether it is one that asks about words and so ends with its line.
        var (isAtStart, isQuestion) = (true, false)
        // Where a `\` stands that may turn out to be the last of its line.
        var join: Int?
        for (index, token) in tokens.enumerated() {
            switch token.kind {
            case .space, .comment, .end: continue
            case .lineEnd:
                let isInside = open.last.map { $0 != .openBrace } ?? false
                if isInside || continues {
                    result[index] = Token(kind: .space, span: token.span)
                } else {
                    (isAtStart, isQuestion) = (true, false)
                }
                if let join { result[join] = Token(kind: .space, span: tokens[join].span) }
                join = nil
                continue
            case .mark(let mark):
                continues = mark.continuesLine && (!isQuestion || mark == .lineJoin)
                join = mark == .lineJoin ? index : nil
                guard pairs.areMatched[index] else { break }
                if mark.isClosing { open.removeLast() } else { open.append(mark) }
            case .word:
                join = nil
                let word = String(decoding: bytes[token.span.range], as: UTF8.self).lowercased()
                if isAtStart { isQuestion = Keywords.questions.contains(word) }
                continues = Keywords.continuing.contains(word) && !isQuestion
            case .quotedWord, .variable, .text, .number, .duration, .date, .uuid, .invalid: (join, continues) = (nil, false)
            }
            isAtStart = [.mark(.semicolon), .mark(.openBrace), .mark(.closeBrace)].contains(token.kind)
            if isAtStart { isQuestion = false }
        }
        self.tokens = result
        self.isIncomplete = continues || pairs.hasUnclosed
    }

    private struct Pairs {
        /// Whether each token is a bracket that has a partner.
        var areMatched: [Bool]
        var hasUnclosed = false
    }

    /// The brackets that have a partner.
    ///
    /// A `}` closes over brackets left open inside its block; a `)` does not reach
    /// out of one.
    private static func matchedBrackets(in tokens: [Token]) -> Pairs {
        var pairs = Pairs(areMatched: [Bool](repeating: false, count: tokens.count))
        var stack: [(index: Int, mark: Mark)] = []
        // Where in the stack each kind of bracket is open, so that no closing one has to look through all of it.
        var heights: [Mark: [Int]] = [:]
        for (index, token) in tokens.enumerated() {
            guard case .mark(let mark) = token.kind else { continue }
            if let closing = mark.closing {
                heights[closing, default: []].append(stack.count)
                stack.append((index, mark))
            }
            guard mark.isClosing, let match = heights[mark]?.last else { continue }
            if mark != .closeBrace, let block = heights[.closeBrace]?.last, block > match { continue }
            pairs.areMatched[stack[match].index] = true
            pairs.areMatched[index] = true
            for (_, open) in stack[match...].reversed() { open.closing.map { _ = heights[$0]?.popLast() } }
            stack.removeSubrange(match...)
        }
        pairs.hasUnclosed = !stack.isEmpty
        return pairs
    }
}
