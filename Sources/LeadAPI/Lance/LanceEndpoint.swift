public import HTTPTypes
public import LeadHTTP

extension LanceAPI {
    /// The endpoints of Lance that lead speaks (lance.md, section 2).
    public enum Endpoint: EndpointTable {
        /// POST: searches people (page entities/prospects-person-search).
        case searchPeople
        /// POST: searches companies (page entities/prospects-company-search).
        case searchCompanies
        /// GET: every lead list the caller may see (page entities/leadlists-list).
        case leadLists
        /// POST: makes a lead list (page entities/leadlists-create).
        case createLeadList
        /// GET: one lead list with its members (page entities/leadlists-get).
        case leadList(id: String)
        /// PATCH: changes a lead list's name or members (page entities/leadlists-update).
        case updateLeadList(id: String)
        /// DELETE: deletes a lead list (page entities/leadlists-delete).
        case deleteLeadList(id: String)
        /// POST: adds people to a list (page entities/leadlists-add-prospects).
        case addProspects(list: String)

        /// The table made ready for looking things up.
        public static let index = EndpointIndex<Endpoint>()

        /// Every endpoint, with `id` in those that take one.
        public static func all(id: String, member: String) -> [Endpoint] {
            [
                .searchPeople, .searchCompanies, .leadLists, .createLeadList, .leadList(id: id), .updateLeadList(id: id),
                .deleteLeadList(id: id), .addProspects(list: id),
            ]
        }

        /// The request method.
        public var method: HTTPRequest.Method {
            switch self {
            case .searchPeople, .searchCompanies, .createLeadList, .addProspects: .post
            case .leadLists, .leadList: .get
            case .updateLeadList: .patch
            case .deleteLeadList: .delete
            }
        }

        /// The path, where `{id}` stands for the list's id.
        public var template: String {
            switch self {
            case .searchPeople: LanceAPI.basePath + "/entities/prospects/person"
            case .searchCompanies: LanceAPI.basePath + "/entities/prospects/company"
            case .leadLists, .createLeadList: LanceAPI.basePath + "/entities/leadlists"
            case .leadList, .updateLeadList, .deleteLeadList: LanceAPI.basePath + "/entities/leadlists/{id}"
            case .addProspects: LanceAPI.basePath + "/entities/leadlists/{id}/add-prospects"
            }
        }

        /// What becomes of a call that Lance gets twice.
        ///
        /// Searches write to Lance's own database and may make it write summaries, but of what it has none (lance.md, G19); adding
        /// skips who is there (page entities/leadlists-add-prospects); a list of the same name is a second one.
        public var repetition: Repetition {
            switch self {
            case .searchPeople, .searchCompanies, .leadLists, .leadList: .read
            case .deleteLeadList, .addProspects: .settles
            // An update replaces all members: sent again, it would undo what somebody else has added meanwhile.
            case .createLeadList, .updateLeadList: .doubles
            }
        }

        /// The list's id, if the endpoint takes one.
        public var id: String? {
            switch self {
            case .searchPeople, .searchCompanies, .leadLists, .createLeadList: nil
            case .leadList(let id), .updateLeadList(let id), .deleteLeadList(let id), .addProspects(list: let id): id
            }
        }
    }
}
