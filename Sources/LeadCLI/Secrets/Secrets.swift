import LeadText
import Synchronization

/// The secrets that this process has come to know, and what takes them out of all that it writes.
///
/// It stands before every sink: output, talk, files, the terminal. What is known later is hidden from then on, so that tokens are made
/// known before anything else is done with them.
public final class Secrets: Sendable {
    private struct Known {
        var values: Set<String> = []
        var redactor = Redactor([String]())
    }

    private let known = Mutex(Known())

    /// Begins with none.
    public init() {}

    /// Makes secrets known; gives back those that were not.
    @discardableResult
    func add(_ secrets: some Sequence<String>) -> [String] {
        known.withLock { known in
            let new = Set(secrets).subtracting(known.values).filter { !$0.isEmpty }
            if new.isEmpty { return [] }
            known.values.formUnion(new)
            known.redactor = Redactor(known.values)
            return new.sorted()
        }
    }

    /// All of them.
    var values: [String] { known.withLock { $0.values.sorted() } }

    /// What takes them out.
    var redactor: Redactor { known.withLock { $0.redactor } }
}

/// A sink that no secret reaches.
struct RedactingSink: ByteSink {
    private let base: any ByteSink
    private let secrets: Secrets

    init(_ base: any ByteSink, _ secrets: Secrets) {
        self.base = base
        self.secrets = secrets
    }

    var isTerminal: Bool { base.isTerminal }
    var columns: Int { base.columns }
    var hasFailed: Bool { base.hasFailed }
    var isFile: Bool { base.isFile }

    func write(_ bytes: [UInt8]) {
        base.write(secrets.redactor.redact(bytes))
    }
}
