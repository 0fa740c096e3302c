import Glibc

/// Why a terminal's thread woke up.
enum Wake: UInt8 {
    case interrupt = 0x69
    case resize = 0x77
    case resume = 0x63
    /// The process is to stop until a shell continues it.
    case suspend = 0x7A
    /// The process is to end.
    case end = 0x65
    case request = 0x72
    case stop = 0x71
    /// The input has bytes, or is at its end.
    case input = 0
}

/// A pipe by which signal handlers and other threads wake the one that reads.
///
/// A signal goes to any thread of the process, so it cannot be counted on to break a blocking read; a byte in a pipe that
/// the reader polls together with the input can.
struct WakePipe: Sendable {
    private let readEnd: Int32
    let writeEnd: Int32

    /// Nil when the process has no descriptors left.
    init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            // A full pipe must not block a signal handler, and a started editor must not inherit it.
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    func send(_ wake: Wake) {
        var byte = wake.rawValue
        _ = Glibc.write(writeEnd, &byte, 1)
    }

    /// Waits for a byte in the pipe or, where `input` is given, for input; the pipe goes first.
    func wait(for input: Int32? = nil) -> Wake {
        while true {
            if let wake = wait(for: input, milliseconds: -1) { return wake }
        }
    }

    /// Waits no longer than that, or a signal takes; nil where nothing has come.
    func wait(for input: Int32?, milliseconds: Int32) -> Wake? {
        var descriptors = [pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)]
        if let input { descriptors.append(pollfd(fd: input, events: Int16(POLLIN), revents: 0)) }
        guard poll(&descriptors, nfds_t(descriptors.count), milliseconds) > 0 else { return nil }
        var byte: UInt8 = 0
        if descriptors[0].revents != 0, Glibc.read(readEnd, &byte, 1) == 1, let wake = Wake(rawValue: byte) { return wake }
        return descriptors.count > 1 && descriptors[1].revents != 0 ? .input : nil
    }

    func close() {
        _ = Glibc.close(readEnd)
        _ = Glibc.close(writeEnd)
    }
}
