import LeadDiagnostics
import LeadSyntax

/// Goes over a script's tokens and writes statements, blocks, comments and blank lines.
///
/// Knows no statement: words of the user's own, near forms and line ends that count are marked in the tree, and a `{`
/// always opens a block.
struct ScriptLayout {
    private let tree: Tree
    private let width: Int
    private var page: Page
    /// The statement under way, or its part behind a `}`.
    private var atoms: [Atom] = []
    /// Whether an empty line stood above it.
    private var followsBlankLine = false
    /// How many blocks are open.
    private var level = 0
    /// Whether nothing stands in the file or the block yet.
    private var isFirst = true
    private var gap = Gap()
    private var respellings: ArraySlice<Respelling>

    /// What stands between two things that are written.
    private struct Gap {
        /// How many line ends follow each other.
        var lineEnds = 0
        var hasLineEnd = false
        var hasBlankLine = false
        /// Whether the last thing was a comment.
        var followsComment = false

        mutating func endLine() {
            lineEnds += 1
            hasLineEnd = true
            if lineEnds > 1 { hasBlankLine = true }
        }
    }

    init(_ tree: Tree, width: Int) {
        self.tree = tree
        self.width = width
        page = Page(capacity: tree.source.bytes.count + tree.source.bytes.count / 8)
        respellings = tree.respellings[...]
    }

    /// The whole script.
    mutating func text() -> String {
        var index = 0
        while index < tree.tokens.count { index = take(index) }
        page.finish()
        return String(decoding: page.bytes, as: UTF8.self)
    }

    /// Takes the token at `index`; gives back the index of the next one to take.
    private mutating func take(_ index: Int) -> Int {
        let token = tree.tokens[index]
        switch token.kind {
        case .space: if isLineEnd(token) { gap.endLine() }
        case .lineEnd:
            endStatement()
            gap.endLine()
        case .end: endStatement()
        case .comment: take(comment: token)
        case .mark(.semicolon): takeSemicolon()
        case .mark(.openBrace): return takeBlock(at: index)
        case .mark(.closeBrace):
            endStatement()
            level -= 1
            isFirst = true
            add(Atom(.mark(.closeBrace), token, in: tree.source))
        case .word, .quotedWord, .variable, .text, .number, .duration, .date, .uuid, .mark, .invalid:
            if let end = takeRespelling(at: index) { return end }
            add(atom(of: token))
        }
        return index + 1
    }

    // MARK: Statements and blocks

    private mutating func add(_ atom: Atom) {
        if atoms.isEmpty {
            followsBlankLine = gap.hasBlankLine && !isFirst
            isFirst = false
        }
        atoms.append(atom)
        gap = Gap()
    }

    /// Writes the statement under way; what follows on the line may still be a comment.
    private mutating func endStatement() {
        guard let last = atoms.last else { return }
        let indentation = level * StatementLayout.step
        page.startLine(indentedBy: indentation, behindBlankLine: followsBlankLine)
        StatementLayout.write(atoms, of: tree.source, width: width, on: &page)
        for comment in last.comments {
            page.write(comment, from: tree.source.bytes, indentedBy: indentation, keepsBlankLine: true)
        }
        atoms.removeAll(keepingCapacity: true)
    }

    private mutating func takeSemicolon() {
        // A `;` parts a comment from what follows as an empty line does; without it, one would become the other's
        // documentation.
        let partsComment = gap.followsComment
        if atoms.isEmpty { gap.lineEnds = 0 } else { gap = Gap() }
        if partsComment { gap.hasBlankLine = true }
        endStatement()
    }

    private mutating func takeBlock(at index: Int) -> Int {
        var next = index + 1
        while [.space, .lineEnd, .mark(.semicolon)].contains(tree.tokens[next].kind) { next += 1 }
        if tree.tokens[next].kind == .mark(.closeBrace) {
            let span = tree.tokens[index].span.joined(with: tree.tokens[next].span)
            add(Atom(.emptyBlock, writing: "{}", at: span))
            return next + 1
        }
        add(Atom(.mark(.openBrace), tree.tokens[index], in: tree.source))
        endStatement()
        level += 1
        isFirst = true
        return index + 1
    }

    // MARK: Atoms

    private func atom(of token: Token) -> Atom {
        let source = tree.source
        switch token.kind {
        case .word where tree.nameOffsets.contains(token.span.start): return Atom(.name, token, in: source)
        case .word: return Atom(.keyword, writing: source.text(of: token.span).lowercased(), at: token.span)
        case .quotedWord: return Atom(.name, token, in: source)
        case .number: return Atom(.number, token, in: source)
        case .mark(.minus) where atoms.last?.endsValue(behind: atoms.dropLast().last) != true:
            return Atom(.sign, token, in: source)
        case .mark(let mark): return Atom(.mark(mark), token, in: source)
        case .variable, .text, .duration, .date, .uuid, .lineEnd, .space, .comment, .invalid, .end:
            return Atom(.value, token, in: source)
        }
    }

    /// Takes what a respelling replaces, unless a comment stands in it; gives back the index behind it.
    private mutating func takeRespelling(at index: Int) -> Int? {
        let start = tree.tokens[index].span.start
        while let next = respellings.first, next.span.start < start { respellings.removeFirst() }
        guard let respelling = respellings.first, respelling.span.start == start else { return nil }
        var end = index
        while tree.tokens[end].span.start < respelling.span.end {
            if tree.tokens[end].kind == .comment { return nil }
            end += 1
        }
        var place = respelling.span
        for word in respelling.text.split(separator: " ") {
            let mark = Mark(rawValue: String(word))
            add(Atom(mark.map(Atom.Kind.mark) ?? .keyword, writing: String(word), at: place))
            place = Span(place.end..<place.end)
        }
        return end
    }

    // MARK: White space and comments

    private func isLineEnd(_ token: Token) -> Bool {
        token.span.range.count == 1 && tree.source.bytes[token.span.start] == 0x0A
    }

    private mutating func take(comment token: Token) {
        let text = tree.source.bytes[token.span.range]
        let end = text.lastIndex { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D } ?? token.span.start
        let comment = Comment(
            span: Span(token.span.start..<end + 1), isOnOwnLine: gap.hasLineEnd,
            followsBlankLine: gap.hasBlankLine && !(isFirst && atoms.isEmpty))
        if atoms.isEmpty {
            page.write(
                comment, from: tree.source.bytes, indentedBy: level * StatementLayout.step, keepsBlankLine: true)
            isFirst = false
        } else {
            atoms[atoms.count - 1].comments.append(comment)
        }
        gap = Gap()
        gap.followsComment = true
    }
}
