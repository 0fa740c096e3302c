import LeadDiagnostics

/// Finding and refining: `search`, `open`, `load`, `with`, the clauses that narrow rows, `as`.
extension Parser {
    /// Reads a finding statement with its clauses, or clauses alone.
    mutating func rowsStatement() throws(Unwinding) -> Statement.Kind {
        let head = try head()
        var clauses: [Clause] = []
        var alias: Name?
        try upToCursor { parser throws(Unwinding) in
            while let clause = try parser.clause() { clauses.append(clause) }
            if parser.take(word: "as") { alias = try parser.name("a name for the set") }
        }
        return .rows(RowsStatement(head: head, clauses: clauses, alias: alias))
    }

    private mutating func head() throws(Unwinding) -> RowsStatement.Head? {
        let start = current.span.start
        let kind: RowsStatement.Head.Kind
        switch currentWord {
        case "search":
            advance()
            kind = .search(try rowKind(after: "search"))
        case "open":
            advance()
            kind = try openHead()
        case "load":
            advance()
            kind = .load(try loadHead())
        case "with":
            advance()
            kind = .with(try separated { parser throws(Unwinding) in try parser.name("the name of a kept set", as: .set) })
        default: return nil
        }
        return RowsStatement.Head(kind: kind, span: span(from: start))
    }

    mutating func rowKind(after word: String) throws(Unwinding) -> RowKind {
        note(words: "people")
        note(word == "of" ? .nearForm("companies") : .word("companies"))
        guard let kind = currentWord.flatMap(RowKind.init(rawValue:)) else {
            throw fail(
                .expected(
                    "`people` or `companies`", found: found, help: ["write `\(word) people` or `\(word) companies`"],
                    at: current.span))
        }
        advance()
        return kind
    }

    private mutating func openHead() throws(Unwinding) -> RowsStatement.Head.Kind {
        if take(word: "list") { return .openList(try listReference()) }
        if take(word: "contacts") { return .openContacts }
        throw fail(
            .expected(
                "`list` or `contacts`", found: found, help: ["write `open list \"Q1\"` or `open contacts`"], at: current.span))
    }

    private mutating func clause() throws(Unwinding) -> Clause? {
        let start = current.span.start
        guard let kind = try clauseKind() else { return nil }
        return Clause(kind: kind, span: span(from: start))
    }

    private mutating func clauseKind() throws(Unwinding) -> Clause.Kind? {
        if take(word: "where") { return .where(try rowCondition()) }
        if take(word: "select") { return .select(try pick()) }
        if take(word: "except") { return .except(try exceptItems()) }
        if take(word: "dedupe") {
            try expect(word: "by", "write `dedupe by email`")
            return .dedupe(try paths("the name of a field"))
        }
        if take(word: "order") {
            try expect(word: "by", "write `order by company.employees desc`")
            return .order(try separated { parser throws(Unwinding) in try parser.orderKey() })
        }
        if take(word: "limit") {
            let count = try expression()
            return .limit(count, per: take(word: "per") ? try path("the name of a field") : nil)
        }
        if take(word: "set") {
            let field = try path("the name of a field", as: .target)
            guard take(.equal) else {
                throw fail(.expected("`=`", found: found, help: ["write `set \(field.text) = …`"], at: current.span))
            }
            let place = Expectation.ValuePlace(names: .fields, field: field.text, symbol: .equal)
            return .set(field, try within(place) { parser throws(Unwinding) in try parser.expression() })
        }
        if take(word: "drop") { return .drop(try paths("the name of a field")) }
        if take(word: "rename") {
            let field = try path("the name of a field")
            try expect(word: "to", "write `rename \(field.text) to …`")
            return .rename(field, to: try path("the field's new name", as: .target))
        }
        return nil
    }

    private mutating func orderKey() throws(Unwinding) -> OrderKey {
        let field = try path("the name of a field")
        let isDescending = take(word: "desc")
        if !isDescending { _ = take(word: "asc") }
        return OrderKey(field: field, isDescending: isDescending)
    }

    /// Reads a condition whose bare names are fields.
    private mutating func rowCondition() throws(Unwinding) -> Expression {
        try within(.among(.fields)) { parser throws(Unwinding) in try parser.condition() }
    }

    // MARK: select

    private mutating func pick() throws(Unwinding) -> Pick {
        note(words: "rows", "first", "all", "where", "sample", "id")
        note(.set)
        note(.ids)
        switch currentWord {
        case "rows":
            advance()
            return .rows(try rowSpans())
        case "all":
            advance()
            return .all
        case "first":
            advance()
            return .first(try expression())
        case "where":
            advance()
            return .where(try rowCondition())
        case "sample" where isFollowedByValue:
            advance()
            try noteCount()
            return .sample(try expression())
        case "id" where isFollowedByValue: return .ids(try ids())
        default: break
        }
        switch current.kind {
        case .uuid: return .ids(try ids())
        case .variable: return .named(try name("a variable"))
        case .word, .quotedWord:
            return .named(try name("`rows`, `all`, `first`, `where`, an id or the name of a kept set"))
        default:
            throw fail(
                .expected(
                    "what to select", found: found,
                    help: [
                        "for example `select rows 0..100`, `select first 100`, `select all` or `select where title is \"CEO\"`"
                    ],
                    at: current.span))
        }
    }

