import Foundation
import LeadCLI
import LeadModel
import LeadTestSupport
import Testing

/// Where a parameter's value comes from if several say one; the environment is what no golden case can set.
struct ParameterTests {
    private func printed(_ flags: [String], environment: [String: String]) async throws -> (text: String, code: ExitCode) {
        let folder = try TemporaryFolder()
        _ = try folder.write("quarter = file\n", to: "values")
        let (output, errors) = (MemorySink(), MemorySink())
        let code = await LeadCLI.run(
            Invocation(
                arguments: ["--sandbox", "-c", "param quarter = \"default\"\nparam most: number = 1\nprint quarter, most"]
                    + flags,
                environment: environment.merging(["XDG_DATA_HOME": try await DemoData.shared.folder()]) { own, _ in own },
                workingDirectory: folder.path, input: MemorySource(bytes: []), output: output, errors: errors))
        return (output.text + errors.text, code)
    }

    @Test(arguments: [
        ([], [:], "default 1\n"), ([], ["LEAD_VAR_quarter": "variable"], "variable 1\n"),
        (["--var-file", "values"], ["LEAD_VAR_quarter": "variable"], "file 1\n"),
        (["--var", "quarter=flag", "--var-file", "values"], ["LEAD_VAR_quarter": "variable"], "flag 1\n"),
        (["--var", "quarter=a", "--var", "quarter=b"], [:], "b 1\n"),
        // Other scripts may need it: an environment has no spelling mistakes.
        ([], ["LEAD_VAR_other": "x", "LEAD_VAR_most": " 2k "], "default 2000\n"),
    ])
    func theNearestSourceDecides(_ flags: [String], _ environment: [String: String], _ expected: String) async throws {
        let (text, code) = try await printed(flags, environment: environment)
        #expect(text == expected)
        #expect(code == .success)
    }

    @Test func aWrongValueNamesTheVariable() async throws {
        let (text, code) = try await printed([], environment: ["LEAD_VAR_most": "many"])
        #expect(text.hasPrefix("error[L2017]: `many` is no number for the parameter `most` (from LEAD_VAR_most)\n"))
        #expect(code == .usage)
    }

    /// A value that a flag replaces need not be right.
    @Test func aReplacedValueIsNotRead() async throws {
        let (text, code) = try await printed(["--var", "most=3"], environment: ["LEAD_VAR_most": "many"])
        #expect(text == "default 3\n")
        #expect(code == .success)
    }

    private func run(_ script: String, _ flags: [String] = [], _ environment: [String: String] = [:]) async throws -> (
        text: String, code: ExitCode
    ) {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path("data/lead"), withIntermediateDirectories: true)
        let data = try await DemoData.shared.path()
        try FileManager.default.copyItem(atPath: data, toPath: folder.path("data/lead/sandbox.sqlite"))
        let (output, errors) = (MemorySink(), MemorySink())
        let code = await LeadCLI.run(
            Invocation(
                arguments: ["--sandbox", "-c", script] + flags,
                environment: environment.merging(["XDG_DATA_HOME": folder.path("data")]) { own, _ in own },
                workingDirectory: folder.path, input: MemorySource(bytes: []), output: output, errors: errors))
        return (output.text + errors.text, code)
    }

    @Test(arguments: [
        "l=(\"x\",\"y, z\")", "l=(\"x\", \"y, z\")", "l=x, 'y, z'", "l= ( x , \"y, z\" ) ",
    ])
    func aListIsReadWithItsQuotes(_ assignment: String) async throws {
        let (text, code) = try await run("param l: list; for one in l { print \"<\" & one & \">\" }", ["--var", assignment])
        #expect(text == "<x>\n<y, z>\n")
        #expect(code == .success)
    }

    /// Each variable does what its flag does.
    @Test(
        arguments: [
            ("create list \"L\"", ["--read-only"], ["LEAD_READ_ONLY": "1"], ExitCode.invalidScript),
            (
                "create list \"L\"; search people; select all; add to list \"L\"", ["--max-rows", "5"], ["LEAD_MAX_ROWS": "5"],
                .failed
            ),
        ] as [(String, [String], [String: String], ExitCode)])
    func theEnvironmentActsLikeAFlag(
        _ script: String, _ flags: [String], _ environment: [String: String], _ expected: ExitCode
    ) async throws {
        let byFlag = try await run(script, flags)
        let byVariable = try await run(script, [], environment)
        #expect(byFlag == byVariable)
        #expect(byVariable.code == expected)
        #expect(try await run(script, [], environment.mapValues { _ in "" }) != byVariable)
    }

    @Test func consentStandsInTheEnvironment() async throws {
        let script = "create list \"L\"; delete list \"L\""
        #expect(try await run(script).code != .success)
        #expect(try await run(script, [], ["LEAD_YES": "0"]).code != .success)
        #expect(try await run(script, [], ["LEAD_YES": "1"]).code == .success)
        #expect(try await run(script, ["--yes"]).code == .success)
    }
}
