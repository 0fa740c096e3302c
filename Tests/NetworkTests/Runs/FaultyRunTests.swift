import HTTPTypes
import LeadHTTP
import LeadTestSupport
import Testing

/// What `lead run` makes of each fault: the exit code, the diagnostic, and how often the service has read the call.
struct FaultyRunTests {
    /// A statement whose last call meets the fault.
    enum Statement: CaseIterable {
        case read, settling, doubling

        var script: String {
            switch self {
            case .read: "search people where seniority is \"vp\"\ncount"
            case .settling: "search people where seniority is \"vp\"\nselect first 3\nadd to list \"Q1\""
            case .doubling: "create list \"Q2\""
            }
        }

        /// How many calls go before it: the lists are read, and for an `add` the rows are counted.
        var callsBefore: Int {
            switch self {
            case .read: 0
            case .settling: 2
            case .doubling: 1
            }
        }

        /// How many calls go behind it where it succeeds: whether somebody else has made a list of that name meanwhile.
        var callsBehind: Int { self == .doubling ? 1 : 0 }

        /// The call, as the message names it.
        var call: String {
            switch self {
            case .read: "asked: POST /api/v1/entities/prospects/person"
            case .settling: "asked: POST /api/v1/entities/leadlists/"
            case .doubling: "asked: POST /api/v1/entities/leadlists"
            }
        }
    }

    /// The exit code, the diagnostic where there is one, and how often the call has arrived.
    struct Expectation {
        let exit: Int32
        let code: String?
        let arrivals: Int

        init(_ exit: Int32, _ code: String?, _ arrivals: Int) {
            (self.exit, self.code, self.arrivals) = (exit, code, arrivals)
        }

        static let done = Expectation(0, nil, 1)
        static let doneAgain = Expectation(0, nil, 2)
        static let inDoubt = Expectation(1, "L5005", 1)
        static let stillInDoubt = Expectation(1, "L5005", 5)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let fault: Fault
        let expectations: @Sendable (Statement) -> Expectation

        init(_ fault: Fault, _ read: Expectation, _ settling: Expectation, _ doubling: Expectation) {
            self.fault = fault
            expectations = { statement in
                switch statement {
                case .read: read
                case .settling: settling
                case .doubling: doubling
                }
            }
        }

        init(_ fault: Fault, all: Expectation) {
            self.init(fault, all, all, all)
        }

        var testDescription: String { "\(fault)" }
    }

    static let lostAnswers: [Row] = [
        .resetAfterRequest, .closedAfterRequest, .resetInHead, .resetInBody, .closedInBody, .closedInChunks, .noStatusLine,
        .twoLengths, .packedWrongly,
    ].map { Row($0, Expectation(7, "L5004", 5), .stillInDoubt, .inDoubt) }

    static let lostOnce: [Row] = [.resetAfterRequest, .closedAfterRequest, .resetInBody, .closedInBody].map {
        Row(.once($0), .doneAgain, .doneAgain, .inDoubt)
    }

    static let statusRows: [Row] =
        [500, 502, 503, 504].flatMap { status in
            [
                Row(.status(status), Expectation(7, "L5002", 5), Expectation(7, "L5002", 5), .inDoubt),
                Row(.once(.status(status)), .doneAgain, .doneAgain, .inDoubt),
            ]
        }
        + [
            Row(.status(408), Expectation(7, "L5002", 5), Expectation(7, "L5002", 5), .inDoubt),
            Row(.page(502), Expectation(7, "L5002", 5), Expectation(7, "L5002", 5), .inDoubt),
            Row(.status(503, retryAfter: "3600"), Expectation(7, "L5002", 1), Expectation(7, "L5002", 1), .inDoubt),
            Row(.status(429), all: Expectation(7, "L5002", 5)),
            Row(.once(.status(429)), all: .doneAgain),
            Row(.once(.status(429, retryAfter: "17")), all: .doneAgain),
            Row(.status(429, retryAfter: "3600"), all: Expectation(7, "L5002", 1)),
            Row(.status(401), all: Expectation(4, "L5001", 1)),
        ]
        + [400, 402, 403, 404, 409, 422, 501].map { Row(.status($0), all: Expectation(1, "L5002", 1)) }
        + [
            Row(.redirect(302, to: "http://127.0.0.2:1/moved"), all: Expectation(1, "L5002", 1)),
            Row(.redirect(307, to: "https://example.invalid/moved"), all: Expectation(1, "L5002", 1)),
        ]

    static let bodyRows: [Row] =
        [.invalidJSON, .duplicateFields, .unknownFields, .noContent, .page(200), .emptyBody].map {
            // What was accepted, and may have made a list, is in doubt.
            Row($0, Expectation(1, "L5003", 1), .inDoubt, .inDoubt)
        }
        + [.none, .closedBehindTheAnswer].map { Row($0, all: .done) }

    @Test(arguments: lostAnswers + lostOnce) func answersThatGetLost(_ row: Row) async throws { try await check(row) }
    @Test(arguments: statusRows) func statuses(_ row: Row) async throws { try await check(row) }
    @Test(arguments: bodyRows) func bodies(_ row: Row) async throws { try await check(row) }

    private func check(_ row: Row) async throws {
        for statement in Statement.allCases {
            let expectation = row.expectations(statement)
            let sandbox = try ServedSandbox(.after(statement.callsBefore, row.fault), lists: ["Q1"])
            let result = await sandbox.run(statement.script)
            sandbox.server.close()
            let others = statement.callsBefore + (result.code == 0 ? statement.callsBehind : 0)
            let arrivals = sandbox.server.requests.count - others
            let told = "\(statement): \(result.errors)"
            #expect(result.code == expectation.exit, "\(told)")
            #expect(arrivals == expectation.arrivals, "\(told)")
            guard let code = expectation.code else { continue }
            #expect(result.errors.contains("error[\(code)]"), "\(told)")
            #expect(result.errors.contains(statement.call), "\(told)")
            // The diagnostic says how often it was tried where it was more than once.
            let isTold = result.errors.contains("(tried \(arrivals) times)")
            #expect(isTold == (arrivals > 1), "\(told)")
        }
    }

    @Test func nobodyListens() async throws {
        let sandbox = try ServedSandbox(.refused)
        let result = await sandbox.run(Statement.read.script)
        #expect(result.code == 7)
        #expect(result.errors.contains("error[L5004]: Lance could not be reached: connection refused (tried 5 times)"))
        #expect(sandbox.clock.waits.count == 4)
    }
}
