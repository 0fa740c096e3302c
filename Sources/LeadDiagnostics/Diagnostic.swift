/// One thing that is wrong, or worth knowing, as data; renderers turn it into text.
public struct Diagnostic: Hashable, Sendable {
    /// How bad it is.
    public enum Severity: String, Hashable, Sendable {
        /// The run stops, or does not begin.
        case error
        /// The run goes on; the user probably means something else.
        case warning
        /// The run goes on; the user may like to know.
        case note
    }

    /// An edit that would mend it.
    public struct Fix: Hashable, Sendable {
        /// What is replaced.
        public let span: Span
        /// What stands there instead.
        public let replacement: String

        /// Replaces the text of `span`.
        public init(replacing span: Span, with replacement: String) {
            self.span = span
            self.replacement = replacement
        }
    }

    /// The stable code.
    public let code: DiagnosticCode
    /// How bad it is.
    public let severity: Severity
    /// What is wrong, in one sentence without a full stop, lower-case.
    public let message: String
    /// Where, if it has a place in a script.
    public let span: Span?
    /// A few words shown at the place.
    public let label: String?
    /// How to mend it, a sentence each.
    public let help: [String]
    /// The edits that mend it.
    public let fixes: [Fix]
    /// The included file that the places lie in; nil for the main script.
    public private(set) var file: String?

    /// Makes a diagnostic; only the named factory functions of each target call this.
    public init(
        _ code: DiagnosticCode, severity: Severity = .error, _ message: String, at span: Span? = nil, label: String? = nil,
        help: [String] = [], fixes: [Fix] = []
    ) {
        self.code = code
        self.severity = severity
        self.message = Self.shortened(message)
        self.span = span
        self.label = label
        self.help = help.map(Self.shortened)
        self.fixes = fixes
    }

    /// How many bytes a message or a sentence of help may have: what it quotes of a script can be as long as that.
    private static let lengthLimit = 4_000

    private static func shortened(_ text: String) -> String {
        guard text.utf8.count > lengthLimit else { return text }
        let half = lengthLimit / 2
        let (head, tail) = (text.unicodeScalars.prefix(half), text.unicodeScalars.suffix(half / 4))
        return String(head) + " … " + String(tail)
    }

    /// The same diagnostic, its places being those of an included file.
    public func located(in file: String) -> Diagnostic {
        var copy = self
        copy.file = file
        return copy
    }
}

extension Diagnostic {
    /// A part of the language that a later version brings; `instead` says what to write until then.
    public static func notInThisVersion(_ construct: String, instead: String? = nil, at span: Span) -> Diagnostic {
        Diagnostic(
            .notInThisVersion, "`\(construct)` is part of the language, but not in this version of lead", at: span,
            help: [instead ?? "a later version brings it; take it out for now"])
    }

    /// So many mistakes that no more are looked for.
    public static func tooManyMistakes(_ limit: Int, at span: Span) -> Diagnostic {
        Diagnostic(
            .tooLong, "there are more than \(limit) mistakes, and what follows is not looked at", at: span,
            help: ["mend the first ones, which may have caused the others, and check again"])
    }
}

extension Sequence<Diagnostic> {
    /// Whether any of them stops the run.
    public var hasErrors: Bool {
        contains { $0.severity == .error }
    }
}
