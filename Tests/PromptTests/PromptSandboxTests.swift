import Foundation
import LeadTestSupport
import Testing

/// The sandbox behind a prompt, which is opened while somebody begins to type.
struct PromptSandboxTests {
    /// What cannot be used is said where it is wanted; once it is mended, the same prompt goes on.
    @Test(.timeLimit(.minutes(20))) func dataThatCannotBeUsedCostNoPrompt() async throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path("lead"), withIntermediateDirectories: true)
        let file = try folder.write("no database", to: "lead/sandbox.sqlite")
        let shell = try await PromptShell(in: folder, hasOwnData: true)
        try await shell.run("print 6 * 7", until: "42")
        let refused = try await shell.run("search people; count")
        #expect(refused.contains("L5004"))
        #expect(refused.contains("cannot be used"))
        #expect(refused.contains("lead sandbox reset"))
        try FileManager.default.removeItem(atPath: file)
        try await shell.run("search people; count", until: "20000")
        try await shell.leave()
    }

    /// Whoever leaves at once leaves data that the next prompt makes anew.
    @Test(.timeLimit(.minutes(20))) func leavingWhileTheDataAreMadeLosesNothing() async throws {
        let folder = try TemporaryFolder()
        let hasty = try await PromptShell(in: folder, hasOwnData: true)
        try await hasty.leave()
        let shell = try await PromptShell(in: folder, hasOwnData: true)
        try await shell.run("search people; count", until: "20000")
        try await shell.leave()
    }
}
