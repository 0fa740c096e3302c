public import ArgumentParser
import LeadModel
public import LeadReport
import LeadSyntax

/// The command line as ArgumentParser reads it; what each command does stands in a file of its own.
struct LeadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lead",
        abstract: "The prospecting shell: find people, select rows, build lists.",
        discussion: """
            At a terminal, `lead` without a command is the prompt; with a script on standard input it runs that.
            `lead FILE` is `lead run FILE`. `lead help add` is about a statement, a field or a code.
            `lead auth login` makes an account known; `--sandbox` runs everything on the embedded sandbox, without one.
            """,
        version: "lead \(version)",
        subcommands: [
            RunCommand.self, PlanCommand.self, ApplyCommand.self, CheckCommand.self, FormatCommand.self, ExplainCommand.self,
            DescribeCommand.self, AuthCommand.self, ConfigCommand.self, SandboxCommand.self,
            ServeCommand.self, PromptCommand.self,
        ])
}

extension LeadCommand {
    /// What `lead help` says of a command of its own.
    static func help(onCommand name: String) -> String {
        subcommand(name).map { helpMessage(for: $0) } ?? helpMessage()
    }

    /// The command of a name such as `run` or `auth login`.
    static func subcommand(_ name: String) -> (any ParsableCommand.Type)? {
        var command: any ParsableCommand.Type = LeadCommand.self
        for word in name.split(separator: " ") {
            guard let next = command.configuration.subcommands.first(where: { $0.configuration.commandName == String(word) })
            else { return nil }
            command = next
        }
        return command
    }
}

/// The version that `lead --version` prints.
let version = "0.1.0"

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run scripts.",
        discussion: "Each file is a session of its own; the exit code is the most severe of them.")

    @Argument(help: ArgumentHelp("Scripts to run; `-` is standard input.", valueName: "file"))
    var files: [String] = []

    @Option(
        name: [.customShort("c"), .customLong("command")],
        help: ArgumentHelp("Run this text; may be repeated.", valueName: "text"))
    var commands: [String] = []

    @OptionGroup var options: RunOptions
}

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Say what scripts would do, call by call, and change nothing.",
        discussion: """
            What a plan must know it reads from the services; nothing is written there, and no file. A number is exact where \
            the services stay as they are; where only the run can know it, the least and the most are said.
            """)

    @Argument(help: ArgumentHelp("Scripts to plan; `-` is standard input.", valueName: "file"))
    var files: [String] = []

    @Option(
        name: [.customShort("c"), .customLong("command")],
        help: ArgumentHelp("Plan this text; may be repeated.", valueName: "text"))
    var commands: [String] = []

    @Flag(
        name: .customLong("detailed-exitcode"),
        help: "End with exit code 8 where a script would change something at a service, or write a file.")
    var isDetailed = false

    @Option(
        name: [.customShort("o"), .customLong("out")],
        help: ArgumentHelp("Keep the plan of one script in this file, for `lead apply`.", valueName: "file"))
    var out: String?

    @Flag(
        name: .customLong("offline"),
        help: "Read nothing and need no account: each number has a least and a most, whatever the services hold.")
    var isOffline = false

    @OptionGroup var options: RunOptions
}

struct ApplyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Carry out a plan that `lead plan -o` has kept, if it still holds.",
        discussion: """
            The file is the approval: nothing is asked. It is refused, with the reason, if the script, a file that it includes \
            or reads, the size of a search or a list that it names is not what it was.
            """)

    @Argument(help: ArgumentHelp("The plan.", valueName: "plan"))
    var plan: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Write every request and answer to this file, secrets taken out; `-` is standard output.", valueName: "file"))
    var trace: String?

    @OptionGroup var network: NetworkArguments

    @OptionGroup var talk: TalkOptions

    /// The options of a run; those that the plan was made under are the plan's.
    func options(_ environment: [String: String]) throws -> RunOptions {
        var options = try RunOptions.parse([])
        options.talk = talk
        options.network = network
        options.trace = trace
        return try options.with(environment)
    }
}

/// How a command talks, and whether it means the sandbox.
struct TalkOptions: ParsableArguments {
    @Flag(name: .long, help: "Use the embedded sandbox, whatever provider the script names.")
    var sandbox = false

    @Flag(name: .long, help: "Print one JSON document on standard output instead of text.")
    var json = false

