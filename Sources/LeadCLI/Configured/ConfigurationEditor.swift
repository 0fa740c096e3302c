import LeadConfig
import LeadDiagnostics
import LeadText

#if canImport(Glibc)
    import Glibc
#endif

/// Changes the user's own configuration file, a line at a time; one process after the other.
struct ConfigurationEditor {
    /// A value for a key, or none.
    struct Change {
        let path: [String]
        let value: ConfigurationText.Literal?

        init(_ path: [String], _ value: ConfigurationText.Literal?) {
            self.path = path
            self.value = value
        }
    }

    /// What the files say together.
    let configuration: Configuration
    private let invocation: Invocation
    private let path: String
    private let text: String
    private let project: Configuration.File?

    /// Reads the configuration; one with mistakes is not changed.
    static func open(_ invocation: Invocation) -> Result<ConfigurationEditor, ConfigurationRefusal> {
        var files = ConfigurationFiles(invocation)
        guard let path = files.user else {
            return .failure(.complaint("there is no folder for a configuration", help: "set HOME or XDG_CONFIG_HOME"))
        }
        return files.read(by: .standard, naming: invocation.shown, isMaking: true).flatMap { configuration in
            guard !configuration.diagnostics.hasErrors else {
                return .failure(.diagnostics(configuration.diagnostics, configuration.sources))
            }
            func source(_ path: String?) -> Source? { path.flatMap { configuration.sources.included[invocation.shown($0)] } }
            return .success(
                ConfigurationEditor(
                    configuration: configuration, invocation: invocation, path: path,
                    text: String(decoding: source(path)?.bytes ?? [], as: UTF8.self),
                    project: source(files.project).map { Configuration.File($0, .project) }))
        }
    }

    /// Makes changes, if the configuration is right with them; gives back whether anything is another than it was.
    ///
    /// - Parameter meanwhile: What is done once it is certain that they are right, and before they are written; nothing is changed where
    ///   it gives back why it could not be done.
    static func change(
        _ invocation: Invocation, _ changes: [Change], meanwhile: () -> ConfigurationRefusal? = { nil }
    ) -> Result<Bool, ConfigurationRefusal> {
        if changes.isEmpty { return meanwhile().map { .failure($0) } ?? .success(false) }
        let lock = Lock(beside: ConfigurationFiles(invocation).user)
        defer { lock.release() }
        return open(invocation).flatMap { editor in
            editor.changed(by: changes).flatMap { text in
                if let refusal = meanwhile() { return .failure(refusal) }
                if text == editor.text { return .success(false) }
                return editor.write(text).map { .failure(.complaint($0, help: "`lead config path` says where it is")) }
                    ?? .success(true)
            }
        }
    }

    /// The text with the changes, if it is a configuration without mistakes.
    private func changed(by changes: [Change]) -> Result<String, ConfigurationRefusal> {
        let name = invocation.shown(path)
        var changed = text
        do throws(ConfigurationText.Fault) {
            for change in changes { changed = try ConfigurationText.setting(change.value, at: change.path, in: changed) }
        } catch {
            return .failure(
                .complaint(
                    "`\(scrubbed(name))` is written in a way in which lead cannot change that line",
                    help: "change it by hand, for example with \(scrubbed(invocation.environment["EDITOR"] ?? "an editor"))"))
        }
        let files = [Configuration.File(Source(name: name, text: changed), .user)] + (project.map { [$0] } ?? [])
        let result = Configuration(reading: files, by: .standard)
        var mistakes = result.diagnostics
        // Whoever chooses a profile means one; what a project chooses may be about to be made.
        if changes.contains(where: { $0.path == ["profile"] }) { mistakes += result.missingProfile.map { [$0] } ?? [] }
        return mistakes.hasErrors ? .failure(.diagnostics(mistakes, result.sources)) : .success(changed)
    }

    /// Writes the file, through a link where it is one; gives back why it could not.
    private func write(_ text: String) -> String? {
        var target = path
        if let real = realpath(path, nil) {
            target = String(cString: real)
            free(real)
        }
        var status = stat()
        let isThere = stat(target, &status) == 0
        return writeFile(target, Array(text.utf8), like: isThere ? status : nil).map {
            "`\(scrubbed(invocation.shown(path)))` cannot be written: \($0)"
        }
    }

    /// Keeps other processes from changing the file meanwhile; where no lock can be had, the change goes on without.
    private struct Lock {
        private let descriptor: Int32

        init(beside path: String?) {
            guard let path, let end = path.lastIndex(of: "/"), makeFolder(String(path[..<end])) == nil else {
                descriptor = -1
                return
            }
            descriptor = Glibc.open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            if descriptor >= 0 { while flock(descriptor, LOCK_EX) != 0, errno == EINTR {} }
        }

        func release() {
            if descriptor >= 0 { close(descriptor) }
        }
    }
}
