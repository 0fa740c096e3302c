public import LeadModel

/// What the runtime reads from a provider; nothing here changes anything there.
public protocol ProviderReader: Sendable {
    /// What the provider can do.
    var signature: ProviderSignature { get }

    /// How many requests it has made to each endpoint, reads and writes alike.
    var requestsMade: [String: Int] { get }

    /// How many pages it may be asked for at once.
    var readWidth: Int { get }

    /// Asks a meter before each request from here on, or none; where it says no, the failure is `.overBudget`.
    func meter(by meter: CallMeter?)

    /// A page of a search.
    ///
    /// - Parameters:
    ///   - page: The page's number, from 0.
    ///   - size: How many rows a page has.
    func search(_ kind: RecordKind, _ filter: Filter, page: Int, size: Int) async throws(ProviderFailure) -> RowPage

    /// A page of a list's members.
    func members(ofList id: String, page: Int, size: Int) async throws(ProviderFailure) -> RowPage

    /// A page of the CRM's contacts.
    func contacts(page: Int, size: Int) async throws(ProviderFailure) -> RowPage

    /// All lists of the account.
    func lists() async throws(ProviderFailure) -> [ListSummary]

    /// All contacts of the CRM, or of a list, as one export, in the order of the pages.
    ///
    /// - Returns: nil where the service gives none just now, such as past its hourly number of exports; pages do as well.
    func export(ofList id: String?) async throws(ProviderFailure) -> Batch?

    /// All contacts of the CRM with what they are recognised by and what can be changed; never one call for each.
    func allContacts() async throws(ProviderFailure) -> Batch

    /// What a write would send, and what is known of its effect; sends nothing.
    func foresee(_ call: WriteCall) -> Foreseen

    /// What a read sends whose answer is known already; sends nothing.
    func requests(for read: KnownRead) -> [RequestCount]
}

extension ProviderReader {
    /// One page after the other.
    public var readWidth: Int { 1 }

    /// How many requests it has made.
    public var callsMade: Int { requestsMade.values.reduce(0, +) }

    /// How many requests a write takes at most.
    public func callsNeeded(for call: WriteCall) -> Int {
        foresee(call).requests.map { $0.count.upper ?? $0.count.lower }.reduce(0, +)
    }
}

/// What the runtime changes at a provider; who does not hold one cannot write.
public protocol ProviderWriter: Sendable {
    /// Makes one call.
    func write(_ call: WriteCall) async throws(ProviderFailure) -> WriteResult
}

/// A provider that can be read and written.
public typealias Provider = ProviderReader & ProviderWriter

/// Why a call to a provider gave no answer that can be used.
public struct ProviderFailure: Error, Hashable, Sendable {
    /// What happened.
    public enum Reason: Hashable, Sendable {
        /// The service refused: its status, its code and its words.
        case refused(status: Int, code: String, message: String)
        /// The service has no such call.
        case unsupported(String)
        /// The credentials are missing or wrong.
        case unauthorized(message: String)
        /// The answer could not be understood.
        case unreadable(String)
        /// The service was not reached; nothing was sent.
        case unreachable(String)
        /// There was no answer to what changes nothing.
        case unanswered(String)
        /// It is not known whether the call was carried out.
        case inDoubt(String)
        /// The account may make no more calls for longer than a run waits; nothing was sent.
        case overLimit(String)
        /// The run is replayed, and this was not recorded.
        case unrecorded(String)
        /// The run was interrupted before the call.
        case interrupted
        /// The call would have passed the run's budget, so it was not sent.
        case overBudget
        /// The call is none of those that were approved, so it was not sent.
        case unapproved
        /// A plan asked for what only a run can know.
        case unforeseen(String)
    }

    /// What a call that takes several requests had done before it failed.
    public struct Done: Hashable, Sendable {
        /// What came of it.
        public let result: WriteResult
        /// How many of the call's rows were dealt with.
        public let rows: Int

        /// Describes a part of a call.
        public init(_ result: WriteResult, rows: Int) {
            self.result = result
            self.rows = rows
        }
    }

    /// What was asked, such as `POST /api/v1/entities/leadlists`.
    public let call: String
    /// What happened.
    public let reason: Reason
    /// The service's name for the request, where it gave one.
    public let requestID: String?
    /// What had been done before, nil where the call did nothing.
    public let done: Done?
    /// How often it was sent.
    public let attempts: Int

    /// Describes a failure.
    public init(call: String, reason: Reason, requestID: String? = nil, done: Done? = nil, attempts: Int = 1) {
        self.call = call
        self.reason = reason
        self.requestID = requestID
        self.done = done
        self.attempts = attempts
    }
}
