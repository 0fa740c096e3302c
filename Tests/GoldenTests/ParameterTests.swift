import LeadCLI
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
}
