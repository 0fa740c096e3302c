public import HTTPTypes
public import LeadHTTP

extension LeadLexAPI {
    /// The endpoints of LeadLex that lead speaks (leadlex.md, sections 2, 3, 4.1, 7).
    public enum Endpoint: EndpointTable {
        /// POST: searches prospects (page api-reference/prospector/search, known by reference only).
        case searchProspector
        /// POST: searches prospects, the older path (page api-reference/prospects/search).
        case searchProspects
        /// POST: saves prospects as contacts (page api-reference/prospects/save).
        case saveProspects
        /// GET: the contacts, by page (page api-reference/contacts/list).
        case contacts
        /// POST: makes a contact (page api-reference/contacts/create).
        case createContact
        /// POST: makes many contacts (page api-reference/contacts/bulk-create).
        case bulkContacts
        /// POST: deletes many contacts (page api-reference/bulk/contacts-delete).
        case deleteContacts
        /// POST: makes one contact of several (page api-reference/bulk/contacts-merge).
        case mergeContacts
        /// GET: the contacts as CSV (page api-reference/export/contacts).
        case exportContacts
        /// GET: one contact (page api-reference/contacts/get).
        case contact(id: String)
        /// PATCH: changes a contact (page api-reference/contacts/update).
        case updateContact(id: String)
        /// DELETE: deletes a contact; INFER (leadlex.md, section 2.8).
        case deleteContact(id: String)
        /// GET: a contact's notes (page api-reference/contacts/list-notes).
        case contactNotes(contact: String)
        /// POST: makes a note on a contact (page api-reference/contacts/create-note).
        case createContactNote(contact: String)
        /// GET: the lists (page authentication, by name only).
        case lists
        /// POST: makes a list (page api-reference/lists/create).
        case createList
        /// GET: one list; INFER from the other families.
        case list(id: String)
        /// DELETE: deletes a list (page api-reference/lists/delete).
        case deleteList(id: String)
        /// POST: adds contacts to a list (page api-reference/lists/add-contacts).
        case addContacts(list: String)
        /// DELETE: takes a contact out of a list (page api-reference/lists/remove-contact).
        case removeContact(list: String, contact: String)
        /// GET: the campaigns (page authentication, by name only).
        case campaigns
        /// POST: makes a campaign (page authentication, by name only).
        case createCampaign
        /// GET: one campaign (page api-reference/campaigns/get).
        case campaign(id: String)
        /// DELETE: deletes a campaign; INFER from the event `campaign.deleted`.
        case deleteCampaign(id: String)
        /// GET: a campaign's steps (page api-reference/campaigns/steps).
        case campaignSteps(campaign: String)
        /// POST: puts a step behind a campaign's others (page api-reference/campaigns/create-step).
        case createCampaignStep(campaign: String)
        /// POST: enrols contacts in a campaign (page api-reference/campaigns/add-contacts).
        case enrolContacts(campaign: String)
        /// POST: starts a campaign (page api-reference/campaigns/start).
        case startCampaign(id: String)
        /// POST: pauses a campaign (page api-reference/campaigns/pause).
        case pauseCampaign(id: String)
        /// GET: what a campaign has sent and got back (page api-reference/campaigns/stats).
        case campaignStats(campaign: String)
        /// GET: what waits for approval, and what waited (page api-reference/lexi/tasks).
        case lexiTasks
        /// POST: approves a task (page api-reference/lexi/approve).
        case approveLexiTask(id: String)
        /// GET: the companies of the workspace (page api-reference/companies/list).
        case companies
        /// POST: imports contacts from rows or CSV (page api-reference/import/contacts).
        case importContacts
        /// GET: the workspace's keys, without their secrets (page api-reference/api-keys/list).
        case apiKeys
        /// POST: makes a key (page api-reference/api-keys/create).
        case createAPIKey
        /// DELETE: revokes a key (page api-reference/api-keys/delete).
        case revokeAPIKey(id: String)

        /// The table made ready for looking things up.
        public static let index = EndpointIndex<Endpoint>()

        /// Every endpoint, with `id` and `member` in those that take them; a path's own words stand before an id in its place.
        public static func all(id: String, member: String) -> [Endpoint] {
            [
                .searchProspector, .searchProspects, .saveProspects, .contacts, .createContact, .bulkContacts, .deleteContacts,
                .mergeContacts, .exportContacts, .contact(id: id), .updateContact(id: id), .deleteContact(id: id),
                .contactNotes(contact: id), .createContactNote(contact: id), .lists, .createList, .list(id: id),
                .deleteList(id: id), .addContacts(list: id), .removeContact(list: id, contact: member), .campaigns,
                .createCampaign, .campaign(id: id), .deleteCampaign(id: id), .campaignSteps(campaign: id),
                .createCampaignStep(campaign: id), .enrolContacts(campaign: id), .startCampaign(id: id), .pauseCampaign(id: id),
                .campaignStats(campaign: id), .lexiTasks, .approveLexiTask(id: id), .companies, .importContacts, .apiKeys,
                .createAPIKey, .revokeAPIKey(id: id),
            ]
        }

