import LeadModel
import LeadSyntax
import LeadText

/// What `help` says.
enum Help {
    /// The help for a topic, or an overview.
    static func text(for topic: String?) -> String {
        guard let topic else { return overview }
        if let word = StatementWord(rawValue: topic.split(separator: " ").first.map(String.init) ?? topic) {
            return StatementGuide.text(for: word)
        }
        switch topic {
        case "fields":
            return Vocabulary.fields.map { "\(padded($0.name, 22))\($0.summary)" }.joined(separator: "\n")
        case "ranges", "range":
            return """
                Places count from 0, and the end is left out: `rows 0..100` are the first hundred rows, `rows 500..` the rest,
                `rows 0, 3, 7..9` a few. Values use `between a and b`, both ends included.
                for example: search people; select rows 0..100
                """
        default:
            let names = StatementWord.available.map(\.rawValue) + ["fields", "ranges"]
            let near = NearestName(among: names).name(nearest: topic)
            return "there is no help on `\(topic)`"
                + (near.map { "; did you mean `help \($0)`?" } ?? "; `help` lists what there is")
        }
    }

    private static var overview: String {
        let lines = StatementWord.available.map { "\(padded($0.rawValue, 12))\(StatementGuide.summary(of: $0))" }
        return (lines + ["", "`help add` says more on a statement; `help fields` and `help ranges` on what they are about."])
            .joined(separator: "\n")
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
