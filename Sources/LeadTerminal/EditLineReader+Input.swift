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
        while !EditLineKey.isWhole(bytes) {
            var ready = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
            // A person who types Escape and then a letter takes longer than a terminal that sends a key.
            guard poll(&ready, 1, 25) == 1, let byte = readByte(from: input) else { break }
            bytes.append(byte)
        }
        if let known = EditLineKey.sequences.first(where: { $0.bytes == bytes }) { return [known.key.scalar] }
        // A key of which nothing is known does nothing; its letters are not what somebody typed.
        if bytes.count > 2, EditLineKey.isWhole(bytes) { return [] }
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
        guard first >= 0x80 else { return Unicode.Scalar(first) }
        // Where the second byte may be any, the scalar could have been written shorter, or is half of a pair, or none at all.
        let (length, second): (Int, ClosedRange<UInt8>) =
            switch first {
            case 0xC2..<0xE0: (2, 0x80...0xBF)
            case 0xE0: (3, 0xA0...0xBF)
            case 0xED: (3, 0x80...0x9F)
            case 0xE1..<0xF0: (3, 0x80...0xBF)
            case 0xF0: (4, 0x90...0xBF)
            case 0xF1..<0xF4: (4, 0x80...0xBF)
            case 0xF4: (4, 0x80...0x8F)
            default: (0, 0...0)
            }
        guard length > 0 else { return "\u{FFFD}" }
        var value = UInt32(first) & (0xFF >> UInt32(length + 1))
        for index in 1..<length {
            guard let byte = continuation() else { return "\u{FFFD}" }
            guard (index == 1 ? second : 0x80...0xBF).contains(byte) else {
                pushedBack = byte
                return "\u{FFFD}"
            }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    /// The next byte of a scalar; nil where none comes soon, or something else happens first.
    private func continuation() -> UInt8? {
        // A slow line may deliver a scalar in pieces, but not with a pause that a person would notice.
        switch wake.wait(for: input, milliseconds: 200) {
        case .input: return readByte(from: input)
        case let other?:
            // For the wait for the next key.
            wake.send(other)
            return nil
        case nil: return nil
        }
    }
}
