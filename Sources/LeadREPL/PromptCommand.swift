import LeadModel
import LeadReport

/// What the prompt understands beside the language.
enum PromptCommand: Hashable {
    /// `.exit`, `exit`, `quit`
    case exit
    /// `.help`; `.help add` is the manual's page on a topic
    case help(topic: String?)
    /// `.plan on`, `.timer off`; without a word it asks which
    case toggle(Switch, Bool?)
    /// `.mode json`; without a word it asks which
    case mode(TableForm?)
    /// `.output people.csv`
    case output(Output)
    /// `.last`
    case last
    /// `.fields companies`
    case fields(RecordKind?)
    /// `.values seniority`
    case values(field: String)
    /// `.limits`
    case limits
    /// `.vars`
    case vars
    /// `.history 5`
    case history(Int?)
    /// `.run file.lead`
    case run(file: String)
    /// `.script file.lead`
    case script(file: String)
    /// `.edit`
    case edit
    /// A command with arguments that it does not take.
    case misused(Form)
    /// Another word behind a dot.
    case unknown(String)

    /// What is on or off.
    enum Switch: String, Hashable {
        case plan, preview, timer, pager
    }

    /// Where tables go.
    enum Output: Hashable {
        case ask
        case off
        case file(String, replaces: Bool)
    }

    /// Reads a line; nil where it is a statement.
    init?(_ line: String) {
        let words = line.split { $0.isWhitespace || $0 == ";" }.map(String.init)
        guard let first = words.first?.lowercased() else { return nil }
        if words.count == 1, first == "exit" || first == "quit" {
            self = .exit
            return
        }
        guard first.hasPrefix("."), first.dropFirst().first?.isLetter == true else { return nil }
        guard let form = Self.forms.first(where: { $0.text == first }) else {
            self = .unknown(first)
            return
        }
        self = Self.read(form.word, Array(words.dropFirst()), Self.rest(of: line)) ?? .misused(form)
    }

    /// A command by its word and what stands behind it; nil where it does not take that.
    private static func read(_ word: Word, _ arguments: [String], _ rest: String) -> PromptCommand? {
        let argument = arguments.first?.lowercased()
        switch word {
        case .exit, .quit: return arguments.isEmpty ? .exit : nil
        case .help: return .help(topic: arguments.isEmpty ? nil : arguments.joined(separator: " "))
        case .script: return rest.isEmpty ? nil : .script(file: rest)
        case .run: return rest.isEmpty ? nil : .run(file: rest)
        case .output: return target(rest).map(PromptCommand.output)
        case .plan, .preview, .timer, .pager, .mode, .last, .edit, .fields, .values, .limits, .vars, .history: break
        }
        guard arguments.count <= 1 else { return nil }
        switch word {
        case .plan: return switching(.plan, argument)
        case .preview: return switching(.preview, argument)
        case .timer: return switching(.timer, argument)
        case .pager: return switching(.pager, argument)
        case .edit: return arguments.isEmpty ? .edit : nil
        case .mode:
            let form = argument.flatMap { TableForm(rawValue: $0) }
            return argument == nil || form != nil ? .mode(form) : nil
        case .fields:
            let kind = argument.flatMap { RecordKind(rawValue: $0) }
            return argument == nil || kind != nil ? .fields(kind) : nil
        case .values: return argument.map { .values(field: $0) }
        case .history:
            let count = argument.flatMap { Int($0) }
            return argument == nil || count ?? 0 > 0 ? .history(count) : nil
        case .last: return arguments.isEmpty ? .last : nil
        case .limits: return arguments.isEmpty ? .limits : nil
        case .vars: return arguments.isEmpty ? .vars : nil
        case .exit, .quit, .help, .script, .run, .output: return nil
        }
    }

    private static func switching(_ toggle: Switch, _ argument: String?) -> PromptCommand? {
        switch argument {
        case nil: .toggle(toggle, nil)
        case "on": .toggle(toggle, true)
        case "off": .toggle(toggle, false)
        default: nil
        }
    }

    private static func target(_ rest: String) -> Output? {
        if rest.isEmpty { return .ask }
        if rest.lowercased() == "off" { return .off }
        let words = rest.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
        if words.first == "--replace" { return words.count == 2 ? .file(unquoted(words[1].trimmed), replaces: true) : nil }
        // A word that switches something on, and what a shell would take for a program.
        if rest.hasPrefix("-") || rest.hasPrefix("|") || rest.lowercased() == "on" { return nil }
        return .file(rest, replaces: false)
    }

    /// What stands behind the first word, without a semicolon at its end; quotes around all of it may stand or not.
    private static func rest(of line: String) -> String {
        let text = line.trimmed
        guard let blank = text.firstIndex(where: \.isWhitespace) else { return "" }
        var rest = text[blank...].drop(while: \.isWhitespace)
        while let last = rest.last, last == ";" || last.isWhitespace { rest.removeLast() }
        return unquoted(String(rest))
    }

    private static func unquoted(_ text: String) -> String {
        let isQuoted = ["\"", "'"].contains { text.hasPrefix($0) && text.hasSuffix($0) }
        guard text.count >= 2, isQuoted else { return text }
        return String(text.dropFirst().dropLast())
    }
}
