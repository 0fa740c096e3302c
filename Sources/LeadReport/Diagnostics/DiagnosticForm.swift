/// The form in which diagnostics are written.
public enum DiagnosticForm: String, Hashable, Sendable, CaseIterable {
    /// For a person at a terminal: a drawn frame, colours, the mended line.
    case fancy
    /// For a person reading a file or a pipe: a frame of ASCII, never coloured.
    case plain
    /// For a program that reads lines: one line each, the place first.
    case short
    /// For a program that reads data: one JSON document.
    case json
    /// For GitHub Actions: workflow commands, which it shows beside the lines of the script.
    case github

    /// The form where nobody has chosen one.
    ///
    /// - Parameters:
    ///   - isTerminal: Whether a person reads there.
    ///   - isStyled: Whether colours go there, which are asked for only where they are shown.
    ///   - environment: The environment variables.
    public init(isTerminal: Bool, isStyled: Bool, environment: [String: String]) {
        let isForPeople = isTerminal ? environment["TERM"] != "dumb" : isStyled
        self = environment["GITHUB_ACTIONS"] == "true" && !isTerminal ? .github : isForPeople ? .fancy : .plain
    }
}
