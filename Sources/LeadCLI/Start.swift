import ArgumentParser
import Dispatch
import LeadJSON
public import LeadModel
import LeadTerminal
import LeadText
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Runs the program with this process's surroundings and ends it.
///
/// Ctrl-C and a request to end cancel a script behind the call under way; a second one ends it at once. At the prompt
/// these signals are the terminal's, and end it as a Ctrl-D would.
public func start() async -> Never {
    // A closed pipe must be seen as a failed write, not kill the run without a word.
    signal(SIGPIPE, SIG_IGN)
    // What a crash would leave holds the tokens.
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    let invocation = Invocation.ofProcess()
    let order = ArgumentOrder(invocation.arguments, inputIsTerminal: invocation.input.isTerminal)
    let isPrompt = order.arguments.first == "prompt"
    let running = Task { await run(invocation) }
    let ending = Ending()
    let sources = isPrompt ? [] : [SIGINT, SIGTERM].map { cancel(running, on: $0, noting: ending) }
    let code = await running.value
    for source in sources { source.cancel() }
    if isPrompt, let signal = endingSignal { exit(128 + signal) }
    exit(code == .interrupted ? 128 + ending.signal : code.rawValue)
}

/// The signal that asked the process to end; Ctrl-C's where none was noted.
private final class Ending: Sendable {
    private let noted = Mutex(SIGINT)

    var signal: Int32 { noted.withLock { $0 } }

    func note(_ signal: Int32) {
        noted.withLock { $0 = signal }
    }
}

/// Cancels `running` on the first signal; ends the process on the second.
private func cancel(_ running: Task<LeadModel.ExitCode, Never>, on number: Int32, noting ending: Ending)
    -> any DispatchSourceSignal
{
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
        if running.isCancelled { _exit(128 + number) }
        ending.note(number)
        running.cancel()
    }
    source.resume()
    return source
}

/// Runs the program with the given surroundings.
///
/// From here on nothing is written that has not gone through what takes secrets out.
public func run(_ invocation: Invocation) async -> LeadModel.ExitCode {
    let invocation = invocation.redacted()
    invocation.learn(invocation.nearbyTokens)
    let code = await dispatch(invocation)
    if invocation.output.hasFailed, code == .success {
        invocation.errors.write("error: not everything could be written to standard output\n")
        return .failed
    }
    return code
}

private func dispatch(_ invocation: Invocation) async -> LeadModel.ExitCode {
    let order = ArgumentOrder(invocation.arguments, inputIsTerminal: invocation.input.isTerminal)
    if let command = order.laterCommand {
        invocation.errors.write("error: `lead \(command)` is not in this version of lead\n")
        invocation.errors.write("help: `lead --help` lists what is; a file of that name is `./\(command)`\n")
        return .usage
    }
    if let mistake = invocation.clockMistake {
        invocation.errors.write(
            "error: \(scrubbed(mistake))\nhelp: LEAD_NOW is written 2026-01-31T09:30:00Z, LEAD_SEED is a whole number\n")
        return .usage
    }
    // There is nothing to parse, and to build the parser takes a third of the time to the prompt.
    let isPlain = (["LEAD_READ_ONLY", "LEAD_MAX_ROWS", "LEAD_SANDBOX"] + NetworkArguments.variables).allSatisfy {
        invocation.environment[$0] == nil
    }
    if order.arguments == ["prompt"], isPlain {
        return await invocation.withAccounts(choosing: nil) { await PromptAction($0, PromptAction.Options()).run() }
    }
    if let code = ManualAction(invocation).help(order.arguments) { return code }
    do {
        var command = try LeadCommand.parseAsRoot(order.arguments)
        switch command {
        case let command as RunCommand:
            let options = try command.options.with(invocation.environment)
            return await invocation.withAccounts(choosing: options.account.profile, options) {
                await RunAction($0, options).run(command)
            }
        case let command as PlanCommand:
            let options = try command.options.with(invocation.environment)
            return await invocation.withAccounts(choosing: options.account.profile, options) {
                await PlanAction($0, command, options).run()
            }
        case let command as ApplyCommand:
            return await ApplyAction(invocation, command.plan, try command.options(invocation.environment)).run()
        case let command as CheckCommand:
            return await invocation.withAccounts(choosing: command.account.profile, command.options) {
                CheckAction($0, command.options).run(command)
            }
        case let command as FormatCommand: return FormatAction(invocation, command).run()
        case let command as ExplainCommand: return ManualAction(invocation).explain(command)
        case let command as DescribeCommand: return ManualAction(invocation).describe(json: command.json)
        case let command as SandboxInfoCommand: return SandboxAction(invocation).info(json: command.json)
        case let command as SandboxResetCommand: return SandboxAction(invocation).reset(command)
        case let command as ServeCommand: return await ServeAction(invocation, command).run()
        case let command as PromptCommand:
            let options = try PromptAction.Options(command, invocation.environment)
            return await invocation.withAccounts(choosing: command.account.profile) { await PromptAction($0, options).run() }
        default:
            if let code = await accountCommand(command, invocation) { return code }
            // Help, and commands that only hold others, answer by throwing what they have to say.
            try command.run()
            return .success
        }
    } catch {
        return report(error, to: invocation)
    }
}

/// Does what `lead auth` and `lead config` ask for; nil for any other command.
private func accountCommand(_ command: any ParsableCommand, _ invocation: Invocation) async -> LeadModel.ExitCode? {
    switch command {
    case let command as AuthLoginCommand: return await AuthAction(invocation).login(command)
    case let command as AuthStatusCommand: return await AuthAction(invocation).status(command)
    case let command as AuthLogoutCommand: return AuthAction(invocation).logout(command)
    case let command as ConfigGetCommand: return ConfigAction(invocation).get(command)
    case let command as ConfigSetCommand: return ConfigAction(invocation).set(command)
    case let command as ConfigUnsetCommand: return ConfigAction(invocation).unset(command)
    case let command as ConfigPathCommand: return ConfigAction(invocation).paths(command)
    default: return nil
    }
}

/// Says what is wrong with the arguments; help and version are no mistakes and go to standard output.
private func report(_ error: any Error, to invocation: Invocation) -> LeadModel.ExitCode {
    let message = LeadCommand.fullMessage(for: error)
    guard LeadCommand.exitCode(for: error) != .success else {
        invocation.output.write(message + "\n")
        return .success
    }
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    invocation.errors.write(
        scrubbed(
            (["error: " + (lines.first ?? "").replacingPrefix("Error: ", with: "")] + lines.dropFirst()).joined(separator: "\n"),
            keeping: .newline) + "\n")
    if invocation.arguments.contains("--json") {
        let document: JSON = [
            "lead": .string(version), "error": .string((lines.first ?? "").replacingPrefix("Error: ", with: "")),
            "exit": .integer(Int(ExitCode.usage.rawValue)),
        ]
        invocation.output.write(document.pretty + "\n")
    }
    return .usage
}

extension String {
    func replacingPrefix(_ prefix: String, with replacement: String) -> String {
        hasPrefix(prefix) ? replacement + dropFirst(prefix.count) : self
    }
}
