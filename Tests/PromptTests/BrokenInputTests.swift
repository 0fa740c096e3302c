import Glibc
import LeadTerminal
import Testing

@testable import LeadTestSupport

/// Bytes that are no UTF-8, or only the beginning of it.
extension EditLineTerminalTests {
    /// A terminal at which bytes are typed.
    private struct Bytes {
        let terminal: EditLineTerminal
        private let master: Int32
        private let side: Int32
        private var reader: PatientReader

        init() throws {
            let pair = try openTerminalPair(columns: 80, rows: 24)
            master = pair.master
            side = Glibc.open(pair.slave, O_RDWR | O_NOCTTY | O_CLOEXEC)
            reader = PatientReader(master, patience: .seconds(600))
            terminal = try #require(EditLineTerminal(input: side, output: side, type: "xterm-256color"))
        }

        /// Types bytes once the prompt stands, waits for what is to be shown, and does something then.
        mutating func read(_ typed: [UInt8], until shown: String, then body: () -> Void = {}) async throws -> TerminalInput {
            let terminal = terminal
            async let input = terminal.readLine(prompt: "> ", completer: nil)
            do {
                try reader.read(until: "> ")
                _ = typed.withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) }
                try reader.read(until: shown)
                body()
            } catch {
                terminal.close()
                throw error
            }
            return await input
        }

        func close() {
            terminal.close()
            Glibc.close(side)
            Glibc.close(master)
        }
    }

    @Test(arguments: [
        [0xC3], [0x80], [0xC0, 0x80], [0xE0, 0x80, 0xAF], [0xE0, 0xA0], [0xED, 0xA0, 0x80], [0xED, 0x9F, 0xBF],
        [0xF0, 0x80, 0x80, 0xAF], [0xF0, 0x9F, 0x9A], [0xF4, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBD], [0xFF],
        [0xE2, 0x82, 0x41], [0xC3, 0xC3, 0xA9],
    ])
    func bytesThatAreNoTextAreShownAsSuch(_ bytes: [UInt8]) async throws {
        var pair = try Bytes()
        defer { pair.close() }
        let input = try await pair.read([0x78] + bytes + [0x0D], until: "\u{1B}[?2004l")
        #expect(input == .line("x" + String(decoding: bytes, as: UTF8.self)))
    }

    @Test func theBeginningOfACharacterHoldsNothingUp() async throws {
        var pair = try Bytes()
        defer { pair.close() }
        #expect(try await pair.read([0x78, 0xC3], until: "x\u{FFFD}") { kill(getpid(), SIGINT) } == .interrupted)
    }
}
