import LeadHTTP
import LeadRuntime
import Synchronization

/// Counts what is sent, each attempt by itself, and lets no more pass than a meter admits.
///
/// It stands below whatever sends a request again: a service counts every attempt, and so does a budget.
final class MeteredTransport: Transport {
    private let base: any Transport
    private let made = Mutex<[String: Int]>([:])
    private let meter = Mutex<CallMeter?>(nil)

    init(_ base: any Transport) {
        self.base = base
    }

    /// How many requests were sent to each endpoint.
    var requestsMade: [String: Int] { made.withLock { $0 } }

    /// Asks a meter before each request from here on, or none.
    func meter(by meter: CallMeter?) {
        self.meter.withLock { $0 = meter }
    }

    /// Whether the meter admits no further request.
    var isSpent: Bool { meter.withLock { $0 }.map { $0.left == 0 } ?? false }

    /// Sends `request`; one that the meter does not admit is not sent.
    func send(_ request: Request) async throws(TransportFailure) -> Response {
        if let meter = meter.withLock({ $0 }), !meter.admit() { throw .notAdmitted }
        made.withLock { $0[request.endpoint, default: 0] += 1 }
        return try await base.send(request)
    }
}
