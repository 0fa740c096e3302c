import LeadConfig
import LeadDiagnostics
import LeadText

#if canImport(Glibc)
    import Glibc
#endif

/// Changes the user's own configuration file, a line at a time.
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

    /// Reads the configuration; one with mistakes is not changed.
    static func open(_ invocation: Invocation) -> Result<ConfigurationEditor, ConfigurationRefusal> {
        var files = ConfigurationFiles(invocation)
        guard let path = files.user else {
            return .failure(.complaint("there is no folder for a configuration", help: "set HOME or XDG_CONFIG_HOME"))
        }
        let configuration: Configuration
        switch files.read(by: .standard, naming: invocation.shown) {
        case .failure(let refusal): return .failure(.complaint(refusal.message, help: "mend it, or take it away"))
        case .success(let read): configuration = read
        }
        guard !configuration.diagnostics.hasErrors else {
            return .failure(.diagnostics(configuration.diagnostics, configuration.sources))
        }
        if let warning = files.warnings.first(where: { _ in
            access(path, F_OK) == 0 && configuration.sources.included[invocation.shown(path)] == nil
        }) {
            return .failure(.complaint(warning.message, help: "it is not changed either; make it yours first"))
        }
        let bytes = (try? readFile(path).get()) ?? []
        return .success(
            ConfigurationEditor(
                configuration: configuration, invocation: invocation, path: path, text: String(decoding: bytes, as: UTF8.self)))
    }

    /// Makes changes, if the configuration is right with them.
    func change(_ changes: [Change]) -> Result<Void, ConfigurationRefusal> {
        if changes.isEmpty { return .success(()) }
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
        var files = [Configuration.File(Source(name: name, text: changed), .user)]
        let project = ConfigurationFiles(invocation).project
        if let project, let source = configuration.sources.included[invocation.shown(project)] {
            files.append(.init(source, .project))
        }
        let result = Configuration(reading: files, by: .standard)
        guard !result.diagnostics.hasErrors else { return .failure(.diagnostics(result.diagnostics, result.sources)) }
        if changed == text { return .success(()) }
        return write(changed).map { .failure(.complaint($0, help: "`lead config path` says where it is")) } ?? .success(())
    }

    /// Writes the file, through a link where it is one; gives back why it could not.
    private func write(_ text: String) -> String? {
        if let end = path.lastIndex(of: "/"), let reason = makeFolder(String(path[..<end])) {
            return "`\(scrubbed(invocation.shown(path)))` cannot be written: \(reason)"
        }
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
}
