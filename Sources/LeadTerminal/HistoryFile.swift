import Glibc

/// The statements that were typed, kept in a file that several prompts can share.
///
/// One line for each entry, with `\n` for a newline and `\\` for a backslash, so that the file stays readable. Entries
/// are appended one by one under a lock; the file is readable by its owner only. A file that cannot be read or written
/// costs the history, never the session.
public struct HistoryFile: Sendable {
    /// How far a prompt has read the file.
    struct Place: Sendable {
        fileprivate var device: dev_t = 0
        fileprivate var inode: ino_t = 0
        fileprivate var offset: off_t = 0
        /// The line before it, by which it is found again when another prompt has cut the file.
        fileprivate var line: ArraySlice<UInt8> = []
    }

    /// An open history file.
    private struct Opened {
        let descriptor: Int32
        /// Whether a shorter file may be put in its place: it can be written, and nobody else writes.
        let mayBeCut: Bool
    }

    /// How often a lock that somebody else has is tried again, after 1, 2, 4, … milliseconds.
    var lockTries = 10
    private let path: String
    private let limit: Int

    /// Names the file, whose folder must exist, and how many entries are read at most.
    public init(path: String, limit: Int = 10_000) {
        self.path = path
        self.limit = limit
    }

    /// The newest entries, oldest first; a file that has grown to twice the limit is cut to it.
    func load(noting place: inout Place) -> [String] {
        withLocked(O_RDWR) { file in
            var lines = lines(of: file.descriptor, after: &place)
            if lines.count > 2 * limit, file.mayBeCut, cut(to: lines.suffix(limit)) { place.inode = 0 }
            lines = lines.suffix(limit)
            return lines.map(Self.decoded)
        } ?? []
    }

    /// What other prompts have added since.
    func entries(after place: inout Place) -> [String] {
        withLocked(O_RDWR) { lines(of: $0.descriptor, after: &place).map(Self.decoded) } ?? []
    }

    /// Adds one entry at the end, and gives what other prompts have added before it.
    @discardableResult
    func append(_ entry: String, after place: inout Place) -> [String] {
        withLocked(O_RDWR | O_APPEND | O_CREAT) { file in
            let descriptor = file.descriptor
            let others = lines(of: descriptor, after: &place)
            let line = Array(Self.encoded(entry).utf8)
            // Whoever was ended in the middle of a line must not spoil the next one as well.
            let last = byte(before: place.offset, of: descriptor) ?? 0x0A
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
        let isSame = (place.device, place.inode) == (status.st_dev, status.st_ino) && place.offset <= status.st_size
        if isSame, place.offset == status.st_size { return [] }
        lseek(descriptor, isSame ? place.offset : 0, SEEK_SET)
        var lines = readAll(descriptor).split(separator: 0x0A)
        if !isSame, !place.line.isEmpty {
            // Cut by another prompt, or begun anew: what we know already ends with the line that we saw last.
            lines = lines.lastIndex(of: place.line).map { Array(lines[($0 + 1)...]) } ?? []
        }
        place = Place(
            device: status.st_dev, inode: status.st_ino, offset: lseek(descriptor, 0, SEEK_CUR), line: lines.last ?? place.line)
        return lines
    }

    private func byte(before offset: off_t, of descriptor: Int32) -> UInt8? {
        guard offset > 0 else { return nil }
        var byte: UInt8 = 0
        while true {
            let count = pread(descriptor, &byte, 1, offset - 1)
            if count >= 0 || errno != EINTR { return count == 1 ? byte : nil }
        }
    }

    /// Puts a file with these lines in the place of this one; whoever waits for the old one's lock looks again.
    private func cut(to lines: ArraySlice<ArraySlice<UInt8>>) -> Bool {
        // What a link leads to, or the link would become a file of its own.
        guard let resolved = realpath(path, nil) else { return false }
        defer { free(resolved) }
        let path = String(cString: resolved)
        let partial = path + ".partial"
        // Somebody's who was ended while cutting; nobody else cuts now.
        unlink(partial)
        let file = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
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

    /// The entry that a line stands for, without what a broken file may hold that cannot be typed or shown.
    static func decoded(_ line: ArraySlice<UInt8>) -> String {
        pastedText(unescaped(line))
    }

    private static func unescaped(_ line: ArraySlice<UInt8>) -> String {
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

    // MARK: Opening

    /// Runs `body` on the file, under a lock where one is to be had: a history without one is better than no prompt.
    private func withLocked<Result>(_ flags: Int32, _ body: (Opened) -> Result) -> Result? {
        while true {
            guard let (descriptor, isWritable) = opened(flags) else { return nil }
            defer { close(descriptor) }
            guard lock(descriptor) else { return body(Opened(descriptor: descriptor, mayBeCut: false)) }
            var (locked, named) = (stat(), stat())
            guard fstat(descriptor, &locked) == 0 else { return nil }
            // While we waited another prompt may have put a shorter file in its place.
            if stat(path, &named) != 0 {
                if flags & O_CREAT == 0 { return nil }
            } else if (named.st_dev, named.st_ino) == (locked.st_dev, locked.st_ino) {
                return body(Opened(descriptor: descriptor, mayBeCut: isWritable))
            }
        }
    }

    /// The file, unless it is something else than a file; one that is only to be read need not be writable.
    private func opened(_ flags: Int32) -> (descriptor: Int32, isWritable: Bool)? {
        // Without O_NONBLOCK, to open a pipe waits until somebody opens its other end.
        let more = O_CLOEXEC | O_NONBLOCK | O_NOCTTY
        var descriptor = open(path, flags | more, 0o600)
        let isWritable = descriptor >= 0
        if !isWritable, flags & O_CREAT == 0 { descriptor = open(path, O_RDONLY | more) }
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        return (descriptor, isWritable)
    }

    /// Takes the lock; false where there are none, or where somebody keeps it: a prompt that is stopped keeps it for ever.
    private func lock(_ descriptor: Int32) -> Bool {
        for attempt in 0...lockTries {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            guard errno == EWOULDBLOCK || errno == EINTR else { return false }
            if attempt < lockTries { poll(nil, 0, 1 << Int32(attempt)) }
        }
        return false
    }
}
