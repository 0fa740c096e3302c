import HTTPTypes
import LeadAPI
import LeadHTTP
import LeadJSON
import LeadSandbox
import LeadStore
import LeadTestSupport
import Testing

/// No body whatsoever is the sandbox's own mistake.
struct RobustnessTests {
    private static let world = Result { try World(people: 60) }

    /// Bodies that the endpoints take, to be damaged.
    private static let valid: [JSON] = [
        [
            "page": 0, "size": 5, "contact": ["seniority": ["any": ["include": ["vp"], "exclude": ["head"]]]],
            "url": ["acme.example"],
        ],
        [
            "account": [
                "employeeSize": ["type": "RANGE", "range": [["start": 1, "end": 50]]],
                "nameOrDomain": ["all": ["include": ["mode": "SMART", "content": ["acme"]]]],
            ]
        ],
        ["contact": ["experience": ["current": ["title": ["any": ["include": ["mode": "WORD", "content": ["ceo"]]]]]]]],
        ["name": "Q1", "icpId": .null, "type": "person", "startDate": "2026-01-01", "endDate": "2026-02-01", "personIds": []],
        [
            "prospects": [
                [
                    "firstName": "Ann", "lastName": "Lee", "name": "Ann Lee", "emails": ["a@b.example"], "email": "a@b.example",
                    "linkedinUrl": "linkedin.com/in/a",
                ]
            ]
        ],
        [
            "selection": [
                "mode": "bulk", "startIndex": 0, "targetCount": 3, "excludedIds": ["x"],
                "filters": ["contact": [:], "page": 0, "size": 100],
            ]
        ],
        ["selection": ["mode": "manual", "includedIds": ["550e8400-e29b-41d4-a716-446655440001"]]],
        [
            "titles": ["CEO"], "industry": ["Legal"], "headcount": ["51-200"], "name": "é", "per_page": 10,
            "query": ["person_titles": ["CEO"]],
        ],
        ["personIds": ["550e8400-e29b-41d4-a716-446655440001"], "name": "Q2"],
        ["full_name": "Bo", "email": "bo@x.example", "job_title": "CEO", "notes": "n"],
        [
            "contacts": [["full_name": "Bo", "tags": ["a"], "custom_fields": ["k": ["v": 1.5]]]], "contact_ids": ["x"],
            "list_id": .null,
        ],
    ]

    private static let strange: [JSON] = [
        .null, true, -1, 0, 1.5e300, .integer(.max), .integer(.min), "", "\u{0}", "%_'\"--", "\u{202E}x\u{301}", [], [[]], [:],
        ["": .null],
    ]

    /// Replaces, removes or doubles something somewhere in the value.
    private static func mutated(_ value: JSON, by random: inout SeededGenerator) -> JSON {
        if Int.random(in: 0..<4, using: &random) == 0 { return strange.randomElement(using: &random) ?? .null }
        switch value {
        case .object(var object):
            guard let name = object.names.randomElement(using: &random) else { return .null }
            switch Int.random(in: 0..<6, using: &random) {
            case 0: object[name] = nil
            case 1: object[name + "x"] = strange.randomElement(using: &random)
            default: object[name] = object[name].map { mutated($0, by: &random) }
            }
            return .object(object)
        case .array(var array):
            guard let index = array.indices.randomElement(using: &random) else { return [.null] }
            if Bool.random(using: &random) {
                array.append(array[index])
            } else {
                array[index] = mutated(array[index], by: &random)
            }
            return .array(array)
        default: return strange.randomElement(using: &random) ?? .null
        }
    }