        /// The request method.
        public var method: HTTPRequest.Method {
            switch self {
            case .contacts, .exportContacts, .contact, .contactNotes, .lists, .list, .campaigns, .campaign, .campaignSteps,
                .campaignStats, .lexiTasks, .companies, .apiKeys:
                .get
            case .searchProspector, .searchProspects, .saveProspects, .createContact, .bulkContacts, .deleteContacts,
                .mergeContacts, .createContactNote, .createList, .addContacts, .createCampaign, .createCampaignStep,
                .enrolContacts, .startCampaign, .pauseCampaign, .approveLexiTask, .importContacts, .createAPIKey:
                .post
            case .deleteContact, .removeContact, .deleteList, .deleteCampaign, .revokeAPIKey: .delete
            case .updateContact: .patch
            }
        }

        /// The path, where `{id}` stands for the id of what the call is about and `{member}` for a list's contact.
        public var template: String { LeadLexAPI.basePath + "/v1/" + shortTemplate }

        private var shortTemplate: String {
            switch self {
            case .searchProspector: "prospector/search"
            case .searchProspects: "prospects/search"
            case .saveProspects: "prospects/save"
            case .contacts, .createContact: "contacts"
            case .bulkContacts: "contacts/bulk"
            case .deleteContacts: "contacts/bulk-delete"
            case .mergeContacts: "contacts/merge"
            case .exportContacts: "contacts/export"
            case .contact, .updateContact, .deleteContact: "contacts/{id}"
            case .contactNotes, .createContactNote: "contacts/{id}/notes"
            case .lists, .createList: "lists"
            case .list, .deleteList: "lists/{id}"
            case .addContacts: "lists/{id}/contacts"
            case .removeContact: "lists/{id}/contacts/{member}"
            case .campaigns, .createCampaign: "campaigns"
            case .campaign, .deleteCampaign: "campaigns/{id}"
            case .campaignSteps, .createCampaignStep: "campaigns/{id}/steps"
            case .enrolContacts: "campaigns/{id}/contacts"
            case .startCampaign: "campaigns/{id}/start"
            case .pauseCampaign: "campaigns/{id}/pause"
            case .campaignStats: "campaigns/{id}/stats"
            case .lexiTasks: "lexi/tasks"
            case .approveLexiTask: "lexi/tasks/{id}/approve"
            case .companies: "companies"
            case .importContacts: "import/contacts"
            case .apiKeys, .createAPIKey: "api-keys"
            case .revokeAPIKey: "api-keys/{id}"
            }
        }

        /// What becomes of a call that LeadLex gets twice.
        ///
        /// No page of a bulk write names an `Idempotency-Key` (leadlex.md, section 1.7), and rows without an e-mail address are made
        /// anew each time, so that these are not sent twice. What is deleted or paused stays so, though a second call may say that
        /// there is nothing to do.
        public var repetition: Repetition {
            switch self {
            case .searchProspector, .searchProspects: .read
            case .addContacts, .removeContact, .deleteList, .updateContact, .deleteContact, .deleteContacts, .enrolContacts,
                .deleteCampaign, .pauseCampaign, .revokeAPIKey:
                .settles
            case .saveProspects, .createContact, .bulkContacts, .mergeContacts, .createContactNote, .createList, .createCampaign,
                .createCampaignStep, .startCampaign, .approveLexiTask, .importContacts, .createAPIKey:
                .doubles
            case .contacts, .exportContacts, .contact, .contactNotes, .lists, .list, .campaigns, .campaign, .campaignSteps,
                .campaignStats, .lexiTasks, .companies, .apiKeys:
                .read
            }
        }

        /// The id of what the call is about, if it is about one thing.
        public var id: String? {
            switch self {
            case .contact(let id), .updateContact(let id), .deleteContact(let id), .contactNotes(let id),
                .createContactNote(let id), .list(let id), .deleteList(let id), .addContacts(let id), .removeContact(let id, _),
                .campaign(let id), .deleteCampaign(let id), .campaignSteps(let id), .createCampaignStep(let id),
                .enrolContacts(let id), .startCampaign(let id), .pauseCampaign(let id), .campaignStats(let id),
                .approveLexiTask(let id), .revokeAPIKey(let id):
                id
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
        /// `contacts:write` and `write:contacts` are alike. The pages of save, list create, list add, contact update and campaign
        /// start name `write` alone, while a list's own deletion and removal from it need `contacts:write` (G16).
        /// A prospect search is a read by its wording and a write by its method, so either word does; INFER.
        /// Keys are made and revoked with `admin:api_keys` alone, since a key that may write could else give itself more; INFER.
        public var permissions: [String] {
            switch self {
            case .searchProspector, .searchProspects: ["read", "write"]
            case .saveProspects, .createList, .addContacts, .updateContact, .startCampaign: ["write"]
            case .createContact, .bulkContacts, .deleteContact, .createContactNote, .removeContact, .deleteList:
                ["contacts:write", "write:contacts", "write"]
            case .deleteContacts, .mergeContacts, .importContacts: ["write:contacts", "contacts:write", "write"]
            case .contacts, .contact, .contactNotes, .lists, .list: ["contacts:read", "read:contacts", "read"]
            case .exportContacts: ["read:contacts", "contacts:read", "read"]
            case .campaigns, .campaign, .campaignSteps, .campaignStats: ["campaigns:read", "read:campaigns", "read"]
            case .createCampaign, .deleteCampaign, .createCampaignStep, .enrolContacts, .pauseCampaign:
                ["campaigns:write", "write:campaigns", "write"]
            case .lexiTasks, .approveLexiTask: ["lexi"]
            case .companies: ["companies:read", "read:companies", "read"]
            case .apiKeys, .createAPIKey, .revokeAPIKey: ["admin:api_keys"]
            }
        }
    }
}
