import Foundation
import LeadCLI
import LeadTestSupport
import Testing

/// Every `lead` block of the README and the docs, run on the sandbox.
///
/// A block that an `output` block follows must print that: on standard output, or on standard error where it is marked
/// `lead error`. Any other must end well. Behind `lead` may stand flags: `lead --yes`. A block that bears a file's name, such
/// as `csv prospects.csv`, is that file for all blocks of its page. `UPDATE_GOLDEN=1` rewrites the output blocks.
struct DocsTests {
    private static let root = GoldenCase.root.deletingLastPathComponent().deletingLastPathComponent()
    private static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

    static let pages: [String] = {
        let docs = (try? FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent("docs").path)) ?? []
        return ["README.md"] + docs.filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
    }()

    /// A fenced block and where its lines stand.
    private struct Block {
        let kind: String
        let lines: Range<Int>

        var words: [String] { kind.split(separator: " ").map(String.init) }

        /// The file that it is, if it is none to run.
        var fileName: String? { words.count == 2 && words[1].contains(".") ? words[1] : nil }

        /// The flags of a block that is to be run; nil for any other.
        var flags: [String]? { words.first == "lead" && fileName == nil ? words.dropFirst().filter { $0 != "error" } : nil }
    }

    @Test(arguments: pages)
    func blocksDoWhatTheySay(_ page: String) async throws {
        let url = Self.root.appendingPathComponent(page)
        var lines = String(decoding: try Data(contentsOf: url), as: UTF8.self).components(separatedBy: "\n")
        let blocks = Self.blocks(in: lines)
        // Later blocks first, so that a rewritten one does not move those that are still to come.
        let files = blocks.compactMap { block in
            block.fileName.map { ($0, lines[block.lines].map { $0 + "\n" }.joined()) }
        }
        for index in blocks.indices.reversed() {
            let block = blocks[index]
            guard let flags = block.flags else { continue }
            let run = try await run(lines[block.lines].joined(separator: "\n") + "\n", flags, files, named: page)
            let printed = block.kind == "lead error" ? run.errors : run.output
            #expect((run.code == .success) == (block.kind != "lead error"), "\(page):\(block.lines.lowerBound): \(run.errors)")
            guard index + 1 < blocks.count, blocks[index + 1].kind == "output" else { continue }
            let place = blocks[index + 1].lines
            if Self.isUpdating {
                lines.replaceSubrange(
                    place, with: printed.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init))
            } else {
                #expect(printed == lines[place].map { $0 + "\n" }.joined(), "\(page):\(block.lines.lowerBound)")
            }
        }
        if Self.isUpdating { try Data(lines.joined(separator: "\n").utf8).write(to: url) }
    }

    private static func blocks(in lines: [String]) -> [Block] {
        var blocks: [Block] = []
        var open: (kind: String, start: Int)?
        for (number, line) in lines.enumerated() where line.hasPrefix("```") {
            if let block = open {
                blocks.append(Block(kind: block.kind, lines: block.start..<number))
                open = nil
            } else {
                open = (String(line.dropFirst(3)), number + 1)
            }
        }
        return blocks
    }

    private struct Run {
        let output: String
        let errors: String
        let code: ExitCode
    }

    private func run(
        _ script: String, _ flags: [String], _ files: [(name: String, text: String)], named page: String
    ) async throws -> Run {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path("data/lead"), withIntermediateDirectories: true)
        let data = try await DemoData.shared.path()
        try FileManager.default.copyItem(atPath: data, toPath: folder.path("data/lead/sandbox.sqlite"))
        let name = String(page.split(separator: "/").last ?? "doc.md").replacingOccurrences(of: ".md", with: ".lead")
        _ = try folder.write(script, to: name)
        for file in files { _ = try folder.write(file.text, to: file.name) }
        let (output, errors) = (MemorySink(), MemorySink())
        let code = await LeadCLI.run(
            Invocation(
                arguments: ["run", "--sandbox"] + flags + [name],
                environment: ["XDG_DATA_HOME": folder.path("data"), "LEAD_NOW": "2026-01-15", "TZ": "UTC"],
                workingDirectory: folder.path, input: MemorySource(bytes: []), output: output, errors: errors))
        return Run(output: output.text, errors: errors.text, code: code)
    }

    @Test func thereAreBlocksToRun() throws {
        let guide = String(decoding: try Data(contentsOf: Self.root.appendingPathComponent("docs/guide.md")), as: UTF8.self)
        #expect(guide.components(separatedBy: "```lead").count > 6)
    }
}
