import LeadModel

/// A name that a program has given something.
struct KnownName {
    /// What it stands for.
    enum Meaning {
        case value(ValueType)
        /// A small whole number, fit for numbers of rows.
        case smallNumber
        case rows(KnownRows)
        /// The row at hand of a `for`.
        case row(KnownRows)
    }

    let text: String
    let meaning: Meaning
    /// Whether nothing has read it yet, so that it must still be read.
    var isUnread: Bool

    /// The type of a variable; nil for rows.
    var type: ValueType? {
        switch meaning {
        case .value(let type): type
        case .smallNumber: .number
        case .rows, .row: nil
        }
    }

    var rows: KnownRows? {
        if case .rows(let rows) = meaning { rows } else { nil }
    }

    /// Whether `$name` can be written for it, since it is one word.
    var isWord: Bool { !text.contains(" ") }
}

/// A command that a program has defined.
struct KnownCommand {
    let name: String
    let parameters: [(name: String, type: ValueType, isOptional: Bool)]
    /// The rows that a caller must have; nil where it finds its own.
    let rows: KnownRows?
    let hasOutcome: Bool
    var isUncalled = true
}

/// What a program knows at one point.
struct ProgramScope {
    var account = "lance"
    var it: KnownRows?
    var hasOutcome = false
    /// Whether a failure has been caught that `error.message` tells of.
    var hasFailure = false
    /// The names of each open block, outermost first.
    var frames: [[KnownName]] = [[]]

    var names: [KnownName] { frames.count == 1 ? frames[0] : frames.flatMap { $0 } }

    mutating func noteRead(_ name: String) {
        for frame in frames.indices {
            for place in frames[frame].indices where frames[frame][place].text == name { frames[frame][place].isUnread = false }
        }
    }
}
