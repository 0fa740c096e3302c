import LeadModel
import LeadStore
import Synchronization

/// Who sent requests just now: to look each key up costs more than all else that a small request needs.
///
/// A key that is revoked here is forgotten at once; one that another process revokes opens for a second more.
final class KnownCallers: Sendable {
    private struct Name: Hashable {
        let token: TokenDigest
        let service: Service
    }

    private struct Entry {
        let caller: Caller
        /// When it was looked up, in milliseconds.
        let time: Int
    }

    private static let lifetime = 1000
    private static let mostEntries = 1000

    private struct State {
        var entries: [Name: Entry] = [:]
        /// How often everybody was forgotten: who was looked up before that is not remembered behind it.
        var generation = 0
    }

    private let state = Mutex(State())

    /// Who a token belongs to; nil for one that the store does not know.
    func caller(_ token: String, at service: Service, now: String, in store: Store) throws(Store.Failure) -> Caller? {
        let name = Name(token: TokenDigest(of: token), service: service)
        let time = Instant(now)?.milliseconds ?? 0
        let (known, generation) = state.withLock { ($0.entries[name], $0.generation) }
        if let entry = known, (0..<Self.lifetime).contains(time - entry.time),
            entry.caller.expiresAt.map({ $0 > now }) ?? true
        {
            return entry.caller
        }
        guard let caller = try store.caller(name.token, at: service, now: now) else { return nil }
        state.withLock { state in
            guard state.generation == generation else { return }
            if state.entries.count >= Self.mostEntries { state.entries = [:] }
            state.entries[name] = Entry(caller: caller, time: time)
        }
        return caller
    }

    /// Forgets everybody, since a key may have ended.
    func forget() {
        state.withLock { state in
            state.entries = [:]
            state.generation += 1
        }
    }
}
