import LeadAPI
import LeadHTTP
import LeadJSON
import LeadModel
import LeadStore

/// Lead lists: list, create, get, add-prospects.
extension LanceRoutes {
    func leadLists(of caller: Caller) throws(Refusal) -> Response {
        let lists = try attempt { store throws(Store.Failure) in try store.leadLists(of: caller) }
        return Response(status: 200, json: WireList(lists.map { LanceAPI.LeadList($0) }).json)
    }

    /// The page shows no success status; 200 is this sandbox's choice.
    func createLeadList(_ request: Request, by caller: Caller) throws(Refusal) -> Response {
        let body = try decode(LanceAPI.CreateLeadList.self, from: request)
        guard body.personIds.isEmpty, body.companyIds.isEmpty || body.type == .company else {
            return try createWithMembers(body, by: caller)
        }
        return Response(status: 200, json: LanceAPI.LeadList(try make(body, by: caller)).json)
    }

    private func make(_ body: LanceAPI.CreateLeadList, by caller: Caller) throws(Refusal) -> LeadList {
        let draft = NewLeadList(
            id: sandbox.makeID(), name: body.name, type: body.type.rawValue, icp: body.icpId, startDate: body.startDate,
            endDate: body.endDate)
        let time = sandbox.now()
        return try attempt { store throws(Store.Failure) in try store.makeLeadList(draft, by: caller, at: time) }
    }

    private func createWithMembers(_ body: LanceAPI.CreateLeadList, by caller: Caller) throws(Refusal) -> Response {
        guard body.type == .person, body.companyIds.isEmpty else {
            throw Refusal(
                APIDecodingError(
                    path: [body.type == .person ? "companyIds" : "personIds"], message: "Not allowed for this type of list"))
        }
        let list = try make(body, by: caller)
        let time = sandbox.now()
        _ = try attempt { store throws(Store.Failure) in
            try store.add(ids: body.personIds.map { $0.lowercased() }, toLeadList: list.id, of: caller.organisation, at: time)
        }
        let filled = try find(list.id, of: caller)
        return Response(status: 200, json: LanceAPI.LeadList(filled).json)
    }

    /// Any user of the organisation may read a list (lance.md, G7).
    func leadList(_ id: String, of caller: Caller) throws(Refusal) -> Response {
        let list = try find(id, of: caller)
        var answer = LanceAPI.LeadList(list)
        if answer.type == .person {
            let people = try attempt { store throws(Store.Failure) in
                try store.members(ofLeadList: list.id, of: caller.organisation)
            }
            answer.persons = people.map(LanceAPI.Person.init)
        } else {
            answer.companies = []
        }
        return Response(status: 200, json: answer.json)
    }

    private func find(_ id: String, of caller: Caller) throws(Refusal) -> LeadList {
        let list = try attempt { store throws(Store.Failure) in try store.leadList(id.lowercased(), of: caller.organisation) }
        guard let list else { throw Refusal(.notFound, "LeadList not found: \(id)") }
        return list
    }

    // MARK: add-prospects

    func addProspects(_ request: Request, to id: String, by caller: Caller) throws(Refusal) -> Response {
        let list = try find(id, of: caller)
        guard caller.isAdmin || list.users.contains(caller.user) else {
            throw Refusal(.forbidden, "You do not have access to this lead list")
        }
        let body = try decode(LanceAPI.AddProspects.self, from: request)
        // The pages say "an error" without a status; sibling pages call it a validation error (lance.md, G15).
        guard list.type == LanceAPI.ListType.person.rawValue else {
            throw Refusal(.badRequest, "Prospects can only be added to person-type lead lists")
        }
        let time = sandbox.now()
        let added: Int
        switch body {
        case .prospects(let people):
            let people = people.map { Person($0) }
            added = try attempt { store throws(Store.Failure) in
                try store.add(people: people, toLeadList: list.id, of: caller.organisation, at: time, makeID: sandbox.makeID)
            }
        // Ids that the database does not know are passed over: no page says what becomes of them.
        case .selection(.manual(let ids)):
            added = try attempt { store throws(Store.Failure) in
                try store.add(ids: ids.map { $0.lowercased() }, toLeadList: list.id, of: caller.organisation, at: time)
            }
        case .selection(.bulk(let bulk)):
            let condition = try SearchCondition(bulk.filters.filters)
            let places = bulk.startIndex..<bulk.startIndex + bulk.targetCount
            let excluded = Set(bulk.excludedIds.map { $0.lowercased() })
            added = try attempt { store throws(Store.Failure) in
                try store.add(
                    places: places, of: condition, excluding: excluded, toLeadList: list.id, of: caller.organisation, at: time)
            }
        }
        return Response(status: 200, json: LanceAPI.Added(addedCount: added).json)
    }
}

extension LanceAPI.LeadList {
    /// A list as Lance answers it, without its members themselves.
    init(_ list: LeadList) {
        self.init(id: list.id, name: list.name, type: LanceAPI.ListType(rawValue: list.type) ?? .person)
        icpId = list.icp
        startDate = list.startDate
        endDate = list.endDate
        userIds = list.users
        createdAt = list.createdAt
        updatedAt = list.updatedAt
        if type == .person { personIds = list.members } else { companyIds = list.members }
    }
}

extension Person {
    /// A person that a caller describes.
    init(_ person: LanceAPI.Person) {
        self.init(id: person.id?.lowercased() ?? "", firstName: person.firstName, lastName: person.lastName)
        title = person.jobTitle
        seniority = person.seniority.map { ClosedValues.canonical($0, among: ClosedValues.seniority) }
        departments = person.departments.map { ClosedValues.canonical($0, among: ClosedValues.department) }
        functions = person.functions.map { ClosedValues.canonical($0, among: ClosedValues.department) }
        city = person.city
        country = person.country
        linkedinURL = person.linkedinUrl
        emails = person.emails
        phones = person.phones
    }
}
