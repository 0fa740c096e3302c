import LeadModel

extension SavedPlan {
    /// The command that makes the plan again under the same conditions.
    func command(keptAt path: String) -> String {
        var words = ["lead", "plan"] + place.flags
        if case .accounts = place { words += ["--profile", conditions.profile] }
        for (name, value) in conditions.parameters.sorted(by: { $0.key < $1.key }) {
            words += ["--var", shellQuoted("\(name)=\(value.assigned)")]
        }
        if let most = conditions.maxRows { words += ["--max-rows", String(most)] }
        // A text from the command line may be long, and is the caller's to give again.
        words += isFromFile ? [shellQuoted(script)] : script == "-c" ? ["-c", "…"] : ["-"]
        return (words + ["-o", shellQuoted(path)]).joined(separator: " ")
    }
}

extension SavedPlan.Place {
    /// The flags that name it on the command line.
    var flags: [String] {
        switch self {
        case .sandbox: ["--sandbox"]
        case .server(let address): ["--sandbox-url", shellQuoted(address)]
        case .recording(let folder): ["--replay", shellQuoted(folder)]
        case .accounts: []
        }
    }

    /// The place in a sentence.
    var words: String {
        switch self {
        case .sandbox: "the sandbox"
        case .server(let address): "the sandbox at \(address)"
        case .recording(let folder): "the recording in \(folder)"
        case .accounts(let accounts):
            accounts.isEmpty
                ? "accounts of your own"
                : accounts.sorted { $0.key < $1.key }.map { "`\($0.key)` (\($0.value))" }.joined(separator: " and ")
        }
    }
}

extension LeadModel.Value {
    /// The value as `--var` takes it.
    fileprivate var assigned: String {
        guard case .list(let items) = self else { return description }
        let texts = items.map { item -> String in
            let text = item.description
            guard text.contains(where: { ",()\"'".contains($0) }) || text != text.trimmed else { return text }
            return text.contains("\"") ? "'\(text)'" : "\"\(text)\""
        }
        return texts.joined(separator: ", ")
    }
}

/// A word as a shell reads it, in quotes where it needs them.
func shellQuoted(_ word: String) -> String {
    let isPlain =
        !word.isEmpty
        && word.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || "0123456789_-./=:,+@%".unicodeScalars.contains($0) }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
}
