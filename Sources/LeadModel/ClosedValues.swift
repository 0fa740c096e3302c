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

    /// Countries, in full and small letters, whose name is no city's and no state's, so that it says which country is meant.
    ///
    /// Left out for that reason: Djibouti, Georgia, Guatemala, Kuwait, Luxembourg, Mexico, Monaco, Panama, San Marino, Singapore.
    public static let plainCountries: Set<String> = [
        "afghanistan", "albania", "algeria", "andorra", "angola", "argentina", "armenia", "australia", "austria",
        "azerbaijan", "bahamas", "bahrain", "bangladesh", "barbados", "belarus", "belgium", "belize", "benin",
        "bhutan", "bolivia", "bosnia and herzegovina", "botswana", "brazil", "brunei", "bulgaria", "burkina faso",
        "burundi", "cambodia", "cameroon", "canada", "cape verde", "central african republic", "chad", "chile",
        "china", "colombia", "comoros", "congo", "costa rica", "croatia", "cuba", "cyprus", "czechia",
        "czech republic", "denmark", "dominica", "dominican republic", "ecuador", "egypt", "el salvador",
        "equatorial guinea", "eritrea", "estonia", "eswatini", "ethiopia", "fiji", "finland", "france", "gabon",
        "gambia", "germany", "ghana", "greece", "grenada", "guinea", "guinea-bissau", "guyana", "haiti", "honduras",
        "hungary", "iceland", "india", "indonesia", "iran", "iraq", "ireland", "israel", "italy", "ivory coast",
        "jamaica", "japan", "jordan", "kazakhstan", "kenya", "kiribati", "kosovo", "kyrgyzstan", "laos", "latvia",
        "lebanon", "lesotho", "liberia", "libya", "liechtenstein", "lithuania", "madagascar", "malawi", "malaysia",
        "maldives", "mali", "malta", "marshall islands", "mauritania", "mauritius", "micronesia", "moldova",
        "mongolia", "montenegro", "morocco", "mozambique", "myanmar", "namibia", "nauru", "nepal", "netherlands",
        "new zealand", "nicaragua", "niger", "nigeria", "north korea", "north macedonia", "norway", "oman",
        "pakistan", "palau", "palestine", "papua new guinea", "paraguay", "peru", "philippines", "poland", "portugal",
        "qatar", "romania", "russia", "rwanda", "samoa", "saudi arabia", "senegal", "serbia", "seychelles",
        "sierra leone", "slovakia", "slovenia", "solomon islands", "somalia", "south africa", "south korea",
        "south sudan", "spain", "sri lanka", "sudan", "suriname", "sweden", "switzerland", "syria", "taiwan",
        "tajikistan", "tanzania", "thailand", "timor- leste", "togo", "tonga", "trinidad and tobago", "tunisia",
        "turkey", "türkiye", "turkmenistan", "tuvalu", "uganda", "ukraine", "united arab emirates", "united kingdom",
        "united states", "uruguay", "uzbekistan", "vanuatu", "venezuela", "vietnam", "yemen", "zambia", "zimbabwe",
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