    /// Reads UUIDs and `id EXPR` in any order.
    private mutating func ids() throws(Unwinding) -> [Expression] {
        try separated { parser throws(Unwinding) in
            parser.note(.word("id"))
            if parser.at(word: "id"), parser.isFollowedByValue { parser.advance() }
            try parser.noteCount()
            return try parser.expression()
        }
    }

    /// Reads `0..100, 200, 300..`; stops before a comma behind which another kind of item begins.
    mutating func rowSpans() throws(Unwinding) -> [RowSpan] {
        var spans = [try rowSpan()]
        note(.mark(.comma))
        while at(.comma), !followingBeginsItem {
            advance()
            if isAmongItems { noteItems() }
            if let word = currentWord, StatementWord(rawValue: word)?.isClause == true {
                throw fail(.commaBeforeClause(word, at: current.span))
            }
            spans.append(try rowSpan())
            note(.mark(.comma))
        }
        return spans
    }

    var followingBeginsItem: Bool {
        if following.kind == .uuid { return true }
        return followingWord.map { ["id", "rows", "list", "any", "file", "where"].contains($0) } ?? false
    }

    private mutating func rowSpan() throws(Unwinding) -> RowSpan {
        let start = current.span.start
        try noteCount()
        guard current.startsValue else {
            throw fail(
                .expected(
                    "the place of a row", found: found,
                    help: [
                        "places count from 0: `rows 0..100` are the first hundred, `rows 0, 3, 7..9` a few, `rows 500..` the rest"
                    ],
                    at: current.span))
        }
        let lower = try expression()
        guard take(.range) else { return RowSpan(lower: lower, extent: .single, span: span(from: start)) }
        note(.value(place))
        guard current.startsValue, !isAtEndOfRows else {
            return RowSpan(lower: lower, extent: .open, span: span(from: start))
        }
        let upper = try expression()
        return RowSpan(lower: lower, extent: .upTo(upper), span: span(from: start))
    }

    /// Whether the word behind `500..` goes on with something else than the place where the rows end.
    private var isAtEndOfRows: Bool {
        guard let word = currentWord else { return false }
        if isAtReservedWord || word == "as" { return true }
        guard isFollowedByValue else { return false }
        return word == "columns" || StatementWord(rawValue: word)?.isClause == true
    }

    // MARK: except

    private mutating func exceptItems() throws(Unwinding) -> [ExceptItem] {
        let outer = isAmongItems
        defer { isAmongItems = outer }
        isAmongItems = true
        return try separated { parser throws(Unwinding) in
            let start = parser.current.span.start
            let kind = try parser.exceptItem()
            return ExceptItem(kind: kind, span: parser.span(from: start))
        }
    }

    private mutating func exceptItem() throws(Unwinding) -> ExceptItem.Kind {
        noteItems()
        switch currentWord {
        case "id" where isFollowedByValue:
            advance()
            try noteCount()
            return .id(try expression())
        case "rows":
            advance()
            return .rows(try rowSpans())
        case "where":
            advance()
            return .where(try rowCondition())
        case "list":
            advance()
            return try exceptLists()
        case "any" where following.kind == .word || isFollowedByCursor:
            advance()
            try expect(word: "list", "write `except any list`, or `except list \"A\", \"B\"`")
            return .anyList(since: take(word: "since") ? try expression() : nil)
        case "file" where isFollowedByValue:
            advance()
            let file = try pathText()
            guard take(word: "by") else { throw fail(missingKeys) }
            return .file(file, keys: try paths("a field to match by", as: .key))
        default: break
        }
        switch current.kind {
        case .uuid: return .id(try expression())
        case .word, .quotedWord, .variable: return .named(try name("what to take away"))
        default:
            let help =
                isAtText
                ? "a list is named `except list \(text(of: current))`"
                : "for example an id, `rows 0..10`, `list \"Customers\"` or `where country is \"Germany\"`"
            throw fail(.expected("what to take away", found: found, help: [help], at: current.span))
        }
    }

    private mutating func exceptLists() throws(Unwinding) -> ExceptItem.Kind {
        let lists = try listReferences()
        guard take(word: "by") else { return .lists(lists, keys: []) }
        return .lists(lists, keys: try paths("a field to match by", as: .key))
    }
}
