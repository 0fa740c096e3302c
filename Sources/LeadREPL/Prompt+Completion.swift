import LeadDiagnostics
import LeadRuntime
import LeadSemantics
import LeadTerminal

/// The Tab key.
extension Prompt {
    /// Answers the Tab key on a line behind the lines of `entry`, from what is known now.
    func completer(behind entry: String) -> Completer {
        // What ran since may have changed lists.
        if entry.isEmpty { lists.expire() }
        let (catalog, scope, files, topics) = (catalog, scope, files, surroundings.topics)
        let sources = CompletionSources(
            lists: { [session, lists] account in
                let read = lists.names(of: account)
                return read + session.knownLists(of: account).filter { !read.contains($0) }
            }, files: surroundings.paths, topics: topics)
        return { line, cursor in
            if entry.isEmpty, let answer = PromptCommand.completions(of: line, upTo: cursor, topics: topics) { return answer }
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
                with: completion.shown(behind: replaced.isEmpty) + more)
        }
    }
}

extension Completion {
    /// The texts that a prompt shows: where nothing has been typed, what people mostly write; signs of calculation never.
    fileprivate func shown(behind isEmpty: Bool) -> [String] {
        let words = candidates.filter { $0.kind != .sign }
        let likely = words.filter(\.isLikely)
        let chosen = isEmpty && !likely.isEmpty ? likely : words
        let wordy = chosen.filter { $0.kind != .mark }
        return (wordy.count > 4 ? wordy : chosen).map(\.text)
    }
}

extension PromptCommand {
    /// A word behind a dot, and what may be typed behind it.
    struct Form {
        /// What may be typed behind it.
        enum Arguments {
            case none
            case words([String])
            case topics
        }

        let word: String
        let arguments: Arguments
    }

    /// The commands that the Tab key knows, in alphabetical order.
    static let forms = [
        Form(word: ".edit", arguments: .none), Form(word: ".exit", arguments: .none), Form(word: ".help", arguments: .topics),
        Form(word: ".pager", arguments: .words(["on", "off"])),
        Form(word: ".plan", arguments: .words(["on", "off"])), Form(word: ".quit", arguments: .none),
    ]

    /// The answer to the Tab key where the line begins with a dot; nil where it does not.
    static func completions(of line: String, upTo cursor: Int, topics: [String]) -> Completions? {
        let typed = String(decoding: line.utf8.prefix(cursor), as: UTF8.self).drop(while: \.isWhitespace)
        guard typed.hasPrefix(".") else { return nil }
        guard let blank = typed.firstIndex(where: \.isWhitespace) else {
            let known = forms.filter { $0.word.hasPrefix(typed.lowercased()) }
            return Completions(replacing: typed.count, with: known.map { $0.text })
        }
        let rest = typed[blank...].drop(while: \.isWhitespace)
        let form = forms.first { $0.word == typed[..<blank].lowercased() }
        let words: [String]
        switch form?.arguments {
        case .words(let known): words = known
        case .topics: words = topics
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
    fileprivate var text: String {
        if case .none = arguments { word } else { word + " " }
    }
}
