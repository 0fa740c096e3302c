import LeadDiagnostics
import LeadJSON
import LeadModel
import LeadReference
import LeadReport
import LeadText

/// Does what `lead explain`, `lead describe` and `lead help TOPIC` ask for.
struct ManualAction {
    private let invocation: Invocation
    private let manual = Manual(providers: Providers.signatures)

    init(_ invocation: Invocation) {
        self.invocation = invocation
    }

    // MARK: explain

    func explain(_ command: ExplainCommand) -> ExitCode {
        var explanations = command.codes.isEmpty ? Explanation.all : []
        for code in command.codes {
            guard let explanation = Self.code(in: code).flatMap(Explanation.init(of:)) else {
                return unknown(code)
            }
            explanations.append(explanation)
        }
        if command.json {
            let document: JSON = ["diagnostics": .array(explanations.map(\.json))]
            invocation.output.write(document.pretty + "\n")
        } else if command.codes.isEmpty {
            show(manual.page(on: "codes"))
        } else {
            for (index, explanation) in explanations.enumerated() {
                if index > 0 { invocation.output.write("\n") }
                show(explanation.page)
            }
        }
        return .success
    }

    /// The code in what was typed, or copied from a message: `L2003`, `l2003`, `error[L2003]:`.
    private static func code(in text: String) -> DiagnosticCode? {
        text.uppercased().split { !$0.isLetter && !$0.isNumber }.lazy.compactMap { DiagnosticCode(rawValue: String($0)) }.first
    }

    private func unknown(_ code: String) -> ExitCode {
        let near = NearestName(among: DiagnosticCode.allCases.map(\.rawValue)).name(nearest: code.uppercased())
        complain(
            "no diagnostic has the code `\(code)`",
            help: near.map { "did you mean `lead explain \($0)`?" } ?? "`lead explain` lists the codes")
        return .usage
    }

    // MARK: describe

    func describe(json: Bool) -> ExitCode {
        if json { invocation.output.write(LanguageDocument().json.pretty + "\n") } else { show(manual.overview) }
        return .success
    }

    // MARK: help

    /// Answers `lead help TOPIC`; nil where the arguments ask for something else, or for the help on a command alone.
    ///
    /// A word that is a command and a word of the language, too, gets both answers.
    func help(_ arguments: [String]) -> ExitCode? {
        guard arguments.first == "help", arguments.count > 1, !arguments.contains(where: { $0.hasPrefix("-") }) else {
            return nil
        }
        let topic = arguments.dropFirst().joined(separator: " ")
        let isCommand = ArgumentOrder.commands.contains(topic)
        if let page = manual.page(on: topic) {
            if isCommand {
                invocation.output.write(LeadCommand.help(onCommand: topic) + "\n\nIn a script, or at the prompt:\n\n")
            }
            show(page)
            return .success
        }
        if isCommand { return nil }
        if arguments.count > 2, LeadCommand.subcommand(topic) != nil {
            invocation.output.write(LeadCommand.help(onCommand: topic) + "\n")
            return .success
        }
        let names = manual.topics + ArgumentOrder.commands.subtracting(["help", "prompt"]).sorted()
        let near = NearestName(among: names).name(nearest: topic.lowercased())
        complain(
            "there is no help on `\(topic)`",
            help: near.map { "did you mean `lead help \($0)`?" }
                ?? "`lead help` lists the commands, `lead describe` the statements")
        return .usage
    }

    // MARK: Writing

    private func show(_ page: ManualPage?) {
        let width = invocation.output.isTerminal ? invocation.output.columns : nil
        if let page { invocation.output.write(page.text(width: width) + "\n") }
    }

    private func complain(_ message: String, help: String) {
        invocation.errors.write("error: \(scrubbed(message))\nhelp: \(scrubbed(help))\n")
    }
}

extension Explanation {
    fileprivate var json: JSON {
        [
            "code": .string(code.rawValue), "title": .string(title), "happened": .string(happened), "reason": .string(reason),
            "wrong": .array(wrong.map(\.json)), "right": .array(right.map(\.json)),
        ]
    }
}

extension ManualPage.Code {
    /// The example with what it is and how it is run.
    var json: JSON {
        var object: JSONObject = [:]
        switch kind {
        case .script(let flags), .wrongScript(let flags):
            object["kind"] = "script"
            object["flags"] = .array(flags.map(JSON.string))
        case .doubtfulScript:
            object["kind"] = "script"
            object["flags"] = []
        case .shell: object["kind"] = "shell"
        case .file(let name):
            object["kind"] = "file"
            object["name"] = .string(name)
        }
        object["while"] = circumstance.map { .string($0.rawValue) }
        object["text"] = .string(text)
        return .object(object)
    }
}
