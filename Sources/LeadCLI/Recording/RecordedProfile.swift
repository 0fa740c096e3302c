import LeadConfig
import LeadJSON

extension Profile {
    /// What a recording has to know of an account, so that its answers are read as they were.
    var recorded: JSON {
        [
            "provider": .string(provider), "read_only": .bool(isReadOnly),
            "names": .object(
                JSONObject(names.sorted { $0.key < $1.key }.map { ($0.key, .array($0.value.map(JSON.string))) })),
        ]
    }

    /// Reads what a recording knows of an account; nil for what is none.
    init?(_ name: String, recorded: JSON) {
        guard let provider = recorded["provider"]?.string else { return nil }
        self.init(name: name, provider: provider)
        isReadOnly = recorded["read_only"] == true
        for member in recorded["names"]?.object?.members ?? [] {
            names[member.name] = (member.value.array ?? []).compactMap(\.string)
        }
    }
}
