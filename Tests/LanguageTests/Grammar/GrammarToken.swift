import LeadDiagnostics
import LeadSyntax

/// A token as the grammar sees it: the word or mark of the language that it can be, and the classes that it belongs to.
struct GrammarToken: Hashable {
    let text: String
    let word: String?
    let classes: Set<String>

    /// The classes that the words above the grammar describe.
    static let classes: Set<String> = [
        "END", "NUMBER", "DURATION", "DATE", "UUID", "TEXT", "LITERAL", "VARIABLE", "ROWFIELD", "NAME", "DOTTED", "CALLEE",
        "WORD",
    ]

    /// The tokens of a script, names with dots and durations of two words taken as one.
    static func tokens(of tree: Tree) -> [GrammarToken] {
        let tokens = tree.tokens.filter { !$0.isTrivia }
        var result: [GrammarToken] = []
        var index = 0
        while index < tokens.count {
            let end = endOfGroup(at: index, in: tokens, of: tree)
            let next = end < tokens.count ? tokens[end] : nil
            result.append(GrammarToken(tokens[index..<end], before: next, of: tree))
            index = end
        }
        return result
    }

    /// The index behind the tokens that are one for the grammar.
    private static func endOfGroup(at start: Int, in tokens: [Token], of tree: Tree) -> Int {
        let first = tokens[start]
        let text = tree.source.text(of: first.span).lowercased()
        if first.kind == .number, start + 1 < tokens.count, tokens[start + 1].kind == .word {
            let unit = tree.source.text(of: tokens[start + 1].span).lowercased()
            return units.contains(unit) ? start + 2 : start + 1
        }
        let isName = first.kind == .word && !Keywords.reserved.contains(text)
        guard isName || first.kind == .quotedWord || first.kind == .variable else { return start + 1 }
        var end = start + 1
        while end + 1 < tokens.count, tokens[end].kind == .mark(.dot), tokens[end].span.start == tokens[end - 1].span.end,
            tokens[end + 1].kind == .word || tokens[end + 1].kind == .quotedWord
        {
            end += 2
        }
        return end
    }

    private static let units: Set<String> = [
        "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks",
    ]

    private init(_ group: ArraySlice<Token>, before next: Token?, of tree: Tree) {
        let text = tree.source.text(of: Span(group[group.startIndex].span.start..<group[group.endIndex - 1].span.end))
        let isTouched = next?.kind == .mark(.openParenthesis) && next?.span.start == group[group.endIndex - 1].span.end
        let lowercased = text.lowercased()
        self.text = text
        switch group[group.startIndex].kind {
        case .lineEnd, .end, .mark(.semicolon): (word, classes) = (nil, ["END"])
        case .mark: (word, classes) = (text, [])
        case .number: (word, classes) = (nil, group.count > 1 ? ["DURATION"] : ["NUMBER"])
        case .duration: (word, classes) = (nil, ["DURATION"])
        case .date: (word, classes) = (nil, ["DATE"])
        case .uuid: (word, classes) = (nil, ["UUID"])
        case .text:
            let isLiteral = text.count > 2 && (text.hasPrefix("'") || !text.contains("${"))
            (word, classes) = (nil, isLiteral ? ["TEXT", "LITERAL"] : ["TEXT"])
        case .variable: (word, classes) = (nil, [group.count > 1 ? "ROWFIELD" : "VARIABLE"])
        case .word where group.count > 1: (word, classes) = (nil, ["DOTTED", "WORD"])
        case .quotedWord where group.count > 1: (word, classes) = (nil, ["DOTTED"])
        case .word where Keywords.reserved.contains(lowercased): (word, classes) = (lowercased, ["WORD"])
        case .word: (word, classes) = (lowercased, [isTouched ? "CALLEE" : "NAME", "WORD"])
        case .quotedWord: (word, classes) = (nil, [isTouched ? "CALLEE" : "NAME"])
        case .space, .comment, .invalid: (word, classes) = (nil, [])
        }
    }
}
