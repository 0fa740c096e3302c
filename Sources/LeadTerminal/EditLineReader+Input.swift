import CEditLine
import Glibc

/// What libedit gets to read.
extension EditLineReader {
    private enum NextByte {
        case byte(UInt8), end, broken
    }

    /// Gives libedit its next character; handles what else can happen while it waits.
    ///
    /// - Returns: 1 for a character, 0 at the end of the input, -1 to give up the line.
    func readCharacter(_ character: UnsafeMutablePointer<wchar_t>?) -> Int32 {
        takeNewEntries()
        while queued.isEmpty {
            switch nextByte() {
            case .byte(let byte): take(byte)
            case .end: return 0
            case .broken: break
            }
            if broken != .none {
                errno = EINTR
                return -1
            }
        }
        character?.pointee = wchar_t(queued.removeFirst().value)
        return 1
    }

    private func take(_ byte: UInt8) {
        guard byte == 0x1B else {
            let scalar = decodedScalar(first: byte)
            // Our own keys; nobody types them.
            if !EditLineKey.reserved.contains(scalar) { translate(scalar) }
            return
        }
        let keys = escapeSequence()
        if keys == [EditLineKey.paste.scalar] {
            guard let text = pastedBlock() else { return }
            pasted = pastedText(text)
        }
        keys.forEach(translate)
    }

    /// A search takes letters for what it looks for; every other key goes to libedit.
    private func translate(_ scalar: Unicode.Scalar) {
        queued += recall.isSearching ? recall.searchKeys(for: scalar) : [scalar]
    }

    /// Ends the line; libedit forgets on the way where its cursor stood.
    func giveUp(_ reason: Break) {
        rowsToLeave = rowsBelowCursor
        broken = reason
    }

    private func nextByte() -> NextByte {
        if let byte = pushedBack {
            pushedBack = nil
            return .byte(byte)
        }
        while true {
            switch wake.wait(for: input) {
            case .input: return readByte(from: input).map { .byte($0) } ?? .end
            case .interrupt:
                giveUp(.interrupt)
                return .broken
            case .stop, .end:
                giveUp(.stop)
                return .broken
            case .resize: resize()
            case .resume: resume()
            case .suspend: suspend()
            case .request: continue
            }
        }
    }

    /// The key behind an Escape that was read: one of ours where the terminal sent it at once, else what was read.
    private func escapeSequence() -> [Unicode.Scalar] {
        var bytes: [UInt8] = [0x1B]
        while EditLineKey.sequences.contains(where: { $0.bytes.count > bytes.count && $0.bytes.starts(with: bytes) }) {
            var ready = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
            // A person who types Escape and then a letter takes longer than a terminal that sends a key.
            guard poll(&ready, 1, 25) == 1, let byte = readByte(from: input) else { break }
            bytes.append(byte)
        }
        if let known = EditLineKey.sequences.first(where: { $0.bytes == bytes }) { return [known.key.scalar] }
        // The last byte may be the first of a longer scalar.
        guard let last = bytes.popLast() else { return [] }
        return bytes.map { Unicode.Scalar($0) } + [last < 0x80 ? Unicode.Scalar(last) : decodedScalar(first: last)]
    }

    /// Everything up to the end mark of a bracketed paste; nil where the line was given up meanwhile.
    private func pastedBlock() -> String? {
        let end = Array("\u{1B}[201~".utf8)
        var bytes: [UInt8] = []
        while !bytes.suffix(end.count).elementsEqual(end) {
            guard case .byte(let byte) = nextByte() else { return nil }
            bytes.append(byte)
        }
        return String(decoding: bytes.dropLast(end.count), as: UTF8.self)
    }

    /// Decodes one scalar of UTF-8; bytes that are none become U+FFFD.
    private func decodedScalar(first: UInt8) -> Unicode.Scalar {
        let length =
            switch first {
            case 0..<0x80: 1
            case 0xC2..<0xE0: 2
            case 0xE0..<0xF0: 3
            case 0xF0..<0xF5: 4
            default: 0
            }
        guard length > 1 else { return length == 1 ? Unicode.Scalar(first) : "\u{FFFD}" }
        var value = UInt32(first) & (0xFF >> UInt32(length + 1))
        for _ in 1..<length {
            guard let byte = readByte(from: input) else { return "\u{FFFD}" }
            guard byte & 0xC0 == 0x80 else {
                pushedBack = byte
                return "\u{FFFD}"
            }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }
}
