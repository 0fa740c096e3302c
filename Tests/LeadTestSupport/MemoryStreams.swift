public import LeadCLI
import Synchronization

/// Bytes given to a run in process.
public struct MemorySource: ByteSource {
    private let bytes: [UInt8]
    /// Whether a person seems to sit there.
    public var isTerminal: Bool

    /// Makes a source of these bytes.
    public init(bytes: [UInt8], isTerminal: Bool = false) {
        self.bytes = bytes
        self.isTerminal = isTerminal
    }

    /// All bytes, as often as they are asked for.
    public func readAll() -> [UInt8] { bytes }

    /// The first line, and the same one again.
    public func readLine() -> String? {
        bytes.split(separator: 0x0A).first.map { String(decoding: $0, as: UTF8.self) }
    }
}

/// Bytes kept from a run in process.
public final class MemorySink: ByteSink {
    private let kept = Mutex<[UInt8]>([])
    /// Whether a person seems to read there.
    public let isTerminal: Bool
    /// How many columns a line has there.
    public let columns = 80
    /// Nothing fails here.
    public let hasFailed = false

    /// Makes an empty sink.
    public init(isTerminal: Bool = false) {
        self.isTerminal = isTerminal
    }

    /// Keeps the bytes.
    public func write(_ bytes: [UInt8]) {
        kept.withLock { $0 += bytes }
    }

    /// What has been written.
    public var text: String {
        kept.withLock { String(decoding: $0, as: UTF8.self) }
    }
}
