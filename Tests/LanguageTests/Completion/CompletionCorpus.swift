import Foundation
import LeadDiagnostics
import LeadSemantics
import LeadSyntax

/// The scripts of the repository that check without an error: golden cases, examples, and the blocks of the docs.
enum CompletionCorpus {
    struct Sample: Sendable {
        let name: String
        let script: Script
    }

    static let samples: [Sample] = (files + blocks).compactMap { name, text in
        let script = Script(text)
        return script.checked().diagnostics.contains { $0.severity == .error } ? nil : Sample(name: name, script: script)
    }

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static func text(of path: String) -> String {
        String(decoding: (try? Data(contentsOf: root.appendingPathComponent(path))) ?? Data(), as: UTF8.self)
    }

    private static func paths(in folder: String, suffix: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)?.allObjects ?? []
        return names.compactMap { $0 as? String }.filter { $0.hasSuffix(suffix) }.sorted().map { "\(folder)/\($0)" }
    }

    static let files = (paths(in: "examples", suffix: ".lead") + paths(in: "Tests/Golden", suffix: ".lead")).map {
        (name: $0, text: text(of: $0))
    }

    private static let blocks: [(name: String, text: String)] = paths(in: "docs", suffix: ".md").flatMap { page in
        var blocks: [(name: String, text: String)] = []
        var open: String?
        for line in text(of: page).components(separatedBy: "\n") {
            if line.hasPrefix("```") {
                if let text = open { blocks.append((name: "\(page), block \(blocks.count)", text: text)) }
                open = open == nil && line.hasPrefix("```lead") ? "" : nil
            } else if let text = open {
                open = text + line + "\n"
            }
        }
        return blocks
    }
}
