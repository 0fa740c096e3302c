import Glibc

/// The statements that were typed, kept in a file that several prompts can share.
///
/// One line for each entry, with `\n` for a newline and `\\` for a backslash, so that the file stays readable. Entries
/// are appended one by one under a lock; the file is readable by its owner only. A file that cannot be read or written
/// costs the history, never the session.
public struct HistoryFile: Sendable {
    /// How far a prompt has read the file.
    struct Place: Sendable {
        fileprivate var inode: ino_t = 0
        fileprivate var offset: off_t = 0
        /// The line before it, by which it is found again when another prompt has cut the file.
        fileprivate var line: ArraySlice<UInt8> = []
    }

    private let path: String
    private let limit: Int

    /// Names the file, whose folder must exist, and how many entries are read at most.
    public init(path: String, limit: Int = 10_000) {
        self.path = path
        self.limit = limit
    }

    /// The newest entries, oldest first; a file that has grown to twice the limit is cut to it.
    public func load() -> [String] {
        var place = Place()
        return load(noting: &place)
    }

    /// Adds one entry at the end.
    public func append(_ entry: String) {
        var place = Place()
        append(entry, after: &place)
    }

    func load(noting place: inout Place) -> [String] {
        withLocked(O_RDWR) { descriptor in
            var lines = lines(of: descriptor, after: &place)
            if lines.count > 2 * limit, cut(to: lines.suffix(limit), like: descriptor) { place.inode = 0 }
            lines = lines.suffix(limit)
            return lines.map(Self.decoded)
        } ?? []
    }

    /// What other prompts have added since.
    func entries(after place: inout Place) -> [String] {
        withLocked(O_RDWR) { lines(of: $0, after: &place).map(Self.decoded) } ?? []
    }

    /// Adds one entry at the end, and gives what other prompts have added before it.
    @discardableResult
    func append(_ entry: String, after place: inout Place) -> [String] {
        withLocked(O_RDWR | O_APPEND | O_CREAT) { descriptor in
            let others = lines(of: descriptor, after: &place)
            let line = Array(Self.encoded(entry).utf8)
            var last: UInt8 = 0x0A
            // Whoever was ended in the middle of a line must not spoil the next one as well.
            if place.offset > 0 { pread(descriptor, &last, 1, place.offset - 1) }
            writeAll(((last == 0x0A ? [] : [0x0A]) + line + [0x0A])[...], to: descriptor)
            place.offset = lseek(descriptor, 0, SEEK_END)
            place.line = line[...]
            return others.map(Self.decoded)
        } ?? []
    }

    // MARK: Lines

    /// The lines behind `place`, which moves to the end.
    private func lines(of descriptor: Int32, after place: inout Place) -> [ArraySlice<UInt8>] {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return [] }
        let isSame = place.inode == status.st_ino && place.offset <= status.st_size
        if isSame, place.offset == status.st_size { return [] }
        lseek(descriptor, isSame ? place.offset : 0, SEEK_SET)
        var lines = readAll(descriptor).split(separator: 0x0A)
        if !isSame, !place.line.isEmpty {
            // Cut by another prompt, or begun anew: what we know already ends with the line that we saw last.
            lines = lines.lastIndex(of: place.line).map { Array(lines[($0 + 1)...]) } ?? []
        }
        place = Place(inode: status.st_ino, offset: lseek(descriptor, 0, SEEK_CUR), line: lines.last ?? place.line)
        return lines
    }

    /// Puts a file with these lines in the place of this one; whoever waits for the old one's lock looks again.
    private func cut(to lines: ArraySlice<ArraySlice<UInt8>>, like descriptor: Int32) -> Bool {
        let partial = path + ".partial"
        let file = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { return false }
        let isWritten = writeAll((Array(lines.joined(separator: [0x0A])) + [0x0A])[...], to: file) && fsync(file) == 0
        close(file)
        guard isWritten, rename(partial, path) == 0 else {
            unlink(partial)
            return false
        }
        return true
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

    static func decoded(_ line: ArraySlice<UInt8>) -> String {
        guard line.contains(0x5C) else { return String(decoding: line, as: UTF8.self) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(line.count)
        var isEscaped = false
        for byte in line {
            if isEscaped {
                bytes.append(byte == 0x6E ? 0x0A : byte)
                isEscaped = false
            } else if byte == 0x5C {
                isEscaped = true
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func withLocked<Result>(_ flags: Int32, _ body: (Int32) -> Result) -> Result? {
        while true {
            let descriptor = open(path, flags | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { return nil }
            defer { close(descriptor) }
            while flock(descriptor, LOCK_EX) != 0 {
                if errno != EINTR { return nil }
            }
            var (locked, named) = (stat(), stat())
            guard fstat(descriptor, &locked) == 0 else { return nil }
            // While we waited another prompt may have put a shorter file in its place.
            if stat(path, &named) == 0, named.st_ino == locked.st_ino { return body(descriptor) }
            if flags & O_CREAT == 0, errno == ENOENT { return nil }
        }
    }
}
