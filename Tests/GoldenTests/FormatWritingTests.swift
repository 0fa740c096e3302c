import Foundation
import LeadCLI
import LeadModel
import LeadTestSupport
import Testing

/// What `lead fmt --write` does to files.
struct FormatWritingTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func format(_ arguments: String...) async -> (code: ExitCode, output: String, errors: String) {
        let (output, errors) = (MemorySink(), MemorySink())
        let code = await LeadCLI.run(
            Invocation(
                arguments: ["fmt"] + arguments, environment: ["NO_COLOR": "1"], workingDirectory: folder.path,
                input: MemorySource(bytes: []), output: output, errors: errors))
        return (code, output.text, errors.text)
    }

    private func attributes(_ name: String) throws -> [FileAttributeKey: Any] {
        try FileManager.default.attributesOfItem(atPath: folder.path(name))
    }

    @Test func writesWhatChangesAndNamesIt() async throws {
        try folder.write("print   1\n", to: "a.lead")
        try folder.write("print 1\n", to: "b.lead")
        let number = try attributes("b.lead")[.systemFileNumber] as? Int
        let run = await format("-w", "a.lead", "b.lead")
        #expect(run == (.success, "", "a.lead: laid out anew\n"))
        #expect(try folder.read("a.lead") == "print 1\n")
        #expect(try attributes("b.lead")[.systemFileNumber] as? Int == number)
        #expect(folder.names == ["a.lead", "b.lead"])
        #expect(await format("--quiet", "--write", "a.lead") == (.success, "", ""))
    }

    @Test func permissionsStay() async throws {
        for permissions in [0o755, 0o600, 0o664] {
            try folder.write("print   1\n", to: "a.lead")
            try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: folder.path("a.lead"))
            #expect(await format("-w", "a.lead").code == .success)
            #expect(try attributes("a.lead")[.posixPermissions] as? Int == permissions)
        }
    }

    @Test func aLinkStaysALink() async throws {
        try folder.write("print   1\n", to: "real/a.lead")
        try FileManager.default.createSymbolicLink(atPath: folder.path("link.lead"), withDestinationPath: "real/a.lead")
        let run = await format("-w", "link.lead")
        #expect(run == (.success, "", "link.lead: laid out anew, in \(folder.path("real/a.lead"))\n"))
        #expect(try folder.read("real/a.lead") == "print 1\n")
        #expect(try attributes("link.lead")[.type] as? FileAttributeType == .typeSymbolicLink)
    }

    @Test func mistakesAreLeftAndTheOthersDone() async throws {
        try folder.write("print   (1\n", to: "a.lead")
        try folder.write("print   1\n", to: "b.lead")
        let run = await format("-w", "a.lead", "missing.lead", "b.lead")
        #expect(run.code == .usage)
        #expect(run.errors.contains("error[L1010]") && run.errors.contains("error[L6002]"))
        #expect(try folder.read("a.lead") == "print   (1\n")
        #expect(try folder.read("b.lead") == "print 1\n")
        #expect(await format("-w", "a.lead", "b.lead").code == .invalidScript)
    }

    @Test func aFolderThatCannotBeWrittenIsNamed() async throws {
        try folder.write("print   1\n", to: "shut/a.lead")
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path("shut"))
        // The system's administrator can write everywhere.
        let isShut = !FileManager.default.isWritableFile(atPath: folder.path("shut"))
        let run = await format("-w", "shut/a.lead")
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path("shut"))
        guard isShut else { return }
        #expect(run.code == .failed)
        #expect(run.errors == "error: `shut/a.lead` could not be written: permission denied\nhelp: it is left as it was\n")
        #expect(try folder.read("shut/a.lead") == "print   1\n")
    }
}
