import Foundation
import LeadCLI
import LeadTestSupport
import Testing

/// Which configuration files are gone by, and which are passed over.
struct ConfigurationFileTests {
    private static let people = "use eu\nsearch people\ncount"

    private func check(_ sandbox: ServedSandbox, _ environment: [String: String] = [:]) async -> ServedSandbox.Result {
        await sandbox.lead(["check", "-c", Self.people], environment: environment)
    }

    private func permit(_ mode: Int, _ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    @Test func theNearestProjectFileCounts() async throws {
        let sandbox = try ServedSandbox(.none)
        _ = try sandbox.folder.write("[profiles.eu]\nprovider = \"lance\"\n", to: "lead.toml")
        #expect(await check(sandbox).code == 0)
        try FileManager.default.createDirectory(atPath: sandbox.folder.path("deep/er"), withIntermediateDirectories: true)
        var invocation = sandbox.invocation(["check", "-c", Self.people])
        invocation.workingDirectory = sandbox.folder.path("deep/er")
        #expect(await sandbox.lead(invocation).code == 0)
        _ = try sandbox.folder.write("[profiles.uk]\nprovider = \"lance\"\n", to: "deep/lead.toml")
        let nearer = await sandbox.lead(invocation)
        #expect(nearer.code == 3 && nearer.errors.contains("there is no account `eu`"), "\(nearer.errors)")
    }

    @Test(arguments: ["LEAD_CONFIG", "XDG_CONFIG_HOME"])
    func theUsersFileCanStandElsewhere(_ variable: String) async throws {
        let sandbox = try ServedSandbox(.none)
        let path = variable == "LEAD_CONFIG" ? "mine.toml" : "xdg/lead/config.toml"
        try FileManager.default.createDirectory(atPath: sandbox.folder.path("xdg/lead"), withIntermediateDirectories: true)
        _ = try sandbox.folder.write("[profiles.eu]\nprovider = \"lance\"\n", to: path)
        let value = variable == "LEAD_CONFIG" ? "mine.toml" : sandbox.folder.path("xdg")
        #expect(await check(sandbox, [variable: value]).code == 0)
        #expect(await check(sandbox).code == 3)
    }

    /// What others may write could send a token anywhere; without it, what it protects would be free.
    @Test(arguments: [(0o777, 0o644), (0o755, 0o666)])
    func aUsersFileThatOthersMayWriteEndsEverything(_ folder: Int, _ file: Int) async throws {
        let sandbox = try ServedSandbox(.none)
        try FileManager.default.createDirectory(atPath: sandbox.folder.path("open"), withIntermediateDirectories: true)
        let path = try sandbox.folder.write("[profiles.eu]\nprovider = \"lance\"\n", to: "open/config.toml")
        try permit(folder, sandbox.folder.path("open"))
        try permit(file, path)
        for arguments in [
            ["check", "-c", Self.people], ["config", "set", "profile", "eu"], ["auth", "status"], ["config", "get"],
        ] {
            let result = await sandbox.lead(arguments, environment: ["LEAD_CONFIG": path])
            #expect(
                result.code == 2 && result.errors.contains("error: `open/config.toml` is not gone by: others may write"),
                "\(result.errors)")
        }
        #expect(try sandbox.folder.read("open/config.toml") == "[profiles.eu]\nprovider = \"lance\"\n")
    }

    @Test func aProjectsFileThatOthersMayWriteIsPassedOver() async throws {
        let sandbox = try ServedSandbox(.none)
        try permit(0o666, try sandbox.folder.write("[profiles.eu]\nprovider = \"lance\"\n", to: "lead.toml"))
        let result = await check(sandbox)
        #expect(result.code == 3 && result.errors.contains("warning[L6003]: `lead.toml` is passed over: others may write it"))
        #expect(result.errors.contains("there is no account `eu`"))
    }

    @Test func aFileThatAVariableNamesMustBeThere() async throws {
        let sandbox = try ServedSandbox(.none)
        let missing = await check(sandbox, ["LEAD_CONFIG": "nowhere.toml"])
        #expect(missing.code == 2 && missing.errors.contains("there is no file `nowhere.toml`"), "\(missing.errors)")
        let made = await sandbox.lead(
            ["config", "set", "profiles.eu.provider", "lance"], environment: ["LEAD_CONFIG": "nowhere.toml"])
        #expect(made.code == 0, "\(made.errors)")
        #expect(await check(sandbox, ["LEAD_CONFIG": "./nowhere.toml"]).code == 0)
    }

    /// A user's file that lies where a project's would is the user's.
    @Test func oneFileIsReadOnce() async throws {
        let sandbox = try ServedSandbox(.none)
        _ = try sandbox.folder.write("[profiles.eu]\nprovider = \"lance\"\nurl = \"https://a.example\"\n", to: "lead.toml")
        #expect(await check(sandbox, ["LEAD_CONFIG": "./lead.toml"]).code == 0)
    }

