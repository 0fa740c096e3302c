import Foundation
import LeadDiagnostics
import LeadSyntax
import LeadTestSupport

/// Every script of the repository that has no mistakes in its form: golden cases, examples, and the blocks of the docs.
enum Corpus {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A script by the name of its file.
    struct Script: Sendable {
        let name: String
        let text: String
    }

    static let scripts: [Script] = (files + blocks).filter {
        parse(Source(name: $0.name, text: $0.text)).diagnostics.isEmpty
    }

    static let examples: [Script] = files.filter { $0.name.hasPrefix("examples/") }

    /// As many generated programs, by their seeds from the first one on.
    static func generated(_ count: UInt64, from seed: UInt64) -> [Script] {
        (seed..<seed + count).map { Script(name: "seed \($0)", text: GeneratedProgram(seed: $0).text) }
    }

    /// The `lead` blocks of the README and the docs, those that show mistakes left out.
    static let blocks: [Script] = pages.flatMap { page in
        let lines = text(of: page).components(separatedBy: "\n")
        var blocks: [Script] = []
        var start: Int?
        for (number, line) in lines.enumerated() where line.hasPrefix("```") {
            if let open = start {
                let text = lines[open..<number].map { $0 + "\n" }.joined()
                let kind = lines[open - 1]
                if kind.hasPrefix("```lead"), kind != "```lead error" {
                    blocks.append(Script(name: "\(page):\(open)", text: text))
                }
                start = nil
            } else {
                start = number + 1
            }
        }
        return blocks
    }

    private static let files: [Script] = ["Tests/Golden", "examples"].flatMap { folder in
        let names = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)?.allObjects ?? []
        let paths = names.compactMap { $0 as? String }.filter { $0.hasSuffix(".lead") }.sorted()
        return paths.map { Script(name: "\(folder)/\($0)", text: text(of: "\(folder)/\($0)")) }
    }

    private static let pages: [String] = {
        let docs = (try? FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent("docs").path)) ?? []
        return ["README.md"] + docs.filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
    }()

    private static func text(of path: String) -> String {
        let data = (try? Data(contentsOf: root.appendingPathComponent(path))) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }
}
