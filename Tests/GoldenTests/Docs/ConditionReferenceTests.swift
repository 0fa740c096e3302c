import LeadDiagnostics
import LeadFormat
import LeadReference
import LeadSyntax
import Testing

/// The table of conditions against the parser.
struct ConditionReferenceTests {
    private func condition(_ text: String) -> LeadSyntax.Expression? {
        parse(Source(name: "condition.lead", text: "search people where \(text)")).condition
    }

    /// The condition `title FORM …` with something for each operand.
    private func example(of form: String) -> String {
        if form.hasPrefix("is empty") || form.hasPrefix("is not empty") { return "title \(form)" }
        let filled = form.replacing("A", with: "1").replacing("B", with: "2")
        return filled == form ? "title \(form) \"x\"" : "title \(filled)"
    }

    @Test func everyOperatorIsTold() {
        let forms = ConditionReference.all.flatMap(\.forms).map { condition(example(of: $0)) }
        let operators = forms.compactMap { if case .comparison(let node) = $0 { node.symbol } else { nil } }
        #expect(Set(operators) == Set(ComparisonExpression.Operator.allCases))
        #expect(forms.contains { if case .emptiness = $0 { true } else { false } })
        #expect(forms.contains { if case .between = $0 { true } else { false } })
        #expect(!forms.contains(nil))
    }

    @Test(arguments: ConditionReference.all)
    func theOppositeIsOne(_ reference: ConditionReference) {
        for form in reference.negations {
            switch condition(example(of: form)) {
            case .comparison(let node): #expect(node.isNegated, "`\(form)`")
            case .emptiness(let node): #expect(node.isNegated, "`\(form)`")
            case .between(let node): #expect(node.isNegated, "`\(form)`")
            default: Issue.record("`\(form)` is no condition")
            }
        }
        #expect(condition(reference.example) != nil)
    }

    // MARK: Near forms

    @Test(arguments: ConditionReference.all)
    func nearFormsAreLaidOutAsTheProperOnes(_ reference: ConditionReference) throws {
        let proper = try #require(reference.forms.first.flatMap { Asked(condition(example(of: $0))) })
        let properForms = Set((reference.forms + reference.negations).map { "search people where \(example(of: $0))\n" })
        for form in reference.nearForms {
            let tree = parse(Source(name: "condition.lead", text: "search people where \(example(of: form))"))
            let asked = try #require(Asked(condition(example(of: form))), "`\(form)` is no condition")
            #expect(asked.what == proper.what, "`\(form)`")
            let text = try #require(format(tree))
            #expect(properForms.contains(text), "`\(form)` is laid out as \(text)")
            #expect(Asked(parse(Source(name: "condition.lead", text: text)).condition) == asked, "`\(form)`")
        }
    }

    /// Every combination of the words of operators: what the parser takes as one operator is in the table.
    @Test func everythingUnderstoodIsTold() {
        let told = Set(ConditionReference.all.flatMap { $0.forms + $0.negations + $0.nearForms })
        let verbs = [
            "in", "one of", "empty", "contains", "contain", "starts with", "start with", "ends with", "end with", "like", "likes",
            "matches", "match", "between A and B", "==", "=", "<>", "!=", "<", "<=", ">", ">=",
        ]
        for before in ["", "is ", "is not ", "not ", "does ", "does not ", "do ", "do not ", "not is "] {
            for form in verbs.map({ before + $0 }) where Asked(condition(example(of: form))) != nil {
                #expect(told.contains(form), "`\(form)` is understood")
            }
        }
    }
}

/// What a condition asks of `title`, whatever words it is written in.
private struct Asked: Equatable {
    let what: String
    let isNegated: Bool

    init?(_ condition: LeadSyntax.Expression?) {
        switch condition {
        case .comparison(let node): (what, isNegated) = ("\(node.symbol)", node.isNegated)
        case .emptiness(let node): (what, isNegated) = ("empty", node.isNegated)
        case .between(let node): (what, isNegated) = ("between", node.isNegated)
        default: return nil
        }
    }
}

extension Tree {
    /// The condition of the script's only `where`; nil where it has a mistake or none.
    fileprivate var condition: LeadSyntax.Expression? {
        guard diagnostics.isEmpty, case .rows(let rows) = statements.first?.kind else { return nil }
        return rows.clauses.compactMap { if case .where(let node) = $0.kind { node } else { nil } }.first
    }
}
