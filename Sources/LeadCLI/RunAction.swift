/// `lead run`
struct RunAction {
    private let console: Console

    init(_ invocation: Invocation, _ options: RunOptions) {
        console = Console(invocation, options)
    }

    func run(_ command: RunCommand) async -> ExitCode {
        console.complain("`lead run` is not in this version of lead", help: "`lead check` tells whether a script is right")
        return .usage
    }
}
