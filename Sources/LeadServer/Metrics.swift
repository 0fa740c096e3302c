import Synchronization

/// What a server has done, counted, in Prometheus's text form (version 0.0.4).
final class Metrics: Sendable {
    /// What one kind of request has come to.
    private struct Name: Hashable {
        let service: String
        let method: String
        let status: Int
    }

    /// Upper bounds in seconds.
    private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private struct State {
        var requests: [Name: Int] = [:]
        var buckets = [Int](repeating: 0, count: Metrics.bounds.count + 1)
        var seconds = 0.0
        var running = 0
        var connections = 0
        var cutOff: [String: Int] = [:]
        var heldBytes = 0
        var exports = 0
    }

    private let state = Mutex(State())

    /// A connection is there.
    func opened() { state.withLock { $0.connections += 1 } }

    /// A slow client was cut off.
    func cutOff(_ what: String) { state.withLock { $0.cutOff[what, default: 0] += 1 } }

    func begun() { state.withLock { $0.running += 1 } }

    func ended(_ service: String, _ method: String, _ status: Int, seconds: Double) {
        state.withLock { state in
            state.running -= 1
            state.requests[Name(service: service, method: Self.known(method), status: status), default: 0] += 1
            state.buckets[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
            state.seconds += seconds
        }
    }

    /// A request ended without an answer.
    func dropped(_ service: String, _ method: String) {
        state.withLock { state in
            state.running -= 1
            state.requests[Name(service: service, method: Self.known(method), status: 499), default: 0] += 1
        }
    }

    /// Lets another export begin; false where there are as many as may be.
    func beginExport(atMost limit: Int) -> Bool {
        state.withLock { state in
            guard state.exports < limit else { return false }
            state.exports += 1
            return true
        }
    }

    func endExport() { state.withLock { $0.exports -= 1 } }

    /// Whether so many more bytes could be held.
    func roomIsLeft(for bytes: Int, of limit: Int) -> Bool {
        bytes == 0 || state.withLock { $0.heldBytes + bytes <= limit }
    }

    /// Takes room for bytes that are held; false where there is not enough.
    fileprivate func hold(_ bytes: Int, of limit: Int) -> Bool {
        state.withLock { state in
            guard bytes <= limit - state.heldBytes else { return false }
            state.heldBytes += bytes
            return true
        }
    }

    fileprivate func release(_ bytes: Int) { state.withLock { $0.heldBytes -= bytes } }

    /// The method, or one name for all that a client may have made up.
    private static func known(_ method: String) -> String {
        ["GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS"].contains(method) ? method : "other"
    }

    /// The whole page.
    var page: String {
        let state = state.withLock { $0 }
        var lines = Self.head("lead_requests_total", "counter", "Requests that were answered.")
        for (name, count) in state.requests.sorted(by: { "\($0.key)" < "\($1.key)" }) {
            lines.append(
                "lead_requests_total{service=\"\(name.service)\",method=\"\(name.method)\",status=\"\(name.status)\"} \(count)")
        }
        lines += Self.head("lead_request_duration_seconds", "histogram", "From the headers to the answer.")
        var sum = 0
        for (bound, count) in zip(Self.bounds, state.buckets) {
            sum += count
            lines.append("lead_request_duration_seconds_bucket{le=\"\(bound)\"} \(sum)")
        }
        sum += state.buckets.last ?? 0
        lines.append("lead_request_duration_seconds_bucket{le=\"+Inf\"} \(sum)")
        lines.append("lead_request_duration_seconds_sum \(state.seconds)")
        lines.append("lead_request_duration_seconds_count \(sum)")
        lines += Self.head("lead_requests_running", "gauge", "Requests that are being answered.")
        lines.append("lead_requests_running \(state.running)")
        lines += Self.head("lead_connections_total", "counter", "Connections that were let in.")
        lines.append("lead_connections_total \(state.connections)")
        lines += Self.head("lead_clients_cut_off_total", "counter", "Clients that were too slow.")
        for what in ["answer", "body", "headers"] {
            lines.append("lead_clients_cut_off_total{with=\"\(what)\"} \(state.cutOff[what] ?? 0)")
        }
        lines += Self.head("lead_held_bytes", "gauge", "Bodies and answers that are held.")
        lines.append("lead_held_bytes \(state.heldBytes)")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func head(_ name: String, _ type: String, _ help: String) -> [String] {
        ["# HELP \(name) \(help)", "# TYPE \(name) \(type)"]
    }
}

/// Room that is taken for bytes, and given back when nobody has this any more, however that came about.
final class Hold: Sendable {
    private let metrics: Metrics
    private let limit: Int
    private let bytes = Mutex(0)

    init(_ metrics: Metrics, _ limit: Int) {
        self.metrics = metrics
        self.limit = limit
    }

    deinit { metrics.release(bytes.withLock { $0 }) }

    /// Takes room for more; false where there is not enough of it.
    func add(_ more: Int) -> Bool {
        guard metrics.hold(more, of: limit) else { return false }
        bytes.withLock { $0 += more }
        return true
    }
}
