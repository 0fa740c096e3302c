import LeadDiagnostics
import LeadFormat
import LeadReport
import LeadSemantics
import LeadSyntax
import LeadTerminal
import LeadText

/// `.run`, `.script` and `.output`, and the lines that are run at the beginning.
extension Prompt {
    /// Runs a script in this session, as one line.
    mutating func run(file: String) async {
        guard let read = files?.script(file, "<prompt>") else {
            return complain("there are no files here", help: "type its lines")
        }
        switch read {
        case .failure(let problem):
            complain("`\(file)` \(problem.message)", help: "the path counts from the folder that lead was started in")
        case .success(let source):
            guard source.name != "<prompt>" else { return }
            await run(source)
        }
    }

    /// Writes what has succeeded here as a script.
    func writeScript(_ path: String) {
        guard !recording.isEmpty else {
            return complain("nothing has succeeded here yet that a script could hold", help: "run a statement before")
        }
        switch surroundings.files.look(path) {
        case .nothing: break
        case .other: return complain("`\(path)` is no file", help: "give the path of a file, such as `q1.lead`")
        case .file:
            let bytes = surroundings.files.read(path) ?? []
            guard bytes.starts(with: Recording.mark.utf8) else {
                return complain("`\(path)` is there, and `.script` has not written it", help: "choose another name, or remove it")
            }
        }
        let source = Source(name: path, text: recording.script(at: path, using: surroundings.isOnAccounts ? firstAccount : nil))
        let tree = parse(source)
        let checked = check(tree, in: catalog, scope: Scope(account: firstAccount), options: CheckOptions(files: files))
        guard !checked.diagnostics.hasErrors, let text = format(tree) else {
            show(checked.diagnostics.filter { $0.severity == .error }, in: source)
            return complain("these statements are no script by themselves, so that nothing was written", help: "see above")
        }
        if let reason = surroundings.files.write(path, Array(text.utf8)) {
            return complain("`\(path)` cannot be written: \(reason)", help: "choose another place")
        }
        terminal.write("\(counted(recording.count, "statement")) written to \(scrubbed(path))\n")
        if recording.secrets > 0 {
            terminal.write(
                "note: \(counted(recording.secrets, "statement")) left out that held a key; a variable is a parameter there\n")
        }
        if recording.budgets > 0 { terminal.write("note: `budget` is left out: a script has one, and counts all of it\n") }
    }

    /// Sends tables to a file, or back to the terminal.
    func setOutput(_ output: PromptCommand.Output) {
        switch output {
        case .ask:
            let target = report.target.map { "go to \(scrubbed($0))" } ?? "are shown here"
            terminal.write("tables \(target); `.output FILE` and `.output off` change that\n")
        case .off:
            report.target = nil
            terminal.write("tables are shown here\n")
        case .file(let written, let replaces):
            let path = surroundings.files.expand(written)
            switch surroundings.files.look(path) {
            case .other: return complain("`\(path)` is no file", help: "give the path of a file, such as `people.txt`")
            case .file where !replaces:
                return complain("`\(path)` is there already", help: "`.output --replace \(path)` replaces it")
            case .nothing, .file: break
            }
            if let reason = surroundings.files.write(path, []) {
                return complain("`\(path)` cannot be written: \(reason)", help: "choose another place")
            }
            report.target = path
            terminal.write(
                "tables go to \(scrubbed(path)) in the form `\(report.form.rawValue)`; `.mode` changes that, `.output off` ends it\n"
            )
        }
    }

    // MARK: The beginning

    /// Runs the lines of the file for the beginning; false where one of them leaves.
    ///
    /// A line with an error is shown with its place, and those behind it run all the same.
    mutating func begin() async -> Bool {
        guard let given = surroundings.beginning else { return true }
        defer { place = nil }
        let text = String(decoding: given.bytes, as: UTF8.self).replacing("\r\n", with: "\n")
        let whole = Source(name: given.name, text: text)
        // Each entry is read as a part of the file, so that places count in there.
        var start = 0
        for line in 0..<whole.lines.count {
            let end = line + 1 < whole.lines.count ? whole.lines.start(ofLine: line + 1) - 1 : whole.bytes.count
            place = "\(whole.name):\(whole.lines.line(at: start) + 1)"
            let source = Source(name: whole.name, bytes: Array(whole.bytes[..<end]))
            let isCommand = PromptCommand(String(decoding: source.bytes[start...], as: UTF8.self)) != nil
            if !isCommand, line + 1 < whole.lines.count, ending(of: source, from: start) != .complete { continue }
            guard await take(source, from: start, in: whole) else { return false }
            start = end + 1
        }
        return true
    }
}
