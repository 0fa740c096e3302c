import LeadAPI
import LeadModel

extension AssumedNames {
    /// What is assumed of LeadLex (leadlex.md; what it marks PART, REF and INFER).
    public static let leadLex = AssumedNames(
        general(address: "https://\(LeadLexAPI.host)") + [
            Row(
                "error.details", ["error.details.fields"], "where a refusal says what is wrong with which field",
                isDocumented: true),
            Row(
                "error.no_member", [LeadLexAPI.Code.membershipNotFound.rawValue], "the code for a contact that is in no list",
                isDocumented: true),
            Row("search.rows", ["data.prospects"], "where a search's answer has its rows"),
            Row("search.total", ["meta.total"], "where it has their number"),
            Row("lists.rows", ["data.lists"], "where the answer with all lists has them"),
            Row("lists.total", ["meta.total"], "where it has their number"),
        ],
        fields: [.people: LeadLexFields.people])
}
