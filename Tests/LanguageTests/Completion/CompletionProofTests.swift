import Foundation
import LeadDiagnostics
import LeadModel
import LeadProviders
import LeadSemantics
import LeadSyntax
import LeadTestSupport
import Testing

/// What is proposed can be gone on with, and what people have written would have been proposed.
struct CompletionProofTests {
    /// A place in a script, and what really stands there.
    private struct Position {
        let name: String
        let source: Source
        /// The token that stands there; of a name with dots all of it.
        let token: Span
        let kind: Token.Kind
        let isName: Bool
        /// Where the statement begins that holds it; what stands before it is right by itself.
        let statementStart: Int
        /// How much of it has been typed.
        let typed: Int

        var offset: Int { token.start + typed }
        var text: String { source.text(of: token) }
        var label: String { "\(name):\(offset)" }
    }

    private static let sources = CompletionSources(
        lists: { _ in ["Q1 \"law\" firms", "A ${list}"] },
        files: { prefix in ["a.csv", "b.lead"].filter { $0.hasPrefix(prefix) } },
        topics: ["select"])

    private func positions(insideWords: Bool) -> [Position] {
        var positions: [Position] = []
        for sample in CompletionCorpus.samples {
            let tree = sample.script.tree
            let tokens = tree.tokens
            var skipped = -1
            for (index, token) in tokens.enumerated() where !token.isTrivia && index > skipped {
                var end = index
                while token.isNamePart, end + 2 < tokens.count, tokens[end + 1].kind == .mark(.dot), tokens[end + 2].isNamePart,
                    tokens[end + 2].kind != .variable
                { end += 2 }
                skipped = end
                let span = token.span.joined(with: tokens[end].span)
                let start = tree.statements.last { $0.span.start <= span.start }?.span.start ?? 0
                switch token.kind {
                case .lineEnd, .end, .invalid, .mark(.semicolon), .mark(.lineJoin), .mark(.colon): continue
                default: break
                }
                let isLong = (token.kind == .word || token.kind == .variable) && span.range.count > 3
                guard isLong || !insideWords else { continue }
                for typed in insideWords ? [1, 2] : [0] {
                    positions.append(
                        Position(
                            name: sample.name, source: tree.source, token: span, kind: token.kind,
                            isName: tree.nameOffsets.contains(token.span.start), statementStart: start, typed: typed))
                }
            }
        }
        return positions
    }

    @Test(arguments: [false, true])
    func everyProposalParsesAndWhatStandsThereIsProposed(insideWords: Bool) {
        var generator = SeededGenerator(seed: 20_260)
        let isSlow = ProcessInfo.processInfo.environment["LEAD_SLOW_TESTS"] == "1"
        let chosen = positions(insideWords: insideWords).shuffled(using: &generator).prefix(isSlow ? .max : 600)
        #expect(chosen.count >= 200)
        for position in chosen {
            let expectations = expectations(in: position.source, at: position.offset)
            let completion = complete(
                position.source, at: position.offset, in: Catalog(providers: [.lance, .leadLex]), scope: Scope(account: "lance"),
                sources: Self.sources)
            for candidate in completion.candidates {
                let mistake = mistake(of: candidate.text, at: position, replacing: completion.range)
                #expect(mistake == nil, "\(position.label): `\(candidate.text)`: \(mistake ?? "")")
            }
            #expect(
                isProposed(position, completion, expectations),
                "\(position.label): `\(position.text)` is not among \(completion.candidates.map(\.text)), \(expectations.expected)"
            )
        }
    }

    /// Scripts with mistakes, cut off anywhere, inside letters of several bytes too.
    @Test func answersAnywhere() {
        let catalog = Catalog(providers: [.lance, .leadLex])
        for (name, text) in CompletionCorpus.files where name.contains("Golden/check") && text.utf8.count < 3000 {
            let source = Source(name: name, text: text)
            for offset in stride(from: 0, through: source.bytes.count, by: 5) {
                let completion = complete(source, at: offset, in: catalog, scope: Scope(account: "lance"), sources: Self.sources)
                #expect(completion.range.upperBound == offset, "\(name):\(offset)")
                let isNamed = completion.candidates.allSatisfy { !$0.text.isEmpty }
                #expect(isNamed, "\(name):\(offset)")
            }
        }
    }

    /// What the parser finds wrong before the end of what is put in, once what is open is closed behind it.
    private func mistake(of text: String, at position: Position, replacing range: Range<Int>) -> String? {
        let start = min(position.statementStart, range.lowerBound)
        let before = position.source.text(of: Span(start..<range.lowerBound)) + text
        let end = before.utf8.count - text.reversed().prefix { $0 == " " }.count
        let open = parse(Source(name: "", text: before)).tokens.reduce(into: [Mark]()) { open, token in
            switch token.kind {
            case .mark(.openParenthesis): open.append(.closeParenthesis)
            case .mark(.openBrace): open.append(.closeBrace)
            case .mark(let mark) where mark == open.last: open.removeLast()
            default: break
            }
        }
        // Some words are read as such only where something follows.
        var first: String?
        for filler in ["", "\"x\"", "list"] {
            let closed = ([before, filler] + open.reversed().map(\.rawValue)).joined(separator: " ")
            let mistake = parse(Source(name: "", text: closed)).diagnostics.first { ($0.span?.start ?? 0) < end }
            guard let mistake else { return nil }
            first = first ?? mistake.message
        }
        return first
    }

    private func isProposed(_ position: Position, _ completion: Completion, _ expectations: Expectations) -> Bool {
        let wanted = position.text.lowercased().filter { $0 != "`" }
        let isAmong = completion.candidates.contains { candidate in
            let text = candidate.text.lowercased().drop { $0 == " " }
            return text.hasPrefix(wanted) && [nil, " ", ":", "("].contains(text.dropFirst(wanted.count).first)
        }
        if isAmong { return true }
        let expected = expectations.expected
        if expected.contains(.nearForm(wanted)) { return true }
        // A mark that touches a name stands behind what is being typed.
        if case .mark = position.kind, expectations.typed == .words || expectations.typed == .variable { return true }
        return expected.contains { $0.takes(position.kind, wanted, isName: position.isName) }
    }
}

extension Token {
    fileprivate var isNamePart: Bool { kind == .word || kind == .quotedWord || kind == .variable }
}

extension LeadSyntax.Expectation {
    /// Whether a token of an open class can stand there that no proposal can foresee.
    fileprivate func takes(_ kind: Token.Kind, _ text: String, isName: Bool) -> Bool {
        switch (self, kind) {
        case (.name, .word), (.name, .quotedWord), (.name, .variable): true
        case (.topic, _): true
        case (.value(let place), .text): place.field.flatMap { Vocabulary.field($0) }?.isClosed != true || place.symbol != .equal
        case (.value, .number), (.value, .duration), (.value, .date), (.value, .uuid): true
        case (.edition, .number), (.list, .uuid), (.list, .text), (.file, .text), (.header, .text), (.text, .text): true
        case (.field, .word): text.hasPrefix("custom.")
        case (.ids, .uuid): true
        case (.value(let place), .word) where place.names == .headers: isName
        default: false
        }
    }
}

extension Field {
    fileprivate var isClosed: Bool { if case .closed = values { true } else { false } }
}
