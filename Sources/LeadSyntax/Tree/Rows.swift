public import LeadDiagnostics

/// A finding statement with its clauses, or clauses that narrow `it`, or `as NAME` alone.
public struct RowsStatement: Hashable, Sendable {
    /// Where the rows come from; nil where the clauses narrow `it`.
    public let head: Head?
    /// What narrows them, in the order written.
    public let clauses: [Clause]
    /// The name under which the set is kept.
    public let alias: Name?

    /// Where rows come from.
    public struct Head: Hashable, Sendable {
        /// The kinds of origin.
        public enum Kind: Hashable, Sendable {
            /// `search people` or `search companies`
            case search(RowKind)
            /// `open list LIST`
            case openList(ListReference)
            /// `open contacts`
            case openContacts
            /// `with NAME, …`
            case with([SetName])
            /// `load …`
            case load(LoadHead)
        }

        /// The origin.
        public let kind: Kind
        /// Where it stands.
        public let span: Span
    }
}

/// One refinement.
public struct Clause: Hashable, Sendable {
    /// The refinements of this version.
    public enum Kind: Hashable, Sendable {
        /// `where COND`
        case `where`(Expression)
        /// `select …`
        case select(Pick)
        /// `except ITEM, …`
        case except([ExceptItem])
        /// `dedupe by FIELD, …`
        case dedupe([FieldPath])
        /// `order by FIELD [desc], …`
        case order([OrderKey])
        /// `limit N [per FIELD]`
        case limit(Expression, per: FieldPath?)
        /// `set FIELD = EXPR`
        case set(FieldPath, Expression)
        /// `drop FIELD, …`
        case drop([FieldPath])
        /// `rename A to B`
        case rename(FieldPath, to: FieldPath)
    }

    /// What it does.
    public let kind: Kind
    /// Where it stands.
    public let span: Span
}

/// A field that rows are ordered by.
public struct OrderKey: Hashable, Sendable {
    /// The field.
    public let field: FieldPath
    /// Whether the greatest value comes first.
    public let isDescending: Bool
}

/// The form `load [people|companies] "file.csv" [format csv] [columns (…)]`.
public struct LoadHead: Hashable, Sendable {
    /// Where the rows come from.
    public enum Source: Hashable, Sendable {
        /// A file's path.
        case file(Expression)
        /// Standard input.
        case standardInput
    }

    /// A field and where its values come from.
    public struct Column: Hashable, Sendable {
        /// Where a field's values come from.
        public enum Source: Hashable, Sendable {
            /// `from "E-Mail"`: the column under this header.
            case header(Expression)
            /// `= EXPR`: evaluated for each row.
            case value(Expression)
        }

        /// The field.
        public let field: FieldPath
        /// Where its values come from.
        public let source: Source
    }

    /// What the rows are; people where it is not said.
    public let kind: RowKind?
    /// Where they come from.
    public let source: Source
    /// The format; the file's suffix decides where nil.
    public let format: Name?
    /// The columns that are said; the others are found by their headers.
    public let columns: [Column]
}

/// What `select` chooses.
public enum Pick: Hashable, Sendable {
    /// `rows 0..100, 200, 300..`
    case rows([RowSpan])
    /// `all`
    case all
    /// `first N`
    case first(Expression)
    /// Rows with these ids: UUIDs or `id EXPR`.
    case ids([Expression])
    /// The rows of a kept set, or the ids that a variable holds.
    case named(Name)
    /// `where COND`
    case `where`(Expression)
    /// `sample N`
    case sample(Expression)
}

/// Places of rows, counted from 0: `7`, `a..b` without `b`, or `a..` to the end.
public struct RowSpan: Hashable, Sendable {
    /// The first place.
    public let lower: Expression
    /// How far it goes.
    public let extent: Extent
    /// Where it stands.
    public let span: Span

    /// How far a span of rows goes.
    public enum Extent: Hashable, Sendable {
        /// The first place alone.
        case single
        /// Up to a place, which is not part of it.
        case upTo(Expression)
        /// To the end.
        case open
    }
}

/// What `except` takes away.
public struct ExceptItem: Hashable, Sendable {
    /// The forms of this version.
    public enum Kind: Hashable, Sendable {
        /// A UUID or `id EXPR`.
        case id(Expression)
        /// A variable that holds ids, or a kept set.
        case named(Name)
        /// `rows …`
        case rows([RowSpan])
        /// `list "A", "B" [by FIELD, …]`
        case lists([ListReference], keys: [FieldPath])
        /// `any list [since DATE]`
        case anyList(since: Expression?)
        /// `file "dnc.csv" by FIELD, …`
        case file(Expression, keys: [FieldPath])
        /// `where COND`
        case `where`(Expression)
    }

    /// What is taken away.
    public let kind: Kind
    /// Where it stands.
    public let span: Span
}

/// A dotted name that stands for a field, such as `company.employees`.
public struct FieldPath: Hashable, Sendable {
    /// The parts joined by dots, backticks taken off.
    public let text: String
    /// Where it stands.
    public let span: Span

    init(text: String, span: Span) {
        self.text = text
        self.span = span
    }

    /// Takes a lone name as a path.
    public init(_ name: Name) {
        self.init(text: name.text, span: name.span)
    }
}
