import LeadModel
import LeadProviders
import LeadSemantics
import Testing

/// Which conditions a provider's own search can say, and how well.
struct PushdownTests {
    enum Place: String, Sendable {
        case exact, wider, local
    }

    /// Conditions with their place at Lance and at LeadLex; nil where the provider does not have the field.
    private static let table: [(String, Place?, Place?)] = [
        ("title is \"CEO\"", .exact, .wider), ("title contains \"CEO\"", .exact, .exact), ("title like \"CEO\"", .exact, .exact),
        ("title contains (\"CEO\", \"CTO\")", .exact, .exact), ("title is exactly \"CEO\"", .wider, .wider),
        ("title contains exactly \"CEO\"", .wider, .wider), ("title starts with \"CEO\"", .local, .local),
        ("title ends with \"CEO\"", .local, .local),
        ("title matches 'CEO'", .local, .local), ("title is not \"CEO\"", .exact, .local),
        ("title does not contain \"CEO\"", .exact, .local),
        ("title is not exactly \"CEO\"", .local, .local), ("title is empty", .local, .local),
        ("lower(title) is \"ceo\"", .local, .local),
        ("seniority in (\"vp\", \"c_suite\")", .exact, .exact), ("seniority is not \"vp\"", .exact, .local),
        ("department is \"sales\"", .exact, .exact),
        ("country is \"Germany\"", .exact, .exact), ("country is not \"Germany\"", .exact, .local),
        ("city is \"Berlin\"", .wider, .wider),
        ("city is not \"Berlin\"", .local, .local), ("company.employees between 50 and 500", .exact, .wider),
        ("company.employees >= 50", .exact, .wider),
        ("company.employees <= 50", .exact, .wider), ("company.employees > 50", .exact, .wider),
        ("company.employees < 50", .exact, .wider),
        ("company.employees not between 50 and 500", .local, .local), ("company.name is \"Acme\"", .wider, .local),
        ("company.name is not \"Acme\"", .local, .local),
        ("company.domain is \"acme.com\"", .wider, .exact), ("skills contains \"Swift\"", .exact, nil),
        ("email is \"a@b.c\"", .local, .local),
        ("company.industry is \"Legal\"", .exact, .exact), ("title is \"CEO\" or title is \"CTO\"", .local, .local),
    ]

    private func place(of text: String, at provider: ProviderSignature) -> Place? {
        let checked = Script("use \(provider.name)\nsearch people where \(text)").checked()
        guard case .rows(let rows)? = checked.program.statements.last?.kind,
            case .where(let condition)? = rows.refinements.first?.kind
        else { return nil }
        guard let pushed = PushableCondition(condition, kind: .people, at: provider) else { return .local }
        return pushed.precision == .exact ? .exact : .wider
    }

    @Test(arguments: table) func placesACondition(_ text: String, _ lance: Place?, _ leadLex: Place?) {
        #expect(place(of: text, at: .lance) == lance)
        #expect(place(of: text, at: .leadLex) == leadLex)
    }

    @Test func contactsAreTestedHere() {
        let checked = Script("use leadlex\nopen contacts where title contains \"CEO\"").checked()
        guard case .rows(let rows)? = checked.program.statements.last?.kind,
            case .where(let condition)? = rows.refinements.first?.kind
        else {
            Issue.record("no condition")
            return
        }
        #expect(PushableCondition(condition, kind: .contacts, at: .leadLex) == nil)
    }
}
