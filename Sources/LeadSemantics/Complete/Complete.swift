public import LeadDiagnostics
import LeadModel
import LeadSyntax

/// Says what could stand in `source` at `offset`, given what `scope` knows where the text begins.
///
/// What is accepted there, the parser says; what names mean there, the checker. Nothing behind the place counts.
public func complete(
    _ source: Source, at offset: Int, in catalog: Catalog, scope: Scope, sources: CompletionSources,
    options: CheckOptions = CheckOptions(isWhole: false)
) -> Completion {
    let expectations = expectations(in: source, at: offset)
    guard !expectations.expected.isEmpty else { return Completion(range: expectations.span.range, candidates: []) }
    var checker = Checker(tree: expectations.tree, catalog: catalog, scope: scope, options: options)
    _ = checker.statements(expectations.tree.statements)
    checker.checkUncalledCommands()
    checker.scope = checker.scopeAtCursor ?? checker.scope
    var proposals = Proposals(expectations, source: source, checker: checker, sources: sources)
    return Completion(range: expectations.span.range, candidates: proposals.candidates())
}

/// Turns what the parser expects into texts that could stand there.
struct Proposals {
    let expectations: Expectations
    let source: Source
    let sources: CompletionSources
    var checker: Checker
    /// What has been typed, as it is compared with what could stand there: without quotes, `$` and case.
    let prefix: String
    /// The quote that has been typed.
    let quote: String?
    private var found: [Completion.Candidate] = []
    private var texts: Set<String> = []

    init(_ expectations: Expectations, source: Source, checker: Checker, sources: CompletionSources) {
        self.expectations = expectations
        self.source = source
        self.checker = checker
        self.sources = sources
        let typed = source.text(of: expectations.span)
        switch expectations.typed {
        case .text(let form):
            let mark = form == .block ? "\"\"\"" : form == .raw ? "'" : "\""
            quote = mark
            let content = String(typed.dropFirst(mark.count))
            prefix = (form == .raw ? content : content.unescaped).lowercased()
        case .variable:
            quote = nil
            prefix = String(typed.dropFirst()).lowercased()
        case .nothing, .words, .other:
            quote = nil
            prefix = typed.lowercased()
        }
    }

    mutating func candidates() -> [Completion.Candidate] {
        for expectation in expectations.expected { propose(expectation) }
        return found.filter(\.isLikely) + found.filter { !$0.isLikely }
    }

    private mutating func propose(_ expectation: Expectation) {
        switch expectation {
        case .word(let word): propose(word: word)
        case .comparison(let symbol, let field): propose(comparison: symbol, of: field)
        case .mark(let mark): propose(mark)
        case .constant(let word): add(word, as: .constant, isLikely: false)
        case .statement(let isTopLevel): proposeStatements(isTopLevel: isTopLevel)
        case .value(let place): proposeValues(at: place)
        case .unit(let isSingular):
            for unit in ["second", "minute", "hour", "day", "week"] {
                add(isSingular ? unit : unit + "s", as: .keyword, isLikely: false)
            }
        case .field(let use, let rows): proposeFields(for: use, of: rows)
        case .set: for name in checker.scope.setNames { add(name.asName, as: .set, detail: "kept set") }
        case .ids: proposeNames(of: [.list, .text, .any], withSign: false)
        case .variable: proposeNames(of: [.text, .any], withSign: true)
        case .account: proposeAccounts()
        case .list:
            for name in sources.lists(checker.scope.account) { add(text: name, as: .list, detail: "list") }
            proposeVariables(withSign: true)
        case .file(let use): proposeFiles(for: use)
        case .parameter(let command): proposeParameters(of: command)
        case .format: for format in FileFormat.allCases where format != .markdown { add(format.rawValue, as: .keyword) }
        case .edition: add("\(Limits.edition)", as: .keyword, detail: "the edition of this version")
        case .code: for code in DiagnosticCode.allCases { add(code.rawValue, as: .topic, detail: "\(code)".spaced) }
        case .topic(let words): if words.isEmpty { for topic in sources.topics { add(topic, as: .topic) } }
        case .nearForm, .name, .header, .text: break
        }
    }

