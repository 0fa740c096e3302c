import Glibc

/// Writes all of `text`, also where the descriptor takes it in pieces or is not ready at once.
func writeAll(_ text: String, to descriptor: Int32) {
    writeAll(Array(text.utf8)[...], to: descriptor)
}

/// Writes all of `bytes`; false when the descriptor refuses them.
@discardableResult
func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count >= 0 {
            rest = rest.dropFirst(count)
        } else if errno == EAGAIN {
            var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            poll(&ready, 1, -1)
        } else if errno != EINTR {
            return false
        }
    }
    return true
}

/// Reads one byte; nil at the end or on an error.
func readByte(from descriptor: Int32) -> UInt8? {
    var byte: UInt8 = 0
    while true {
        let count = Glibc.read(descriptor, &byte, 1)
        if count == 1 { return byte }
        guard count < 0, errno == EINTR || errno == EAGAIN else { return nil }
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&ready, 1, -1)
    }
}

/// Reads everything from where the descriptor stands up to the end.
func readAll(_ descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = read(descriptor, &chunk, chunk.count)
        if count > 0 {
            bytes += chunk[..<count]
        } else if count == 0 || errno != EINTR {
            return bytes
        }
    }
}

/// How many columns the terminal behind `descriptor` has; nil where there is none or it does not say.
func columns(of descriptor: Int32) -> Int? {
    size(of: descriptor).flatMap { $0.ws_col > 0 ? Int($0.ws_col) : nil }
}

/// How many rows the terminal behind `descriptor` has; nil where there is none or it does not say.
func rows(of descriptor: Int32) -> Int? {
    size(of: descriptor).flatMap { $0.ws_row > 0 ? Int($0.ws_row) : nil }
}

private func size(of descriptor: Int32) -> winsize? {
    var size = winsize()
    return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 ? size : nil
}
