import LeadConfig
import LeadHTTP
import LeadJSON
import LeadModel
import LeadRuntime
import LeadTerminal
import Synchronization

/// Answers from a recording, and sends nothing.
final class RecordedTransport: Transport {
    private let account: String
    private let recording: ReadRecording

    init(_ account: String, _ recording: ReadRecording) {
        self.account = account
        self.recording = recording
    }

    /// Gives what was recorded for this request, the second time what came of the second one.
    func send(_ request: Request) async throws(TransportFailure) -> Response {
        if Task.isCancelled { throw .cancelled }
        let key = RecordedExchange.key(of: request, to: account)
        guard let result = recording.next(key) else { throw .unrecorded(recording.absence(of: key)) }
        return try result.get()
    }
}

/// A recording that was read whole.
final class ReadRecording: Sendable {
    private struct Exchange {
        let file: String
        let key: JSON
        let result: Result<Response, TransportFailure>
    }

    /// When the recorded run began, and what it drew samples from.
    let beginning: RunBeginning
    private let exchanges: [String: Exchange]
    private let counts = Mutex<[String: Int]>([:])

    /// Why a folder cannot be replayed.
    struct Refusal: Error {
        let message: String
    }

    init(_ folder: String, name: String) throws(Refusal) {
        guard let bytes = try? readFile(folder + "/" + Recording.head).get(), let head = try? JSON(parsing: bytes),
            let format = head["lead_recording"]?.integer
        else { throw Refusal(message: "`\(name)` holds no recording") }
        guard format == Recording.format, let today = head["today"]?.string, let now = head["now"]?.string,
            let seed = head["seed"]?.string.flatMap({ UInt64($0) })
        else { throw Refusal(message: "the recording in `\(name)` is of another version of lead") }
        beginning = RunBeginning(time: RunTime(today: today, now: now), seed: seed)
        var exchanges: [String: Exchange] = [:]
        for file in (fileNames(in: folder) ?? []) where file.hasSuffix(".json") && file != Recording.head {
            guard let bytes = try? readFile(folder + "/" + file).get(), let document = try? JSON(parsing: bytes),
                let key = document["request"], let result = RecordedExchange.result(of: document)
            else { throw Refusal(message: "`\(name)/\(file)` is no exchange of a recording") }
            exchanges[file] = Exchange(file: file, key: key, result: result)
        }
        self.exchanges = exchanges
    }

    /// The profiles of a recording, and the one that its scripts begin with; nil where a folder holds none.
    static func accounts(in folder: String) -> (profiles: [Profile], chosen: String)? {
        guard let bytes = try? readFile(folder + "/" + Recording.head).get(), let head = try? JSON(parsing: bytes),
            let accounts = head["accounts"]?.object, let chosen = head["profile"]?.string
        else { return nil }
        return (accounts.members.compactMap { Profile($0.name, recorded: $0.value) }, chosen)
    }

    /// What came of the request that is asked for the next time.
    fileprivate func next(_ key: JSONObject) -> Result<Response, TransportFailure>? {
        let stem = Recording.stem(of: key)
        let number = counts.withLock { counts in
            counts[stem, default: 0] += 1
            return counts[stem, default: 1]
        }
        return exchanges[Recording.name(stem, number)]?.result
    }

    /// Says that a request was not recorded, and which one comes nearest.
    fileprivate func absence(of key: JSONObject) -> String {
        let asked = "\(key["method"]?.string ?? "") \(key["path"]?.string ?? "")"
        if exchanges[Recording.name(Recording.stem(of: key), 1)] != nil {
            return "\(asked) was asked less often when it was recorded"
        }
        let like = exchanges.values.filter { exchange in
            ["account", "method", "path"].allSatisfy { exchange.key[$0] == key[$0] }
        }
        let nearest = like.map { ($0.file, Self.differences($0.key, .object(key), at: "")) }
            .min { ($0.1.count, $0.0) < ($1.1.count, $1.0) }
        guard let (file, differences) = nearest else { return "\(asked) was never asked when it was recorded" }
        let most = 2
        let rest = differences.count > most ? ", and \(differences.count - most) more" : ""
        return "\(asked) was asked otherwise when it was recorded; nearest is \(file): "
            + differences.prefix(most).joined(separator: ", ") + rest
    }

    /// Where two documents differ, each place in words.
    private static func differences(_ recorded: JSON, _ asked: JSON, at path: String) -> [String] {
        if recorded == asked { return [] }
        if let before = recorded.object, let now = asked.object {
            let names = before.names + now.names.filter { before[$0] == nil }
            return names.flatMap { name in
                differences(before[name] ?? .null, now[name] ?? .null, at: path.isEmpty ? name : "\(path).\(name)")
            }
        }
        func short(_ value: JSON) -> String {
            let text = String(decoding: value.bytes, as: UTF8.self)
            return text.count > 60 ? text.prefix(57) + "…" : text
        }
        return ["\(path) was \(short(recorded)) and is \(short(asked))"]
    }
}
