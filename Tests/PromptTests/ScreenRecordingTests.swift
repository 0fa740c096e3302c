import Foundation
import LeadTestSupport
import Testing

/// The recording that the README shows: a session at a real terminal, as it is on the screen.
///
/// `scripts/record` writes it anew; a recording that says something else than the program fails here.
struct ScreenRecordingTests {
    private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let file = repository.appendingPathComponent("docs/first-list.txt")
    private static let readme = repository.appendingPathComponent("README.md")

    /// What is typed; a Tab completes the word before it.
    private static let typed = [
        "sea\tpeople where senio\t in (\"vp\", \"c_suite\")", "select rows 0..100", "ensure list \"Q1\"", "add to list \"Q1\"",
        "add to list \"Q1\"", "open list \"Q1\"", "show rows 0..3 columns name, title", "exit",
    ]

    @Test func theRecordingIsWhatTheProgramShows() async throws {
        let shell = try await PromptShell(in: TemporaryFolder(), hasOwnData: true)
        var output = shell.greeting
        for line in Self.typed.dropLast() {
            for part in line.split(separator: "\t", omittingEmptySubsequences: false).dropLast() {
                output += try await shell.type(part + "\t", until: Self.completed(String(part)))
            }
            let rest = String(line.split(separator: "\t").last ?? "")
            output += try await shell.type(rest + "\r", until: "\n")
            output += try await shell.terminal.read(until: PromptShell.prompt)
        }
        shell.terminal.send((Self.typed.last ?? "") + "\r")
        output += try await shell.terminal.readToEnd()
        let text = ScreenText(output, columns: 100).text
        let readme = String(decoding: try Data(contentsOf: Self.readme), as: UTF8.self)
        let renewed = try Self.renewed(readme, with: text)
        if ExpectedFile.isUpdating {
            try ExpectedFile.write(text, to: Self.file)
            return try ExpectedFile.write(renewed, to: Self.readme)
        }
        #expect(text == String(decoding: try Data(contentsOf: Self.file), as: UTF8.self))
        #expect(readme == renewed)
    }

    /// The README with the beginning of the recording, up to the list that has been filled.
    private static func renewed(_ readme: String, with recording: String) throws -> String {
        let begin = try #require(readme.range(of: "```recording\n"))
        let end = try #require(readme.range(of: "```", range: begin.upperBound..<readme.endIndex))
        let shown = try #require(recording.range(of: "sandbox:lance> open list"))
        return readme.replacingCharacters(
            in: begin.upperBound..<end.lowerBound, with: recording[..<shown.lowerBound])
    }

    /// The end of what stands in the line once a Tab has completed it.
    private static func completed(_ typed: String) -> String {
        typed.hasSuffix("senio") ? "rity" : "rch "
    }
}

struct ScreenTextTests {
    @Test(arguments: [
        ("a\r\nb", "a\nb\n"), ("wrong\rright", "right\n"), ("\u{1B}[1mx\u{1B}[0m y", "x y\n"), ("abc\u{08}\u{08}X", "aXc\n"),
        ("50 %\r\u{1B}[Kdone\r\n", "done\n\n"), ("株式\u{1B}[2Dx", "株x\n"), ("abcd\u{1B}[3D\u{1B}[2P", "ad\n"),
        ("ad\u{08}\u{1B}[2@bc", "abcd\n"), ("1\r\n2\r\n3\u{1B}[2A\r\u{1B}[Jx", "x\n"), ("e\u{301}!", "e\u{301}!\n"),
        ("0123456789ab", "0123456789\nab\n"), ("\u{1B}[?2004hx", "x\n"),
    ])
    func theScreenShowsWhatIsLeft(_ output: String, _ text: String) {
        #expect(ScreenText(output, columns: 10).text == text)
    }
}
