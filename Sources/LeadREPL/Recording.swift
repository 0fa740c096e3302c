import LeadDiagnostics
import LeadSyntax
import LeadText

/// The statements that have succeeded at a prompt, as the text of a script.
struct Recording {
    /// How a script begins that was written from a prompt: such a file may be replaced by another.
    static let mark = "# Written by `.script` at the prompt of lead."

    /// What must stand before everything else.
    private var declarations: [String] = []
    private var statements: [String] = []
    /// How many statements were left out because they hold a secret.
    private(set) var secrets = 0
    /// How many `budget` statements were left out: each has counted from where it stood.
    private(set) var budgets = 0

    /// Whether there is nothing to write.
    var isEmpty: Bool { declarations.isEmpty && statements.isEmpty }

    /// How many statements there are.
    var count: Int { declarations.count + statements.count }

    /// Keeps the statements of an entry that has succeeded; those that only say something about the language are left out.
    mutating func note(_ tree: Tree, isSecret: (String) -> Bool) {
        for statement in tree.statements {
            let text = tree.source.text(of: statement.span)
            switch statement.kind {
            case .help, .explain, .plan: continue
            // What follows it on the line has not run, and it would end the script.
            case .stop: return
            case .edition: continue
            case .budget: budgets += 1
            // Whoever runs the script gives what cannot be written down.
            case .let(let variable) where isSecret(text):
                secrets += 1
                declarations.append("param \(variable.name.text)")
            case _ where isSecret(text): secrets += 1
            case .param(let parameter):
                declarations.append(Self.documented(text, parameter.documentation))
            case .define(let definition): statements.append(Self.documented(text, definition.documentation))
            default: statements.append(text)
            }
        }
    }

    private static func documented(_ text: String, _ documentation: String?) -> String {
        guard let documentation else { return text }
        let lines = documentation.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { "## \($0)\n" }.joined() + text
    }

    /// The script.
    var script: String {
        var blocks = [Self.mark]
        if secrets > 0 {
            let what = secrets == 1 ? "One statement was" : "\(secrets) statements were"
            blocks.append("# \(what) left out that held a key; what was a variable is a parameter.")
        }
        let parts = [blocks, declarations, statements].filter { !$0.isEmpty }
        return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }
}

extension Prompt {
    /// Whether a text holds what must not be written down.
    func holdsSecret(_ text: String) -> Bool {
        holdsCredential(text) || surroundings.secrets.contains { !$0.isEmpty && text.contains($0) }
    }
}
