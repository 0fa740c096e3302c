import LeadTestSupport

/// Writes scripts by going through the grammar at random.
struct GrammarGenerator {
    private let grammar: Grammar
    /// How many productions deep the shortest text of each node is.
    private let heights: [Int]
    private var random: SeededGenerator
    private var pieces: [String] = []

    init(_ grammar: Grammar, seed: UInt64) {
        self.grammar = grammar
        heights = Self.heights(of: grammar)
        random = SeededGenerator(seed: seed)
    }

    /// How deep productions may refer to each other before the shortest way out is taken.
    private static let depth = 14
    /// How many pieces a script may have before the shortest way out is taken.
    private static let length = 160

    /// The next script.
    mutating func script() -> String {
        repeat {
            pieces = []
            if let script = grammar.productions["script"] { write(script, depth: 0) }
        } while goesOnBehindEmpty
        return pieces.joined()
    }

    /// The next script with a piece taken out, said twice or moved by one.
    mutating func spoiltScript() -> String {
        _ = script()
        guard !pieces.isEmpty else { return "" }
        let place = below(pieces.count)
        switch below(3) {
        case 0: pieces.remove(at: place)
        case 1: pieces.insert(pieces[place], at: place)
        default: pieces.swapAt(place, min(place + 1, pieces.count - 1))
        }
        return pieces.joined()
    }

    /// Whether an operator follows `is empty`.
    ///
    /// The grammar allows it, since `empty` is a value like any other; the parser reads `is empty` as one.
    private var goesOnBehindEmpty: Bool {
        let words = pieces.map { $0.split(separator: " ").joined().lowercased() }
        return words.indices.contains { index in
            guard words[index] == "empty", index + 1 < words.count, ["+", "-", "&", "*", "/"].contains(words[index + 1]) else {
                return false
            }
            return words[..<index].last { $0 != "not" } == "is"
        }
    }

    // MARK: Walking

    private mutating func write(_ node: Int, depth: Int) {
        let isTired = depth > Self.depth || pieces.count > Self.length
        switch grammar.nodes[node].kind {
        case .word(let word): put(below(8) == 0 ? word.uppercased() : word)
        case .terminal(let name): put(terminal: name)
        case .reference(let name):
            if let production = grammar.productions[name] { write(production, depth: depth + 1) }
        case .sequence(let parts):
            for part in parts { write(part, depth: depth) }
        case .choice(let branches):
            let lowest = branches.map { heights[$0] }.min() ?? 0
            let open = isTired ? branches.filter { heights[$0] == lowest } : branches
            write(open[below(open.count)], depth: depth)
        case .optional(let inside):
            if !isTired, below(5) < 2 { write(inside, depth: depth) }
        case .repeated(let inside):
            // A script has more statements than an expression has operators.
            let count = depth == 0 ? below(6) : below(3)
            if !isTired { for _ in 0..<count { write(inside, depth: depth) } }
        }
    }

    private mutating func put(_ text: String) {
        pieces.append(text + " ")
    }

    private mutating func put(terminal name: String) {
        let texts = Self.texts[name] ?? ["?"]
        let text = texts[below(texts.count)]
        // The bracket of a call touches its name.
        pieces.append(name == "CALLEE" || name == "END" ? text : text + " ")
    }

    private mutating func below(_ bound: Int) -> Int {
        Int.random(in: 0..<bound, using: &random)
    }

    /// Names are no words of the language here: which of both `list` or `desc` is, the parser decides by what follows.
    private static let texts: [String: [String]] = [
        "END": ["\n", "\n\n", "; ", "  # a note\n"],
        "NUMBER": ["0", "1_000", "2.5", "10k", "95%"],
        "DURATION": ["90s", "5 minutes", "1 day"],
        "DATE": ["2026-01-31"],
        "UUID": ["550e8400-e29b-41d4-a716-446655440005"],
        "TEXT": ["\"Q1\"", "'raw $'", "\"${alpha & 1} of {{name}}\"", "\"\"\"\n  two\n  lines\n  \"\"\""],
        "LITERAL": ["\"shared.lead\"", "'shared.lead'"],
        "VARIABLE": ["$alpha", "$_two"],
        "ROWFIELD": ["$row.email", "$row.company.name"],
        "NAME": ["alpha", "_two", "Größe", "`from`"],
        "DOTTED": ["company.name", "custom.`two words`"],
        "CALLEE": ["greet", "`from`"],
        "WORD": ["csv", "alpha"],
    ]

    private static func heights(of grammar: Grammar) -> [Int] {
        let never = 1_000
        var heights = [Int](repeating: never, count: grammar.nodes.count)
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for (index, node) in grammar.nodes.enumerated() {
                let height =
                    switch node.kind {
                    case .word, .terminal, .optional, .repeated: 0
                    case .reference(let name): min(never, (grammar.productions[name].map { heights[$0] } ?? never) + 1)
                    case .sequence(let parts): parts.map { heights[$0] }.max() ?? 0
                    case .choice(let branches): branches.map { heights[$0] }.min() ?? 0
                    }
                if height < heights[index] {
                    heights[index] = height
                    hasChanged = true
                }
            }
        }
        return heights
    }
}
