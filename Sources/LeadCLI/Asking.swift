import LeadModel
import LeadRuntime
import LeadTerminal
import LeadText

extension Invocation {
    /// Whether a person sits at standard input and sees standard error.
    var canAsk: Bool {
        input.isTerminal && errors.isTerminal && (environment["LEAD_NO_INPUT"] ?? "").isEmpty
    }

    /// Asks the person at the terminal.
    func ask(_ question: Question) -> Answer {
        errors.write(question.prompt)
        return question.answer(input.readLine())
    }
}

extension Question {
    /// The question as it is put.
    var prompt: String {
        let how = word.map { "type its name (\(scrubbed($0))) to agree" } ?? "type yes to agree"
        return "\(scrubbed(text)): \(how): "
    }

    /// What a typed line says to it.
    func answer(_ line: String?) -> Answer {
        let typed = (line ?? "").split(separator: "\n").first.map(String.init)?.trimmed ?? ""
        if let word { return typed == word.trimmed ? .yes : .no }
        return ["yes", "y"].contains(typed.lowercased()) ? .yes : .no
    }
}

extension Terminal {
    /// Asks the person who types at the prompt.
    func ask(_ question: Question) async -> Answer {
        guard case .line(let line) = await readAnswer(prompt: question.prompt) else { return .no }
        return question.answer(line)
    }
}
