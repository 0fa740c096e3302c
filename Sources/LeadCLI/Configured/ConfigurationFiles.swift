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
    /// Whether the user's file is one that a variable names, so that it must be there.
    private let isNamed: Bool

    /// The file that a project has.
    static let projectName = "lead.toml"

    init(_ invocation: Invocation) {
        let given = invocation.environment["LEAD_CONFIG"].flatMap { $0.isEmpty ? nil : invocation.resolved($0) }
        isNamed = given != nil
        user = given ?? invocation.configurationFolder.map { $0 + "/config.toml" }
        project = Self.projectFile(above: invocation.workingDirectory, except: user)
    }

    /// The nearest `lead.toml` of the folder and those above it.
    private static func projectFile(above folder: String, except user: String?) -> String? {
        var folder = folder[...]
        while true {
            let path = (folder == "/" ? "" : folder) + "/" + projectName
            if access(String(path), F_OK) == 0, !(user.map { isSame(String(path), $0) } ?? false) { return String(path) }
            guard let end = folder.lastIndex(of: "/"), folder != "/", !folder.isEmpty else { return nil }
            folder = folder[..<end]
        }
    }

    private static func isSame(_ one: String, _ other: String) -> Bool {
        var (first, second) = (stat(), stat())
        return stat(one, &first) == 0 && stat(other, &second) == 0 && first.st_dev == second.st_dev
            && first.st_ino == second.st_ino
    }

    /// Reads what there is.
    ///
    /// A project's file that somebody else may have written is passed over, with a warning. The user's own is not: what it protects
    /// would be free then.
    ///
    /// - Parameters:
    ///   - name: How a path is shown.
    ///   - isMaking: Whether the user's file may be missing where a variable names it, since it is about to be made.
    mutating func read(
        by rules: @autoclosure () -> ConfigurationRules, naming name: (String) -> String, isMaking: Bool = false
    ) -> Result<Configuration, ConfigurationRefusal> {
        var files: [Configuration.File] = []
        for (path, scope) in [(user, Configuration.File.Scope.user), (project, .project)] {
            guard let path else { continue }
            if access(path, F_OK) != 0, errno == ENOENT || errno == ENOTDIR {
                guard isNamed, scope == .user, !isMaking else { continue }
                return .failure(
                    .complaint(
                        "there is no file `\(scrubbed(name(path)))`", help: "LEAD_CONFIG names it; take that away, or make it"))
            }
            switch Self.contents(of: path) {
            case .success(let bytes): files.append(.init(Source(name: name(path), bytes: bytes), scope))
            case .failure(.foreign(let reason)) where scope == .project:
                warnings.append(.foreignConfiguration(name(path), reason))
            case .failure(.foreign(let reason)):
                return .failure(
                    .complaint(
                        "`\(scrubbed(name(path)))` is not gone by: \(reason)",
                        help: "what others may write could send a token to them; make it yours with `chown` and `chmod go-w`"))
            case .failure(.unreadable(let reason)):
                return .failure(
                    .complaint("`\(scrubbed(name(path)))` cannot be read: \(reason)", help: "mend it, or take it away"))
            }
        }
        return .success(files.isEmpty ? Configuration() : Configuration(reading: files, by: rules()))
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
        if isOpen(status) { return .failure(.foreign("others may write into its folder")) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return .failure(.unreadable(systemMessage(errno))) }
        defer { close(descriptor) }
        guard fstat(descriptor, &status) == 0 else { return .failure(.unreadable(systemMessage(errno))) }
        guard status.st_mode & S_IFMT == S_IFREG else { return .failure(.unreadable("it is no file")) }
        if status.st_uid != geteuid() { return .failure(.foreign("it belongs to somebody else")) }
        if isOpen(status) { return .failure(.foreign("others may write it")) }
        guard status.st_size <= mostBytes else { return .failure(.unreadable("it is longer than a megabyte")) }
        return .success(DescriptorSource(descriptor: descriptor).readAll())
    }

    /// Whether somebody else may write; a group of the user's own, as many systems give, is nobody else.
    private static func isOpen(_ status: stat) -> Bool {
        status.st_mode & 0o002 != 0 || (status.st_mode & 0o020 != 0 && status.st_gid != getegid())
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