    @Option(name: .long, help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
    var color: ColorChoice = .auto

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The form of diagnostics: fancy, plain, short, json or github (default: by where they go).", valueName: "form"))
    var diagnostics: DiagnosticForm?

    @Flag(name: .shortAndLong, help: "Say nothing on standard error but what is wrong.")
    var quiet = false
}

struct RunOptions: ParsableArguments {
    @OptionGroup var talk: TalkOptions

    @OptionGroup var account: ProfileArguments

    @OptionGroup var network: NetworkArguments

    @Option(
        name: .customLong("var"), help: ArgumentHelp("Set a parameter of the script; may be repeated.", valueName: "name=value"))
    var variables: [String] = []

    @Option(
        name: .customLong("var-file"),
        help: ArgumentHelp(
            "Set parameters from a file of `name=value` lines, or a JSON object; may be repeated.", valueName: "file"))
    var variableFiles: [String] = []

    @Flag(name: .customLong("read-only"), help: "Refuse scripts that write.")
    var isReadOnly = false

    @Flag(name: .customLong("yes"), help: "Agree beforehand to what would be asked: deleting a list, removing many rows.")
    var saysYes = false

    @Option(
        name: .customLong("max-rows"),
        help: ArgumentHelp(
            """
            The most rows that a statement without a number of its own writes (default \(RowLimits.written)) \
            or reads (\(RowLimits.read)).
            """, valueName: "n"))
    var maxRows: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Write every request and answer to this file, secrets taken out; `-` is standard output.", valueName: "file"))
    var trace: String?

    func validate() throws {
        if let maxRows, !(1...1_000_000_000).contains(maxRows) { throw ValidationError("--max-rows takes a number from 1 on.") }
    }
}

extension RunOptions {
    /// The options with those that the environment sets and no flag does: `LEAD_READ_ONLY=1`, `LEAD_MAX_ROWS=500`.
    func with(_ environment: [String: String]) throws -> RunOptions {
        var options = self
        options.talk.sandbox = talk.sandbox || environment.isOn("LEAD_SANDBOX")
        options.talk.json = talk.json || environment.isOn("LEAD_JSON")
        options.talk.quiet = talk.quiet || environment.isOn("LEAD_QUIET")
        options.isReadOnly = isReadOnly || environment.isOn("LEAD_READ_ONLY")
        options.saysYes = saysYes || environment.isOn("LEAD_YES")
        options.maxRows = try maxRows ?? environment.maxRows
        options.network = try network.with(environment)
        // One flag means one place, whatever the environment says of the other.
        if talk.sandbox, network.sandboxURL == nil { options.network.sandboxURL = nil }
        if network.sandboxURL != nil, !talk.sandbox { options.talk.sandbox = false }
        try options.validate()
        return options
    }
}

extension [String: String] {
    /// Whether a variable of the environment switches something on.
    func isOn(_ name: String) -> Bool {
        !["", "0", "false", "no"].contains((self[name] ?? "").lowercased())
    }

    /// The number in `LEAD_MAX_ROWS`.
    fileprivate var maxRows: Int? {
        get throws {
            guard let text = self["LEAD_MAX_ROWS"], !text.isEmpty else { return nil }
            guard let number = Int(text) else { throw ValidationError("LEAD_MAX_ROWS is no number: `\(text)`.") }
            return number
        }
    }
}

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Parse and check scripts; nothing is sent.")

    @Argument(help: ArgumentHelp("Scripts to check; `-` is standard input.", valueName: "file"))
    var files: [String] = []

    @Option(
        name: [.customShort("c"), .customLong("command")],
        help: ArgumentHelp("Check this text; may be repeated.", valueName: "text"))
    var commands: [String] = []

    @Flag(name: .customLong("read-only"), help: "Refuse scripts that write.")
    var isReadOnly = false

    @OptionGroup var account: ProfileArguments

    @OptionGroup var options: TalkOptions
}

