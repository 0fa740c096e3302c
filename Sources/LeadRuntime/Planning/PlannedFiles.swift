import LeadText
import Synchronization

/// The files that a plan would have written by now: what reads them later finds what the run would find.
final class PlannedFiles: Sendable {
    private let files = Mutex<[String: [UInt8]?]>([:])

    /// Keeps what a file would hold; nil where only the run can know it.
    func write(_ path: String, _ bytes: [UInt8]?) {
        files.withLock { $0[path.normalizedPath] = .some(bytes) }
    }

    /// What a file would hold; nil where the plan writes none of that name, or nobody knows what.
    func read(_ path: String) -> [UInt8]? {
        files.withLock { $0[path.normalizedPath] ?? nil }
    }

    /// Whether the plan writes a file without knowing what will stand in it.
    func isUnknown(_ path: String) -> Bool {
        files.withLock { files in
            guard let bytes = files[path.normalizedPath] else { return false }
            return bytes == nil
        }
    }
}