    @Test func changesAtOnceAreAllMade() async throws {
        let sandbox = try ServedSandbox(.none)
        await withTaskGroup(of: Int32.self) { group in
            for number in 0..<8 {
                group.addTask { await sandbox.lead(["config", "set", "profiles.p\(number).provider", "lance"]).code }
            }
            for await code in group { #expect(code == 0) }
        }
        let text = try sandbox.folder.read(".config/lead/config.toml")
        for number in 0..<8 { #expect(text.contains("[profiles.p\(number)]"), "\(text)") }
    }

    /// A text that is no UTF-8 would come back mutilated.
    @Test func whatIsNoUTF8IsLeft() async throws {
        let sandbox = try ServedSandbox(.none)
        try sandbox.writeConfiguration("")
        let bytes = Array("# M".utf8) + [0xFC] + Array("ller\nprofile = \"lance\"\n".utf8)
        try Data(bytes).write(to: URL(fileURLWithPath: sandbox.folder.path(".config/lead/config.toml")))
        let set = await sandbox.lead(["config", "set", "profile", "leadlex"])
        #expect(set.code == 2 && set.errors.contains("line 1: this is no TOML: it is no UTF-8"), "\(set.errors)")
        #expect(FileManager.default.contents(atPath: sandbox.folder.path(".config/lead/config.toml")) == Data(bytes))
    }

    /// A project may choose a profile that each of those who work there makes.
    @Test func aProjectsChoiceCanBeMade() async throws {
        let sandbox = try ServedSandbox(.none)
        _ = try sandbox.folder.write("profile = \"campaigns\"\n", to: "lead.toml")
        let before = await sandbox.lead(["check", "-c", "print 1"])
        #expect(before.code == 2 && before.errors.contains("there is no profile `campaigns`"), "\(before.errors)")
        #expect(await sandbox.lead(["check", "--profile", "lance", "-c", "print 1"]).code == 0)
        #expect(await sandbox.lead(["config", "set", "profiles.campaigns.provider", "lance"]).code == 0)
        #expect(await sandbox.lead(["check", "-c", "print 1"]).code == 0)
    }

    /// A variable with the token of no account is likely a name that is misspelt.
    @Test func aStrayTokenIsSaid() async throws {
        let sandbox = try ServedSandbox(.none)
        let result = await sandbox.lead(["check", "-c", "print 1"], environment: ["LEAD_WROK_TOKEN": "tok_0123456789"])
        #expect(
            result.code == 0 && result.errors.contains("warning[L6003]: LEAD_WROK_TOKEN is set, and no account has that name"))
    }

    /// Only the system's administrator can make a file somebody else's.
    @Test(.enabled(if: getuid() == 0), arguments: ["their", "their/lead.toml"])
    func whatSomebodyElseOwnsIsPassedOver(_ owned: String) async throws {
        let sandbox = try ServedSandbox(.none)
        try FileManager.default.createDirectory(atPath: sandbox.folder.path("their"), withIntermediateDirectories: true)
        _ = try sandbox.folder.write("[profiles.eu]\nprovider = \"lance\"\n", to: "their/lead.toml")
        #expect(chown(sandbox.folder.path(owned), 65534, 65534) == 0)
        var invocation = sandbox.invocation(["check", "-c", Self.people])
        invocation.workingDirectory = sandbox.folder.path("their")
        let result = await sandbox.lead(invocation)
        #expect(result.code == 3 && result.errors.contains("warning[L6003]: `lead.toml` is passed over: "), "\(result.errors)")
        #expect(result.errors.contains("belongs to somebody else"))
    }

    /// A link to the file is the way in which many keep theirs, and stays one.
    @Test func aLinkStaysALink() async throws {
        let sandbox = try ServedSandbox(.none)
        _ = try sandbox.folder.write("# mine\n", to: "dotfiles.toml")
        try FileManager.default.createDirectory(atPath: sandbox.folder.path(".config/lead"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: sandbox.folder.path(".config/lead/config.toml"), withDestinationPath: sandbox.folder.path("dotfiles.toml"))
        let set = await sandbox.lead(["config", "set", "profiles.eu.provider", "lance"])
        #expect(set.code == 0, "\(set.errors)")
        #expect(try sandbox.folder.read("dotfiles.toml") == "# mine\n\n[profiles.eu]\nprovider = \"lance\"\n")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: sandbox.folder.path(".config/lead/config.toml")) != "")
    }

    @Test func everythingSaysWhereItIs() async throws {
        let sandbox = try ServedSandbox(.none)
        let result = await sandbox.lead(["config", "path", "--json"])
        #expect(
            result.code == 0 && result.output.contains("\"configuration\": \"\(sandbox.folder.path)/.config/lead/config.toml\""))
        #expect(result.output.contains("\"project\": null"))
    }
}
