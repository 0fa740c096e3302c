public import Foundation

/// A file that holds what a test expects.
public enum ExpectedFile {
    /// Whether this run rewrites such files rather than comparing with them.
    public static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

    /// Makes the text what is expected.
    ///
    /// Tests of the same run read these files meanwhile: they find the old text or the new one, never half of one.
    public static func write(_ text: String, to url: URL) throws {
        let data = Data(text.utf8)
        guard (try? Data(contentsOf: url)) != data else { return }
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: url, options: .atomic)
    }
}
