/// `lead sandbox`
struct SandboxAction {
    private let invocation: Invocation

    init(_ invocation: Invocation) {
        self.invocation = invocation
    }

    func info(json: Bool) -> ExitCode { .usage }

    func reset(_ command: SandboxResetCommand) -> ExitCode { .usage }
}
