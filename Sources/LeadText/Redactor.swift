/// Replaces secrets by their value, wherever they stand.
///
/// Put it before every sink that a person or a file can read: it needs no knowledge of headers or field names.
public struct Redactor: Sendable {
    /// A shorter secret is left alone: hiding every `token` or `1234` would make output useless and hide little.
    public static let minimumLength = 8

    /// Longest first, so that a secret that contains another one goes whole.
    private let secrets: [[UInt8]]
    /// Whether a secret begins with a byte: answers of many megabytes are looked through byte by byte.
    private let beginsSecret: [Bool]

    /// Makes a redactor that hides `secrets` of at least eight characters, in each form in which they may stand.
    public init(_ secrets: some Sequence<String>) {
        self.secrets = Set(secrets.lazy.filter { $0.count >= Self.minimumLength }.flatMap(Self.forms))
            .map { Array($0.utf8) }
            .sorted { $0.count > $1.count }
        let firstBytes = Set(self.secrets.compactMap(\.first))
        beginsSecret = (0...UInt8.max).map(firstBytes.contains)
    }

    /// The text with `***` in place of every secret.
    public func redact(_ text: String) -> String {
        guard let bytes = redacted(Array(text.utf8)) else { return text }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The bytes with `***` in place of every secret's UTF-8.
    public func redact(_ bytes: [UInt8]) -> [UInt8] {
        redacted(bytes) ?? bytes
    }

    /// Nil where there is nothing to hide.
    private func redacted(_ bytes: [UInt8]) -> [UInt8]? {
        guard !secrets.isEmpty else { return nil }
        var result: [UInt8] = []
        var copied = 0
        var position = 0
        while position < bytes.count {
            guard beginsSecret[Int(bytes[position])],
                let secret = secrets.first(where: { bytes[position...].starts(with: $0) })
            else {
                position += 1
                continue
            }
            result += bytes[copied..<position] + Array("***".utf8)
            position += secret.count
            copied = position
        }
        return copied == 0 ? nil : result + bytes[copied...]
    }
}
