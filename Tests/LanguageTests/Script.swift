import LeadDiagnostics
import LeadModel
import LeadProviders
import LeadSemantics
import LeadSyntax

/// A script as the tests of this folder look at it.
struct Script {
    let tree: Tree

    init(_ text: String) {
        tree = parse(Source(name: "test.lead", text: text))
    }

    init(bytes: [UInt8]) {
        tree = parse(Source(name: "test.lead", bytes: bytes))
    }

    /// The codes of what is wrong with its form.
    var codes: [DiagnosticCode] {
        tree.diagnostics.map(\.code)
    }

    /// The tokens that are no white space, each as its text.
    var words: [String] {
        tree.tokens.filter { !$0.isTrivia && $0.kind != .end }.map { tree.source.text(of: $0.span) }
    }

    /// The kinds of the tokens that are no white space.
    var kinds: [Token.Kind] {
        tree.tokens.filter { !$0.isTrivia && $0.kind != .end }.map(\.kind)
    }

    /// The first value that the first statement, a `print`, writes.
    var value: Expression? {
        guard case .print(let statement)? = tree.statements.first?.kind else { return nil }
        return statement.values.first
    }

    /// The clauses of the first statement.
    var clauses: [Clause] {
        guard case .rows(let rows)? = tree.statements.first?.kind else { return [] }
        return rows.clauses
    }

    /// The text of each statement.
    var statements: [String] {
        tree.statements.map { tree.source.text(of: $0.span) }
    }

    /// What is wrong with how the pieces cover the text, nil where nothing is.
    var flaw: String? {
        let count = tree.source.bytes.count
        var offset = 0
        for token in tree.tokens {
            guard token.span.start == offset else { return "a token begins at \(token.span.start), not at \(offset)" }
            if token.span.range.isEmpty, token.kind != .end { return "an empty token at \(offset)" }
            offset = token.span.end
        }
        guard offset == count else { return "the tokens end at \(offset) of \(count)" }
        guard tree.tokens.last?.kind == .end else { return "the last token is no end" }
        guard tree.tokens.filter({ $0.kind == .end }).count == 1 else { return "an end amid the tokens" }
        for diagnostic in tree.diagnostics {
            let spans = [diagnostic.span].compactMap(\.self) + diagnostic.fixes.map(\.span)
            guard diagnostic.span != nil, spans.allSatisfy({ $0.end <= count }) else { return "\(diagnostic.code) lies outside" }
        }
        for (statement, next) in zip(tree.statements, tree.statements.dropFirst()) where statement.span.end > next.span.start {
            return "statements overlap at \(next.span.start)"
        }
        return nil
    }

    /// What checking it against both providers gives.
    func checked(account: String = "lance", isWhole: Bool = false) -> Checked {
        check(
            tree, in: Catalog(providers: [.lance, .leadLex]), scope: Scope(account: account),
            options: CheckOptions(isWhole: isWhole))
    }
}

extension Expression {
    /// The expression with a bracket around every node, so that a test sees how it was read.
    var shape: String {
        switch self {
        case .literal(let node): node.value.shape
        case .text(let node): "'\(node.literal ?? "…")'"
        case .path(let path): path.text
        case .variable(let name): "$\(name.text)"
        case .it: "it"
        case .call(let call): "\(call.name.text)(\(call.arguments.map(\.shape).joined(separator: ", ")))"
        case .list(let list): "[\(list.items.map(\.shape).joined(separator: ", "))]"
        case .chain(let chain):
            "(" + chain.first.shape + chain.rest.map { " \($0.symbol.rawValue) \($0.operand.shape)" }.joined() + ")"
        case .comparison(let node):
            "(\(node.left.shape) \(node.isNegated ? "not-" : "")\(node.symbol.rawValue)\(node.isExact ? " exactly" : "") \(node.right.shape))"
        case .emptiness(let node): "(\(node.operand.shape) \(node.isNegated ? "not-" : "")empty)"
        case .between(let node):
            "(\(node.operand.shape) \(node.isNegated ? "not-" : "")between \(node.lower.shape) \(node.upper.shape))"
        case .not(let node): "(not \(node.operand.shape))"
        case .logic(let node): "(" + node.operands.map(\.shape).joined(separator: " \(node.symbol.rawValue) ") + ")"
        }
    }
}

extension LiteralExpression.Value {
    fileprivate var shape: String {
        switch self {
        case .number(let number): Int(exactly: number).map(String.init) ?? "\(number)"
        case .duration(let seconds): Int(exactly: seconds).map { "\($0)s" } ?? "\(seconds)s"
        case .date(let day): day
        case .uuid(let id): id
        case .bool(let value): "\(value)"
        case .empty: "empty"
        }
    }
}