    // MARK: Collecting

    /// Adds a word where no quote has been typed and what has been typed begins it.
    mutating func add(
        _ word: String, as kind: Completion.Kind, detail: String = "", isLikely: Bool = true, inserting text: String? = nil
    ) {
        guard quote == nil, expectations.typed != .variable || word.hasPrefix("$") else { return }
        let compared = expectations.typed == .variable ? String(word.dropFirst()) : word
        guard compared.lowercased().hasPrefix(prefix) else { return }
        add(Completion.Candidate(text ?? word, kind, detail: detail, isLikely: isLikely))
    }

    /// Adds a text in quotes, those that have been typed where it can stand between such.
    mutating func add(text: String, as kind: Completion.Kind, detail: String = "", isLikely: Bool = true, isOpen: Bool = false) {
        guard expectations.typed != .variable, text.lowercased().hasPrefix(prefix) else { return }
        guard let quoted = text.quoted(with: quote ?? "\"") else { return }
        add(
            Completion.Candidate(
                isOpen ? String(quoted.dropLast(quote?.count ?? 1)) : quoted, kind, detail: detail, isLikely: isLikely))
    }

    private mutating func add(_ candidate: Completion.Candidate) {
        guard texts.insert(candidate.text).inserted else { return }
        // A minus behind an id or a date would be a part of it.
        let standsApart = [.keyword, .comparison, .sign].contains(candidate.kind)
        found.append(
            standsApart && touchesTokenBefore
                ? Completion.Candidate(
                    " " + candidate.text, candidate.kind, detail: candidate.detail, isLikely: candidate.isLikely)
                : candidate)
    }

    /// Whether a word put there would touch a text, a name or a bracket before it.
    private var touchesTokenBefore: Bool {
        guard expectations.typed == .nothing, expectations.span.start > 0 else { return false }
        return !" \t\r\n([{,;:=<>".utf8.contains(source.bytes[expectations.span.start - 1])
    }

    // MARK: Words and marks

    private mutating func propose(word: String) {
        guard quote == nil, word.hasPrefix(prefix) else { return }
        let text = mayEnd(behind: word) ? word : word + " "
        add(word, as: .keyword, inserting: text)
    }

    private mutating func propose(comparison symbol: String, of field: String?) {
        let type = field.flatMap { Vocabulary.field($0)?.type } ?? .any
        let isOrder = symbol.first.map { "<>".contains($0) } ?? false || symbol == "between"
        let isText = ["contains", "starts with", "ends with", "matches", "like"].contains(symbol)
        if isOrder, !type.isOrdered { return }
        if isText, ![.text, .list, .any].contains(type) { return }
        let isLikely =
            field != nil && (symbol.first?.isLetter == true || isOrder) && !["does not", "like", "matches"].contains(symbol)
        add(symbol, as: .comparison, isLikely: isLikely || (field != nil && !prefix.isEmpty), inserting: symbol + " ")
    }

    private mutating func propose(_ mark: Mark) {
        switch mark {
        case .plus, .minus, .times, .divide, .join: add(mark.rawValue, as: .sign, isLikely: false, inserting: mark.rawValue + " ")
        case .equal, .comma, .colon, .openBrace: add(mark.rawValue, as: .mark, inserting: mark.rawValue + " ")
        default: add(mark.rawValue, as: .mark)
        }
    }

    /// Whether the statement may end behind this word, or something may touch it.
    private func mayEnd(behind word: String) -> Bool {
        if expectations.isInterpolated { return true }
        let start = min(expectations.statementStart, expectations.span.start)
        let text = source.text(of: Span(start..<expectations.span.start)) + word
        let tree = parse(Source(name: source.name, text: text))
        // A word that is taken for a name there, such as the `id` of `select id`, needs what makes it none.
        return !tree.diagnostics.hasErrors && !tree.nameOffsets.contains(text.utf8.count - word.utf8.count)
    }
}

extension ValueType {
    fileprivate var isOrdered: Bool { [.number, .date, .duration, .any].contains(self) }
}
