/// `lead` at a terminal.
struct PromptAction {
    private let console: Console

    init(_ invocation: Invocation, _ options: RunOptions) {
        console = Console(invocation, options)
    }

    func run() async -> ExitCode {
        console.complain("the prompt is not in this version of lead", help: "`lead check` tells whether a script is right")
        return .usage
    }
}
