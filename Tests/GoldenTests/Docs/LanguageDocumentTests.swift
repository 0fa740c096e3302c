import Foundation
import LeadCLI
import LeadJSON
import LeadModel
import LeadTestSupport
import Testing

/// `lead describe --json` against `docs/describe.schema.json`.
struct LanguageDocumentTests {
    private static let schema = DocsPage.root.appendingPathComponent("docs/describe.schema.json").path

    private func document() async -> (text: String, code: ExitCode) {
        let output = MemorySink()
        let code = await LeadCLI.run(
            Invocation(
                arguments: ["describe", "--json"], environment: [:], workingDirectory: "/", input: MemorySource(bytes: []),
                output: output, errors: MemorySink()))
        return (output.text, code)
    }

    /// Validates with Python's `jsonschema`; the reasons, one a line.
    private func flaws(of document: String) async throws -> String {
        let folder = try TemporaryFolder()
        let path = try folder.write(document, to: "document.json")
        let script = """
            import json, sys
            from jsonschema import Draft202012Validator
            def closed(part):
                if isinstance(part, list): return [closed(item) for item in part]
                if not isinstance(part, dict): return part
                part = {key: closed(value) for key, value in part.items()}
                # Others may meet members that they do not know; lead itself writes none that the schema leaves out.
                return {"additionalProperties": False, **part} if part.get("type") == "object" else part
            schema, document = (json.load(open(path)) for path in sys.argv[1:])
            schema = closed(schema)
            Draft202012Validator.check_schema(schema)
            for error in Draft202012Validator(schema).iter_errors(document):
                sys.stdout.write("/".join(map(str, error.absolute_path)) + ": " + error.message[:200] + "\\n")
            """
        // The first Python on the path need not be the one that Debian's package is for.
        let start = """
            for python in python3 /usr/bin/python3; do "$python" -c 'from jsonschema import Draft202012Validator' 2>/dev/null && exec "$python" "$@"; done
            echo "no Python has jsonschema; scripts/dependencies tests installs it"; exit 1
            """
        let run = try await ProgramRun.run(
            "/bin/sh", ["-c", start, "sh", "-c", script, Self.schema, path], environment: ProcessInfo.processInfo.environment,
            input: [], workingDirectory: folder.path)
        guard run.status == .exited(0) else { return run.outputText + run.errorText }
        return run.outputText
    }

    @Test func theDocumentKeepsToTheSchema() async throws {
        let (text, code) = await document()
        #expect(code == .success)
        #expect(try await flaws(of: text) == "")
    }

    /// A schema that lets everything pass would say nothing.
    @Test(arguments: [
        ("\"edition\": 1", "\"edition\": \"1\""), ("\"available\": true", "\"available\": 1"),
        ("\"confirmed\": true", "\"confirmed\": true, \"other\": 1"), ("\"L1001\"", "\"X1001\""),
        ("\"type\": \"text\"", "\"type\": \"words\""),
    ])
    func theSchemaRefusesOtherDocuments(_ old: String, _ new: String) async throws {
        let text = await document().text
        #expect(text.contains(old))
        #expect(try await flaws(of: text.replacing(old, with: new, maxReplacements: 1)) != "")
    }
}
