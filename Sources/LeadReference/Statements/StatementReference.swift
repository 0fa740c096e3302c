public import LeadModel
public import LeadSyntax

/// What the manual says of a statement or a clause: its forms, what each does, and an example of each.
///
/// In a form, words in small letters are the language's own, words in capitals stand for something, `[…]` may be left out,
/// `|` stands between choices, and `…` goes on likewise.
public struct StatementReference: Hashable, Sendable {
    /// What statements are about; the manual lists them in this order.
    public enum Group: String, Hashable, Sendable, CaseIterable {
        case session = "The session"
        case flow = "Blocks"
        case finding = "Finding rows"
        case choosing = "Choosing rows"
        case changing = "Changing the rows at hand"
        case doing = "Doing"
        case looking = "Looking"
        case later = "Not in this version"
    }

    /// One way to write it.
    public struct Form: Hashable, Sendable {
        /// How it is written.
        public let syntax: String
        /// What it does.
        public let meaning: String

        init(_ syntax: String, _ meaning: String) {
            self.syntax = syntax
            self.meaning = meaning
        }
    }

    /// The word that it begins with.
    public let word: StatementWord
    /// What it is about.
    public let group: Group
    /// What it does, in a few words.
    public let summary: String
    /// The ways to write it; none where this version does not understand it.
    public let forms: [Form]
    /// The ways to write it that a later version brings.
    public let later: [String]
    /// What else there is to know, a paragraph each.
    public let notes: [String]
    /// Scripts that use every form, the last of them the one to paste; the files that they read come first.
    public let examples: [ManualPage.Code]

    init(
        _ word: StatementWord, _ group: Group, _ summary: String, _ forms: [Form] = [], later: [String] = [],
        notes: [String] = [],
        _ examples: [ManualPage.Code] = []
    ) {
        self.word = word
        self.group = group
        self.summary = summary
        self.forms = forms
        self.later = later
        self.notes = notes
        self.examples = examples
    }

    /// What `help` says of it.
    public var page: ManualPage {
        guard !forms.isEmpty else {
            let text =
                "`\(word.rawValue)` is part of the language, but not in this version of lead. It will be written like this:"
            return ManualPage(title: word.rawValue, blocks: [.paragraph(text)] + later.map { .paragraph("`\($0)`") })
        }
        let table = ManualPage.Table(header: ["form", "does"], rows: forms.map { ["`\($0.syntax)`", $0.meaning] })
        return ManualPage(
            title: word.rawValue,
            blocks: [.paragraph("\(summary.prefix(1).uppercased())\(summary.dropFirst())."), .table(table)]
                + notes.map { .paragraph($0) }
                + examples.map { .code($0) })
    }

    /// All statements and clauses, in the order in which the manual lists them.
    public static let all: [StatementReference] = session + flow + finding + choosing + changing + doing + looking + later

    private static let byWord = Dictionary(all.map { ($0.word, $0) }) { first, _ in first }

    /// What the manual says of a word; `else` is told of where `if` is.
    public init?(of word: StatementWord) {
        guard let reference = Self.byWord[word == .else ? .if : word] else { return nil }
        self = reference
    }
}
