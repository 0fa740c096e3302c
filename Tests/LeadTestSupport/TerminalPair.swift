import CSpawn
import Glibc
import Synchronization

/// A terminal inside the test's own process: a person's side to type at, and a program's side as a descriptor.
///
/// It is nobody's controlling terminal, so Ctrl-C is no signal here.
public final class TerminalPair: Sendable {
    /// The program's side.
    public let programSide: Int32
    private let master: Int32
    private let reader: Mutex<PatientReader>

    /// Opens both sides.
    public init(columns: Int = 80, rows: Int = 24, patience: Duration = .seconds(120)) throws(ProgramFailure) {
        let pair = try openTerminalPair(columns: columns, rows: rows)
        master = pair.master
        programSide = open(pair.slave, O_RDWR | O_NOCTTY | O_CLOEXEC)
        reader = Mutex(PatientReader(pair.master, patience: patience))
    }

    deinit {
        close(programSide)
        close(master)
    }

    /// Types `text`.
    public func send(_ text: String) {
        type(text, at: master)
    }

    /// Reads until `text` has come; gives everything up to its end that was not given before.
    @discardableResult
    public func read(until text: String) async throws(ProgramFailure) -> String {
        try await blocking { () throws(ProgramFailure) in
            try self.reader.withLock { (reader) throws(ProgramFailure) in try reader.read(until: text) }
        }
    }

    /// Changes the size; as there is no foreground program, nobody gets a signal.
    public func resize(columns: Int, rows: Int = 24) {
        setSize(of: master, columns: columns, rows: rows)
    }
}

/// Opens the person's side of a new terminal and names the program's side.
func openTerminalPair(columns: Int, rows: Int) throws(ProgramFailure) -> (master: Int32, slave: String) {
    let master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard master >= 0 else { throw .system(call: "posix_openpt", code: errno) }
    var name = [CChar](repeating: 0, count: 128)
    guard grantpt(master) == 0, unlockpt(master) == 0, ptsname_r(master, &name, name.count) == 0 else {
        let code = errno
        close(master)
        throw .system(call: "unlockpt", code: code)
    }
    setSize(of: master, columns: columns, rows: rows)
    return (master, String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
}

func setSize(of master: Int32, columns: Int, rows: Int) {
    var size = winsize(ws_row: UInt16(clamping: rows), ws_col: UInt16(clamping: columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
}

func type(_ text: String, at master: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) }
        guard count > 0 || errno == EINTR else { return }
        rest = rest.dropFirst(max(count, 0))
    }
}
