public import LeadDiagnostics

/// A script as written: every token of it, and the statements that they make.
///
/// Lossless: the tokens, in order, are the whole text; a node's span says which of them it is made of.
public struct Tree: Sendable {
    /// The text.
    public let source: Source
    /// All tokens, white space and comments included, `.end` last.
    public let tokens: [Token]
    /// The statements that could be read, in order.
    public let statements: [Statement]
    /// Where the words stand that the user has chosen: names of fields, variables, sets, functions.
    ///
    /// Every other word is the language's own. Counted in bytes, texts in quotes left out.
    public let nameOffsets: Set<Int>
    /// Operators that are accepted, but are better written otherwise, in order.
    public let respellings: [Respelling]
    /// The statements that could not be read and are not among `statements`; one may lie inside another.
    public let losses: [Span]
    /// What is wrong, in the order of the text.
    public let diagnostics: [Diagnostic]
    /// Whether the text stops where more must follow, so that a prompt asks for another line.
    public let needsMoreInput: Bool
}

/// A near form that people write, and the language's own way to write it: `not contains`, `does not contain`.
public struct Respelling: Hashable, Sendable {
    /// The words or the mark as written.
    public let span: Span
    /// The language's own words or mark, single spaces between words.
    public let text: String
}

/// One statement.
public struct Statement: Hashable, Sendable {
    /// What it does.
    public let kind: Kind
    /// The text that it covers.
    public let span: Span

    /// The statements of this version.
    public indirect enum Kind: Hashable, Sendable {
        /// `lead 1`
        case edition(EditionStatement)
        /// `use NAME`
        case use(UseStatement)
        /// `param NAME …`
        case param(ParamStatement)
        /// `budget …`
        case budget(BudgetStatement)
        /// `let NAME = EXPR`
        case `let`(LetStatement)
        /// `if COND { … } …`
        case `if`(IfStatement)
        /// `for NAME in EXPR { … }`
        case `for`(ForStatement)
        /// `define NAME(…) { … }`
        case define(DefineStatement)
        /// `NAME(…)`
        case call(CallStatement)
        /// `include "file.lead"`
        case include(IncludeStatement)
        /// `try { … } else { … }`
        case `try`(TryStatement)
        /// `stop`
        case stop
        /// `fail "message"`
        case fail(Expression)
        /// `wait 30s`
        case wait(Expression)
        /// `print EXPR, …`
        case print(PrintStatement)
        /// `expect COND …`
        case expect(ExpectStatement)
        /// `step "name" { … }`
        case step(StepStatement)
        /// `search …`, `open …`, `with …` and the clauses that narrow them
        case rows(RowsStatement)
        /// `suppress …`
        case suppress(SuppressStatement)
        /// `create list …` and `ensure list …`
        case makeList(MakeListStatement)
        /// `add … to list …`
        case add(AddStatement)
        /// `save … to …`
        case save(SaveStatement)
        /// `update contacts …`
        case update(UpdateStatement)
        /// `remove … from list …`
        case remove(RemoveStatement)
        /// `delete list LIST`
        case deleteList(ListReference)
        /// `show …`
        case show(ShowStatement)
        /// `count …`
        case count(CountStatement)
        /// `describe [SET]`
        case describe(SetName?)
        /// `summarize …`
        case summarize(SummarizeStatement)
        /// `show lists`
        case showLists
        /// `export … to …`
        case export(ExportStatement)
        /// `refresh`
        case refresh
        /// `plan STATEMENT`
        case plan(Statement)
        /// `explain CODE`
        case explain(Name)
        /// `help [TOPIC]`
        case help(HelpStatement)
    }
}

/// A name as written, with its place.
public struct Name: Hashable, Sendable {
    /// The name without backticks and without `$`.
    public let text: String
    /// Where it stands.
    public let span: Span

    /// Makes a name.
    public init(text: String, span: Span) {
        self.text = text
        self.span = span
    }
}

/// A set named by the user, `it` where none is.
public typealias SetName = Name

/// The statements between braces.
public struct Block: Hashable, Sendable {
    /// The statements inside.
    public let statements: [Statement]
    /// From `{` to `}`.
    public let span: Span
}
