public import LeadDiagnostics

/// The form `lead 1`: the edition of the language that a script is written in.
public struct EditionStatement: Hashable, Sendable {
    /// The edition's number.
    public let number: Double
    /// Where the number stands.
    public let span: Span
}

/// The form `budget 200 calls, 50 credits, 5000 rows`.
public struct BudgetStatement: Hashable, Sendable {
    /// What is capped.
    public enum Unit: String, Hashable, Sendable, CaseIterable {
        /// Calls to the services, reads and writes alike.
        case calls
        /// Credits that calls cost.
        case credits
        /// Rows that are written.
        case rows
    }

    /// One cap.
    public struct Cap: Hashable, Sendable {
        /// How many.
        public let amount: Expression
        /// Of what.
        public let unit: Unit
        /// Where it stands.
        public let span: Span
    }

    /// The caps, in order.
    public let caps: [Cap]
}

/// The form `if COND { … } else if COND { … } else { … }`.
public struct IfStatement: Hashable, Sendable {
    /// A condition and what is done where it is the first to hold.
    public struct Branch: Hashable, Sendable {
        /// The condition.
        public let condition: Expression
        /// What is done.
        public let body: Block
    }

    /// The branches, one or more.
    public let branches: [Branch]
    /// What is done where no condition holds.
    public let otherwise: Block?
}

/// The form `for NAME in EXPR { … }`.
public struct ForStatement: Hashable, Sendable {
    /// What is gone through.
    public enum Source: Hashable, Sendable {
        /// A list, or the rows of a kept set or of `it`.
        case values(Expression)
        /// Whole numbers `a..b`, without `b`.
        case range(lower: Expression, upper: Expression)
    }

    /// The variable that holds the value at hand.
    public let name: Name
    /// What is gone through.
    public let source: Source
    /// What is done with each.
    public let body: Block
}

/// The form `define NAME(a, b = "x") { … }`.
public struct DefineStatement: Hashable, Sendable {
    /// One parameter.
    public struct Parameter: Hashable, Sendable {
        /// Its name.
        public let name: Name
        /// Its default; nil where each call must give a value.
        public let value: Expression?
    }

    /// The command's name.
    public let name: Name
    /// Its parameters, in order.
    public let parameters: [Parameter]
    /// What it does.
    public let body: Block
    /// The text of the `##` lines above it.
    public let documentation: String?
}

/// The form `NAME("y", b: 1)`: a command of the user's own.
public struct CallStatement: Hashable, Sendable {
    /// One value for a parameter.
    public struct Argument: Hashable, Sendable {
        /// The parameter's name, nil where the place decides.
        public let name: Name?
        /// The value.
        public let value: Expression
    }

    /// The command.
    public let name: Name
    /// The arguments, in order.
    public let arguments: [Argument]
}

/// The form `include "file.lead"`.
public struct IncludeStatement: Hashable, Sendable {
    /// The path as written, relative to the including file.
    public let path: String
    /// Where the path stands.
    public let pathSpan: Span
}

/// The form `try { … } else { … }`.
public struct TryStatement: Hashable, Sendable {
    /// What may fail.
    public let body: Block
    /// What is done then.
    public let otherwise: Block
}
