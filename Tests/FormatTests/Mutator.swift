import LeadDiagnostics
import LeadSyntax
import LeadTestSupport

/// Damages scripts: whole tokens of them, single bytes, or their ends.
struct Mutator {
    private static let lineLimit = GeneratedProgram.lineLimit

    /// The scripts to begin with, each as its tokens: those of the repository, cut to as many lines as a generated one has,
    /// and as many generated ones.
    private static let scripts: [[[UInt8]]] = {
        let generated = (0..<UInt64(Corpus.scripts.count)).map { GeneratedProgram(seed: 1_000_000 + $0).text }
        return (Corpus.scripts.map { cut($0.text) } + generated).map { text in
            let tree = parse(Source(name: "before.lead", text: text))
            return tree.tokens.map { Array(tree.source.bytes[$0.span.range]) }
        }
    }()

    private var random: SeededGenerator

    /// The damaged script of a seed.
    static func script(seed: UInt64) -> [UInt8] {
        var mutator = Mutator(random: SeededGenerator(seed: seed))
        var tokens = mutator.one(of: scripts)
        if mutator.below(8) == 0 { mutator.splice(&tokens) }
        if mutator.below(4) > 0 { mutator.damageTokens(&tokens) }
        var bytes = Array(tokens.joined())
        if mutator.below(3) == 0 { mutator.damageBytes(&bytes) }
        return bytes
    }

    private static func cut(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).prefix(lineLimit).joined(separator: "\n")
    }

    private mutating func below(_ limit: Int) -> Int {
        Int(random.next() % UInt64(limit))
    }

    private mutating func one<Item>(of items: [Item]) -> Item {
        items[below(items.count)]
    }

    /// The beginning of one script and the end of another.
    private mutating func splice(_ tokens: inout [[UInt8]]) {
        let other = one(of: Self.scripts)
        tokens = Array(tokens.prefix(below(tokens.count + 1)) + other.suffix(below(other.count + 1)))
        if tokens.isEmpty { tokens = other }
    }

    /// Deletes, doubles, swaps, replaces or cuts up to three tokens.
    private mutating func damageTokens(_ tokens: inout [[UInt8]]) {
        for _ in 0...below(3) {
            let solid = tokens.indices.filter { tokens[$0].contains { $0 > 0x20 } }
            guard !solid.isEmpty else { return }
            let index = one(of: solid)
            let other = one(of: solid)
            switch below(8) {
            case 0: tokens.remove(at: index)
            case 1: tokens.insert(tokens[index], at: index)
            case 2: tokens.swapAt(index, other)
            case 3: tokens[index] = tokens[other]
            case 4: tokens[index] = Array(one(of: Self.strange).utf8)
            case 5: tokens.insert(Array((one(of: Self.strange) + " ").utf8), at: index)
            case 6: tokens[index].removeLast()
            default:
                let foreign = one(of: Self.scripts)
                tokens[index] = one(of: foreign)
            }
        }
    }

    /// Changes single bytes, or cuts the script off.
    private mutating func damageBytes(_ bytes: inout [UInt8]) {
        for _ in 0...below(3) where !bytes.isEmpty {
            let place = below(bytes.count)
            switch below(7) {
            case 0: bytes.remove(at: place)
            case 1: bytes[place] = UInt8(below(256))
            case 2: bytes.insert(UInt8(below(256)), at: place)
            case 3: bytes.insert(contentsOf: one(of: Self.bytes), at: place)
            case 4: bytes.removeLast(bytes.count - place)
            case 5: bytes[place] ^= 0x20
            default:
                let end = min(bytes.count, place + below(30))
                bytes.insert(contentsOf: bytes[place..<end], at: below(bytes.count))
            }
        }
    }

    /// Bytes that are no UTF-8, or only the half of it, and marks of the order of bytes.
    private static let bytes: [[UInt8]] = [
        [0xFF], [0xC3], [0xE2, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0x80], [0x00], [0xEF, 0xBB, 0xBF],
        [0x0D], [0x0D, 0x0A], [0xE2, 0x80, 0xA8], [0xF0, 0x9F, 0x91, 0xA9, 0xE2, 0x80, 0x8D],
    ]

    private static let strange = [
        "(", ")", "[", "]", "{", "}", ",", ";", "..", "\\", "\"", "\"\"\"", "'", "`", "${", "$", "&&", "\n", "\u{0}", "\u{301}",
        "“", "#", "##", "1,000", "9e9", "-1", "0.5", "2026-02-30", "é", "👩‍👩‍👧", "where", "select", "rows", "all", "first", "per",
        "by",
        "empty", "not", "and", "or", "is", "in", "exactly", "it", "list", "to", "from", "at", "as", "define", "include \"x\"",
        "try {", "} else {", "if", "for x in it {", "search companies", "load \"x.csv\"", "outcome.added", "custom.x",
        "\u{200B}", "\u{2028}", "use leadlex", "email", "\"shared.lead\"", "param x", "x", "error.code", "count(", "==", "<>",
    ]
}
