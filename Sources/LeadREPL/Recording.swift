import LeadDiagnostics
import LeadSyntax
import LeadText

/// The statements that have succeeded at a prompt, as the text of a script.
struct Recording {
    /// How a script begins that was written from a prompt: such a file may be replaced by another.
    static let mark = "# Written by `.script` at the prompt of lead."

    /// What must stand before everything else.
    private var declarations: [Entry] = []
    private var statements: [Entry] = []
    /// How many statements were left out because they hold a secret.
    private(set) var secrets = 0
    /// How many `budget` statements were left out: each has counted from where it stood.
    private(set) var budgets = 0

    /// One statement.
    fileprivate struct Entry {
        /// What it declares, which a later one may declare anew.
        var name: String?
        let text: String
        /// The file that it includes, counted from where the prompt was started.
        var included: String?
    }

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
                declare("param \(variable.name.text)", as: variable.name.text, in: &declarations)
            case _ where isSecret(text): secrets += 1
            case .param(let parameter):
                declare(Self.documented(text, parameter.documentation), as: parameter.name.text, in: &declarations)
            case .define(let definition):
                declare(
                    Self.documented(text, definition.documentation), as: definition.name.text + "(", in: &statements)
            case .include(let include):
                statements.append(Entry(text: text, included: leadingFolder(of: tree.source.name) + include.path))
            default: statements.append(Entry(text: text))
            }
        }
    }

    /// Keeps a declaration, in the place of one of the same name: a script has each of them once.
    private func declare(_ text: String, as name: String, in entries: inout [Entry]) {
        let entry = Entry(name: name, text: text)
        if let known = entries.firstIndex(where: { $0.name == name }) { entries[known] = entry } else { entries.append(entry) }
    }

    private static func documented(_ text: String, _ documentation: String?) -> String {
        guard let documentation else { return text }
        let lines = documentation.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { "## \($0)\n" }.joined() + text
    }

    /// The script, as it stands in the file `path`.
    ///
    /// - Parameter account: The account that the first statement talked to, which another run may not begin with; nil where there is
    ///   no choice.
    func script(at path: String, using account: String? = nil) -> String {
        var blocks = [Self.mark]
        if secrets > 0 {
            let what = secrets == 1 ? "One statement was" : "\(secrets) statements were"
            blocks.append("# \(what) left out that held a key; what was a variable is a parameter.")
        }
        var texts = [declarations, statements].map { $0.map { $0.text(at: path) } }
        if let account, texts[1].first.map({ !$0.lowercased().hasPrefix("use ") }) ?? false {
            texts[1].insert("use \(account)", at: 0)
        }
        let parts = ([blocks] + texts).filter { !$0.isEmpty }
        return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }
}

extension Recording.Entry {
    /// The statement in a script at `path`: what it includes is looked for from there.
    fileprivate func text(at path: String) -> String {
        guard let included else { return text }
        let isAnywhere = included.hasPrefix("/") || path.hasPrefix("/")
        let up = isAnywhere ? "" : leadingFolder(of: path).split(separator: "/").filter { $0 != "." }.map { _ in "../" }.joined()
        var written = ""
        for character in up + included { written += "\\\"$".contains(character) ? "\\\(character)" : String(character) }
        return "include \"\(written)\""
    }
}

/// What stands before the last `/` of a path, and that; empty where there is none, and for what is no file.
private func leadingFolder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
}

extension Prompt {
    /// Whether a text holds what must not be written down.
    func holdsSecret(_ text: String) -> Bool {
        holdsCredential(text) || surroundings.secrets.contains { !$0.isEmpty && text.contains($0) }
    }
}
