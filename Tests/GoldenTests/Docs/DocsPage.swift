import Foundation
import LeadCLI
import LeadTestSupport
import Testing

/// A page of the docs: its lines, and the fenced blocks among them.
struct DocsPage {
    static let root = GoldenCase.root.deletingLastPathComponent().deletingLastPathComponent()

    /// The path below the repository's root.
    let path: String
    private(set) var lines: [String]

    init(path: String, text: String) {
        self.path = path
        lines = text.components(separatedBy: "\n")
    }

    /// Reads the page as it stands in the repository.
    init(path: String) throws {
        self.init(path: path, text: String(decoding: try Data(contentsOf: Self.root.appendingPathComponent(path)), as: UTF8.self))
    }

    var text: String { lines.joined(separator: "\n") }

    func write() throws {
        try ExpectedFile.write(text, to: Self.root.appendingPathComponent(path))
    }

    /// A fenced block and where its lines stand.
    struct Block {
        let kind: String
        let lines: Range<Int>

        var words: [String] { kind.split(separator: " ").map(String.init) }

        /// The file that it is, if it is none to run.
        var fileName: String? {
            // `--var-file=x.json` is a flag.
            words.count == 2 && words[1].contains(".") && !words[1].hasPrefix("-") ? words[1] : nil
        }
        /// Whether it is to be run.
        var isRun: Bool { ["lead", "console", "prompt"].contains(words.first) && fileName == nil }
        /// Whether anything is known to be done with it.
        var isKnown: Bool { isRun || fileName != nil || ["output", "ebnf"].contains(kind) }
        /// Whether it must not end well.
        var isWrong: Bool { words.dropFirst().first == "error" }
        /// Whether what it says on standard error is shown, rather than its output.
        var showsErrors: Bool { isWrong || words.dropFirst().first == "warning" }
        /// The flags of `lead run`.
        var flags: [String] { words.dropFirst().filter { $0 != "error" && $0 != "warning" && !$0.hasPrefix("while-") } }
        /// What is not usual where it runs.
        var circumstance: String? { words.first { $0.hasPrefix("while-") }.map { String($0.dropFirst("while-".count)) } }
    }

    var blocks: [Block] {
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

    /// What is wrong with the fences, so that no test would look at a block or at its output.
    var flaws: [String] {
        let blocks = self.blocks
        var flaws: [String] = []
        if !lines.filter({ $0.hasPrefix("```") }).count.isMultiple(of: 2) { flaws.append("a block is not closed") }
        flaws += lines.filter { $0.first?.isWhitespace == true && $0.trimmingPrefix(while: \.isWhitespace).hasPrefix("```") }
            .map { "an indented fence is not seen: `\($0)`" }
        for (index, block) in blocks.enumerated() {
            let place = "`\(block.kind)`, line \(block.lines.lowerBound)"
            // The README's lines for the shell build lead and begin a session with it: a checkout, not a folder of data.
            // Its recording is held against a real one by ScreenRecordingTests.
            let isExempt = ["sh", "recording"].contains(block.kind) && path == "README.md"
            if !block.isKnown && !isExempt { flaws.append("nothing is known of \(place)") }
            if block.kind == "output", index == 0 || !["lead", "console"].contains(blocks[index - 1].words.first) {
                flaws.append("nothing prints \(place)")
            }
        }
        return flaws
    }

    /// What a block did.
    struct Result {
        let block: Block
        let text: String
        let run: DocsRun.Result
    }

    /// Runs every block and brings the output blocks up to date.
    ///
    /// - Parameter addsOutputs: Whether a block that prints something gets an output block where it has none.
    mutating func run(addsOutputs: Bool = false) async throws -> [Result] {
        let blocks = self.blocks
        let files = blocks.compactMap { block in
            block.fileName.map { (name: $0, text: text(of: block)) }
        }
        let name = String(path.split(separator: "/").last ?? "doc.md").replacing(".md", with: ".lead")
        var results: [Result] = []
        // Later blocks first, so that a rewritten one does not move those that are still to come.
        for index in blocks.indices.reversed() where blocks[index].isRun {
            let block = blocks[index]
            let run = try await DocsRun(block, text(of: block), files: files, name: name).result()
            results.insert(Result(block: block, text: text(of: block), run: run), at: 0)
            if block.words.first == "prompt" {
                lines.replaceSubrange(
                    block.lines,
                    with: run.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init))
                continue
            }
            let printed = (block.words.first == "console" ? run.output + run.errors : block.showsErrors ? run.errors : run.output)
                .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
            if index + 1 < blocks.count, blocks[index + 1].kind == "output" {
                lines.replaceSubrange(blocks[index + 1].lines, with: printed)
            } else if addsOutputs, !printed.isEmpty {
                lines.insert(contentsOf: ["", "```output"] + printed + ["```"], at: block.lines.upperBound + 1)
            }
        }
        return results
    }

    func text(of block: Block) -> String {
        lines[block.lines].map { $0 + "\n" }.joined()
    }
}
