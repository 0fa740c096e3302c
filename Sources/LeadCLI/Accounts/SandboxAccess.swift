import LeadDiagnostics
import LeadHTTP
import LeadModel
import LeadProviders
import LeadRuntime
import LeadSandbox
import LeadStore
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// The embedded sandbox, as a run reaches it.
enum SandboxAccess {
    /// Why the sandbox cannot be used.
    struct Failure: Error {
        let path: String
        let reason: String

        var diagnostic: Diagnostic { .storeUnavailable(path, reason: reason) }

        /// The same in one line, for what only says that it could not be reached.
        var spoken: String { "the sandbox's data at `\(path)` cannot be used: \(reason) (`lead sandbox reset` makes them anew)" }
    }

    /// Opens the sandbox of this user, making it where there is none.
    static func open(_ invocation: Invocation) -> Result<AccountAccess, Failure> {
        openTransport(invocation).map { access(through: invocation.wrapTransport($0), invocation) }
    }

    /// Has the sandbox opened in the background: what is asked meanwhile waits, and fails where it cannot be used.
    static func opening(_ invocation: Invocation) -> AccountAccess {
        access(through: invocation.wrapTransport(SandboxOpening { openTransport(invocation) }), invocation)
    }

    /// All accounts of a service are the demo organisation's there.
    private static func access(through transport: any Transport, _ invocation: Invocation) -> AccountAccess {
        AccountAccess(place: .sandbox, invocation.directory) { account in
            let token = Service(rawValue: account.service.name).map { Tenants.demo.token(at: $0) }
            return .init(transport: transport, token: token ?? "")
        }
    }

    private static func openTransport(_ invocation: Invocation) -> Result<InProcessTransport, Failure> {
        openFilledStore(invocation).map { store, _ in
            let counter = (try? store.info()).flatMap { $0.map { $0.lists + $0.contacts } } ?? 0
            let ids = IdentifierSource(seed: invocation.environment["LEAD_SEED"].flatMap { UInt64($0) }, after: counter)
            let now = invocation.now
            return InProcessTransport(Sandbox(store: store, now: { now().text }, makeID: { ids.next() }))
        }
    }

    /// Opens the file, and makes the demo data where there are none.
    static func openFilledStore(_ invocation: Invocation) -> Result<(Store, path: String), Failure> {
        openStore(invocation).flatMap { store, path in
            do throws(Store.Failure) {
                try store.fillIfEmpty()
                return .success((store, path))
            } catch {
                return .failure(Failure(path: path, reason: reason(error)))
            }
        }
    }

    /// Opens the file without filling it.
    static func openStore(_ invocation: Invocation) -> Result<(Store, path: String), Failure> {
        let folder = dataFolder(invocation.environment)
        let path = folder + "/sandbox.sqlite"
        if let reason = makeFolder(folder) { return .failure(Failure(path: path, reason: reason)) }
        do {
            return .success((try Store(path: path), path))
        } catch {
            return .failure(Failure(path: path, reason: reason(error)))
        }
    }

    static func reason(_ failure: Store.Failure) -> String {
        switch failure {
        case .unavailable(let words): words
        }
    }

    /// `$XDG_DATA_HOME/lead`, on every platform.
    static func dataFolder(_ environment: [String: String]) -> String {
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/lead" }
        return (environment["HOME"] ?? "/tmp") + "/.local/share/lead"
    }
}

extension Diagnostic {
    fileprivate static func storeUnavailable(_ path: String, reason: String) -> Diagnostic {
        Diagnostic(
            .storeUnavailable, "the sandbox's data at `\(path)` cannot be used: \(reason)",
            help: ["`lead sandbox reset` makes them anew; XDG_DATA_HOME chooses another place"])
    }
}

/// Carries requests to a sandbox that is being opened beside what else there is to do.
///
/// To open it takes longer than all else that a prompt needs before somebody can type.
final class SandboxOpening: Transport {
    typealias Opened = Result<InProcessTransport, SandboxAccess.Failure>

    private let open: @Sendable () -> Opened
    private let opening: Mutex<Task<Opened, Never>?>

    /// Begins to open it, behind what more urgent work there is.
    init(_ open: @escaping @Sendable () -> Opened) {
        self.open = open
        opening = Mutex(Task(priority: .utility) { open() })
    }

    /// Waits until it is open; where it could not be, the next request tries again.
    func send(_ request: Request) async throws(TransportFailure) -> Response {
        let task = opening.withLock { [open] opening in
            let task = opening ?? Task { open() }
            opening = task
            return task
        }
        switch await task.value {
        case .success(let transport): return try await transport.send(request)
        case .failure(let failure):
            opening.withLock { opening in if opening == task { opening = nil } }
            throw .unreachable(failure.spoken)
        }
    }
}

/// Makes a folder, readable to its owner only, and those above it; gives back why it could not.
func makeFolder(_ path: String) -> String? {
    var partial = ""
    for part in path.split(separator: "/") {
        partial += "/" + part
        if mkdir(partial, 0o700) != 0, errno != EEXIST { return systemMessage(errno) }
    }
    return nil
}

/// Gives UUIDs: random ones, or those that a seed gives.
///
/// With a seed, the numbers also depend on how much has been made before, so that a second run on the same data makes
/// other ids than the first.
final class IdentifierSource: Sendable {
    private let state: Mutex<(seed: UInt64?, count: Int)>

    init(seed: UInt64?, after count: Int) {
        state = Mutex((seed, count << 20))
    }

    func next() -> String {
        state.withLock { state in
            state.count += 1
            guard let seed = state.seed else { return Self.random() }
            return Store.identifier(seed: seed, position: state.count)
        }
    }

    private static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        return Store.identifier(seed: generator.next(), position: Int(truncatingIfNeeded: generator.next() >> 1))
    }
}
