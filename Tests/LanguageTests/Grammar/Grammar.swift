import Foundation

/// The grammar that the reference of the language shows, read from there.
struct Grammar: Sendable {
    /// A part of a production.
    struct Node: Sendable {
        indirect enum Kind: Sendable {
            /// A word or a mark of the language.
            case word(String)
            /// A class of tokens, such as `NUMBER`.
            case terminal(String)
            /// Another production.
            case reference(String)
            case sequence([Int])
            case choice([Int])
            case optional(Int)
            case repeated(Int)
        }

        let kind: Kind
        /// The production that it stands in.
        let production: String
        /// What is written there.
        let text: String
    }

    /// Why the block is no grammar.
    struct Mistake: Error {
        let message: String
    }

    private(set) var nodes: [Node] = []
    /// The node of each production, by its name.
    private(set) var productions: [String: Int] = [:]
    /// The names in the order of the text.
    private(set) var names: [String] = []

    /// Reads productions such as `span = count [ ".." [ count ] ] ;`.
    init(_ text: String) throws {
        var reader = Reader(text)
        while let name = reader.next() {
            guard reader.next() == "=" else { throw Mistake(message: "no `=` behind `\(name)`") }
            guard productions[name] == nil else { throw Mistake(message: "`\(name)` is defined twice") }
            names.append(name)
            productions[name] = try choice(&reader, in: name)
            guard reader.next() == ";" else { throw Mistake(message: "`\(name)` does not end in `;`") }
        }
    }

    /// The grammar at the end of `docs/language.md`.
    static func ofTheReference() throws -> Grammar {
        let page = try Repository.text(of: "docs/language.md")
        let parts = page.components(separatedBy: "```ebnf\n")
        guard parts.count == 2, let block = parts[1].components(separatedBy: "```").first else {
            throw Mistake(message: "docs/language.md holds no `ebnf` block, or several")
        }
        return try Grammar(block)
    }

    // MARK: Reading

    /// The words and marks of a grammar, one after another.
    private struct Reader {
        private let pieces: [String]
        private(set) var position = 0

        init(_ text: String) {
            pieces = text.split(whereSeparator: \.isWhitespace).map(String.init)
        }

        var current: String? {
            position < pieces.count ? pieces[position] : nil
        }

        mutating func next() -> String? {
            guard let piece = current else { return nil }
            position += 1
            return piece
        }

        func text(from start: Int) -> String {
            pieces[start..<position].joined(separator: " ")
        }
    }

    private mutating func make(_ kind: Node.Kind, _ production: String, _ text: String) -> Int {
        nodes.append(Node(kind: kind, production: production, text: text))
        return nodes.count - 1
    }

    private mutating func choice(_ reader: inout Reader, in production: String) throws -> Int {
        let start = reader.position
        var branches = [try sequence(&reader, in: production)]
        while reader.current == "|" {
            _ = reader.next()
            branches.append(try sequence(&reader, in: production))
        }
        return branches.count == 1 ? branches[0] : make(.choice(branches), production, reader.text(from: start))
    }

    private mutating func sequence(_ reader: inout Reader, in production: String) throws -> Int {
        let start = reader.position
        var parts: [Int] = []
        while let piece = reader.current, !["|", ";", ")", "]", "}"].contains(piece) {
            parts.append(try part(&reader, in: production))
        }
        guard !parts.isEmpty else { throw Mistake(message: "`\(production)` has a branch with nothing in it") }
        return make(.sequence(parts), production, reader.text(from: start))
    }

    private mutating func part(_ reader: inout Reader, in production: String) throws -> Int {
        let start = reader.position
        let piece = reader.next() ?? ""
        guard let closing = ["(": ")", "[": "]", "{": "}"][piece] else {
            if piece.hasPrefix("\"") { return make(.word(String(piece.dropFirst().dropLast())), production, piece) }
            let isTerminal = piece.allSatisfy(\.isUppercase)
            return make(isTerminal ? .terminal(piece) : .reference(piece), production, piece)
        }
        let inside = try choice(&reader, in: production)
        guard reader.next() == closing else { throw Mistake(message: "a `\(piece)` in `\(production)` is not closed") }
        switch piece {
        case "[": return make(.optional(inside), production, reader.text(from: start))
        case "{": return make(.repeated(inside), production, reader.text(from: start))
        default: return inside
        }
    }

    // MARK: Looking

    /// The names that productions refer to.
    var references: Set<String> {
        Set(nodes.compactMap { if case .reference(let name) = $0.kind { name } else { nil } })
    }

    /// The classes of tokens that are named.
    var terminals: Set<String> {
        Set(nodes.compactMap { if case .terminal(let name) = $0.kind { name } else { nil } })
    }

    /// The productions that can be come to from `start`.
    func reachable(from start: String) -> Set<String> {
        var found: Set<String> = []
        var open = [start]
        while let name = open.popLast() {
            guard found.insert(name).inserted else { continue }
            open += nodes.compactMap { node in
                if node.production == name, case .reference(let other) = node.kind { other } else { nil }
            }
        }
        return found
    }

    /// What a reader can choose to write: productions, branches of `|`, what stands in `[ ]` and `{ }`.
    var choices: [Int] {
        let branches = nodes.flatMap { node -> [Int] in
            switch node.kind {
            case .choice(let branches): branches
            case .optional(let inside), .repeated(let inside): [inside]
            case .word, .terminal, .reference, .sequence: []
            }
        }
        return names.compactMap { productions[$0] } + branches
    }
}
