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
    /// Whether a bracket is open at its end.
    let isEnclosed: Bool

    /// - Parameter isOpenEnded: Whether a bracket that is open at the end will be closed behind it.
    init(_ tokens: [Token], bytes: [UInt8], isOpenEnded: Bool = false) {
        let areAsked = Self.areAsked(tokens, bytes: bytes)
        let pairs = Self.matchedBrackets(in: tokens, besides: areAsked, isOpenEnded: isOpenEnded)
        var result = tokens
        var open: [Mark] = []
        var continues = false
        // Where a `\` stands that may turn out to be the last of its line.
        var join: Int?
        for (index, token) in tokens.enumerated() {
            switch token.kind {
            case .space, .comment, .end: continue
            case .lineEnd:
                let isInside = open.last.map { $0 != .openBrace } ?? false
                if isInside || continues { result[index] = Token(kind: .space, span: token.span) }
                if let join { result[join] = Token(kind: .space, span: tokens[join].span) }
                join = nil
            case .mark(let mark):
                continues = token.continuesLine(in: bytes, isAsked: areAsked[index])
                join = mark == .lineJoin ? index : nil
                guard pairs.areMatched[index] else { continue }
                if mark.isClosing { open.removeLast() } else { open.append(mark) }
            case .word, .quotedWord, .variable, .text, .number, .duration, .date, .uuid, .invalid:
                (join, continues) = (nil, token.continuesLine(in: bytes, isAsked: areAsked[index]))
            }
        }
        self.tokens = result
        self.isIncomplete = continues || pairs.hasUnclosed
        self.isEnclosed = pairs.hasUnclosed
    }

    /// Which tokens stand in a statement that asks about words of the language, and so ends with its line.
    private static func areAsked(_ tokens: [Token], bytes: [UInt8]) -> [Bool] {
        var areAsked = [Bool](repeating: false, count: tokens.count)
        var (isAtStart, isAsked, continues) = (true, false, false)
        var open = 0
        for (index, token) in tokens.enumerated() {
            switch token.kind {
            case .space, .comment, .end: continue
            case .lineEnd:
                if !continues, open == 0 { (isAtStart, isAsked) = (true, false) }
                continue
            case .mark(.semicolon), .mark(.openBrace), .mark(.closeBrace):
                (isAtStart, isAsked, continues, open) = (true, false, false, 0)
                continue
            case .mark(.openParenthesis), .mark(.openBracket): if !isAsked { open += 1 }
            case .mark(.closeParenthesis), .mark(.closeBracket): if !isAsked { open = max(0, open - 1) }
            case .word: if isAtStart { isAsked = Keywords.questions.contains(token.folded(in: bytes)) }
            case .mark, .quotedWord, .variable, .text, .number, .duration, .date, .uuid, .invalid: break
            }
            isAtStart = false
            continues = token.continuesLine(in: bytes, isAsked: isAsked)
            areAsked[index] = isAsked
        }
        return areAsked
    }

    private struct Pairs {
        /// Whether each token is a bracket that has a partner.
        var areMatched: [Bool]
        var hasUnclosed = false
    }

    /// The brackets that have a partner; those in a question about words are none.
    ///
    /// A `}` closes over brackets left open inside its block; a `)` does not reach
    /// out of one.
    private static func matchedBrackets(in tokens: [Token], besides areAsked: [Bool], isOpenEnded: Bool) -> Pairs {
        var pairs = Pairs(areMatched: [Bool](repeating: false, count: tokens.count))
        var stack: [(index: Int, mark: Mark)] = []
        // Where in the stack each kind of bracket is open, so that no closing one has to look through all of it.
        var heights: [Mark: [Int]] = [:]
        for (index, token) in tokens.enumerated() {
            guard case .mark(let mark) = token.kind, !areAsked[index] else { continue }
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
        if isOpenEnded { for (index, _) in stack { pairs.areMatched[index] = true } }
        pairs.hasUnclosed = !stack.isEmpty
        return pairs
    }
}

extension Token {
    /// The word in small letters.
    fileprivate func folded(in bytes: [UInt8]) -> String {
        String(decoding: bytes[span.range], as: UTF8.self).lowercased()
    }

    /// Whether a line that ends in it goes on in the next one.
    ///
    /// - Parameter isAsked: Whether it stands in a question about words, behind which only a `\` joins lines.
    fileprivate func continuesLine(in bytes: [UInt8], isAsked: Bool) -> Bool {
        switch kind {
        case .mark(.lineJoin): true
        case .mark(let mark): mark.continuesLine && !isAsked
        case .word: !isAsked && Keywords.continuing.contains(folded(in: bytes))
        case .space, .comment, .end, .lineEnd, .quotedWord, .variable, .text, .number, .duration, .date, .uuid, .invalid: false
        }
    }
}
