import LeadDiagnostics
import LeadSyntax
import LeadTestSupport

/// Writes a script that has no mistakes in another way that means the same: other white space, line breaks wherever the
/// language allows one, comments everywhere, keywords in any case.
struct Scrambler {
    private var random: SeededGenerator
    private var text = ""
    private var comments = 0
    /// How many `(` and `[` are open.
    private var depth = 0
    /// Whether the statement at hand ends with its line, whatever the line ends in.
    private var isQuestion = false

    static func scramble(_ tree: Tree, seed: UInt64) -> String {
        var scrambler = Scrambler(random: SeededGenerator(seed: seed))
        return scrambler.run(tree)
    }

    private mutating func run(_ tree: Tree) -> String {
        let tokens = tree.tokens.filter { (!$0.isTrivia || isDocumentation($0, in: tree)) && $0.kind != .end }
        if chance(5) { text = "#!/usr/bin/env lead\n" }
        for (index, token) in tokens.enumerated() {
            // The line end behind documentation is written with it: what it documents must follow.
            if index > 0, tokens[index - 1].kind == .comment, token.kind == .lineEnd { continue }
            if isStart(index, of: tokens) {
                isQuestion = Keywords.questions.contains(tree.source.text(of: token.span).lowercased())
            }
            write(token, of: tree)
            guard index + 1 < tokens.count else { break }
            let next = tokens[index + 1]
            switch (token.kind, next.kind) {
            case (.lineEnd, _), (.mark(.semicolon), _), (.comment, _), (_, .comment): continue
            // A line that goes on is ended by `;` alone.
            case (_, .lineEnd), (_, .mark(.semicolon)):
                if chance(3) { gap(behind: token, of: tree) } else if !continues(token, of: tree) { continue }
                text += ";"
            case (.mark(.openBrace), _), (_, .mark(.closeBrace)): boundary()
            default: if !mustTouch(token, next, of: tree) { between(token, next, of: tree) }
            }
        }
        if chance(2) { text += chance(2) ? "\n\n" : "  # the end" }
        return text
    }

    private mutating func write(_ token: Token, of tree: Tree) {
        let written = tree.source.text(of: token.span)
        switch token.kind {
        case .lineEnd, .mark(.semicolon): separator()
        case .word where !tree.nameOffsets.contains(token.span.start):
            text += chance(4) ? written.uppercased() : chance(4) ? written.prefix(1).uppercased() + written.dropFirst() : written
        case .mark(let mark) where isQuestion: text += mark.rawValue
        case .mark(let mark):
            if mark == .openParenthesis || mark == .openBracket { depth += 1 }
            if mark == .closeParenthesis || mark == .closeBracket { depth -= 1 }
            text += written
        case .comment: text += written + "\n"
        default: text += written
        }
    }

    private func isDocumentation(_ token: Token, in tree: Tree) -> Bool {
        token.kind == .comment && tree.source.text(of: token.span).hasPrefix("##")
    }

    /// A `(` that touches a name calls it, and a dot touches what stands before it.
    private func mustTouch(_ token: Token, _ next: Token, of tree: Tree) -> Bool {
        guard token.span.end == next.span.start else { return false }
        if next.kind == .mark(.dot) { return true }
        guard next.kind == .mark(.openParenthesis) else { return false }
        return token.kind == .quotedWord || token.kind == .word
    }

    private mutating func between(_ token: Token, _ next: Token, of tree: Tree) {
        let touched = token.span.end == next.span.start
        // Two words on either side must not become one, nor a `(` behind a blank a call.
        text += touched && chance(2) ? "" : blanks()
        if chance(4) { gap(behind: token, of: tree) }
        if !touched, text.last?.isWhitespace != true { text += " " }
    }

    /// A line break inside a statement, with what may stand there.
    private mutating func gap(behind token: Token, of tree: Tree) {
        let isFree = depth > 0 || continues(token, of: tree)
        if !isFree || chance(8) { text += " \\" }
        if chance(2) { text += blanks() + comment() }
        text += chance(5) ? "\r\n" : "\n"
        while chance(3) { text += blanks() + (chance(2) ? comment() : "") + "\n" }
        text += blanks()
    }

    private func isStart(_ index: Int, of tokens: [Token]) -> Bool {
        guard index > 0 else { return true }
        return [.comment, .lineEnd, .mark(.semicolon), .mark(.openBrace), .mark(.closeBrace)].contains(tokens[index - 1].kind)
    }

    private func continues(_ token: Token, of tree: Tree) -> Bool {
        if isQuestion { return false }
        return switch token.kind {
        case .mark(let mark): mark.continuesLine
        case .word: Keywords.continuing.contains(tree.source.text(of: token.span).lowercased())
        default: false
        }
    }

    /// What may stand behind a `{` and before a `}`.
    private mutating func boundary() {
        if chance(2) { text += " " }
        if chance(2) { text += comment() }
        if text.last != " " || chance(2) { text += chance(4) ? ";\n" : "\n" }
        while chance(3) { text += blanks() + (chance(2) ? comment() : "") + "\n" }
    }

    private mutating func separator() {
        switch random.next() % 6 {
        case 0: text += "; "
        case 1: text += ";;\n\n"
        case 2: text += " " + comment() + "\n"
        case 3: text += "\n\t\n\n" + comment() + "\r\n"
        case 4: text += "; " + comment() + "\n;"
        default: text += " \n"
        }
        if chance(5) { text += "\n\n" }
    }

    private mutating func comment() -> String {
        comments += 1
        // No `##`: what stands above a `define` would be its documentation.
        return "# note \(comments)\(chance(4) ? ", where and \\ \t" : "")"
    }

    private mutating func blanks() -> String {
        [" ", "  ", "\t", " "][Int(random.next() % 4)]
    }

    private mutating func chance(_ count: UInt64) -> Bool {
        random.next() % count == 0
    }
}
