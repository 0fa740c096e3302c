import LeadDiagnostics
import LeadModel
import LeadRuntime
import LeadSemantics
import LeadTerminal
import LeadText

/// The Tab key.
extension Prompt {
    /// Answers the Tab key on a line behind the lines of `entry`, from what is known now.
    func completer(behind entry: String) -> Completer {
        // What ran since may have changed lists.
        if entry.isEmpty { lists.expire() }
        let (catalog, scope, files, surroundings) = (catalog, scope, files, surroundings)
        let sources = CompletionSources(
            lists: { [session, lists] account in
                let read = lists.names(of: account)
                return read + session.knownLists(of: account).filter { !read.contains($0) }
            }, files: surroundings.paths, topics: surroundings.topics)
        return { line, cursor in
            if entry.isEmpty, let answer = PromptCommand.completions(of: line, upTo: cursor, surroundings) {
                return answer
            }
            let before = entry.isEmpty ? "" : entry + "\n"
            let start = before.utf8.count
            let completion = complete(
                Source(name: "<prompt>", text: before + line), at: start + cursor, in: catalog, scope: scope, sources: sources,
                options: CheckOptions(isWhole: false, files: files))
            let more = entry.isEmpty ? PromptCommand.bareWords(in: line, upTo: cursor) : []
            // What began on a line above cannot be replaced any more.
            guard completion.range.lowerBound >= start else { return .none }
            let replaced = line.utf8.prefix(cursor).dropFirst(completion.range.lowerBound - start)
            return Completions(
                replacing: String(decoding: Array(replaced), as: UTF8.self).count,
                with: completion.shown(behind: replaced.isEmpty).filter(\.isHarmless) + more)
        }
    }
}

extension Completion {
    /// The texts that a prompt shows: where nothing has been typed, what people mostly write; signs of calculation never.
    fileprivate func shown(behind isEmpty: Bool) -> [String] {
        let words = candidates.filter { $0.kind != .sign }
        let likely = words.filter(\.isLikely)
        // Behind a field people compare it.
        let comparisons = likely.filter { $0.kind == .comparison }
        let narrowed = comparisons.isEmpty ? likely : comparisons
        let chosen = isEmpty && !narrowed.isEmpty ? narrowed : words
        let wordy = chosen.filter { $0.kind != .mark }
        return (wordy.count > 4 ? wordy : chosen).map(\.text)
    }
}

extension String {
    /// Whether it can be shown and inserted as it is: a list or a file may have any name.
    fileprivate var isHarmless: Bool { scrubbed(self) == self }
}

extension PromptCommand {
    /// The answer to the Tab key where the line begins with a dot; nil where it does not.
    static func completions(of line: String, upTo cursor: Int, _ surroundings: PromptSurroundings) -> Completions? {
        let typed = String(decoding: line.utf8.prefix(cursor), as: UTF8.self).drop(while: \.isWhitespace)
        guard typed.hasPrefix(".") else { return nil }
        guard let blank = typed.firstIndex(where: \.isWhitespace) else {
            let known = forms.filter { $0.text.hasPrefix(typed.lowercased()) }.sorted { $0.text < $1.text }
            return Completions(replacing: typed.count, with: known.map { $0.inserted })
        }
        let rest = typed[blank...].drop(while: \.isWhitespace)
        let form = forms.first { $0.text == typed[..<blank].lowercased() }
        let words: [String]
        switch form?.candidates {
        case .words(let known): words = known
        case .topics: words = ["keys"] + surroundings.topics
        case .fields: words = Vocabulary.fields.map(\.name)
        case .files(let words):
            let quote = rest.first.flatMap { "\"'".contains($0) ? String($0) : nil } ?? ""
            let written = String(rest.dropFirst(quote.count))
            let folder = surroundings.files.expand("~/")
            let isAtHome = written.hasPrefix("~/") && folder != "~/"
            let found = surroundings.paths(isAtHome ? folder + written.dropFirst(2) : written).filter(\.isHarmless)
            let files = found.map { path in
                quote + (isAtHome ? "~/" + path.dropFirst(folder.count) : path) + (path.hasSuffix("/") ? "" : quote)
            }
            return Completions(replacing: rest.count, with: words.filter { !rest.isEmpty && $0.hasPrefix(rest) } + files)
        case .some(.none), nil: words = []
        }
        return Completions(replacing: rest.count, with: words.filter { $0.hasPrefix(rest.lowercased()) })
    }

    /// The words of the prompt that stand alone on a line and begin with what has been typed.
    static func bareWords(in line: String, upTo cursor: Int) -> [String] {
        let typed = String(decoding: line.utf8.prefix(cursor), as: UTF8.self).drop(while: \.isWhitespace).lowercased()
        return typed.isEmpty ? [] : ["exit", "quit"].filter { $0.hasPrefix(typed) }
    }
}

extension PromptCommand.Form {
    /// The command, with a blank where something may follow.
    fileprivate var inserted: String { arguments.isEmpty ? text : text + " " }
}
