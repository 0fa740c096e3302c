import LeadConfig
import LeadDiagnostics
import LeadText

#if canImport(Glibc)
    import Glibc
#endif

/// Where the configuration stands, and what is read of it.
struct ConfigurationFiles {
    /// The user's own file; nil where there is no home for it.
    let user: String?
    /// The project's file; nil where there is none above the working directory.
    let project: String?
    /// What is passed over, and why.
    private(set) var warnings: [Diagnostic] = []

    /// The file that a project has.
    static let projectName = "lead.toml"

    init(_ invocation: Invocation) {
        let given = invocation.environment["LEAD_CONFIG"].flatMap { $0.isEmpty ? nil : invocation.resolved($0) }
        user = given ?? invocation.configurationFolder.map { $0 + "/config.toml" }
        project = Self.projectFile(above: invocation.workingDirectory, except: user)
    }

    /// The nearest `lead.toml` of the folder and those above it.
    private static func projectFile(above folder: String, except user: String?) -> String? {
        var folder = folder[...]
        while true {
            let path = (folder == "/" ? "" : folder) + "/" + projectName
            if access(String(path), F_OK) == 0, String(path) != user { return String(path) }
            guard let end = folder.lastIndex(of: "/"), folder != "/", !folder.isEmpty else { return nil }
            folder = folder[..<end]
        }
    }

    /// Reads what there is; a file that somebody else may have written is passed over.
    ///
    /// - Parameter name: How a path is shown.
    mutating func read(by rules: ConfigurationRules, naming name: (String) -> String) -> Result<Configuration, Refusal> {
        var files: [Configuration.File] = []
        for (path, scope) in [(user, Configuration.File.Scope.user), (project, .project)] {
            guard let path, access(path, F_OK) == 0 || errno != ENOENT else { continue }
            switch Self.contents(of: path) {
            case .success(let bytes): files.append(.init(Source(name: name(path), bytes: bytes), scope))
            case .failure(.foreign(let reason)): warnings.append(.foreignConfiguration(name(path), reason))
            case .failure(.unreadable(let reason)):
                return .failure(Refusal(message: "`\(scrubbed(name(path)))` cannot be read: \(reason)"))
            }
        }
        return .success(Configuration(reading: files, by: rules))
    }

    /// Why the configuration cannot be read.
    struct Refusal: Error {
        let message: String
    }

    private enum Fault: Error {
        case foreign(String)
        case unreadable(String)
    }

    /// The text of a file that nobody else can have written: the file is ours, and so is its folder.
    private static func contents(of path: String) -> Result<[UInt8], Fault> {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        var status = stat()
        guard stat(folder.isEmpty ? "/" : folder, &status) == 0 else { return .failure(.unreadable(systemMessage(errno))) }
        if status.st_uid != geteuid() { return .failure(.foreign("its folder belongs to somebody else")) }
        if status.st_mode & 0o002 != 0 { return .failure(.foreign("anybody may write into its folder")) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return .failure(.unreadable(systemMessage(errno))) }
        defer { close(descriptor) }
        guard fstat(descriptor, &status) == 0 else { return .failure(.unreadable(systemMessage(errno))) }
        guard status.st_mode & S_IFMT == S_IFREG else { return .failure(.unreadable("it is no file")) }
        if status.st_uid != geteuid() { return .failure(.foreign("it belongs to somebody else")) }
        if status.st_mode & 0o002 != 0 { return .failure(.foreign("anybody may write it")) }
        guard status.st_size <= mostBytes else { return .failure(.unreadable("it is longer than a megabyte")) }
        return .success(DescriptorSource(descriptor: descriptor).readAll())
    }

    private static let mostBytes = 1 << 20
}

extension Invocation {
    /// `$XDG_CONFIG_HOME/lead`, whether it is there or not; nil without a home.
    var configurationFolder: String? {
        let given = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (given ?? home.map { $0 + "/.config" }).map { $0 + "/lead" }
    }

    /// A path as a message shows it: short, where it lies in the working directory or at home.
    func shown(_ path: String) -> String {
        if path.hasPrefix(workingDirectory + "/"), !path.hasPrefix(workingDirectory + "/.") {
            return String(path.dropFirst(workingDirectory.count + 1))
        }
        if let home, path.hasPrefix(home + "/") { return "~" + path.dropFirst(home.count) }
        return path
    }
}

extension Diagnostic {
    /// A configuration that somebody else may have written.
    fileprivate static func foreignConfiguration(_ path: String, _ reason: String) -> Diagnostic {
        Diagnostic(
            .invalidConfiguration, severity: .warning, "`\(scrubbed(path))` is passed over: \(reason)",
            help: ["what others may write could send a token to them; make it yours with `chown` and `chmod go-w`"])
    }
}
