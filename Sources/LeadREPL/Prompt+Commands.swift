import LeadDiagnostics
import LeadModel
import LeadReport
import LeadRuntime
import LeadSemantics
import LeadSyntax
import LeadTerminal
import LeadText

/// The prompt's own commands.
extension Prompt {
    /// Does what an entry says; false where it leaves.
    ///
    /// - Parameters:
    ///   - start: The byte with which the entry begins.
    ///   - whole: The text that messages quote, where the entry is a part of it.
    mutating func take(_ source: Source, from start: Int = 0, in whole: Source? = nil) async -> Bool {
        let text = String(decoding: source.bytes[start...], as: UTF8.self)
        guard text.contains(where: { !$0.isWhitespace }) else { return true }
        guard let command = PromptCommand(text) else {
            await run(source, from: start, in: whole)
            return true
        }
        switch command {
        case .exit: return false
        case .help(let topic): await help(on: topic)
        case .toggle(let toggle, let isOn): set(toggle, isOn)
        case .mode(let form): setMode(form)
        case .output(let output): setOutput(output)
        case .last: if !report.showLast() { complain("no table has been shown yet", help: "`show` shows rows") }
        case .fields(let kind): tellFields(of: kind)
        case .values(let field): tellValues(of: field)
        case .limits: await tellLimits()
        case .vars: tellNames()
        case .history(let count): tellHistory(count ?? Self.shownEntries)
        // Read as Ctrl-O is, since what comes of it may have to go on.
        case .edit: break
        case .run(let file): await run(file: surroundings.files.expand(file))
        case .script(let file): writeScript(surroundings.files.expand(file))
        case .misused(let form): complain("`\(form.text)` is written `\(form.usage)`", help: form.summary)
        case .unknown(let word): explainUnknown(word)
        }
        return true
    }

    /// How many statements `.history` shows where nobody says.
    private static let shownEntries = 20

    private mutating func help(on topic: String?) async {
        guard let topic else { return terminal.write(PromptCommand.help(width: terminal.width)) }
        if topic.lowercased() == "keys" { return terminal.write(PromptCommand.keysText) }
        // `.plan` has a page of its own.
        if topic.lowercased() != ".plan", let form = PromptCommand.forms.first(where: { $0.text == topic.lowercased() }) {
            return terminal.write("\(form.usage)\n  \(form.summary)\n")
        }
        await run(source(of: "help \(topic)"))
    }

    private func explainUnknown(_ command: String) {
        let word = String(command.dropFirst())
        let near = NearestName(among: PromptCommand.forms.map(\.word.rawValue)).name(nearest: word)
        let help: String
        if let instead = PromptCommand.later[command] {
            help = instead
        } else if StatementWord(rawValue: word)?.isAvailable == true {
            help = "write `\(word)`, without the dot"
        } else {
            help = near.map { "did you mean `.\($0)`?" } ?? "`.help` says what the prompt understands"
        }
        let isLater = PromptCommand.later[command] != nil
        complain("`\(command)` is \(isLater ? "not in this version of lead" : "no command of the prompt")", help: help)
    }

    // MARK: Settings

    private mutating func set(_ toggle: PromptCommand.Switch, _ isOn: Bool?) {
        let word = ".\(toggle.rawValue)"
        guard let isOn else {
            let state = switches.contains(toggle) ? "on" : "off"
            return terminal.write("\(toggle.name) is \(state); `\(word) on` and `\(word) off` change it\n")
        }
        if isOn { switches.insert(toggle) } else { switches.remove(toggle) }
        switch (toggle, isOn) {
        case (.pager, true): terminal.write("what is longer than the screen goes through the pager\n")
        case (.plan, true):
            terminal.write("each line is planned first; where it changes something or writes a file, it runs once you agree\n")
        case (.timer, true): terminal.write("each line says how long it took, and how many calls\n")
        case (.preview, true): terminal.write("the first rows of what has been found are shown\n")
        case (_, false): terminal.write("\(toggle.name) is off\n")
        }
    }

    private func setMode(_ form: TableForm?) {
        if let form { report.form = form }
        let others = TableForm.allCases.filter { $0 != report.form }.map(\.rawValue).joined(separator: ", ")
        terminal.write("tables are shown as \(report.form.rawValue)" + (form == nil ? "; `.mode` also takes \(others)\n" : "\n"))
    }

