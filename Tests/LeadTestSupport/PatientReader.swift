import Glibc

/// Reads what a program writes on a terminal, with a deadline for every wait and a bound on the whole.
struct PatientReader {
    /// How much a test may read in all.
    static let maximumOutput = 4 << 20

    private let descriptor: Int32
    private let patience: Duration
    private var unread: [UInt8] = []
    private var readCount = 0
    private var isAtEnd = false

    init(_ descriptor: Int32, patience: Duration) {
        self.descriptor = descriptor
        self.patience = patience
    }

    /// Reads until `text` has come; gives everything up to its end that was not given before.
    @discardableResult
    mutating func read(until text: String) throws(ProgramFailure) -> String {
        let deadline = Deadline(after: patience)
        let wanted = Array(text.utf8)
        var searched = 0
        while true {
            if let end = position(of: wanted, from: max(0, searched - wanted.count)) {
                defer { unread.removeFirst(end) }
                return String(decoding: unread[..<end], as: UTF8.self)
            }
            searched = unread.count
            guard try fill(before: deadline, waitingFor: "“\(text)”") else {
                throw .ended(waitingFor: "“\(text)”", output: String(decoding: unread, as: UTF8.self))
            }
        }
    }

    /// Reads to the end, keeping everything.
    mutating func drain(before deadline: Deadline) throws(ProgramFailure) {
        while try fill(before: deadline, waitingFor: "the end of the output") {}
    }

    /// What was read but not given yet.
    mutating func takeAll() -> String {
        defer { unread = [] }
        return String(decoding: unread, as: UTF8.self)
    }

    private func position(of wanted: [UInt8], from start: Int) -> Int? {
        guard unread.count >= wanted.count, !wanted.isEmpty else { return wanted.isEmpty ? 0 : nil }
        for index in start...(unread.count - wanted.count) where unread[index...].starts(with: wanted) {
            return index + wanted.count
        }
        return nil
    }

    /// Reads what is there, waiting for it; false at the end.
    private mutating func fill(before deadline: Deadline, waitingFor text: String) throws(ProgramFailure) -> Bool {
        guard !isAtEnd else { return false }
        while true {
            var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let count = poll(&ready, 1, deadline.milliseconds)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw .deadline(waitingFor: text, output: String(decoding: unread, as: UTF8.self))
            }
            var chunk = [UInt8](repeating: 0, count: 65_536)
            let length = Glibc.read(descriptor, &chunk, chunk.count)
            if length < 0, errno == EINTR { continue }
            // Linux says EIO once the last descriptor of the terminal's other side is closed.
            guard length > 0 else {
                isAtEnd = true
                return false
            }
            readCount += length
            guard readCount <= Self.maximumOutput else { throw .tooMuchOutput }
            unread += chunk[..<length]
            return true
        }
    }
}
