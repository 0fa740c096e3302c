/// The values of the fields whose set of values is closed, in the vocabulary's spelling.
///
/// Source: lance.md, section 4.4 (values seen in Lance's pages) and appendix B (the upstream lists that hold all of them).
public enum ClosedValues {
    /// Seniority levels, highest first.
    public static let seniority = [
        "founder", "owner", "partner", "c_suite", "vp", "director", "head", "manager", "senior", "mid-level", "entry", "intern",
    ]

    /// Departments, which are also the functions.
    public static let department = [
        "sales", "marketing", "engineering", "finance", "human_resources", "information_technology", "operations",
        "business_development", "customer_success_and_support", "product_management", "accounting", "legal", "consulting",
        "education", "research", "purchasing", "real_estate", "media_and_communication", "quality_assurance",
        "arts_and_design", "healthcare_services", "entrepreneurship", "community_and_social_services", "administrative",
        "military_and_protective_services", "program_and_project_management", "support",
    ]

    /// Brings a service's spelling (`C-Suite`, `Human Resources`) to the vocabulary's (`c_suite`, `human_resources`).
    ///
    /// A value that is in neither spelling of `values` comes back as it is, so that nothing a service says is lost.
    public static func canonical(_ text: String, among values: [String]) -> String {
        let key = folded(text)
        return values.first { folded($0) == key } ?? text
    }

    private static func folded(_ text: String) -> String {
        String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }
}
