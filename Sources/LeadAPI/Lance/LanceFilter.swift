import LeadJSON

extension LanceAPI {
    /// One filter, in one of the four documented shapes (lance.md, section 4.1).
    public enum Filter: Hashable, Sendable {
        /// Bare values, such as seniority.
        case plain(Clauses<Values>)
        /// Texts with a mode, such as fullName.
        case matched(Clauses<Match>)
        /// Texts to look for in a profile.
        case keyword(Clauses<Keyword>)
        /// Numbers, of which one range must hold the row's.
        case range([Bounds])

        /// A plain filter: at least one of `values`, none of `excluded`.
        public static func plain(anyOf values: [String] = [], noneOf excluded: [String] = []) -> Filter {
            .plain(
                Clauses(
                    any: Sides(include: values.isEmpty ? nil : Values(values), exclude: excluded.isEmpty ? nil : Values(excluded))
                ))
        }

        /// A matched filter: at least one of `texts`, none of `excluded`.
        public static func matched(_ mode: MatchMode, anyOf texts: [String] = [], noneOf excluded: [String] = []) -> Filter {
            .matched(
                Clauses(
                    any: Sides(
                        include: texts.isEmpty ? nil : Match(texts, mode: mode),
                        exclude: excluded.isEmpty ? nil : Match(excluded, mode: mode))))
        }

        /// Which of the four shapes a filter has.
        public enum Kind: Hashable, Sendable {
            /// Bare values.
            case plain
            /// Texts with a mode.
            case matched
            /// Texts to look for in a profile.
            case keyword
            /// Numbers.
            case range
        }

        init(_ kind: Kind, _ source: JSONCursor) throws(APIDecodingError) {
            switch kind {
            case .plain: self = .plain(try Clauses(source))
            case .matched: self = .matched(try Clauses(source))
            case .keyword: self = .keyword(try Clauses(source))
            case .range:
                let type = try source.string("type")
                guard type == "RANGE" else {
                    throw source.failure(at: "type", "Invalid enum value. Expected 'RANGE', received '\(type)'")
                }
                self = .range(try source.require("range").values())
            }
        }

        var json: JSON {
            switch self {
            case .plain(let clauses): clauses.json
            case .matched(let clauses): clauses.json
            case .keyword(let clauses): clauses.json
            case .range(let bounds): ["type": "RANGE", "range": .list(bounds)]
            }
        }
    }

    /// The filters on people, each with its place below `contact`; the one table of these names.
    ///
    /// Those that lance.md marks [U] are guessed from the upstream provider (appendix B) and may be wrong.
    public enum ContactFilter: String, Hashable, Sendable, CaseIterable {
        /// The whole name; matched (page entities/prospects-person-search).
        case fullName
        /// A profile address; plain.
        case socialMediaLink
        /// The present company; plain, the kind of value is not visible.
        case currentCompany = "company.current"
        /// An earlier company; plain.
        case previousCompany = "company.previous"
        /// Values such as `vp`; plain.
        case seniority
        /// Full country names or cities; plain.
        case location
        /// Values such as `sales`; plain.
        case departmentAndFunction
        /// Matched.
        case skill
        /// Matched.
        case certification
        /// Keyword.
        case keyword
        /// Plain.
        case socialMedia
        /// Matched.
        case language
        /// [U] The present job title; matched. The page's text names a title filter, but its place is cut off.
        case title = "experience.current.title"

        /// The shape of the filter.
        public var kind: Filter.Kind {
            switch self {
            case .fullName, .skill, .certification, .language, .title: .matched
            case .socialMediaLink, .currentCompany, .previousCompany, .seniority, .location, .departmentAndFunction, .socialMedia:
                .plain
            case .keyword: .keyword
            }
        }
    }

    /// The filters on companies, each with its place below `account`; the one table of these names.
    public enum AccountFilter: String, Hashable, Sendable, CaseIterable {
        /// The company's name or domain; matched (page entities/prospects-company-search).
        case nameOrDomain
        /// Lower-case names such as `software development`; plain.
        case industry
        /// Full country names or cities; plain.
        case location
        /// The number of employees; range (page entities/leadlists-add-prospects).
        case employeeSize
        /// [U] Yearly revenue in dollars; range. The text names revenue, its key is cut off.
        case revenue

        /// The shape of the filter.
        public var kind: Filter.Kind {
            switch self {
            case .nameOrDomain: .matched
            case .industry, .location: .plain
            case .employeeSize, .revenue: .range
            }
        }
    }
}
