import LeadTerminal
import LeadText

/// A terminal that shows no secret, and remembers none.
struct RedactingTerminal: Terminal {
    private let base: any Terminal
    private let secrets: Secrets

    init(_ base: any Terminal, _ secrets: Secrets) {
        self.base = base
        self.secrets = secrets
    }

    var isInteractive: Bool { base.isInteractive }
    var width: Int { base.width }
    var height: Int? { base.height }
    var history: [String] { base.history }

    func write(_ text: String) {
        base.write(secrets.redactor.redact(text))
    }

    func readLine(prompt: String, completer: Completer?) async -> TerminalInput {
        await base.readLine(prompt: prompt, completer: completer)
    }

    func readAnswer(prompt: String) async -> TerminalInput {
        await base.readAnswer(prompt: prompt)
    }

    func onInterrupt(_ action: (@Sendable () -> Void)?) {
        base.onInterrupt(action)
    }

    func remember(_ entry: String) {
        // What would come back mutilated is better not remembered.
        if secrets.redactor.redact(entry) == entry { base.remember(entry) }
    }

    func edit(_ text: String) async -> Edited {
        await base.edit(text)
    }

    func page(_ text: String) {
        base.page(secrets.redactor.redact(text))
    }
}
