import Glibc
import Synchronization

/// The windows of one account in a file that every process of this user shares.
///
/// A file that cannot be used costs the sharing, never the call: the windows are then this process's own.
public final class LimitFile: Sendable {
    private let path: String
    /// What is used where the file cannot be.
    private let own = Mutex(CallWindows())

    /// Names the file, whose folder must exist.
    public init(path: String) {
        self.path = path
    }

    /// Changes the windows while no other process does.
    ///
    /// - Parameter unreadable: What is assumed where the file holds something else than windows.
    public func update<Result: Sendable>(
        unreadable: () -> CallWindows, _ body: (inout CallWindows) -> Result
    ) -> Result {
        // One thread of this process at a time: a lock belongs to an open file, and to wait for one's own is to wait in vain.
        own.withLock { own in
            guard let descriptor = locked() else { return body(&own) }
            defer { close(descriptor) }
            let text = read(descriptor)
            var windows = text.isEmpty ? CallWindows() : CallWindows(text: text) ?? unreadable()
            // What could not be written, or was counted while somebody else held the file, is not in it.
            windows.merge(own)
            let result = body(&windows)
            write(windows.text, to: descriptor)
            own = windows
            return result
        }
    }

    /// The open file with its lock; nil where there is none, or somebody holds it for longer than a call takes.
    private func locked() -> Int32? {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
            for _ in 0..<40 {
                if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return descriptor }
                guard errno == EWOULDBLOCK || errno == EINTR else { break }
                poll(nil, 0, 5)
            }
        }
        close(descriptor)
        return nil
    }

    private func read(_ descriptor: Int32) -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = pread(descriptor, &chunk, chunk.count, off_t(bytes.count))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += chunk[..<count]
        }
    }

    private func write(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(written)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            written += count
        }
        ftruncate(descriptor, off_t(bytes.count))
    }
}
