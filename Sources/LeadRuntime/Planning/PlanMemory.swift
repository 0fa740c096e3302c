import LeadModel
import Synchronization

/// What was read from an account to make a plan; each thing is read once, however many passes ask for it.
final class PlanMemory: Sendable {
    /// What can be read.
    enum Question: Hashable {
        case search(RecordKind, Filter, page: Int, size: Int)
        case members(list: String, page: Int, size: Int)
        case contacts(page: Int, size: Int)
        case lists
        case export(list: String?)
        case allContacts
    }

    /// What was answered.
    enum Answer {
        case page(RowPage)
        case lists([ListSummary])
        /// All rows; nil where the service gave no export.
        case rows(Batch?)
    }

    /// An answer with the requests that it took.
    struct Kept {
        let answer: Answer
        let requests: [RequestCount]
    }

    private struct State {
        var answers: [Question: Kept] = [:]
        var tally = SharedTally()
        /// Where a row of that id was read.
        var places: [String: (question: Question, row: Int)] = [:]
    }

    private let reader: any ProviderReader
    private let kept = Mutex(State())

    init(_ reader: any ProviderReader) {
        self.reader = reader
    }

    var signature: ProviderSignature { reader.signature }

    var readWidth: Int { reader.readWidth }

    /// How many requests it has really made.
    var requestsMade: Int { reader.callsMade }

    /// What was asked, and what was answered.
    var answers: [Question: Kept] { kept.withLock { $0.answers } }

    /// Asks a meter before each request from here on, or none.
    func meter(by meter: CallMeter?) { reader.meter(by: meter) }

    func foresee(_ call: WriteCall) -> Foreseen { reader.foresee(call) }

    func requests(for read: KnownRead) -> [RequestCount] { reader.requests(for: read) }

    /// The answer to a question that was asked before.
    func known(_ question: Question) -> Answer? {
        kept.withLock { $0.answers[question]?.answer }
    }

    /// What the service answers, with the requests that this took.
    func ask(_ question: Question) async throws(ProviderFailure) -> Kept {
        if let known = kept.withLock({ $0.answers[question] }) { return known }
        kept.withLock { $0.tally.begin(reader.requestsMade) }
        let answer: Answer
        do {
            answer = try await read(question)
        } catch {
            _ = requestsOfOneMore()
            throw error
        }
        let found = Kept(answer: answer, requests: requestsOfOneMore())
        kept.withLock { kept in
            kept.answers[question] = found
            guard let rows = answer.rows else { return }
            for row in 0..<rows.count { kept.places[rows["id", row].description.lowercased()] = (question, row) }
        }
        return found
    }

    private func read(_ question: Question) async throws(ProviderFailure) -> Answer {
        switch question {
        case .search(let kind, let filter, let page, let size):
            .page(try await reader.search(kind, filter, page: page, size: size))
        case .members(let list, let page, let size): .page(try await reader.members(ofList: list, page: page, size: size))
        case .contacts(let page, let size): .page(try await reader.contacts(page: page, size: size))
        case .lists: .lists(try await reader.lists())
        case .export(let list): .rows(try await reader.export(ofList: list))
        case .allContacts: .rows(try await reader.allContacts())
        }
    }

    /// What a question took that has its answer.
    private func requestsOfOneMore() -> [RequestCount] {
        let took = kept.withLock { $0.tally.end(reader.requestsMade) }
        return took.map { RequestCount($0, isWrite: false, count: Bounds($1)) }.sorted { $0.endpoint < $1.endpoint }
    }

    /// The rows with these ids as they were read; one that was never read has its id only.
    func rows(_ ids: [String], kind: RecordKind) -> Batch {
        kept.withLock { kept in
            var batch = Batch(kind: kind)
            for id in ids {
                guard let place = kept.places[id.lowercased()], let rows = kept.answers[place.question]?.answer.rows else {
                    batch.append(["id": .text(id)])
                    continue
                }
                batch.append(rows.rows(at: [place.row]))
            }
            return batch
        }
    }
}

extension PlanMemory.Answer {
    /// The rows of the answer.
    fileprivate var rows: Batch? {
        switch self {
        case .page(let page): page.rows
        case .rows(let rows): rows
        case .lists: nil
        }
    }
}
