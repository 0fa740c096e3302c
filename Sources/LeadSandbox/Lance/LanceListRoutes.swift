import LeadAPI
import LeadHTTP
import LeadJSON
import LeadModel
import LeadStore

/// Lead lists: list, create, get, update, delete, add-prospects.
extension LanceRoutes {
    func leadLists(of caller: Caller) throws(Refusal) -> Response {
        let lists = try attempt { store throws(Store.Failure) in try store.leadLists(of: caller) }
        return Response(status: 200, json: WireList(lists.map { LanceAPI.LeadList($0) }).json)
    }

    /// The page shows no success status; 200 is this sandbox's choice.
    func createLeadList(_ request: Request, by caller: Caller) throws(Refusal) -> Response {
        let body = try decode(LanceAPI.CreateLeadList.self, from: request)
        try check(body.personIds, body.companyIds, for: body.type)
        let list = try make(body, by: caller)
        let members = body.type == .person ? body.personIds : body.companyIds
        guard !members.isEmpty else { return Response(status: 200, json: LanceAPI.LeadList(list).json) }
        try change(list, name: nil, members: members, of: caller)
        return Response(status: 200, json: LanceAPI.LeadList(try find(list.id, of: caller)).json)
    }

    /// A person list has no companies, and a company list no people.
    private func check(_ people: [String], _ companies: [String], for type: LanceAPI.ListType) throws(Refusal) {
        if type == .person, !companies.isEmpty { throw .wrongType("companyIds") }
        if type == .company, !people.isEmpty { throw .wrongType("personIds") }
    }

    private func change(_ list: LeadList, name: String?, members: [String]?, of caller: Caller) throws(Refusal) {
        let time = sandbox.now()
        try attempt { store throws(Store.Failure) in
            try store.change(
                leadList: list, name: name, members: members?.map { $0.lowercased() }, of: caller.organisation, at: time)
        }
    }

    private func make(_ body: LanceAPI.CreateLeadList, by caller: Caller) throws(Refusal) -> LeadList {
        let draft = NewLeadList(
            id: sandbox.makeID(), name: body.name, type: body.type.rawValue, icp: body.icpId, startDate: body.startDate,
            endDate: body.endDate)
        let time = sandbox.now()
        return try attempt { store throws(Store.Failure) in try store.makeLeadList(draft, by: caller, at: time) }
    }

    /// Any user of the organisation may read a list (lance.md, G7).
    func leadList(_ id: String, of caller: Caller) throws(Refusal) -> Response {
        try populated(try find(id, of: caller), of: caller)
    }

    private func populated(_ list: LeadList, of caller: Caller) throws(Refusal) -> Response {
        var answer = LanceAPI.LeadList(list)
        if answer.type == .person {
            let people = try attempt { store throws(Store.Failure) in
                try store.members(ofLeadList: list.id, of: caller.organisation)
            }
            answer.persons = people.map(LanceAPI.Person.init)
        } else {
            let companies = try attempt { store throws(Store.Failure) in try store.companies(ofLeadList: list.id) }
            answer.companies = companies.map(LanceAPI.Company.init)
        }
        return Response(status: 200, json: answer.json)
    }

    /// The id field of the other type is refused even where it is empty: the page calls sending it an error.
    ///
    /// The list's type and the members that the page does not name cannot be changed; they are passed over.
    func updateLeadList(_ id: String, _ request: Request, by caller: Caller) throws(Refusal) -> Response {
        let list = try own(id, of: caller)
        let body = try decode(LanceAPI.UpdateLeadList.self, from: request)
        let isPersons = list.type == LanceAPI.ListType.person.rawValue
        guard (isPersons ? body.companyIds : body.personIds) == nil else {
            throw .wrongType(isPersons ? "companyIds" : "personIds")
        }
        try change(list, name: body.name, members: isPersons ? body.personIds : body.companyIds, of: caller)
        return try populated(try find(id, of: caller), of: caller)
    }

    func deleteLeadList(_ id: String, by caller: Caller) throws(Refusal) -> Response {
        // This page has words of its own for a list that is not there (lance.md, G4).
        let unknown = "LeadList with id '\(id)' not found"
        let list = try own(id, of: caller, orSay: unknown)
        let wasThere = try attempt { store throws(Store.Failure) in
            try store.deleteLeadList(list.id, of: caller.organisation)
        }
        guard wasThere else { throw Refusal(.notFound, unknown) }
        return Response(status: 204)
    }

    private func find(_ id: String, of caller: Caller, orSay unknown: String? = nil) throws(Refusal) -> LeadList {
        let list = try attempt { store throws(Store.Failure) in try store.leadList(id.lowercased(), of: caller.organisation) }
        guard let list else { throw Refusal(.notFound, unknown ?? "LeadList not found: \(id)") }
        return list
    }

    /// A list that the caller may change: one that names the user, or any for an admin.
    private func own(_ id: String, of caller: Caller, orSay unknown: String? = nil) throws(Refusal) -> LeadList {
        let list = try find(id, of: caller, orSay: unknown)
        guard caller.isAdmin || list.users.contains(caller.user) else {
            throw Refusal(.forbidden, "You do not have access to this lead list")
        }
        return list
    }

    // MARK: add-prospects

    func addProspects(_ request: Request, to id: String, by caller: Caller) throws(Refusal) -> Response {
        let list = try own(id, of: caller)
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

extension LanceRoutes.Refusal {
    /// The ids of people for a company list, or of companies for a person list.
    fileprivate static func wrongType(_ name: String) -> LanceRoutes.Refusal {
        LanceRoutes.Refusal(APIDecodingError(path: [.name(name)], message: "Not allowed for this type of list"))
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
