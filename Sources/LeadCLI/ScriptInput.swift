import LeadDiagnostics
import LeadText

#if canImport(Glibc)
    import Glibc
#endif

/// A script as it was given: a file, standard input or a text on the command line.
enum ScriptInput: Hashable {
    /// A path, `-` for standard input.
    case file(String)
    /// `-c TEXT`
    case text(String)

    /// The scripts that a command names, files first; nil where it names none.
    static func all(files: [String], commands: [String]) -> [ScriptInput]? {
        let inputs = files.map(ScriptInput.file) + commands.map(ScriptInput.text)
        return inputs.isEmpty ? nil : inputs
    }

    /// Reads it.
    func read(in invocation: Invocation) -> Result<Source, UnreadableFile> {
        switch self {
        case .text(let text): return .success(Source(name: "-c", text: text))
        case .file("-"): return .success(Source(name: "<stdin>", bytes: invocation.input.readAll()))
        case .file(let path):
            return readFile(invocation.resolved(path)).map { Source(name: path, bytes: $0) }
                .mapError { UnreadableFile(path: path, reason: $0.reason) }
        }
    }
}

/// A file that could not be read.
struct UnreadableFile: Error {
    let path: String
    let reason: String

    var diagnostic: Diagnostic { .unreadableScript(path, reason: reason) }
}

extension Diagnostic {
    fileprivate static func unreadableScript(_ path: String, reason: String) -> Diagnostic {
        let commands = ArgumentOrder.commands.union(ArgumentOrder.laterCommands).subtracting(["prompt"])
        let isWord = path.allSatisfy(\.isLetter)
        let near = isWord ? NearestName(among: commands.sorted()).name(nearest: path) : nil
        return Diagnostic(
            .unreadableScript, "`\(path)` cannot be read: \(reason)",
            help: [
                near.map { "did you mean the command `lead \($0)`?" }
                    ?? "give the path of a script; `lead --help` lists the commands"
            ])
    }
}

/// The whole of a regular file, or of a pipe.
func readFile(_ path: String) -> Result<[UInt8], UnreadableFile> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .failure(UnreadableFile(path: path, reason: systemMessage(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
        return .failure(UnreadableFile(path: path, reason: "it is a folder"))
    }
    return .success(DescriptorSource(descriptor: descriptor).readAll())
}

/// Whether a path leads to a regular file, or to none at all.
func isRegularFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
}

/// What the system says to an error number, with a small first letter.
func systemMessage(_ code: Int32) -> String {
    let message = String(cString: strerror(code))
    return message.prefix(1).lowercased() + message.dropFirst()
}
