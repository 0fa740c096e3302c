import Testing

/// A form of the manual, such as `show [SET] [rows N..N, …]`, and every way to write it.
///
/// Words in small letters are the language's own, words in capitals stand for something, `[…]` may be left out, `|` stands
/// between choices, `, …` is one more of what stands before it, and any other `…` is a statement.
struct FormNotation {
    private indirect enum Part {
        /// A word, or one of several.
        case word([String])
        case option([Part])
        case more([Part])
    }

    private let parts: [Part]
    private let samples: [String: [String]]

    /// - Parameter samples: What stands for words in capitals, where it should be something else than usual.
    init(_ form: String, samples: [String: [String]] = [:]) {
        self.samples = Self.usualSamples.merging(samples) { $1 }
        var tokens: [String] = []
        var word = ""
        for character in form + " " {
            guard "[], ".contains(character) else {
                word.append(character)
                continue
            }
            tokens += [word, String(character)].filter { $0 != "" && $0 != " " }
            word = ""
        }
        var rest = tokens[...]
        parts = Self.parts(&rest)
    }

    /// The parts up to the end, or to the `]` that closes them.
    private static func parts(_ tokens: inout ArraySlice<String>) -> [Part] {
        var parts: [Part] = []
        while let token = tokens.popFirst(), token != "]" {
            if token == "[" {
                parts.append(.option(Self.parts(&tokens)))
            } else if token == ",", tokens.first == "…" {
                tokens.removeFirst()
                // What is repeated begins with the last thing that stands for something: `FIELD [asc|desc], …`.
                let start = parts.lastIndex { if case .word(let words) = $0 { words[0].contains(placeholder) } else { false } }
                parts.append(.more(Array(parts[(start ?? 0)...])))
            } else {
                parts.append(.word(token.split(separator: "|").map(String.init)))
            }
        }
        return parts
    }

    // MARK: Ways to write it

    /// Every way to write it, with something for each word in capitals.
    var expansions: [String] { Self.ways(parts).map { filled($0.joined(separator: " ")) } }

    /// The words that each way to write it has, up to the first block.
    var words: [String] {
        let words = parts.compactMap { if case .word(let words) = $0, words.count == 1 { words[0] } else { nil } }
        return words.prefix { $0 != "{" }.filter { $0.allSatisfy(\.isLetter) && !$0.contains(Self.placeholder) }
    }

    private static func ways(_ parts: [Part]) -> [[String]] {
        parts.reduce([[]]) { ways, part in
            let next: [[String]] =
                switch part {
                case .word(let words): words.map { [$0] }
                case .option(let parts): [[]] + Self.ways(parts)
                case .more(let parts): [[]] + Self.ways(parts).map { [","] + $0 }
                }
            return ways.flatMap { way in next.map { way + $0 } }
        }
    }

    private static var placeholder: Regex<Substring> { /\b[A-Z]+\b/ }

    /// What stands for each word in capitals, the first time, the second and so on.
    private static let usualSamples: [String: [String]] = [
        "N": ["1", "2", "3", "4"], "NAME": ["ada", "bob", "cleo"], "FIELD": ["country", "city", "email", "phone"],
        "EXPR": ["\"one\"", "\"two\""], "COND": ["country is \"Ireland\"", "city is \"Cork\""], "TEXT": ["\"Q1\"", "\"Q2\""],
        "DATE": ["2026-01-01", "2026-03-31"], "LIST": ["\"Q1\"", "\"Q2\""], "SET": ["leaders"],
        "UUID": ["550e8400-e29b-41d4-a716-446655440005"], "FILE": ["people.csv"], "HEADER": ["Firm"], "FORMAT": ["csv"],
        "DURATION": ["5 minutes", "10ms"], "CODE": ["L2008"], "TOPIC": ["ranges"], "STATEMENT": ["count"], "…": ["print 1"],
    ]

    private func filled(_ way: String) -> String {
        var counts: [String: Int] = [:]
        return way.replacing(/\b[A-Z]+\b|…/) { match in
            let name = String(match.output)
            // What stands for nothing known is no script, so that the form is looked at.
            guard let samples = samples[name] else { return "?" }
            counts[name, default: -1] += 1
            return samples[counts[name, default: 0] % samples.count]
        }
    }
}

struct FormNotationTests {
    @Test func optionsAndChoicesAreWrittenOut() {
        #expect(
            FormNotation("show [SET] [rows N..N, …]").expansions == [
                "show", "show rows 1..2", "show rows 1..2 , 3..4",
                "show leaders", "show leaders rows 1..2", "show leaders rows 1..2 , 3..4",
            ])
        #expect(FormNotation("open a|b [x [y]] NAME").expansions.count == 6)
        #expect(FormNotation("let NAME = WHAT").expansions == ["let ada = ?"])
    }

    @Test func samplesCanBeOthers() {
        #expect(
            FormNotation("open LIST, …", samples: ["LIST": ["$x at y"]]).expansions == ["open $x at y", "open $x at y , $x at y"])
    }

    @Test func moreIsOneMoreOfTheLast() {
        #expect(
            FormNotation("by FIELD [asc], …").expansions == [
                "by country", "by country , city", "by country , city asc",
                "by country asc", "by country asc , city", "by country asc , city asc",
            ])
        #expect(FormNotation("NAME(EXPR, NAME: EXPR) { … }").expansions == ["ada(\"one\" , bob: \"two\") { print 1 }"])
    }

    @Test func theWordsAreThoseOfEachWay() {
        #expect(FormNotation("save [SET] to contacts|lists tagged TEXT, … { body TEXT }").words == ["save", "to", "tagged"])
    }
}
