import LeadAPI
import LeadModel

extension AssumedNames {
    /// What is assumed of Lance (lance.md: G1, appendix B, and what its tags [C] and [I] say).
    public static let lance = AssumedNames(
        general(address: "https://\(LanceAPI.hosts[0])") + [
            Row("error.details", ["error.details"], "where a refusal says what is wrong with which part", isDocumented: true),
            Row("search.rows", ["content"], "where a search's answer has its rows", isDocumented: true),
            Row("search.total", ["totalElements"], "where it has their number", isDocumented: true),
            Row("mode.is", ["STRICT"], "the mode that compares whole texts"),
            Row("mode.contains", ["WORD"], "the mode that looks for words"),
            Row("mode.like", ["SMART"], "the service's own search"),
        ],
        fields: [.people: LanceFields.people, .companies: LanceFields.companies])
}
