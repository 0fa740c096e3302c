import LeadModel

// How the tables of this target write their examples.

extension ManualPage.Code {
    /// A script that runs and ends well.
    static func script(_ text: String, flags: [String] = [], while circumstance: Circumstance? = nil) -> Self {
        Self(.script(flags: flags), text, while: circumstance)
    }

    /// A script that is refused, or fails.
    static func wrong(_ text: String, flags: [String] = [], while circumstance: Circumstance? = nil) -> Self {
        Self(.wrongScript(flags: flags), text, while: circumstance)
    }

    /// A script that runs and is warned about.
    static func doubtful(_ text: String) -> Self {
        Self(.doubtfulScript, text)
    }

    /// Lines for the shell, each behind `$ `.
    static func shell(_ text: String) -> Self {
        Self(.shell, text)
    }

    /// A file that the scripts beside it read.
    static func file(_ name: String, _ text: String) -> Self {
        Self(.file(name: name), text)
    }
}
