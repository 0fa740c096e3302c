import Foundation
import LeadAPI
import LeadHTTP
import LeadSandbox
import LeadServer
import LeadStore
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Serves sandboxes on loopback for the time of a test.
enum LoopbackServer {
    struct Ended: Error {}

    /// What a server has logged.
    final class Log: Sendable {
        private let lines = Mutex<[String]>([])

        var all: [String] { lines.withLock { $0 } }

        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }

    /// Runs `body` beside a server; ends it with grace behind that.
    static func serve<Value: Sendable>(
        _ sandbox: Sandbox, limits: ServerLimits = ServerLimits(), log: Log = Log(),
        _ body: @escaping @Sendable (Int) async throws -> Value
    ) async throws -> Value {
        let server = SandboxServer(sandbox, at: .init(port: 0), limits: limits) { log.add($0) }
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                defer { found.finish() }
                try await server.run { found.yield($0) }
                return nil
            }
            var port: Int?
            for await listening in ports {
                port = listening
                break
            }
            guard let port else { throw Ended() }
            let value = try await body(port)
            group.cancelAll()
            try await group.waitForAll()
            return value
        }
    }

    /// A sandbox with a few people whose times and ids are the same each time.
    static func sandbox(people: Int = 300, admission: Sandbox.Admission = .wellKnown) throws -> Sandbox {
        let store = try Store.inMemory()
        try store.reset(people: people)
        let count = Mutex(0)
        return Sandbox(
            store: store, now: { "2026-01-31T09:30:00.000Z" },
            makeID: {
                count.withLock { count in
                    count += 1
                    return Store.identifier(seed: 7, position: count)
                }
            }, admission: admission)
    }
}

/// A connection on which a test says what it likes, byte for byte.
final class RawConnection: Sendable {
    private let descriptor: Int32

    init(port: Int) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    deinit { close(descriptor) }

    func send(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    /// Everything until the server ends the connection, waited for where nobody else is kept waiting.
    func readToEnd() async -> String {
        let descriptor = descriptor
        let text = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: Self.readToEnd(descriptor)) }
        }
        withExtendedLifetime(self) {}
        return text
    }

    private static func readToEnd(_ descriptor: Int32) -> String {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return String(decoding: all, as: UTF8.self) }
            all += buffer[..<count]
        }
    }
}
