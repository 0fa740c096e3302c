/// The texts that a report speaks of: a main script and the files that it includes.
public struct SourceSet: Hashable, Sendable {
    /// The main script, if there is one.
    public let main: Source?
    /// The included files by the name that diagnostics bear.
    public let included: [String: Source]

    /// Gathers the texts of one report.
    public init(_ main: Source?, included: [String: Source] = [:]) {
        self.main = main
        self.included = included
    }

    /// The text that the diagnostic's places lie in, nil where it is not known.
    public func source(of diagnostic: Diagnostic) -> Source? {
        guard let file = diagnostic.file else { return main }
        return included[file]
    }
}
