import Foundation

/// The files of the repository that hold scripts.
enum Repository {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// A script and where it stands.
    struct Script: Sendable {
        let name: String
        let text: String
    }

    static func text(of path: String) throws -> String {
        String(decoding: try Data(contentsOf: root.appendingPathComponent(path)), as: UTF8.self)
    }

    /// The golden cases, the examples, and the `lead` blocks of the README and the docs.
    static func scripts() throws -> [Script] {
        let pages = ["README.md"] + paths(in: "docs", ending: ".md")
        let files = paths(in: "Tests/Golden", ending: ".lead") + paths(in: "examples", ending: ".lead")
        return try pages.flatMap { try blocks(of: $0) } + files.map { Script(name: $0, text: try text(of: $0)) }
    }

    private static func paths(in folder: String, ending suffix: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)?.allObjects ?? []
        return names.compactMap { $0 as? String }.filter { $0.hasSuffix(suffix) }.sorted().map { "\(folder)/\($0)" }
    }

    private static func blocks(of page: String) throws -> [Script] {
        try text(of: page).components(separatedBy: "\n```lead").dropFirst().enumerated().map { number, rest in
            let lines = rest.components(separatedBy: "\n").dropFirst()
            return Script(
                name: "\(page), block \(number + 1)", text: lines.prefix { !$0.hasPrefix("```") }.joined(separator: "\n"))
        }
    }
}
