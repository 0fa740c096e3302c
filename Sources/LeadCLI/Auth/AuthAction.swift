import LeadConfig
import LeadDiagnostics
import LeadModel
import LeadProviders
import LeadReport
import LeadText

#if canImport(Glibc)
    import Glibc
#endif

/// Does what `lead auth` asks for.
struct AuthAction {
    let invocation: Invocation

    init(_ invocation: Invocation) {
        self.invocation = invocation
    }

    // MARK: Logging in

    func login(_ command: AuthLoginCommand) async -> ExitCode {
        let editor: ConfigurationEditor
        switch ConfigurationEditor.open(invocation) {
        case .success(let opened): editor = opened
        case .failure(let refusal): return refuse(refusal)
        }
        let plan: Login
        switch Login.planned(command, editor.configuration) {
        case .success(let planned): plan = planned
        case .failure(let complaint): return complain(complaint.message, help: complaint.help)
        }
        guard let store = invocation.tokenStore else {
            return complain("there is no folder to store a token in", help: "set HOME or XDG_CONFIG_HOME")
        }
        let token: String
        switch read(command, for: plan.account) {
        case .success(let read): token = read
        case .failure(let failure): return end(failure)
        }
        invocation.learn([token])
        let stored = TokenStore.Stored(token: token, provider: plan.account.service.name, address: plan.account.address)
        let before: TokenStore.Stored? = (try? store.read(plan.account.name).get()) ?? nil
        var notStored: String?
        let change = ConfigurationEditor.change(invocation, plan.changes) {
            notStored = store.write(stored, for: plan.account.name)
            return notStored.map {
                .complaint("the token could not be stored: \($0)", help: "`lead config path` says where it would be")
            }
        }
        guard case .failure(let refusal) = change else {
            tellOfLogin(plan.account, in: store)
            return .success
        }
        // A token for a profile that is not there would be of no use.
        if notStored == nil {
            _ = before.map { store.write($0, for: plan.account.name) } ?? store.remove(plan.account.name)
        }
        let code = refuse(refusal)
        return notStored == nil ? code : .failed
    }

    private func tellOfLogin(_ account: Account, in store: TokenStore) {
        let name = account.name
        say(
            "the token of `\(name)` (\(account.service.title), \(scrubbed(account.address))) is stored in "
                + "\(scrubbed(invocation.shown(store.path(of: name))))")
        if invocation.hasTokenVariable(account.profile) {
            say("note: \(account.profile.variable)_TOKEN or \(account.profile.variable)_TOKEN_FILE is set, and goes before it")
        } else if account.profile.tokenFile != nil {
            say("note: `token_file` of `\(name)` goes before it")
        }
        say("`lead auth status \(name) --check` tries it")
    }

    private struct Ending: Error {
        let message: String?
        var help = ""
        let code: ExitCode
    }

    /// Reads the token from standard input, or from whoever sits at the terminal.
    private func read(_ command: AuthLoginCommand, for account: Account) -> Result<String, Ending> {
        let typed: String
        if command.readsInput, !invocation.input.isTerminal {
            typed = String(decoding: invocation.wholeInput(), as: UTF8.self)
        } else if invocation.canAsk {
            let place = "\(account.service.title), \(scrubbed(account.address))"
            invocation.errors.write("Token of `\(account.name)` (\(place)), which is not shown: ")
            let outcome = TokenEntry.read(from: STDIN_FILENO) { Task.isCancelled }
            invocation.errors.write("\n")
            switch outcome {
            case .typed(let text): typed = text
            case .interrupted: return .failure(Ending(message: nil, code: .interrupted))
            case .end: return .failure(Ending(message: "no token was given", help: "nothing was stored", code: .usage))
            case .failed(let reason):
                return .failure(
                    Ending(
                        message: "the terminal would show the token: \(reason)",
                        help: "give it on standard input: `lead auth login \(account.name) --with-token < FILE`", code: .usage))
            }
        } else {
            return .failure(
                Ending(
                    message: "nobody can be asked for the token here",
                    help: "give it on standard input: `lead auth login \(account.name) --with-token < FILE`", code: .usage))
        }
        let token = typed.trimmed
        guard BearerToken.isOne(token) else {
            return .failure(
                Ending(
                    message: "that is no token",
                    help: "a token has at least 8 letters, digits or `-._~+/=`, and no blank; "
                        + "nothing was stored", code: .usage))
        }
        return .success(token)
    }

    private func end(_ ending: Ending) -> ExitCode {
        if let message = ending.message { return complain(message, help: ending.help, ending.code) }
        return ending.code
    }

    // MARK: Logging out

    func logout(_ command: AuthLogoutCommand) -> ExitCode {
        let name = command.profile.lowercased()
        guard Profile.isName(name), let store = invocation.tokenStore else {
            return complain("`\(scrubbed(command.profile))` is no name of a profile", help: "`lead auth status` lists them")
        }
        var status = stat()
        let wasStored = lstat(store.path(of: name), &status) == 0
        if let reason = store.remove(name) {
            return complain("the token of `\(name)` could not be removed: \(reason)", help: "remove it by hand", .failed)
        }
        say(
            wasStored
                ? "the token of `\(name)` is forgotten; it is still valid at the service" : "no token of `\(name)` was stored")
        let profile = Profile(name: name, provider: "")
        if invocation.hasTokenVariable(profile) {
            say("note: \(profile.variable)_TOKEN or \(profile.variable)_TOKEN_FILE is still set")
        }
        return .success
    }

    // MARK: Talking

    func say(_ line: String) {
        invocation.errors.write(line + "\n")
    }

    func complain(_ message: String, help: String, _ code: ExitCode = .usage) -> ExitCode {
        invocation.errors.write("error: \(message)\nhelp: \(help)\n")
        return code
    }

    func refuse(_ refusal: ConfigurationRefusal) -> ExitCode {
        let console = Console(invocation, color: .auto, form: nil, isQuiet: false)
        invocation.tell(refusal, on: console)
        return .usage
    }
}
