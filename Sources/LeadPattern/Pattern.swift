import CRegex

/// Why a text is no pattern.
public struct PatternError: Error, Hashable, Sendable {
    /// What is wrong, in a few lower-case words: `missing closing )`.
    public let reason: String
    /// The part of the pattern that it is about; empty when it is about the whole.
    public let part: String

    /// Makes an error.
    public init(reason: String, part: String) {
        self.reason = reason
        self.part = part
    }
}

/// A regular expression that takes time linear in the text, whatever the pattern.
///
/// The syntax is RE2's: no back-references and no look-around, because those cannot be bounded.
/// Source: https://github.com/google/re2/wiki/Syntax
public final class Pattern: Sendable {
    /// How many bytes a compiled pattern may take; a larger one is an error.
    public static let maximumMemory = 8 << 20

    /// The text of the pattern.
    public let text: String
    // RE2 guards its caches itself, and nothing here changes the pointer.
    nonisolated(unsafe) private let regex: OpaquePointer

    /// Compiles `text`.
    public init(_ text: String, ignoringCase: Bool = false) throws(PatternError) {
        var copy = text
        let compiled = copy.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) {
                cregex_compile($0.baseAddress, $0.count, Int64(Self.maximumMemory), ignoringCase ? 1 : 0)
            }
        }
        guard let compiled else { throw PatternError(reason: "out of memory", part: "") }
        self.text = text
        regex = compiled
        if let reason = cregex_error(compiled) {
            let part = cregex_error_argument(compiled).map { String(cString: $0) } ?? ""
            // RE2 repeats the part behind the reason.
            let full = String(cString: reason)
            let isRepeated = !part.isEmpty && full.hasSuffix(": " + part)
            throw PatternError(reason: isRepeated ? String(full.dropLast(part.count + 2)) : full, part: part)
        }
    }

    deinit {
        cregex_free(regex)
    }

    /// Whether the pattern is found anywhere in `text`.
    public func matches(_ text: String) -> Bool {
        var copy = text
        return copy.withUTF8 { matches($0) }
    }

    /// Whether the pattern is found anywhere in UTF-8 bytes; saves making a String where there is none.
    public func matches(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        utf8.withMemoryRebound(to: CChar.self) { cregex_matches(regex, $0.baseAddress, $0.count) != 0 }
    }
}
