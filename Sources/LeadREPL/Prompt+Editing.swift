import LeadTerminal
import LeadText

/// Editing an entry in another program: `.edit` and Ctrl-O.
extension Prompt {
    /// What comes of editing what was typed so far, or the last entry where nothing was; nil where nothing is to be run.
    ///
    /// The new text goes on as if it had been typed: it runs where it is complete, else the prompt asks for the rest.
    func edited(_ entry: String, _ line: String) async -> String? {
        let typed = entry.isEmpty ? line : entry + "\n" + line
        let isBlank = typed.allSatisfy(\.isWhitespace)
        let text = isBlank ? terminal.history.last { PromptCommand($0) == nil } ?? "" : typed
        switch await terminal.edit(text) {
        case .text(let edited):
            let lines = edited.split(separator: "\n", omittingEmptySubsequences: false)
            terminal.write("\(shownName)> \(lines.joined(separator: "\n ...> "))\n")
            return edited
        case .unchanged:
            terminal.write("nothing has been changed, so nothing is run\n")
        case .failed(let reason):
            terminal.write("error: \(scrubbed(reason))\nhelp: nothing is run\n")
        }
        // Up brings it back.
        if !isBlank { remember(typed) }
        return nil
    }
}
