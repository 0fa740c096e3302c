import LeadDiagnostics
import LeadModel
import LeadSemantics
import LeadSyntax
import LeadTestSupport
import Testing

/// The generated programs hold everything that the language has, so that tests with them leave nothing out unseen.
struct CoverageTests {
    private static let programs = 1_500
    private static let least = 3

    /// What stands in the programs: words of the language in small letters, names with `@` before them.
    private struct Census {
        private(set) var counts: [String: Int] = [:]
        private let phrases: [String: [[String]]]

        init(_ phrases: [String]) {
            let parts = phrases.map { $0.split(separator: " ").map(String.init) }
            self.phrases = Dictionary(grouping: parts) { $0[0] }
        }

        mutating func count(_ tree: Tree) {
            let words = words(of: tree)
            for (place, word) in words.enumerated() {
                for phrase in phrases[word] ?? [] where words[place...].prefix(phrase.count).elementsEqual(phrase) {
                    counts[phrase.joined(separator: " "), default: 0] += 1
                }
            }
        }

        private func words(of tree: Tree) -> [String] {
            var words: [String] = ["BEGIN"]
            for token in tree.tokens {
                let text = tree.source.text(of: token.span)
                switch token.kind {
                case .space: continue
                case .end, .lineEnd, .mark(.semicolon): words.append("END")
                case .comment: words.append(text.hasPrefix("##") ? "##" : "#")
                case .word where tree.nameOffsets.contains(token.span.start): words.append("@" + text)
                case .word: words.append(text.lowercased())
                case .quotedWord: words.append("`")
                case .variable: words.append("$")
                case .text(let form): words += [text.contains("${") && form != .raw ? "TEXT${" : "TEXT", "\(form)"]
                case .number: words.append("NUMBER")
                case .duration: words.append("DURATION")
                case .date: words.append("DATE")
                case .uuid: words.append("UUID")
                case .mark(let mark): words.append(mark == .lineJoin ? "\\" : mark.rawValue)
                case .invalid: words.append("INVALID")
                }
            }
            return words
        }
    }

    /// The phrases that are missing or too seldom, each with how often it is there.
    private func seldom(_ phrases: [String]) -> [String] {
        var census = Census(phrases)
        for script in Corpus.generated(UInt64(Self.programs), from: 0) {
            census.count(parse(Source(name: script.name, text: script.text)))
        }
        return phrases.filter { census.counts[$0, default: 0] < Self.least }.map { "\($0): \(census.counts[$0, default: 0])" }
    }

    @Test(.timeLimit(.minutes(15))) func generatedProgramsHoldEverything() {
        let words = StatementWord.available.map(\.rawValue) + ["else"]
        let functions = Function.allCases.map { "@\($0.rawValue) (" } + ["@count ( it )"]
        let fields = Vocabulary.fields.map { "@" + $0.name.split(separator: ".").joined(separator: " . @") }
        let outcome = Outcome.fields.map { "@outcome . @\($0.name)" } + ["message", "code", "status"].map { "@error . @\($0)" }
        let seldom = seldom(words + functions + fields + outcome + Self.operators + Self.clauses + Self.statements + Self.forms)
        #expect(seldom.isEmpty, "\(seldom.joined(separator: "\n"))")
    }

    private static let operators = [
        "is", "is not", "=", "==", "!=", "<>", "<", "<=", ">", ">=", "in", "not in", "is in", "is not in", "is one of",
        "is not one of", "contains", "does not contain", "not contains", "do not contain", "starts with", "does not start with",
        "ends with", "does not end with", "matches", "does not match", "like", "between", "not between", "is empty",
        "is not empty", "contains exactly", "is exactly", "in exactly", "matches exactly", "and", "or", "not", "+", "-", "*", "/",
        "&", "( not", "true", "false", "empty",
    ]

    private static let clauses = [
        "select rows", "select all", "select first", "select where", "select sample", "select UUID", "select id", "select $",
        "except UUID", "except id", "except $", "except rows", "except list", "except any list", "except file", "except where",
        ", where", ", list", ", rows", ", file TEXT", "since", "dedupe by", "order by", "asc", "desc", "limit", "per", "set",
        "rename",
        "drop", "as", "NUMBER .. NUMBER", "NUMBER .. END",
    ]

    private static let statements = [
        "lead NUMBER", ": text", ": number", ": date", ": list", "calls", "credits", "credit", "rows", "row", "use @lance",
        "use @leadlex", "use @LEADLEX", "search people", "search companies", "open list", "open contacts", "load TEXT",
        "load people",
        "load companies", "load stdin format csv", "columns (", "from TEXT", "with", "create list", "ensure list", "description",
        "of people", "from DATE to DATE", "add to list", "add it to list", "save to contacts", "save to list", "allow no key",
        "update contacts by @email", "fill empty only", "remove from list", "delete list", "at @leadlex", "at @lance", "list id",
        "list UUID", "list $", "suppress file", "suppress list", "allow unknown", "show lists", "show rows", "show columns",
        "show it",
        "count it", "count END", "describe END", "summarize by", "summarize it by", "export to", "export it to", "refresh END",
        "help END", "help @where", "if", "else if", "} else {", "in it {", "NUMBER .. NUMBER {", "in (", "try {", "include TEXT",
        "stop",
        "fail", "wait", "expect", "step TEXT", "define", "##", "BEGIN #",
    ]

    private static let forms = [
        "TEXT quoted", "TEXT${ quoted", "TEXT raw", "TEXT block", "TEXT${ block", "NUMBER", "DURATION", "NUMBER days", "DATE",
        "UUID",
        "$", "`", "#", "END END", "{ }", ",", ", )", "- NUMBER", "$ .",
    ]
}
