import HTTPTypes
import LeadDiagnostics
import LeadHTTP
import LeadJSON
import LeadModel
import LeadProviders
import LeadRuntime
import LeadSandbox
import LeadSemantics
import LeadStore
import LeadSyntax
import Synchronization

/// Two accounts over one transport, every exchange noted.
final class World: Sendable {
    private let requests = Mutex<[Request]>([])
    private let base: any Transport
    private let readWidth: Int

    /// The accounts of the transport, which may be asked for so many pages at once.
    init(_ base: any Transport, readWidth: Int = 1) {
        self.base = base
        self.readWidth = readWidth
    }

    /// The accounts of a sandbox of its own.
    convenience init(people: Int, readWidth: Int = 1) throws {
        let store = try Store.inMemory()
        try store.reset(people: people, seed: 42)
        self.init(store: store, readWidth: readWidth)
    }

    convenience init(store: Store, seed: UInt64 = 1, readWidth: Int = 1) {
        let count = Counter()
        let sandbox = Sandbox(
            store: store, now: { "2026-01-31T09:30:00.000Z" }, makeID: { Store.identifier(seed: seed, position: count.next()) })
        self.init(InProcessTransport(sandbox), readWidth: readWidth)
    }

    private final class Counter: Sendable {
        private let value = Mutex(0)

        func next() -> Int {
            value.withLock { value in
                value += 1
                return value
            }
        }
    }

    /// What notes each exchange.
    var transport: any Transport {
        RecordingTransport(base) { request, _ in self.requests.withLock { $0.append(request) } }
    }

    var lance: LanceProvider {
        LanceProvider(transport: transport, token: Tenants.demo.token(at: .lance), readWidth: readWidth)
    }

    var leadLex: LeadLexProvider {
        LeadLexProvider(transport: transport, token: Tenants.demo.token(at: .leadlex), readWidth: readWidth)
    }

    /// The requests since this was last asked.
    func takeRequests() -> [Request] {
        requests.withLock { requests in
            defer { requests = [] }
            return requests
        }
    }

    /// Runs a script from its start to its end or to what fails, with files to read and somebody to ask.
    func run(
        _ text: String, maxRows: Int = 1000, maxRowsRead: Int = RowLimits.read, files: [String: String] = [:],
        answer: Answer = .nobody
    ) async throws -> Run {
        let tree = parse(Source(name: "test.lead", text: text))
        let checked = check(
            tree, in: Catalog(providers: [.lance, .leadLex]), scope: Scope(account: "lance"),
            options: CheckOptions(isWhole: false))
        guard !checked.diagnostics.hasErrors else { throw BadScript(messages: checked.diagnostics.map(\.message)) }
        let sink = Sink()
        let written = Mutex<[String: [UInt8]]>([:])
        var session = Session(
            accounts: ["lance": lance, "leadlex": leadLex], account: "lance",
            surroundings: Surroundings(
                time: RunTime(today: "2026-01-31", now: "2026-01-31T09:30:00Z"), maxRowsWritten: maxRows,
                maxRowsRead: maxRowsRead,
                writeFile: { path, bytes in
                    written.withLock { $0[path] = bytes }
                    return nil
                },
                readFile: { path in
                    files[path ?? "stdin"].map { .success(Array($0.utf8)) } ?? .failure(.init("no such file"))
                }, ask: { _ in answer }), events: sink)
        _ = takeRequests()
        var failure: RunFailure?
        do {
            try await session.run(checked.program)
        } catch {
            failure = error
        }
        return Run(
            requests: takeRequests(), events: sink.all, outcome: session.outcome, failure: failure,
            written: written.withLock { $0 })
    }

    struct BadScript: Error {
        let messages: [String]
    }

    private final class Sink: EventSink {
        private let events = Mutex<[RunEvent]>([])

        func receive(_ event: RunEvent) {
            events.withLock { $0.append(event) }
        }

        var all: [RunEvent] {
            events.withLock { $0 }
        }
    }
}

/// What came of a script.
struct Run {
    let requests: [Request]
    let events: [RunEvent]
    let outcome: Outcome?
    let failure: RunFailure?
    /// The files that were written.
    let written: [String: [UInt8]]

    /// The requests whose path ends so.
    func requests(_ suffix: String) -> [Request] {
        requests.filter { $0.path.hasSuffix(suffix) }
    }

    /// The bodies of those requests.
    func bodies(_ suffix: String) throws -> [JSON] {
        try requests(suffix).map { try JSON(parsing: $0.body ?? []) }
    }

    var counts: [Int] {
        events.compactMap { event -> Int? in
            if case .counted(let count) = event { return count }
            return nil
        }
    }

    var shown: [RunEvent.ShownRows] {
        events.compactMap { event -> RunEvent.ShownRows? in
            if case .shown(let rows) = event { return rows }
            return nil
        }
    }

    var rejects: [RunEvent.Reject] {
        events.flatMap { event -> [RunEvent.Reject] in
            if case .finished(_, _, let rejects) = event { return rejects }
            return []
        }
    }
}

/// Answers each request as a test says.
struct ScriptedTransport: Transport {
    let answer: @Sendable (Request) -> Result<Response, TransportFailure>

    func send(_ request: Request) async throws(TransportFailure) -> Response {
        try answer(request).get()
    }
}

extension Result<Response, TransportFailure> {
    /// An answer in JSON.
    static func json(_ json: JSON, status: Int = 200) -> Self {
        .success(Response(status: status, body: json.bytes))
    }
}
