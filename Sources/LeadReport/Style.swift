/// What `--color` says.
public enum ColorChoice: String, Hashable, Sendable, CaseIterable {
    /// By the stream and the environment.
    case auto
    /// In any case.
    case always
    /// In no case.
    case never
}

/// What part a text plays, from which its look follows.
public enum Role: Hashable, Sendable, CaseIterable {
    /// A heading or the head of a column.
    case heading
    /// A note, a rule, a count: read last.
    case faint
    /// Something went well.
    case success
    /// Something to look at.
    case warning
    /// Something failed.
    case failure
    /// A name or a key to type.
    case accent
}

/// Colours for one stream, or none.
public struct Style: Hashable, Sendable {
    /// Whether this stream gets colours.
    public let isColored: Bool

    /// Says it outright.
    public init(isColored: Bool) {
        self.isColored = isColored
    }

    /// Decides for one stream: the flag, then NO_COLOR, FORCE_COLOR or CLICOLOR_FORCE, then the terminal.
    ///
    /// Sources: https://no-color.org, https://bixense.com/clicolors
    public init(choice: ColorChoice, isTerminal: Bool, environment: [String: String]) {
        func isSet(_ name: String) -> Bool { environment[name].map { !$0.isEmpty && $0 != "0" } ?? false }
        isColored =
            switch choice {
            case .always: true
            case .never: false
            case .auto where !(environment["NO_COLOR"] ?? "").isEmpty: false
            case .auto where isSet("FORCE_COLOR") || isSet("CLICOLOR_FORCE"): true
            case .auto: isTerminal && environment["TERM"] != "dumb" && environment["CLICOLOR"] != "0"
            }
    }

    /// `text` in the look of `role`; as it is on a stream without colours.
    public func callAsFunction(_ role: Role, _ text: String) -> String {
        guard isColored, !text.isEmpty else { return text }
        let code =
            switch role {
            case .heading: "1"
            case .faint: "2"
            case .success: "32"
            case .warning: "33"
            case .failure: "1;31"
            case .accent: "36"
            }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}
