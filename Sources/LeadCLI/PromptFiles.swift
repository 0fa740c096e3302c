import LeadREPL
import LeadText

#if canImport(Glibc)
    import Glibc
#endif

extension Invocation {
    /// The files that the prompt's own commands name, against the working directory.
    var promptFiles: PromptFiles {
        PromptFiles(
            look: { path in
                var status = stat()
                guard stat(resolved(path), &status) == 0 else { return .nothing }
                return status.st_mode & S_IFMT == S_IFREG ? .file : .other
            },
            read: { path in try? readFile(resolved(path)).get() },
            write: { path, bytes in writeFile(resolved(path), secrets.redactor.redact(bytes)) },
            append: { path, bytes in append(secrets.redactor.redact(bytes), to: resolved(path)) },
            expand: { [home = environment["HOME"]] path in
                guard let home, path == "~" || path.hasPrefix("~/") else { return path }
                return home + path.dropFirst()
            })
    }

    /// Writes behind what a file holds, making it where it is gone; gives back why it could not.
    private func append(_ bytes: [UInt8], to path: String) -> String? {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return systemMessage(errno) }
        defer { close(descriptor) }
        let sink = DescriptorSink(descriptor: descriptor)
        sink.write(bytes)
        return sink.hasFailed ? systemMessage(errno) : nil
    }
}
