import Foundation

/// The repository that these tests were compiled from.
enum Repository {
    /// One file of source.
    struct SourceFile: CustomStringConvertible {
        /// Relative to the root: `Sources/LeadText/Redactor.swift`.
        let path: String
        let lines: [Substring]

        var target: String { String(path.split(separator: "/")[1]) }
        var description: String { path }
    }

    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// All Swift files below a folder of the root, sorted.
    static func swiftFiles(in folder: String) throws -> [SourceFile] {
        try paths(in: folder).filter { $0.hasSuffix(".swift") }.map { path in
            let text = try text(of: path)
            return SourceFile(path: path, lines: text.split(separator: "\n", omittingEmptySubsequences: false))
        }
    }

    static func paths(in folder: String) -> [String] {
        let all = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)
        return (all?.compactMap { $0 as? String } ?? []).sorted().map { "\(folder)/\($0)" }
    }

    static func text(of path: String) throws -> String {
        String(decoding: try Data(contentsOf: root.appendingPathComponent(path)), as: UTF8.self)
    }
}
