public import HTTPTypes
public import LeadHTTP

extension LeadLexAPI {
    /// The endpoints of LeadLex that lead speaks (leadlex.md, section 2).
    public enum Endpoint: EndpointTable {
        /// POST: searches prospects (page api-reference/prospector/search, known by reference only).
        case searchProspector
        /// POST: searches prospects, the older path (page api-reference/prospects/search).
        case searchProspects
        /// POST: saves prospects as contacts (page api-reference/prospects/save).
        case saveProspects
        /// GET: the contacts, by page (page api-reference/contacts/list).
        case contacts
        /// POST: makes many contacts (page api-reference/contacts/bulk-create).
        case bulkContacts
        /// GET: the contacts as CSV (page api-reference/export/contacts).
        case exportContacts
        /// GET: the lists (page authentication, by name only).
        case lists
        /// POST: makes a list (page api-reference/lists/create).
        case createList
        /// POST: adds contacts to a list (page api-reference/lists/add-contacts).
        case addContacts(list: String)
        /// DELETE: takes a contact out of a list (page api-reference/lists/remove-contact).
        case removeContact(list: String, contact: String)
        /// DELETE: deletes a list (page api-reference/lists/delete).
        case deleteList(id: String)
        /// PATCH: changes a contact (page api-reference/contacts/update).
        case updateContact(id: String)

        /// Every endpoint, with `id` and `member` in those that take them.
        public static func all(id: String, member: String) -> [Endpoint] {
            [
                .searchProspector, .searchProspects, .saveProspects, .contacts, .bulkContacts, .exportContacts, .lists,
                .createList, .addContacts(list: id), .removeContact(list: id, contact: member), .deleteList(id: id),
                .updateContact(id: id),
            ]
        }

        /// The request method.
        public var method: HTTPRequest.Method {
            switch self {
            case .searchProspector, .searchProspects, .saveProspects, .bulkContacts, .createList, .addContacts: .post
            case .contacts, .exportContacts, .lists: .get
            case .removeContact, .deleteList: .delete
            case .updateContact: .patch
            }
        }

        /// The path, where `{id}` stands for the id of a list or a contact and `{member}` for a list's contact.
        public var template: String {
            switch self {
            case .searchProspector: LeadLexAPI.basePath + "/v1/prospector/search"
            case .searchProspects: LeadLexAPI.basePath + "/v1/prospects/search"
            case .saveProspects: LeadLexAPI.basePath + "/v1/prospects/save"
            case .contacts: LeadLexAPI.basePath + "/v1/contacts"
            case .bulkContacts: LeadLexAPI.basePath + "/v1/contacts/bulk"
            case .exportContacts: LeadLexAPI.basePath + "/v1/contacts/export"
            case .lists, .createList: LeadLexAPI.basePath + "/v1/lists"
            case .addContacts: LeadLexAPI.basePath + "/v1/lists/{id}/contacts"
            case .removeContact: LeadLexAPI.basePath + "/v1/lists/{id}/contacts/{member}"
            case .deleteList: LeadLexAPI.basePath + "/v1/lists/{id}"
            case .updateContact: LeadLexAPI.basePath + "/v1/contacts/{id}"
            }
        }

        /// What becomes of a call that LeadLex gets twice.
        ///
        /// No page of a bulk write names an `Idempotency-Key` (leadlex.md, section 1.7), and rows without an e-mail address are made
        /// anew each time, so that these are not sent twice.
        public var repetition: Repetition {
            switch self {
            case .searchProspector, .searchProspects, .contacts, .exportContacts, .lists: .read
            case .addContacts, .removeContact, .deleteList, .updateContact: .settles
            case .saveProspects, .bulkContacts, .createList: .doubles
            }
        }

        /// The id of a list or a contact, if the endpoint takes one.
        public var id: String? {
            switch self {
            case .addContacts(let id), .removeContact(let id, _), .deleteList(let id), .updateContact(let id): id
            default: nil
            }
        }

        /// The id of a list's contact, if the endpoint takes one.
        public var member: String? {
            guard case .removeContact(_, let contact) = self else { return nil }
            return contact
        }

        /// The permissions of which a key must hold one, the documented one first.
        ///
        /// Three spellings coexist (leadlex.md, section 1.3): coarse `write` does for every write, and on contacts routes
        /// `contacts:write` and `write:contacts` are alike. The pages of save, list create, list add and contact update name `write`
        /// alone, while a list's own deletion and removal from it need `contacts:write` (G16).
        /// A prospect search is a read by its wording and a write by its method, so either word does; INFER.
        public var permissions: [String] {
            switch self {
            case .searchProspector, .searchProspects: ["read", "write"]
            case .saveProspects, .createList, .addContacts, .updateContact: ["write"]
            case .bulkContacts, .removeContact, .deleteList: ["contacts:write", "write:contacts", "write"]
            case .contacts, .lists: ["contacts:read", "read:contacts", "read"]
            case .exportContacts: ["read:contacts", "contacts:read", "read"]
            }
        }
    }
}
