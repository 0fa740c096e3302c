import Glibc

/// The statements that were typed, kept in a file that several prompts can share.
///
/// One line for each entry, with `\n` for a newline and `\\` for a backslash, so that the file stays readable. Entries
/// are appended one by one under a lock; the file is readable by its owner only. A file that cannot be read or written
/// costs the history, never the session.
public struct HistoryFile: Sendable {
    private let path: String
    private let limit: Int

    /// Names the file, whose folder must exist, and how many entries are read at most.
    public init(path: String, limit: Int = 10_000) {
        self.path = path
        self.limit = limit
    }

    /// The newest entries, oldest first; a file that has grown to twice the limit is cut to it.
    public func load() -> [String] {
        guard let bytes = withLocked(O_RDWR, { readAll($0) }) ?? nil else { return [] }
        let lines = bytes.split(separator: 0x0A)
        let kept = lines.suffix(limit)
        if lines.count > 2 * limit {
            withLocked(O_RDWR) { descriptor in
                // Another prompt may have appended since, so what is cut is read again under this lock.
                let kept = readAll(descriptor).split(separator: 0x0A).suffix(limit)
                guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else { return }
                writeAll(Array(kept.joined(separator: [0x0A])) + [0x0A], to: descriptor)
            }
        }
        return kept.map { Self.decoded(String(decoding: $0, as: UTF8.self)) }
    }

    /// Adds one entry at the end.
    public func append(_ entry: String) {
        let line = Array((Self.encoded(entry) + "\n").utf8)
        withLocked(O_WRONLY | O_APPEND | O_CREAT) { _ = writeAll(line[...], to: $0) }
    }

    static func encoded(_ entry: String) -> String {
        var line = ""
        for scalar in entry.unicodeScalars {
            switch scalar {
            case "\\": line += "\\\\"
            case "\n": line += "\\n"
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line
    }

    static func decoded(_ line: String) -> String {
        var entry = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in line.unicodeScalars {
            if isEscaped {
                entry.append(scalar == "n" ? "\n" : scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else {
                entry.append(scalar)
            }
        }
        return String(entry)
    }

    @discardableResult
    private func withLocked<Result>(_ flags: Int32, _ body: (Int32) -> Result) -> Result? {
        let descriptor = open(path, flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX) == 0 else { return nil }
        return body(descriptor)
    }

    private func readAll(_ descriptor: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(descriptor, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
        return bytes
    }
}

/// The entries that a terminal recalls, in memory and in its file.
struct HistoryLog: Sendable {
    private let file: HistoryFile?
    private(set) var entries: [String]
    private var handedOver = 0

    init(_ file: HistoryFile?) {
        self.file = file
        entries = file?.load() ?? []
    }

    /// Keeps `entry` unless it is blank, begins with a blank, or repeats the last one.
    mutating func remember(_ entry: String) {
        guard let first = entry.first, !first.isWhitespace, entry != entries.last else { return }
        entries.append(entry)
        file?.append(entry)
    }

    /// The entries that were not taken before.
    mutating func takeNew() -> [String] {
        defer { handedOver = entries.count }
        return Array(entries[handedOver...])
    }
}
