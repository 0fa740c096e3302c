import HTTPTypes
import LeadHTTP
import LeadJSON
import LeadModel
import LeadProviders
import LeadRuntime
import Synchronization
import Testing

/// What lead assumes of a service, and what becomes of it where a profile says otherwise.
struct AssumedNamesTests {
    @Test(arguments: [AssumedNames.lance, .leadLex])
    func eachRowHasAKeyOfItsOwn(_ names: AssumedNames) {
        #expect(Set(names.rows.map(\.key)).count == names.rows.count)
        for row in names.rows { #expect(!row.texts.isEmpty && names.texts(row.key) == row.texts, "\(row.key)") }
    }

    @Test func aMendedRowChangesWhatIsSentAndRead() async throws {
        let names = AssumedNames.lance.mended(by: [
            "people.title.filter": ["contact.role"], "people.title.answer": ["position.name"], "search.rows": ["data.rows"],
            "people.name.answer": ["given", "family"], "mode.contains": ["TOKENS"], "search.total": ["data.count"],
        ])
        let transport = Answering(
            body: #"{"data":{"rows":[{"id":"1","position":{"name":"CTO"},"given":"Ada","family":"Byron"}],"count":7}}"#)
        let provider = LanceProvider(transport: transport, token: "12345678", names: names)
        let filter = Filter([Filter.Term(field: "title", test: .contains(["CTO"]))])
        let page = try await provider.search(.people, filter, page: 0, size: 10)
        #expect(page.total == 7)
        #expect(page.rows["title", 0] == .text("CTO") && page.rows["name", 0] == .text("Ada Byron"))
        let body = try JSON(parsing: transport.sent.withLock { $0 })
        #expect(body["contact"]?["role"]?["any"]?["include"]?["mode"] == "TOKENS", "\(body)")
        // The planner goes by the place that is sent, and what was seen is no inference.
        let support = provider.signature.support(of: "title", in: .people)
        #expect(support?.place == "contact.role" && support?.isConfirmed == true)
        #expect(ProviderSignature.lance.support(of: "title", in: .people)?.isConfirmed == false)
    }

    @Test(arguments: [
        (["200-299"], 204, true), (["200-299"], 304, false), (["200", "207"], 207, true), (["200", "207"], 201, false),
    ])
    func whatIsSuccessCanBeSaid(_ codes: [String], _ status: Int, _ isSuccess: Bool) async {
        let provider = LeadLexProvider(
            transport: Answering(status: status, body: #"{"data":{"lists":[]}}"#), token: "12345678",
            names: .leadLex.mended(by: ["success": codes]))
        do {
            _ = try await provider.lists()
            #expect(isSuccess)
        } catch {
            #expect(!isSuccess && error.reason == .refused(status: status, code: "no code", message: "no reason given"))
        }
    }

    @Test func anErrorIsReadWhereItStands() async {
        let names = AssumedNames.leadLex.mended(by: [
            "error.code": ["fault.kind"], "error.message": ["fault.text"], "error.no_member": ["GONE"],
        ])
        let refused = LeadLexProvider(
            transport: Answering(status: 404, body: #"{"fault":{"kind":"GONE","text":"not in it"}}"#), token: "12345678",
            names: names)
        // A contact that is in no list is passed over, by whatever code the service says so.
        let removed = try? await refused.write(.removeMembers(list: "1", ids: ["2"]))
        #expect(removed?.added == 0)
        await #expect(throws: ProviderFailure.self) { try await refused.write(.deleteList(id: "1")) }
    }

    /// Answers everything alike.
    private final class Answering: Transport {
        let sent = Mutex<[UInt8]>([])
        private let response: Response

        init(status: Int = 200, body: String) {
            response = Response(status: status, headers: [.contentType: "application/json"], body: Array(body.utf8))
        }

        func send(_ request: Request) async throws(TransportFailure) -> Response {
            sent.withLock { $0 = request.body ?? [] }
            return response
        }
    }
}
