import LeadAPI
import LeadHTTP
import LeadJSON
import Testing

/// Campaigns and the approval of their starts (leadlex.md, sections 3 and 7.3).
struct LeadLexCampaignTests {
    private let world: World

    init() throws {
        world = try World(people: 20)
    }

    // MARK: Requests

    /// Sends a request, whose answer must be what the endpoint's contract says.
    private func send(
        _ endpoint: LeadLexAPI.Endpoint, _ body: JSON? = nil, query: KeyValuePairs<String, String> = [:],
        as who: World.Who = .admin
    ) throws -> Response {
        let answer = world.leadlex(endpoint, body, query: query, as: who)
        let json = try answer.json
        if answer.status == 200 {
            guard case .json(let schema) = endpoint.contract.answer else {
                Issue.record("\(endpoint) answers no JSON")
                return answer
            }
            try schema.check(JSONCursor(json))
        } else {
            let code = try #require(try answer.code)
            #expect(endpoint.contract.failures[answer.status]?.contains(code) == true, "\(endpoint): \(answer.text)")
        }
        return answer
    }

    /// What a successful answer holds in `data`.
    private func data(
        _ endpoint: LeadLexAPI.Endpoint, _ body: JSON? = nil, query: KeyValuePairs<String, String> = [:],
        as who: World.Who = .admin
    ) throws -> JSON {
        let answer = try send(endpoint, body, query: query, as: who)
        try #require(answer.status == 200, "\(answer.text)")
        return try #require(try answer.json["data"])
    }

    private func expectRefusal(
        _ endpoint: LeadLexAPI.Endpoint, _ body: JSON? = nil, as who: World.Who = .admin, gives status: Int, _ code: String,
        fields: [String] = []
    ) throws {
        let answer = try send(endpoint, body, as: who)
        #expect(answer.status == status, "\(endpoint): \(answer.text)")
        let error = try LeadLexAPI.ErrorEnvelope(body: answer.body)
        #expect(error.code == code, "\(endpoint): \(answer.text)")
        #expect(error.fields.map(\.name) == fields, "\(endpoint): \(answer.text)")
    }

    // MARK: Things to test with

    private func makeCampaign(_ name: String = "Q1", as who: World.Who = .admin) throws -> String {
        let campaign = try data(.createCampaign, ["name": .string(name)], as: who)["campaign"]
        return try #require(campaign?["id"]?.string)
    }

    @discardableResult
    private func addStep(_ subject: String = "Hello", to campaign: String, as who: World.Who = .admin) throws -> JSON {
        let body: JSON = ["subject": .string(subject), "body": "Dear {{first_name}}"]
        return try #require(try data(.createCampaignStep(campaign: campaign), body, as: who)["step"])
    }

    /// Makes contacts and gives their ids; those of another prefix have other addresses.
    private func makeContacts(
        _ count: Int, prefix: String = "p", haveAddresses: Bool = true, as who: World.Who = .admin
    ) throws -> [String] {
        var ids: [String] = []
        for start in stride(from: 0, to: count, by: 100) {
            let rows = (start..<min(start + 100, count)).map { number -> JSON in
                let name = "\(prefix)\(number)"
                return haveAddresses ? ["name": .string(name), "email": .string("\(name)@x.example")] : ["name": .string(name)]
            }
            ids += try world.save(rows, as: who).contacts.map(\.id)
        }
        return ids
    }

    @discardableResult
    private func enrol(_ ids: [String], in campaign: String, as who: World.Who = .admin) throws -> JSON {
        try data(.enrolContacts(campaign: campaign), ["contact_ids": .texts(ids)], as: who)
    }

    /// A campaign that can start, with a step and so many recipients.
    private func makeReadyCampaign(_ name: String = "Q1", recipients: Int, prefix: String = "p") throws -> String {
        let campaign = try makeCampaign(name)
        try addStep(to: campaign)
        try enrol(try makeContacts(recipients, prefix: prefix), in: campaign)
        return campaign
    }

    private func status(_ campaign: String) throws -> String? {
        try data(.campaign(id: campaign))["campaign"]?["status"]?.string
    }

    private func sentCount(_ campaign: String) throws -> Int? {
        try data(.campaignStats(campaign: campaign))["stats"]?["sent_count"]?.integer
    }

