import Glibc

/// Where the handlers write; they run at any time on any thread, so a plain descriptor is all that they may touch.
///
/// One terminal at a time owns the process's signals.
nonisolated(unsafe) private var signalDescriptor: Int32 = -1

/// Turns the signals of a terminal into bytes of a wake pipe for as long as the terminal is open.
struct TerminalSignals {
    private var previous: [(number: Int32, action: sigaction)] = []

    /// Takes over SIGINT, SIGWINCH and SIGCONT.
    ///
    /// Without SA_RESTART, so that a blocking call of somebody else's on the same thread ends as well.
    init(sendingTo pipe: WakePipe) {
        signalDescriptor = pipe.writeEnd
        for (number, wake) in [(SIGINT, Wake.interrupt), (SIGWINCH, .resize), (SIGCONT, .resume)] {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = Self.handler(for: wake)
            sigemptyset(&action.sa_mask)
            var old = sigaction()
            if sigaction(number, &action, &old) == 0 { previous.append((number, old)) }
        }
    }

    /// Gives the signals back.
    func restore() {
        for (number, action) in previous {
            var action = action
            sigaction(number, &action, nil)
        }
        signalDescriptor = -1
    }

    private static func handler(for wake: Wake) -> @convention(c) (Int32) -> Void {
        switch wake {
        case .resize: { _ in sendFromHandler(0x77) }
        case .resume: { _ in sendFromHandler(0x63) }
        case .interrupt, .request, .stop, .input: { _ in sendFromHandler(0x69) }
        }
    }
}

private func sendFromHandler(_ byte: UInt8) {
    let saved = errno
    var byte = byte
    _ = write(signalDescriptor, &byte, 1)
    errno = saved
}
