import LeadAPI
import LeadHTTP
import LeadJSON
import LeadStore
import Testing

/// One of everything that an organisation can have at LeadLex.
struct Holdings {
    let list: String
    /// A contact in the list and in the campaign.
    let contact: String
    /// Another one.
    let duplicate: String
    let campaign: String
    /// A task that waits for approval.
    let task: String
    let key: String

    /// Makes one of everything.
    init(in world: World, as who: World.Who = .admin, named name: String = "Held") throws {
        list = try world.makeList(name, as: who)
        let rows: [JSON] = (0...LeadLexAPI.Limits.unapprovedRecipients + 1).map { number in
            ["full_name": .string("\(name) \(number)"), "email": .string("\(name.lowercased())\(number)@x.example")]
        }
        let made = try world.leadlex(.bulkContacts, ["contacts": .array(rows)], as: who).data(LeadLexAPI.Created.self)
        (contact, duplicate) = (try #require(made.contacts.first).id, try #require(made.contacts.last).id)
        let contacts = JSON.texts(made.contacts.map(\.id))
        try #require(world.leadlex(.addContacts(list: list), ["contact_ids": .texts([contact])], as: who).status == 200)
        campaign = try Self.makeCampaign(name, of: contacts, in: world, as: who)
        let large = try Self.makeCampaign("Large \(name)", of: contacts, in: world, as: who)
        task = try #require(
            try world.leadlex(.startCampaign(id: large), as: who).json["data"]?["task_id"]?.string)
        let body: JSON = ["name": .string(name), "permissions": ["read"]]
        key = try #require(try world.leadlex(.createAPIKey, body, as: who).json["data"]?["id"]?.string)
    }

    /// A campaign that only has to be started, and so few recipients that it needs nobody's approval but for the large one.
    private static func makeCampaign(
        _ name: String, of contacts: JSON, in world: World, as who: World.Who
    ) throws -> String {
        let made = try world.leadlex(.createCampaign, ["name": .string(name)], as: who).json["data"]?["campaign"]
        let id = try #require(made?["id"]?.string)
        let step: JSON = ["subject": "Hello", "body": "{{first_name}}"]
        try #require(world.leadlex(.createCampaignStep(campaign: id), step, as: who).status == 200)
        let enrolled = name.hasPrefix("Large") ? contacts : .array(Array((contacts.array ?? []).prefix(2)))
        try #require(world.leadlex(.enrolContacts(campaign: id), ["contact_ids": enrolled], as: who).status == 200)
        return id
    }

    /// Every endpoint of LeadLex, with ids of these where it takes some.
    var endpoints: [LeadLexAPI.Endpoint] {
        LeadLexAPI.Endpoint.all(id: "").enumerated().map { place, endpoint in
            LeadLexAPI.Endpoint.all(id: id(of: endpoint), member: contact)[place]
        }
    }

    private func id(of endpoint: LeadLexAPI.Endpoint) -> String {
        let families = ["contacts": contact, "lists": list, "campaigns": campaign, "lexi": task, "api-keys": key]
        let path = endpoint.template.dropFirst((LeadLexAPI.basePath + "/v1/").count)
        return families[String(path.prefix { $0 != "/" })] ?? ""
    }

    /// A body that an endpoint takes.
    func body(of endpoint: LeadLexAPI.Endpoint) -> JSON? {
        switch endpoint {
        case .searchProspector, .searchProspects: [:]
        case .saveProspects: ["prospects": [["name": "Ann", "email": "ann@x.example"]], "list_id": .string(list)]
        case .createContact: ["full_name": "Bo New", "email": "bo@x.example"]
        case .bulkContacts: ["contacts": [["full_name": "Cy New"]]]
        case .deleteContacts: ["contact_ids": [.string(duplicate)]]
        case .mergeContacts: ["primary_id": .string(contact), "duplicate_ids": [.string(duplicate)]]
        case .updateContact: ["job_title": "Changed"]
        case .createContactNote: ["title": "A note"]
        case .createList: ["name": "A new list"]
        case .addContacts: ["contact_ids": [.string(duplicate)]]
        case .createCampaign: ["name": "A new campaign"]
        case .createCampaignStep: ["subject": "Again", "body": "Hello"]
        case .enrolContacts: ["contact_ids": [.string(duplicate)]]
        case .importContacts: ["rows": [["full_name": "Di New"]]]
        case .createAPIKey: ["name": "A new key", "permissions": ["read"]]
        case .contacts, .exportContacts, .contact, .deleteContact, .contactNotes, .lists, .list, .deleteList, .removeContact,
            .campaigns, .campaign, .deleteCampaign, .campaignSteps, .startCampaign, .pauseCampaign, .campaignStats, .lexiTasks,
            .approveLexiTask, .companies, .apiKeys, .revokeAPIKey:
            nil
        }
    }

    /// Brings about what an endpoint needs beforehand.
    func prepare(for endpoint: LeadLexAPI.Endpoint, in world: World, as who: World.Who = .admin) {
        if case .pauseCampaign(let id) = endpoint { _ = world.leadlex(.startCampaign(id: id), as: who) }
    }
}
