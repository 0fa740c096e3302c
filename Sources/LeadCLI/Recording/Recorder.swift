import LeadHTTP
import LeadJSON
import LeadModel
import LeadRuntime
import LeadTerminal
import LeadText
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Keeps every request of a run and what came of it as a file of a folder, secrets taken out.
///
/// A file's name says what was asked, with a fingerprint of it and how often the same had been asked before: whatever the order in
/// which answers come, the same run gives the same names.
final class Recorder: Sendable {
    private let folder: String
    private let secrets: Secrets
    private let counts = Mutex<[String: Int]>([:])
    private let failure = Mutex<String?>(nil)

    /// Why nothing can be recorded.
    struct Refusal: Error {
        let message: String
        let help: String
    }

    /// Begins a recording in a folder, in place of an earlier one.
    ///
    /// - Parameter name: The folder as it was given, for messages.
    init(
        _ folder: String, name: String, of beginning: RunBeginning, _ directory: AccountDirectory, secrets: Secrets
    ) throws(Refusal) {
        self.folder = folder
        self.secrets = secrets
        if let reason = makeFolder(folder) { throw Refusal(message: "`\(name)` cannot be made: \(reason)", help: Self.help) }
        guard let files = fileNames(in: folder) else {
            throw Refusal(message: "`\(name)` cannot be read", help: Self.help)
        }
        let visible = files.filter { !$0.hasPrefix(".") }
        // Nothing but a recording is ever taken away.
        guard visible.isEmpty || visible.contains(Recording.head) else {
            throw Refusal(message: "`\(name)` holds other files", help: Self.help)
        }
        for file in visible where file.hasSuffix(".json") { unlink(folder + "/" + file) }
        let head: JSON = [
            "lead_recording": .integer(Recording.format), "lead": .string(version), "today": .string(beginning.time.today),
            "now": .string(beginning.time.now), "seed": .string(String(beginning.seed)), "profile": .string(directory.chosen),
            "accounts": .object(
                JSONObject(directory.accounts.sorted { $0.key < $1.key }.map { ($0.key, $0.value.profile.recorded) })),
        ]
        if let reason = writeFile(folder + "/" + Recording.head, Array((head.pretty + "\n").utf8)) {
            throw Refusal(message: "`\(name)` cannot be written: \(reason)", help: Self.help)
        }
    }

    private static let help = "--record takes a folder that is empty, new, or holds a recording, which it replaces"

    /// Why not everything was kept; nil where it was.
    var whatFailed: String? { failure.withLock { $0 } }

    /// The transport whose exchanges are kept.
    func recording(_ transport: any Transport, of account: String) -> any Transport {
        RecordingTransport(RedactingTransport(transport, redactor: { [secrets] in secrets.redactor })) { [self] request, result in
            keep(RecordedExchange(account: account, request: redacted(request), result: result))
        }
    }

    private func keep(_ exchange: RecordedExchange) {
        guard let document = exchange.json else { return }
        let key = RecordedExchange.key(of: exchange.request, to: exchange.account)
        let stem = Recording.stem(of: key)
        let number = counts.withLock { counts in
            counts[stem, default: 0] += 1
            return counts[stem, default: 1]
        }
        let path = folder + "/" + Recording.name(stem, number)
        // As a whole, too: an answer may have written a token with escapes, which are none any more.
        let bytes = secrets.redactor.redact(Array((document.pretty + "\n").utf8))
        if let reason = writeFile(path, bytes) { failure.withLock { $0 = $0 ?? reason } }
    }

    private func redacted(_ request: Request) -> Request {
        var request = request
        let redactor = secrets.redactor
        request.path = redactor.redact(request.path)
        request.query = request.query.map { QueryItem(redactor.redact($0.name), redactor.redact($0.value)) }
        request.body = request.body.map(redactor.redact)
        return request
    }
}

/// How a recording is laid out.
enum Recording {
    /// The form of its files; another number means that they mean something else.
    static let format = 1
    /// The file that says what the recording is of.
    static let head = "recording.json"

    /// What the names of an exchange's files begin with: what was asked, for people, and a fingerprint.
    static func stem(of key: JSONObject) -> String {
        let path = key["path"]?.string ?? ""
        let parts = path.split(separator: "/").filter { part in !part.utf8.contains { (0x30...0x39).contains($0) } }.suffix(2)
        let words = ([key["account"]?.string ?? "", key["method"]?.string?.lowercased() ?? ""] + parts.map(String.init))
            .map { word in String(word.map { $0.isLetter && $0.isASCII ? $0 : "-" }) }
        let print = fingerprint(of: JSON.object(key).bytes).prefix(12)
        return words.joined(separator: "_") + "_" + print
    }

    /// The name of a file.
    static func name(_ stem: String, _ number: Int) -> String { "\(stem)_\(number).json" }
}
