import LeadTerminal

#if canImport(Glibc)
    import Glibc
#endif

/// Reads a secret that somebody types or pastes at a terminal, without showing it.
enum TokenEntry {
    /// What came of it.
    enum Outcome {
        case typed(String)
        /// Ctrl-C, or a request to end.
        case interrupted
        /// Ctrl-D.
        case end
        /// The terminal cannot be told to show nothing.
        case failed(String)
    }

    /// Reads a line from the terminal at `descriptor`; its settings are what they were afterwards.
    ///
    /// The keys come one by one, so that none of them ends the program before the terminal shows what is typed again. What was typed
    /// behind the line is dropped: the rest of a pasted text could be more of a secret.
    static func read(from descriptor: Int32, isCancelled: () -> Bool) -> Outcome {
        var before = termios()
        guard tcgetattr(descriptor, &before) == 0 else { return .failed(systemMessage(errno)) }
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO | ECHOE | ECHOK | ECHONL | ICANON | ISIG | IEXTEN)
        silent.c_iflag |= tcflag_t(ICRNL)
        withUnsafeMutableBytes(of: &silent.c_cc) { keys in
            keys[Int(VMIN)] = 1
            keys[Int(VTIME)] = 0
        }
        guard tcsetattr(descriptor, TCSAFLUSH, &silent) == 0 else { return .failed(systemMessage(errno)) }
        defer { tcsetattr(descriptor, TCSAFLUSH, &before) }
        return line(from: descriptor, isCancelled: isCancelled)
    }

    private static func line(from descriptor: Int32, isCancelled: () -> Bool) -> Outcome {
        var typed: [UInt8] = []
        while true {
            if isCancelled() { return .interrupted }
            // Looked at ten times a second, to see whether the program is to end.
            var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, 100) > 0 else { continue }
            var byte: UInt8 = 0
            let count = Glibc.read(descriptor, &byte, 1)
            if count < 0, errno == EINTR { continue }
            if count < 0 { return .failed(systemMessage(errno)) }
            if count == 0 { return .end }
            switch byte {
            case 0x0A, 0x0D: return .typed(String(decoding: typed, as: UTF8.self))
            case 0x03: return .interrupted
            case 0x04: return typed.isEmpty ? .end : .typed(String(decoding: typed, as: UTF8.self))
            case 0x7F, 0x08: _ = typed.popLast()
            case 0x15: typed = []
            default: typed.append(byte)
            }
        }
    }
}
