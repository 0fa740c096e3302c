import Foundation
import LeadCLI
import LeadTestSupport
import Testing

@testable import LeadREPL

/// The Tab key at the prompt.
struct TabKeyTests {
    private func transcript(of steps: [ScriptedTerminal.Step], in folder: TemporaryFolder) async -> String {
        let terminal = ScriptedTerminal(steps, width: 100)
        var invocation = Invocation(
            arguments: ["prompt"],
            environment: ["XDG_DATA_HOME": folder.path("data"), "HOME": folder.path, "LEAD_NOW": "2026-01-15", "NO_COLOR": "1"],
            workingDirectory: folder.path, input: NothingTyped(), output: NothingShown(), errors: NothingShown())
        invocation.terminal = terminal
        _ = await LeadCLI.run(invocation)
        return terminal.transcript
    }

    @Test func completesStatementsOverLines() async throws {
        let transcript = try await transcript(
            of: [
                .tab("sea"), "search people where", .tab("  sen"), "  seniority in (\"vp\",", .tab("  \"c_"), "  \"c_suite\")",
                "select first 3 as few", .tab("show f"), "let quarter = 1", .tab("print \"${qu"), .tab("ex"), .tab("as"),
            ], in: TemporaryFolder())
        for answer in [
            "sea<Tab>\n  sea→search \n", "  sen<Tab>\n  sen→seniority\n", "\"c_<Tab>\n  \"c_→\"c_suite\"\n",
            "show f<Tab>\n  f→few\n",
            "${qu<Tab>\n  qu→quarter\n", "  ex→exit\n", "  ex→except \n",
        ] {
            #expect(transcript.contains(answer), "\(answer) in \(transcript)")
        }
    }

    @Test func completesCommandsOfThePrompt() async throws {
        let transcript = try await transcript(
            of: [
                .tab(".pl"), .tab(".plan o"), .tab(".help sel"), .tab(".e"), .tab(".nothing "), "search people where",
                .tab(".pl"),
            ],
            in: TemporaryFolder())
        for answer in [
            ".pl→.plan \n", "  o→on\n  o→off\n", "  sel→select\n", "  .e→.exit\n", ".nothing <Tab>\nsandbox",
            "...> .pl<Tab>\n ...> ",
        ] {
            #expect(transcript.contains(answer), "\(answer) in \(transcript)")
        }
    }

    @Test func completesListsThatHaveBeenRead() async throws {
        let transcript = try await transcript(
            of: ["ensure list \"Q1 \\\"law\\\" firms\"", "show lists", .tab("open list \"q1"), "let x = 1"], in: TemporaryFolder()
        )
        #expect(transcript.contains("  \"q1→\"Q1 \\\"law\\\" firms\"\n"), "\(transcript)")
    }

    @Test func completesFilesOfTheFolder() async throws {
        let folder = try TemporaryFolder()
        for name in ["people.csv", "notes.txt", ".hidden.csv", "tables/more.csv"] {
            let file = URL(fileURLWithPath: folder.path(name))
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("email\n".utf8).write(to: file)
        }
        let transcript = await transcript(
            of: [.tab("load \"P"), .tab("load \"ta"), .tab("load \"tables/"), .tab("load \"")], in: folder)
        #expect(transcript.contains("  \"P→\"people.csv\"\n"), "\(transcript)")
        #expect(transcript.contains("  \"ta→\"tables/\n"), "\(transcript)")
        #expect(transcript.contains("  \"tables/→\"tables/more.csv\"\n"), "\(transcript)")
        #expect(!transcript.contains("hidden") && !transcript.contains("notes"))
    }

    /// The first answer does not wait for the service; a later one has what was read meanwhile.
    @Test func readsListsInTheBackground() async {
        let lists = ListNames { account in account == "lance" ? ["Q1"] : nil }
        #expect(lists.names(of: "lance").isEmpty)
        #expect(lists.names(of: "leadlex").isEmpty)
        var rounds = 0
        while lists.names(of: "lance").isEmpty, rounds < 1_000_000 {
            await Task.yield()
            rounds += 1
        }
        #expect(lists.names(of: "lance") == ["Q1"])
        lists.expire()
        #expect(lists.names(of: "lance") == ["Q1"], "what was known stays until it has been read anew")
    }
}

struct NothingTyped: ByteSource {
    let isTerminal = false
    func readAll() -> [UInt8] { [] }
    func readLine() -> String? { nil }
}

struct NothingShown: ByteSink {
    let isTerminal = false
    let columns = 80
    let hasFailed = false
    func write(_ bytes: [UInt8]) {}
}
