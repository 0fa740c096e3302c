import LeadDiagnostics
import LeadFormat
import LeadJSON
import LeadModel
import LeadReport
import LeadSyntax
import LeadText

#if canImport(Glibc)
    import Glibc
#endif

/// Does what `lead fmt` asks for.
struct FormatAction {
    private let invocation: Invocation
    private let command: FormatCommand
    private let console: Console

    init(_ invocation: Invocation, _ command: FormatCommand) {
        self.invocation = invocation
        self.command = command
        console = Console(invocation, command.options)
    }

    func run() -> ExitCode {
        defer { console.finish() }
        guard !command.files.isEmpty else {
            console.complain("no script to lay out", help: "name one: `lead fmt campaign.lead`, or `-` for standard input")
            return .usage
        }
        var code = ExitCode.success
        var reports: [JSON] = []
        for file in command.files {
            let (result, report) = format(file)
            code = code.combined(with: result)
            reports.append(report)
        }
        if command.options.json { invocation.output.write(JSON.object(["files": .array(reports)]).pretty + "\n") }
        return code
    }

    private func format(_ file: String) -> (ExitCode, JSON) {
        switch ScriptInput.file(file).read(in: invocation) {
        case .failure(let failure):
            console.show([failure.diagnostic], in: nil)
            return (.usage, diagnosticsReport([failure.diagnostic], in: Source(name: failure.path, text: "")))
        case .success(let source):
            let tree = parse(source)
            console.show(tree.diagnostics, in: source)
            let report = diagnosticsReport(tree.diagnostics, in: source)
            guard let text = LeadFormat.format(tree, width: command.width) else { return (.invalidScript, report) }
            // With something else in the token's place it would be another script, and whoever redirects it would lose the first one.
            guard command.write || command.check || invocation.secrets.redactor.redact(text) == text else {
                console.complain(
                    "`\(scrubbed(file))` holds a token, which standard output does not show",
                    help: "take it out of the script; `lead fmt --write` lays it out in its file")
                return (.failed, report)
            }
            let isChanged = !text.utf8.elementsEqual(source.bytes)
            var document = report.object ?? [:]
            document["changed"] = .bool(isChanged)
            if showsText { document["text"] = .string(text) }
            return (isChanged || showsText ? finish(source, text) : .success, .object(document))
        }
    }

    private var showsText: Bool {
        !command.write && !command.check && !command.diff
    }

    /// Does with the new text of a script what the flags say.
    private func finish(_ source: Source, _ text: String) -> ExitCode {
        if command.write { return write(text, to: source.name) }
        guard !command.options.json else { return command.check ? .failed : .success }
        if command.diff {
            show(UnifiedDiff(from: source.text(of: Span(0..<source.bytes.count)), to: text, name: source.name))
            return .success
        }
        put(command.check ? source.name + "\n" : text)
        return command.check ? .failed : .success
    }

    private func show(_ diff: UnifiedDiff) {
        let style = Style(
            choice: command.options.color, isTerminal: invocation.output.isTerminal, environment: invocation.environment)
        for line in diff.lines {
            // What steers a terminal goes before the colours come.
            let text = invocation.output.isTerminal ? scrubbed(line.text, keeping: .tab) : line.text
            let styled =
                switch line.kind {
                case .name: style(.heading, text)
                case .place: style(.accent, text)
                case .removed: style(.failure, text)
                case .added: style(.success, text)
                case .remark: style(.faint, text)
                case .same: text
                }
            invocation.output.write(styled + "\n")
        }
    }

    /// Writes to standard output; a terminal gets no text that would steer it.
    private func put(_ text: String) {
        invocation.output.write(invocation.output.isTerminal ? scrubbed(text, keeping: [.newline, .tab]) : text)
    }

    /// Puts `text` in the place of a file, as a whole or not at all.
    ///
    /// A link stays one: the file that it leads to is written, and named.
    private func write(_ text: String, to name: String) -> ExitCode {
        let path = invocation.resolved(name)
        guard let real = realpath(path, nil) else { return complain(systemMessage(errno), of: name) }
        defer { free(real) }
        let target = String(cString: real)
        var status = stat()
        guard stat(target, &status) == 0 else { return complain(systemMessage(errno), of: name) }
        guard status.st_mode & S_IFMT == S_IFREG else { return complain("it is no regular file", of: name) }
        guard access(target, W_OK) == 0 else { return complain(systemMessage(errno), of: name) }
        if let reason = writeFile(target, Array(text.utf8), like: status) { return complain(reason, of: name) }
        var link = stat()
        let isLink = lstat(path, &link) == 0 && link.st_mode & S_IFMT == S_IFLNK
        console.say(scrubbed(isLink ? "\(name): laid out anew, in \(target)" : "\(name): laid out anew") + "\n")
        return .success
    }

    private func complain(_ reason: String, of name: String) -> ExitCode {
        console.complain("`\(scrubbed(name))` could not be written: \(reason)", help: "it is left as it was")
        return .failed
    }
}