    // MARK: What is there

    private func tellFields(of kind: RecordKind?) {
        let shape = scope.it
        let account = kind == nil ? shape?.account ?? scope.account : scope.account
        let wanted = kind ?? shape?.kind ?? .people
        if kind == nil, let columns = shape?.columns {
            let rows = columns.sorted().map { [$0, Vocabulary.field($0)?.summary ?? ""] }
            return tell(["field", "is"], rows, "fields of the rows at hand, which come from a file")
        }
        guard let signature = catalog.accounts[account] ?? catalog.accounts[scope.account] else { return }
        let rows = Vocabulary.fields.compactMap { field -> [String]? in
            guard let support = signature.support(of: field.name, in: wanted) else { return nil }
            let filter = support.filters.isEmpty ? "here" : signature.title
            return [field.name, field.type.rawValue, filter, field.summary]
        }
        guard !rows.isEmpty else {
            return complain("\(signature.title) has no \(wanted.rawValue)", help: "`use` talks to another account")
        }
        tell(["field", "type", "filtered by", "is"], rows, "fields of \(wanted.rawValue) at \(signature.title)")
    }

    private func tellValues(of name: String) {
        guard let field = Vocabulary.field(name) else {
            let near = NearestName(among: Vocabulary.fields.map(\.name)).name(nearest: name)
            return complain("there is no field `\(name)`", help: near.map { "did you mean `\($0)`?" } ?? "`.fields` lists them")
        }
        switch field.values {
        case .closed(let values): terminal.write("\(field.name): \(values.joined(separator: ", "))\n")
        case .known(let values): terminal.write("\(field.name): \(values.joined(separator: ", ")), and others\n")
        case .open where field.type == .number: terminal.write("\(field.name): any number\n")
        case .open: terminal.write("\(field.name): any text; `summarize by \(field.name)` counts those of the rows at hand\n")
        }
    }

    private mutating func tellLimits() async {
        await run(source(of: "help limits"))
        guard let signature = catalog.accounts[scope.account] else { return }
        let rows = signature.callLimits.map { [$0.name, grouped($0.perMinute), grouped($0.perDay)] }
        guard !rows.isEmpty else { return terminal.write("\n\(signature.title) names no limit for calls\n") }
        terminal.write("\n")
        tell(["price plan", "calls a minute", "calls a day"], rows, nil)
    }

    private func tellNames() {
        var rows = session.known.map { name, meaning -> [String] in
            switch meaning {
            case .value(let value): return [name, "variable", holdsSecret(value.description) ? "***" : value.description]
            case .rows(let kind, let account, let count):
                let title = catalog.accounts[account].map { " at \($0.title)" } ?? ""
                return [name, "rows", "\(count.map { "\($0) " } ?? "")\(kind.rawValue)\(title)"]
            }
        }
        rows += scope.commandForms.map { [$0, "command", ""] }
        guard !rows.isEmpty else { return terminal.write("there are no variables, kept sets and commands yet\n") }
        tell(["name", "is", "value"], rows, nil)
    }

    private func tell(_ header: [String], _ rows: [[String]], _ note: String?) {
        let table = TextTable(columns: header.map { TextTable.Column($0) }, rows: rows)
        terminal.write(table.rendered(width: terminal.width) + (note.map { "(\(rows.count) \($0))\n" } ?? ""))
    }

    private func tellHistory(_ count: Int) {
        let entries = terminal.history
        let first = max(0, entries.count - count)
        let width = String(entries.count).count
        for (place, entry) in entries.enumerated().dropFirst(first) {
            let number = String(place + 1)
            let margin = String(repeating: " ", count: width - number.count) + number + "  "
            let lines = scrubbed(entry, keeping: .newline).split(separator: "\n", omittingEmptySubsequences: false)
            let rest = "\n" + String(repeating: " ", count: margin.count)
            terminal.write(margin + lines.joined(separator: rest) + "\n")
        }
    }
}

extension PromptCommand.Switch {
    /// What is on or off, as people say it.
    fileprivate var name: String {
        switch self {
        case .plan: "planning"
        case .preview: "the preview"
        case .timer: "the timer"
        case .pager: "paging"
        }
    }
}
