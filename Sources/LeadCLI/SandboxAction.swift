import LeadDiagnostics
import LeadJSON
import LeadModel
import LeadReport
import LeadStore
import LeadText

/// Does what `lead sandbox info` and `lead sandbox reset` ask for.
struct SandboxAction {
    private let invocation: Invocation

    init(_ invocation: Invocation) {
        self.invocation = invocation
    }

    func info(json: Bool) -> ExitCode {
        switch SandboxAccess.openFilledStore(invocation) {
        case .failure(let failure): return fail(failure)
        case .success((let store, let path)):
            do {
                guard let info = try store.info() else { return .failed }
                invocation.output.write(json ? document(info, at: path).pretty + "\n" : description(info, at: path))
                return .success
            } catch {
                return fail(SandboxAccess.Failure(path: path, reason: SandboxAccess.reason(error)))
            }
        }
    }

    func reset(_ command: SandboxResetCommand) -> ExitCode {
        let people = command.people ?? Defaults.people
        guard (1...1_000_000).contains(people) else {
            invocation.errors.write(
                "error: --people takes a number from 1 to 1000000\nhelp: for example `--people \(Defaults.people)`\n")
            return .usage
        }
        var opened = SandboxAccess.openStore(invocation)
        if case .failure(let failure) = opened {
            // What cannot be read is made anew, as the message that sends people here promises.
            Store.remove(path: failure.path)
            opened = SandboxAccess.openStore(invocation)
        }
        switch opened {
        case .failure(let failure): return fail(failure)
        case .success((let store, let path)):
            do {
                try store.reset(people: people, seed: command.seed ?? Defaults.seed)
                guard let info = try store.info() else { return .failed }
                invocation.output.write(description(info, at: path))
                return .success
            } catch {
                return fail(SandboxAccess.Failure(path: path, reason: SandboxAccess.reason(error)))
            }
        }
    }

    private func fail(_ failure: SandboxAccess.Failure) -> ExitCode {
        invocation.errors.write(DiagnosticRenderer(form: .plain).render([failure.diagnostic], in: nil))
        return .failed
    }

    private func description(_ info: Store.Info, at path: String) -> String {
        """
        data      \(path)
        people    \(grouped(info.people))
        companies \(grouped(info.companies))
        lists     \(grouped(info.lists))
        contacts  \(grouped(info.contacts))
        seed      \(info.seed)

        """
    }

    private func document(_ info: Store.Info, at path: String) -> JSON {
        [
            "path": .string(path), "people": .integer(info.people), "companies": .integer(info.companies),
            "lists": .integer(info.lists), "contacts": .integer(info.contacts),
            "seed": .integer(Int(truncatingIfNeeded: info.seed)),
        ]
    }
}