struct FormatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt", abstract: "Lay out scripts anew.",
        discussion: "Without a flag the new text goes to standard output. A script with mistakes is left as it is.")

    @Argument(help: ArgumentHelp("Scripts to lay out; `-` is standard input.", valueName: "file"))
    var files: [String] = []

    @Flag(name: [.customShort("w"), .long], help: "Write the new text into the files that it changes.")
    var write = false

    @Flag(name: .long, help: "Print the names of the files that would change, and end with exit code 1 if there are any.")
    var check = false

    @Flag(name: .long, help: "Print what would change.")
    var diff = false

    @Option(name: .long, help: ArgumentHelp("How many columns a line should have at most.", valueName: "n"))
    var width = Limits.width

    @OptionGroup var options: TalkOptions

    func validate() throws {
        if [write, check, diff].filter(\.self).count > 1 {
            throw ValidationError("--write, --check and --diff exclude each other.")
        }
        if write, files.contains("-") { throw ValidationError("--write has no file to write standard input to.") }
        if !Limits.widths.contains(width) {
            throw ValidationError("--width takes a number from \(Limits.widths.lowerBound) to \(Limits.widths.upperBound).")
        }
    }
}

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Say what the code of a diagnostic means, with a wrong example and a right one.",
        discussion: "Without a code, all codes are listed.")

    @Argument(help: ArgumentHelp("Codes, such as L2003.", valueName: "code"))
    var codes: [String] = []

    @Flag(name: .long, help: "Print JSON.")
    var json = false
}

struct DescribeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe", abstract: "Print the language as data: statements, fields, functions, codes, limits.",
        discussion: "`docs/describe.schema.json` is the document's schema. Without --json, the statements are listed.")

    @Flag(name: .long, help: "Print JSON.")
    var json = false
}

struct SandboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox", abstract: "The embedded sandbox's data.",
        subcommands: [SandboxInfoCommand.self, SandboxResetCommand.self])
}

struct SandboxInfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "info", abstract: "Say where the sandbox is and what it holds.")

    @Flag(name: .long, help: "Print JSON.")
    var json = false
}

struct SandboxResetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset", abstract: "Make the sandbox anew; its lists and contacts are lost.")

    @Option(name: .long, help: ArgumentHelp("How many people (default \(Defaults.people), at most 1000000).", valueName: "n"))
    var people: Int?

    @Option(
        name: .long, help: ArgumentHelp("The number that the data are drawn from (default \(Defaults.seed)).", valueName: "s"))
    var seed: UInt64?
}

/// What `lead` alone does at a terminal; not a command that anybody types.
struct PromptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "prompt", abstract: "The prompt.", shouldDisplay: false)

    @Flag(name: .customLong("no-init"), help: "Do not run the lines of init.lead first.")
    var skipsBeginning = false

    @Flag(name: .customLong("read-only"), help: "Refuse statements that write.")
    var isReadOnly = false

    @Option(
        name: .customLong("max-rows"),
        help: ArgumentHelp(
            "The most rows that a statement without a number of its own writes or reads, as for `lead run`.", valueName: "n"))
    var maxRows: Int?

    @OptionGroup var account: ProfileArguments

    @OptionGroup var network: NetworkArguments

    @OptionGroup var options: TalkOptions
}

extension PromptAction.Options {
    /// The options as they were written, with those that the environment sets and no flag does.
    init(_ command: PromptCommand, _ environment: [String: String]) throws {
        for (flag, isGiven) in [("--json", command.options.json), ("--quiet", command.options.quiet)] where isGiven {
            throw ValidationError("\(flag) means nothing at the prompt.")
        }
        let others = [
            ("--timeout", command.network.timeout != nil), ("--record", command.network.record != nil),
            ("--replay", command.network.replay != nil),
        ]
        for (flag, isGiven) in others where isGiven { throw ValidationError("\(flag) means nothing at the prompt.") }
        if command.options.sandbox, command.network.sandboxURL != nil {
            throw ValidationError("--sandbox and --sandbox-url exclude each other.")
        }
        var run = try RunOptions.parse([])
        (run.isReadOnly, run.maxRows, run.network) = (command.isReadOnly, command.maxRows, command.network)
        run.talk.sandbox = command.options.sandbox
        run = try run.with(environment)
        self.init(
            readsBeginning: !command.skipsBeginning, isReadOnly: run.isReadOnly, maxRows: run.maxRows,
            color: command.options.color, diagnostics: command.options.diagnostics, isOnSandbox: run.talk.sandbox,
            network: run.network)
    }
}

extension ColorChoice: ExpressibleByArgument {}

extension DiagnosticForm: ExpressibleByArgument {}