    private func tasks(_ status: String = "pending", as who: World.Who = .admin) throws -> [JSON] {
        try #require(try data(.lexiTasks, query: ["status": status], as: who)["tasks"]?.array)
    }

    private func started(_ campaign: String) -> JSON {
        ["campaign_id": .string(campaign), "status": "active", "task_id": .null]
    }

    /// Starts a campaign that has too many recipients, and gives the id of the task that asks for approval.
    private func startAsking(_ campaign: String) throws -> String {
        let answer = try data(.startCampaign(id: campaign))
        #expect(answer["campaign_id"]?.string == campaign)
        #expect(answer["status"] == "pending_approval")
        return try #require(answer["task_id"]?.string)
    }

    // MARK: Campaigns

    @Test func aNewCampaignHasDefaults() throws {
        let campaign = try #require(
            try data(.createCampaign, ["name": "Q1", "description": .null, "created_date": "2020-01-01T00:00:00Z"])["campaign"])
        let id = try #require(campaign["id"]?.string)
        let time = try #require(campaign["created_at"]?.string)
        let expected: JSON = [
            "id": .string(id), "name": "Q1", "description": .null, "status": "draft", "daily_send_limit": 50,
            "delay_between_emails": 60, "sending_timezone": "UTC", "send_on_weekends": false, "track_opens": true,
            "track_clicks": true, "created_at": .string(time),
        ]
        #expect(campaign == expected)
        #expect(try data(.campaigns)["campaigns"] == [expected])
    }

    @Test func whatABodySaysIsKept() throws {
        let body: JSONObject = [
            "name": "Q2", "description": "Law firms", "daily_send_limit": 7, "delay_between_emails": 0,
            "sending_timezone": "Europe/Berlin", "send_on_weekends": true, "track_opens": false, "track_clicks": false,
        ]
        let campaign = try #require(try data(.createCampaign, .object(body))["campaign"])
        let id = try #require(campaign["id"]?.string)
        let detail = try data(.campaign(id: id))["campaign"]
        for member in body.members {
            #expect(campaign[member.name] == member.value)
            #expect(detail?[member.name] == member.value)
        }
    }

    @Test func campaignsAreAnsweredByPage() throws {
        let ids = try ["Q1", "Q2", "Q1"].map { try makeCampaign($0) }
        let page = try send(.campaigns).json
        #expect(page["data"]?["campaigns"]?.array?.compactMap { $0["id"]?.string } == ids)
        #expect(page["meta"] == ["page": 1, "per_page": 50, "total": 3])
        let second = try send(.campaigns, query: ["per_page": "2", "page": "2"]).json
        #expect(second["data"]?["campaigns"]?.array?.compactMap { $0["id"]?.string } == [ids[2]])
        #expect(second["meta"] == ["page": 2, "per_page": 2, "total": 3])
        #expect(try send(.campaigns, query: ["per_page": "101"]).status == 400)
    }

    @Test(
        arguments: [
            ([:], "name"), (["name": .null], "name"), (["name": " "], "name"), (["name": 3], "name"),
            (["name": "Q1", "daily_send_limit": 0], "daily_send_limit"),
            (["name": "Q1", "delay_between_emails": -1], "delay_between_emails"),
            (["name": "Q1", "track_opens": "yes"], "track_opens"), ([], "body"),
        ] as [(JSON, String)])
    func badCampaignsAreRefused(_ body: JSON, _ field: String) throws {
        try expectRefusal(.createCampaign, body, gives: 400, "validation_error", fields: [field])
        #expect(try send(.campaigns).json["meta"]?["total"] == 0)
    }

    @Test func aCampaignIsAnsweredWithItsStepsAndContacts() throws {
        let campaign = try makeCampaign()
        let step = try addStep(to: campaign)
        let known = try makeContacts(1) + makeContacts(1, prefix: "q", haveAddresses: false)
        try enrol([known[1], known[0]], in: campaign)
        let detail = try #require(try data(.campaign(id: campaign))["campaign"])
        #expect(detail["steps"] == [step])
        let second: JSON = ["id": .string(known[1]), "full_name": "q0"]
        let first: JSON = ["id": .string(known[0]), "full_name": "p0", "email": "p0@x.example"]
        #expect(detail["contacts"] == [second, first])
    }

    @Test func aDeletedCampaignTakesAllWithItButItsContacts() throws {
        let campaign = try makeReadyCampaign(recipients: 101)
        let task = try startAsking(campaign)
        #expect(try data(.deleteCampaign(id: campaign)) == ["deleted": true, "id": .string(campaign)])
        try expectRefusal(.deleteCampaign(id: campaign), gives: 404, "campaign_not_found")
        try expectRefusal(.campaign(id: campaign), gives: 404, "campaign_not_found")
        #expect(try tasks().isEmpty)
        try expectRefusal(.approveLexiTask(id: task), gives: 404, "not_found")
        #expect(try world.leadlex(.contacts).json["meta"]?["total"] == 101)
    }

    // MARK: Steps

    @Test func stepsKeepTheirOrder() throws {
        let campaign = try makeCampaign()
        let first = try addStep("One", to: campaign)
        let id = try #require(first["id"]?.string)
        let time = try #require(first["created_at"]?.string)
        let expected: JSON = [
            "id": .string(id), "index": 0, "subject": "One", "body": "Dear {{first_name}}", "delay_days": 0, "delay_hours": 0,
            "send_condition": "always", "created_at": .string(time),
        ]
        #expect(first == expected)
        let body: JSON = ["subject": "Two", "body": "B", "delay_days": 3, "delay_hours": 23, "send_condition": "if_no_reply"]
        let second = try #require(try data(.createCampaignStep(campaign: campaign), body)["step"])
        #expect(second["index"] == 1)
        #expect(second["delay_days"] == 3)
        #expect(second["delay_hours"] == 23)
        #expect(second["send_condition"] == "if_no_reply")
        let third = try addStep("Three", to: campaign)
        #expect(try data(.campaignSteps(campaign: campaign))["steps"] == [first, second, third])
        // Another campaign counts its own.
        #expect(try addStep(to: try makeCampaign())["index"] == 0)
    }

    @Test(arguments: LeadLexAPI.SendCondition.allCases)
    func everyConditionIsKept(_ condition: LeadLexAPI.SendCondition) throws {
        let campaign = try makeCampaign()
        let body: JSON = ["subject": "S", "body": "B", "send_condition": .string(condition.rawValue)]
        let step = try #require(try data(.createCampaignStep(campaign: campaign), body)["step"])
        #expect(step["send_condition"]?.string == condition.rawValue)
        #expect(try data(.campaignSteps(campaign: campaign))["steps"] == [step])
    }

    /// Bodies that are no steps, each with the code of its refusal and the fields that it names.
    private static let badSteps: [(JSON, String, [String])] = [
        ([:], "missing_required_field", ["subject", "body"]),
        (["subject": "S", "delay_hours": 24], "missing_required_field", ["body"]),
        (["subject": .null, "body": "B"], "missing_required_field", ["subject"]),
        (["subject": "S", "body": " \n"], "missing_required_field", ["body"]),
        (["subject": "S", "body": "B", "send_condition": "never"], "invalid_send_condition", ["send_condition"]),
        (["subject": "S", "body": "B", "send_condition": 1], "invalid_send_condition", ["send_condition"]),
        (["subject": 1, "body": "B"], "validation_error", ["subject"]),
        (["subject": "S", "body": "B", "delay_hours": 24], "validation_error", ["delay_hours"]),
        (["subject": "S", "body": "B", "delay_days": -1], "validation_error", ["delay_days"]),
        ([], "validation_error", ["body"]),
    ]

    @Test(arguments: badSteps)
    func badStepsAreRefused(_ body: JSON, _ code: String, _ fields: [String]) throws {
        let campaign = try makeCampaign()
        try expectRefusal(.createCampaignStep(campaign: campaign), body, gives: 400, code, fields: fields)
        #expect(try data(.campaignSteps(campaign: campaign))["steps"] == [])
        // An unknown campaign is told first.
        try expectRefusal(.createCampaignStep(campaign: "x"), body, gives: 404, "campaign_not_found")
    }

    // MARK: Recipients

    @Test func contactsAreEnrolledOnce() throws {
        let campaign = try makeCampaign()
        let ids = try makeContacts(3)
        let answer = try data(
            .enrolContacts(campaign: campaign), ["contact_ids": .texts([ids[1], ids[0], ids[1]]), "source": "fair"])
        #expect(answer == ["added": 2, "skipped": 1, "contact_ids": .texts([ids[1], ids[0]])])
        #expect(try enrol(ids, in: campaign) == ["added": 1, "skipped": 2, "contact_ids": .texts([ids[2]])])
        #expect(try enrol(ids, in: campaign) == ["added": 0, "skipped": 3, "contact_ids": []])
        let contacts = try data(.campaign(id: campaign))["campaign"]?["contacts"]?.array
        #expect(contacts?.compactMap { $0["id"]?.string } == [ids[1], ids[0], ids[2]])
        #expect(try status(campaign) == "draft")
    }

    @Test func strangersKeepAllOut() throws {
        let campaign = try makeCampaign()
        let mine = try makeContacts(1)
        let theirs = try makeContacts(1, as: .other)
        for strangers in [theirs, ["550e8400-e29b-41d4-a716-446655440000"]] {
            try expectRefusal(
                .enrolContacts(campaign: campaign), ["contact_ids": .texts(mine + strangers)], gives: 400, "validation_error",
                fields: ["contact_ids"])
        }
        try expectRefusal(
            .enrolContacts(campaign: campaign), ["contact_ids": []], gives: 400, "validation_error", fields: ["contact_ids"])
        #expect(try data(.campaign(id: campaign))["campaign"]?["contacts"] == [])
    }

    // MARK: Starting

    @Test func aHundredRecipientsStartAtOnce() throws {
        let campaign = try makeReadyCampaign(recipients: 100)
        // Whoever has no address is no recipient.
        try enrol(try makeContacts(3, prefix: "q", haveAddresses: false), in: campaign)
        #expect(try data(.startCampaign(id: campaign)) == started(campaign))
        #expect(try status(campaign) == "active")
        #expect(try sentCount(campaign) == 100)
        #expect(try tasks().isEmpty)
    }

    @Test func moreWaitForApproval() throws {
        let campaign = try makeReadyCampaign("Q1 \"big\"", recipients: 101)
        let task = try startAsking(campaign)
        #expect(try status(campaign) == "pending_approval")
        #expect(try sentCount(campaign) == 0)
        let waiting = try tasks()
        let time = try #require(waiting.first?["created_at"]?.string)
        let expected: JSON = [
            "id": .string(task), "type": "campaign_start", "status": "pending",
            "title": "Start campaign \"Q1 \"big\"\" for 101 recipients", "metadata": ["campaign_id": .string(campaign)],
            "created_at": .string(time),
        ]
        #expect(waiting == [expected])
        // To ask twice is to ask once.
        #expect(try startAsking(campaign) == task)
        #expect(try tasks() == waiting)

        let answer = try data(.approveLexiTask(id: task))
        #expect(answer == ["task_id": .string(task), "status": "approved", "execution_started": true])
        #expect(try status(campaign) == "active")
        #expect(try sentCount(campaign) == 101)
        #expect(try tasks().isEmpty)
        #expect(try tasks("approved").compactMap { $0["id"]?.string } == [task])
        try expectRefusal(.approveLexiTask(id: task), gives: 400, "validation_error")
        try expectRefusal(.startCampaign(id: campaign), gives: 400, "validation_error")
    }

    @Test func whoeverJoinsAWaitingCampaignIsInItsTitle() throws {
        let campaign = try makeReadyCampaign(recipients: 101)
        let task = try startAsking(campaign)
        try enrol(try makeContacts(20, prefix: "q"), in: campaign)
        #expect(try sentCount(campaign) == 0)
        #expect(try tasks().compactMap { $0["title"]?.string } == ["Start campaign \"Q1\" for 121 recipients"])
        _ = try data(.approveLexiTask(id: task))
        #expect(try sentCount(campaign) == 121)
    }

    @Test func anEmptyCampaignDoesNotStart() throws {
        let campaign = try makeCampaign()
        try expectRefusal(.startCampaign(id: campaign), gives: 400, "validation_error")
        try enrol(try makeContacts(1), in: campaign)
        // It has contacts and no steps now; the other one has steps and no contacts.
        try expectRefusal(.startCampaign(id: campaign), gives: 400, "validation_error")
        let other = try makeCampaign()
        try addStep(to: other)
        try expectRefusal(.startCampaign(id: other), gives: 400, "validation_error")
        #expect(try status(campaign) == "draft")
        #expect(try status(other) == "draft")
        try expectRefusal(.startCampaign(id: "x"), gives: 404, "not_found")
        try addStep(to: campaign)
        #expect(try data(.startCampaign(id: campaign)) == started(campaign))
    }

    @Test func onlyOneOfManyStartsSucceeds() async throws {
        let campaign = try makeReadyCampaign(recipients: 5)
        let statuses = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 { group.addTask { [world] in world.leadlex(.startCampaign(id: campaign)).status } }
            return await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.sorted() == [200] + Array(repeating: 400, count: 7))
    }

    @Test func manyStartsAskOnce() async throws {
        let campaign = try makeReadyCampaign(recipients: 101)
        let bodies = await withTaskGroup(of: String.self) { group in
            for _ in 0..<8 { group.addTask { [world] in world.leadlex(.startCampaign(id: campaign)).text } }
            return await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(bodies.count == 1)
        #expect(try tasks().count == 1)
    }

    // MARK: Sending

    @Test func whoeverJoinsAnActiveCampaignIsWrittenToAtOnce() throws {
        let campaign = try makeReadyCampaign(recipients: 2)
        #expect(try data(.startCampaign(id: campaign)) == started(campaign))
        try enrol(try makeContacts(1, prefix: "q"), in: campaign)
        try enrol(try makeContacts(1, prefix: "r", haveAddresses: false), in: campaign)
        #expect(try sentCount(campaign) == 3)
    }

    @Test func onlyAnActiveCampaignPauses() throws {
        let campaign = try makeReadyCampaign(recipients: 101)
        try expectRefusal(.pauseCampaign(id: campaign), gives: 400, "validation_error")
        let task = try startAsking(campaign)
        try expectRefusal(.pauseCampaign(id: campaign), gives: 400, "validation_error")
        _ = try data(.approveLexiTask(id: task))
        let paused = try #require(try data(.pauseCampaign(id: campaign))["campaign"])
        let time = try #require(paused["paused_at"]?.string)
        #expect(paused == ["id": .string(campaign), "status": "paused", "paused_at": .string(time)])
        #expect(try status(campaign) == "paused")
        try expectRefusal(.pauseCampaign(id: campaign), gives: 400, "validation_error")
        try expectRefusal(.pauseCampaign(id: "x"), gives: 404, "campaign_not_found")
    }

    @Test func whatWasApprovedGoesOnAfterAPause() throws {
        let campaign = try makeReadyCampaign(recipients: 101)
        _ = try data(.approveLexiTask(id: try startAsking(campaign)))
        _ = try data(.pauseCampaign(id: campaign))
        try enrol(try makeContacts(100, prefix: "q"), in: campaign)
        #expect(try sentCount(campaign) == 101)
        #expect(try data(.startCampaign(id: campaign)) == started(campaign))
        #expect(try sentCount(campaign) == 201)
        // Too many have joined for the approval that was given to do for them.
        _ = try data(.pauseCampaign(id: campaign))
        try enrol(try makeContacts(101, prefix: "r"), in: campaign)
        _ = try startAsking(campaign)
        #expect(try sentCount(campaign) == 201)
        #expect(try tasks().compactMap { $0["title"]?.string } == ["Start campaign \"Q1\" for 101 recipients"])
    }

    @Test func nobodyReactsInASandbox() throws {
        let campaign = try makeReadyCampaign(recipients: 4)
        func expected(_ sent: Int) -> JSON {
            [
                "sent_count": .integer(sent), "opened_count": 0, "clicked_count": 0, "replied_count": 0, "bounced_count": 0,
                "unsubscribed_count": 0, "open_rate": 0, "click_rate": 0, "reply_rate": 0,
            ]
        }
        #expect(try data(.campaignStats(campaign: campaign))["stats"] == expected(0))
        _ = try data(.startCampaign(id: campaign))
        #expect(try data(.campaignStats(campaign: campaign))["stats"] == expected(4))
    }

    @Test func ratesAreSharesOfWhatWasSent() {
        var stats = LeadLexAPI.CampaignStats(sent: 8)
        (stats.opened, stats.clicked, stats.replied) = (4, 2, 1)
        let json = stats.json["stats"]
        #expect(json?["open_rate"] == 0.5)
        #expect(json?["click_rate"] == 0.25)
        #expect(json?["reply_rate"] == 0.125)
    }

    // MARK: Whose it is

    @Test func tasksAreListedByStatus() throws {
        for status in LeadLexAPI.TaskStatus.allCases { #expect(try tasks(status.rawValue).isEmpty) }
        let campaigns = try ["p", "q"].map { try makeReadyCampaign(recipients: 101, prefix: $0) }
        let ids = try campaigns.map { try startAsking($0) }
        #expect(try tasks().compactMap { $0["id"]?.string } == ids)
        #expect(try data(.lexiTasks)["tasks"]?.array == tasks("pending"))
        #expect(try tasks("approved").isEmpty)
        #expect(try tasks(as: .other).isEmpty)
        #expect(try send(.lexiTasks, query: ["status": "lost"]).status == 400)
        try expectRefusal(.lexiTasks, as: .member, gives: 403, "insufficient_permissions")
        try expectRefusal(.approveLexiTask(id: ids[0]), as: .member, gives: 403, "insufficient_permissions")
    }

    @Test func nothingIsAnotherWorkspaces() throws {
        let campaign = try makeReadyCampaign(recipients: 101)
        let task = try startAsking(campaign)
        let before = try data(.campaign(id: campaign))
        let theirs = try makeContacts(1, as: .other)
        let step: JSON = ["subject": "S", "body": "B"]
        let calls: [(LeadLexAPI.Endpoint, JSON?)] = [
            (.campaign(id: campaign), nil), (.deleteCampaign(id: campaign), nil), (.campaignSteps(campaign: campaign), nil),
            (.createCampaignStep(campaign: campaign), step),
            (.enrolContacts(campaign: campaign), ["contact_ids": .texts(theirs)]), (.pauseCampaign(id: campaign), nil),
            (.campaignStats(campaign: campaign), nil),
        ]
        for (endpoint, body) in calls { try expectRefusal(endpoint, body, as: .other, gives: 404, "campaign_not_found") }
        try expectRefusal(.startCampaign(id: campaign), as: .other, gives: 404, "not_found")
        try expectRefusal(.approveLexiTask(id: task), as: .other, gives: 404, "not_found")
        #expect(try data(.campaigns, as: .other)["campaigns"] == [])
        #expect(try tasks(as: .other).isEmpty)

        let own = try makeCampaign(as: .other)
        let mine = try #require(before["campaign"]?["contacts"]?.array?.first?["id"])
        try expectRefusal(
            .enrolContacts(campaign: own), ["contact_ids": [mine]], as: .other, gives: 400, "validation_error",
            fields: ["contact_ids"])
        #expect(try data(.campaign(id: campaign)) == before)
    }

    @Test func whoeverMayOnlyReadChangesNothing() throws {
        let campaign = try makeReadyCampaign(recipients: 1)
        let ids = try #require(try data(.campaign(id: campaign), as: .reader)["campaign"]?["contacts"]?.array)
        let calls: [(LeadLexAPI.Endpoint, JSON?)] = [
            (.createCampaign, ["name": "Q2"]), (.deleteCampaign(id: campaign), nil),
            (.createCampaignStep(campaign: campaign), ["subject": "S", "body": "B"]),
            (.enrolContacts(campaign: campaign), ["contact_ids": .array(ids.compactMap { $0["id"] })]),
            (.startCampaign(id: campaign), nil), (.pauseCampaign(id: campaign), nil),
        ]
        for (endpoint, body) in calls { try expectRefusal(endpoint, body, as: .reader, gives: 403, "insufficient_permissions") }
        #expect(try data(.campaigns, as: .reader)["campaigns"]?.array?.count == 1)
        #expect(try status(campaign) == "draft")
        #expect(try data(.campaignSteps(campaign: campaign), as: .reader)["steps"]?.array?.count == 1)
        #expect(try data(.campaignStats(campaign: campaign), as: .reader)["stats"]?["sent_count"] == 0)
    }
}
