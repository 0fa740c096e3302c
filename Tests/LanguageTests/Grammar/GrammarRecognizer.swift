/// Says whether tokens are what a grammar describes, whichever of several ways through it they take.
struct GrammarRecognizer {
    private let grammar: Grammar
    private let tokens: [GrammarToken]
    /// Where each node that begins at a place can end, all places of a node side by side.
    private var ends: [[Int]?]
    /// How many tokens some way through the grammar has understood.
    private(set) var furthest = 0
    /// The nodes of one way through the grammar that takes all tokens.
    private(set) var used: Set<Int> = []

    init(_ grammar: Grammar, _ tokens: [GrammarToken]) {
        self.grammar = grammar
        self.tokens = tokens
        ends = Array(repeating: nil, count: grammar.nodes.count * (tokens.count + 1))
    }

    /// Whether all tokens are one `script`.
    mutating func accepts() -> Bool {
        guard let script = grammar.productions["script"], ends(of: script, at: 0).contains(tokens.count) else { return false }
        mark(script, from: 0, to: tokens.count)
        return true
    }

    // MARK: Recognising

    private mutating func ends(of node: Int, at start: Int) -> [Int] {
        let place = node * (tokens.count + 1) + start
        if let known = ends[place] { return known }
        let found = computedEnds(of: node, at: start)
        ends[place] = found
        furthest = max(furthest, found.max() ?? 0)
        return found
    }

    private mutating func computedEnds(of node: Int, at start: Int) -> [Int] {
        switch grammar.nodes[node].kind {
        case .word(let word):
            return start < tokens.count && tokens[start].word == word ? [start + 1] : []
        case .terminal(let name):
            return start < tokens.count && tokens[start].classes.contains(name) ? [start + 1] : []
        case .reference(let name):
            guard let production = grammar.productions[name] else { return [] }
            return ends(of: production, at: start)
        case .sequence(let parts):
            return Array(layers(of: parts, from: start).last?.keys.sorted() ?? [])
        case .choice(let branches):
            var found: Set<Int> = []
            for branch in branches { found.formUnion(ends(of: branch, at: start)) }
            return found.sorted()
        case .optional(let inside): return Set(ends(of: inside, at: start) + [start]).sorted()
        case .repeated(let inside): return chain(of: inside, from: start).keys.sorted()
        }
    }

    /// The places that can be come to behind each part, each with the place before that part.
    private mutating func layers(of parts: [Int], from start: Int) -> [[Int: Int]] {
        var layers: [[Int: Int]] = []
        var places = [start]
        for part in parts {
            var layer: [Int: Int] = [:]
            for place in places {
                for end in ends(of: part, at: place) where layer[end] == nil { layer[end] = place }
            }
            layers.append(layer)
            places = layer.keys.sorted()
        }
        return layers
    }

    /// The places that can be come to by any number of repetitions, each with the place before the last one.
    private mutating func chain(of inside: Int, from start: Int) -> [Int: Int] {
        var before = [start: start]
        var open = [start]
        while let place = open.popLast() {
            for end in ends(of: inside, at: place) where before[end] == nil {
                before[end] = place
                open.append(end)
            }
        }
        return before
    }

    // MARK: Marking

    /// Notes the nodes of one way from `start` to `end`.
    private mutating func mark(_ node: Int, from start: Int, to end: Int) {
        used.insert(node)
        switch grammar.nodes[node].kind {
        case .word, .terminal: return
        case .reference(let name):
            if let production = grammar.productions[name] { mark(production, from: start, to: end) }
        case .sequence(let parts):
            let layers = layers(of: parts, from: start)
            var end = end
            for (part, layer) in zip(parts, layers).reversed() {
                guard let before = layer[end] else { return }
                mark(part, from: before, to: end)
                end = before
            }
        case .choice(let branches):
            for branch in branches where ends(of: branch, at: start).contains(end) {
                mark(branch, from: start, to: end)
                return
            }
        case .optional(let inside):
            if end > start { mark(inside, from: start, to: end) }
        case .repeated(let inside):
            let before = chain(of: inside, from: start)
            var end = end
            while end > start, let place = before[end] {
                mark(inside, from: place, to: end)
                end = place
            }
        }
    }
}
