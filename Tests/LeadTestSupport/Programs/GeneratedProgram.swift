/// A program without a mistake, made by lot: it parses and checks without a word, and says something that can be run.
///
/// It talks to the accounts `lance` and `leadlex` and reads the files of `ProgramFiles`.
public struct GeneratedProgram: Sendable {
    /// The most lines that one has.
    public static let lineLimit = 40

    /// What it is made of again.
    public let seed: UInt64
    /// The program.
    public let text: String
    /// The parameters that have no value of their own, each with one that fits.
    public let parameters: [String: String]

    /// Makes the program of a seed.
    public init(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var size = random.below(4) == 0 ? 4 + random.below(12) : 1 + random.below(6)
        while true {
            var writer = ProgramWriter(random: SeededGenerator(seed: random.next()))
            let written = writer.program(of: size)
            let text = ProgramLayout.text(of: written, seed: random.next())
            if text.utf8.count(where: { $0 == 0x0A }) < Self.lineLimit {
                self.seed = seed
                self.text = text
                parameters = writer.openParameters
                return
            }
            size = max(1, size / 2)
        }
    }
}

extension SeededGenerator {
    /// A number from 0 up to, and without, `limit`.
    mutating func below(_ limit: Int) -> Int {
        Int(next() % UInt64(limit))
    }

    /// True once in `count` times.
    mutating func chance(_ count: Int) -> Bool {
        next() % UInt64(count) == 0
    }

    /// One of the items, of which there must be some.
    mutating func one<Item>(of items: [Item]) -> Item {
        items[below(items.count)]
    }
}
