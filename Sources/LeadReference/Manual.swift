import LeadDiagnostics
public import LeadModel
import LeadSemantics
import LeadSyntax
import LeadText

/// The manual that `help` and `lead help` read from, made of the tables that parser and checker go by.
public struct Manual: Sendable {
    private let signatures: [ProviderSignature]

    /// Makes a manual that knows what these providers can do.
    public init(providers signatures: [ProviderSignature]) {
        self.signatures = signatures.sorted { $0.name < $1.name }
    }

    /// The page on a topic, in whatever case it is written; nil where there is none.
    ///
    /// What this version understands goes before a word that is kept for a later one: `email` is a field.
    public func page(on topic: String) -> ManualPage? {
        // A statement's `help .plan` comes with its dot apart.
        let topic = topic.lowercased().trimmed.replacingPrefix(". ", with: ".")
        if let named = Named(topic) { return page(on: named) }
        let word = StatementWord(rawValue: topic)
        if let word, word.isAvailable { return StatementReference(of: word)?.page }
        if let field = Vocabulary.field(topic) { return FieldReference.page(of: field, signatures) }
        if let function = Function(rawValue: topic) { return Topics.page(of: function) }
        if let code = DiagnosticCode(rawValue: topic.uppercased()) { return Explanation(of: code)?.page }
        if let word { return StatementReference(of: word)?.page }
        // `help add to list` means `help add`.
        return topic.split(separator: " ").first.flatMap { String($0) == topic ? nil : page(on: String($0)) }
    }

    /// What the answer to an unknown topic is.
    public func page(insteadOf topic: String) -> ManualPage {
        let near = NearestName(among: topics).name(nearest: topic.lowercased())
        let hint = near.map { "Did you mean `help \($0)`?" } ?? "`help` lists what there is."
        return ManualPage(title: topic, blocks: [.paragraph("There is no help on `\(topic)`. \(hint)")])
    }

    /// What help may be asked on, in order, each once by its proper name; codes and words of later versions left out.
    public var topics: [String] {
        Named.allCases.map(\.rawValue) + StatementWord.available.map(\.rawValue) + Vocabulary.fields.map(\.name)
            + Function.allCases.map(\.rawValue)
    }

    // MARK: Topics

    /// A topic that is no word of the language.
    private enum Named: String, CaseIterable {
        case forms, values, fields, conditions, functions, ranges, accounts, outcome, plans, limits, codes

        private static let otherNames: [String: Named] = [
            "form": .forms, "field": .fields, "condition": .conditions, "operators": .conditions,
            "range": .ranges, "rows": .ranges, "code": .codes, "list": .forms, "lists": .forms, "durations": .values,
            "dates": .values,
            "numbers": .values, "account": .accounts, ".plan": .plans,
        ]

        init?(_ topic: String) {
            guard let named = Named(rawValue: topic) ?? Self.otherNames[topic] else { return nil }
            self = named
        }
    }

    private func page(on topic: Named) -> ManualPage {
        switch topic {
        case .fields: FieldReference.page(signatures)
        case .forms: Notation.page
        case .values: Topics.valuesPage
        case .accounts: Topics.accountsPage(signatures)
        case .outcome: Topics.outcomePage
        case .conditions: ConditionReference.page
        case .functions: Topics.functionsPage
        case .ranges: Topics.ranges
        case .plans: Topics.plansPage
        case .limits: Topics.limitsPage
        case .codes: Explanation.index
        }
    }

    /// What `help` alone says: the statements by what they are about, and the other topics.
    public var overview: ManualPage {
        var blocks: [ManualPage.Block] = []
        for group in StatementReference.Group.allCases where group != .later {
            let rows = StatementReference.all.filter { $0.group == group }.map { ["`\($0.word.rawValue)`", $0.summary] }
            blocks += [.heading(group.rawValue), .table(ManualPage.Table(header: ["statement", "does"], rows: rows))]
        }
        blocks.append(
            .paragraph(
                "`help add` says more of a statement, and `help forms` how to read it; `help company.employees` of a field, `help lower` of a function, "
                    + "`help L2003` of a code. Other topics: \(quoted(Named.allCases.map(\.rawValue)))."))
        blocks.append(.code(.script("search people where seniority is \"vp\"\nselect rows 0..10\nshow columns name, title")))
        return ManualPage(title: "The statements of the language", blocks: blocks)
    }
}

extension Explanation {
    /// All codes, a line each.
    public static var table: ManualPage.Table {
        ManualPage.Table(header: ["code", "means"], rows: all.map { [$0.code.rawValue, $0.title] })
    }

    /// What `help codes` says.
    static var index: ManualPage {
        ManualPage(
            title: "codes",
            blocks: [
                .table(table), .paragraph("`explain L2003`, or `lead explain L2003`, says what happened and how it is mended."),
                .code(.script("explain L2003")),
            ])
    }
}

extension String {
    fileprivate func replacingPrefix(_ prefix: String, with replacement: String) -> String {
        hasPrefix(prefix) ? replacement + dropFirst(prefix.count) : self
    }
}