    /// Random bytes, a valid document with a member changed, or one with a byte changed or cut off.
    private static func garbage(_ random: inout SeededGenerator) -> [UInt8] {
        let document = valid.randomElement(using: &random) ?? .null
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return (0..<Int.random(in: 0...40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        case 1:
            var bytes = document.bytes
            if let index = bytes.indices.randomElement(using: &random) {
                bytes[index] = UInt8.random(in: 0...255, using: &random)
            }
            return bytes
        case 2: return Array(document.bytes.prefix(Int.random(in: 0...60, using: &random)))
        default: return mutated(document, by: &random).bytes
        }
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func garbageIsNeverTheServicesFault(_ seed: UInt64) throws {
        let world = try Self.world.get()
        let leads = try world.makeLeadList()
        let lance = LanceAPI.Endpoint.all(id: leads).filter { $0.method != .delete }.map {
            ($0.method, $0.path, Tenants.demo.token(at: .lance))
        }
        let held = try Holdings(in: world, named: "Garbage \(seed)")
        let leadlex = held.endpoints.filter { $0.method != .delete && $0 != .deleteContacts }
        let targets =
            lance
            + leadlex.map { ($0.method, $0.path, Tenants.demo.token(at: .leadlex)) }
        var random = SeededGenerator(seed: seed)
        var statuses: Set<Int> = []
        for count in 0..<250 {
            let (method, path, token) = targets[count % targets.count]
            let body = Self.garbage(&random)
            let answer = world.send(method, path, body: body, token: token)
            statuses.insert(answer.status)
            #expect(answer.status < 500, "\(method) \(path) \(String(decoding: body, as: UTF8.self)): \(answer.text)")
            if answer.status >= 400 { #expect(try answer.code != nil) }
        }
        #expect(statuses.isSuperset(of: [200, 400]))
    }

    @Test func deepNestingIsRefused() throws {
        let world = try Self.world.get()
        let leads = try world.makeLeadList()
        let held = try Holdings(in: world, named: "Deep")
        for body in [
            String(repeating: "[", count: 100_000), String(repeating: "{\"contact\":", count: 100_000),
            String(repeating: "[", count: 1_000) + String(repeating: "]", count: 1_000),
            #"{"contacts":[{"full_name":"x","custom_fields":"# + String(repeating: #"{"a":"#, count: 500) + "1"
                + String(repeating: "}", count: 501) + "]}",
        ] {
            for endpoint in LanceAPI.Endpoint.all(id: leads) where [.post, .patch].contains(endpoint.method) {
                #expect(
                    world.send(endpoint.method, endpoint.path, body: Array(body.utf8), token: Tenants.demo.token(at: .lance))
                        .status == 400)
            }
            for endpoint in held.endpoints where endpoint.contract.body != nil {
                #expect(
                    world.send(
                        endpoint.method, endpoint.path, body: Array(body.utf8), token: Tenants.demo.token(at: .leadlex)
                    ).status
                        == 400)
            }
        }
    }

    @Test func aFilterMayHaveManyValues() throws {
        let world = try Self.world.get()
        let people = try world.store.people(.all([]), offset: 0, limit: 60).items
        let values = JSON.texts((0..<3_000).map { "Nowhere \($0)" } + ["Germany"])
        let expected = people.count { $0.country == "Germany" }
        for side in ["include", "exclude"] {
            let page = try world.people(["size": 0, "contact": ["location": ["any": .object([side: values])]]])
            #expect(page.totalElements == (side == "include" ? expected : 60 - expected))
        }
        let titles = JSON.texts((0..<3_000).map { "ceo \($0)" })
        #expect(world.leadlex(.searchProspects, ["titles": titles]).status == 200)
        let texts: JSON = [
            "any": ["include": ["mode": "SMART", "content": [.string((0..<3_000).map { "w\($0)" }.joined(separator: " "))]]]
        ]
        #expect(try world.people(["contact": ["fullName": texts]]).totalElements == 0)
    }

    @Test(arguments: ["%", "%2", "%zz", "%FF", "%00", "..", "%2F", "a%20b", "'%20OR%201=1"])
    func strangeIDsAreUnknownOnes(_ segment: String) throws {
        let world = try Self.world.get()
        let paths = [
            (LanceAPI.basePath + "/entities/leadlists/\(segment)", Service.lance),
            (LeadLexAPI.basePath + "/v1/lists/\(segment)/contacts", .leadlex),
        ]
        let deletions = [
            (LanceAPI.basePath + "/entities/leadlists/\(segment)", Service.lance),
            (LeadLexAPI.basePath + "/v1/lists/\(segment)", .leadlex),
            (LeadLexAPI.basePath + "/v1/lists/\(try world.makeList(segment))/contacts/\(segment)", .leadlex),
        ]
        for (path, service) in deletions {
            let answer = world.send(.delete, path, token: Tenants.demo.token(at: service))
            #expect(answer.status == 404, "\(answer.text)")
        }
        for (path, service) in paths {
            let answer = world.send(
                service == .lance ? .get : .post, path, body: Array("{\"contact_ids\":[]}".utf8),
                token: Tenants.demo.token(at: service))
            #expect(answer.status == 404, "\(answer.text)")
        }
    }
}
