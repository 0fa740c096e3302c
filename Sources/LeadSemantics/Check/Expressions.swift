import LeadDiagnostics
import LeadModel
import LeadSyntax
import LeadText

/// Where an expression stands: which rows its bare names are fields of.
struct RowContext {
    /// What is known of the rows.
    let shape: SetShape
    /// What the provider that they come from can do; nil for the rows of a file.
    let provider: ProviderSignature?
    /// The table that an expression in `columns` is evaluated on; nil elsewhere.
    var table: Table?

    /// A table whose headers an expression may name.
    enum Table {
        /// One whose header has been read.
        case known(HeaderLayout)
        /// One that is read only when the script runs.
        case unknown
    }

    var kind: RecordKind { shape.kind }
}

/// An expression with its type.
struct Typed {
    let node: TypedExpression
    let type: ValueType

    init(_ node: TypedExpression, _ type: ValueType) {
        self.node = node
        self.type = type
    }
}

extension ValueType {
    /// Whether a value of this type may stand where `other` is needed.
    func fits(_ other: ValueType) -> Bool {
        self == other || self == .any || other == .any
    }
}

/// Values: names, literals, calls and operators.
extension Checker {
    /// Checks a value; nil after a mistake, which has been reported.
    ///
    /// - Parameter row: the rows whose fields bare names are; nil where bare names are variables.
    mutating func expression(_ expression: Expression, row: RowContext? = nil) -> Typed? {
        switch expression {
        case .literal(let literal): return typed(literal.value)
        case .text(let text): return self.text(text, row: row)
        case .path(let path): return row.map { field(path, in: $0, isValue: isComparedWith) } ?? variable(path)
        case .variable(let name): return variable(FieldPath(name))
        case .it(let span):
            report(.rowsAsValue("it", at: span))
            return nil
        case .call(let call): return self.call(call, row: row)
        case .list(let list):
            let items = list.items.compactMap { self.expression($0, row: row)?.node }
            return items.count == list.items.count ? Typed(.list(items), .list) : nil
        case .chain(let chain): return self.chain(chain, row: row)
        case .comparison, .emptiness, .between, .not, .logic:
            return condition(expression, row: row).map { Typed($0, .bool) }
        }
    }

    private func typed(_ literal: LiteralExpression.Value) -> Typed {
        switch literal {
        case .number(let value): Typed(.constant(.number(value)), .number)
        case .duration(let seconds): Typed(.constant(.duration(seconds)), .duration)
        case .date(let day): Typed(.constant(.date(day)), .date)
        case .uuid(let id): Typed(.constant(.text(id)), .text)
        case .bool(let value): Typed(.constant(.bool(value)), .bool)
        case .empty: Typed(.constant(.empty), .any)
        }
    }

    private mutating func text(_ text: TextExpression, row: RowContext?) -> Typed? {
        if let literal = text.literal { return Typed(.constant(.text(literal)), .text) }
        var parts: [TypedExpression] = []
        for segment in text.segments {
            switch segment {
            case .literal(let piece): parts.append(.constant(.text(piece)))
            case .value(let value):
                guard let value = expression(value, row: row) else { return nil }
                parts.append(value.node)
            }
        }
        return Typed(.text(parts), .text)
    }

    // MARK: Names

    /// A field of the rows at hand.
    ///
    /// - Parameter isValue: Whether it stands where a value is compared with, so that a lone word may be meant as text.
    mutating func field(_ path: FieldPath, in row: RowContext, isValue: Bool = false) -> Typed? {
        if let table = row.table { return column(path, of: table) }
        if let field = fileField(path.text, in: row) ?? changedField(path.text, in: row) {
            return Typed(.field(field.name), field.type)
        }
        if row.shape.dropped.contains(path.text.lowercased()) {
            report(.droppedField(path.text, at: path.span))
            return nil
        }
        if let columns = row.shape.columns {
            report(.unknownColumn(path.text, among: columns.sorted(), isVariable: isVariable(path.text), at: path.span))
            return nil
        }
        guard let field = Vocabulary.field(path.text), field.kinds.contains(row.kind) else {
            let isVariable = isVariable(path.text)
            let isNear = NearestName(among: Vocabulary.names(of: row.kind)).name(nearest: path.text) != nil
            let asText = isValue && !isVariable && !isNear
            let diagnostic: Diagnostic =
                asText
                ? .unquotedValue(path.text, at: path.span)
                : .unknownField(path.text, of: row.kind, isVariable: isVariable, at: path.span)
            // Rows of another kind have it, and a lost statement may have found such.
            if Vocabulary.field(path.text) == nil {
                report(diagnostic)
            } else {
                reportIfRowsAreCertain(diagnostic, at: path.span)
            }
            return nil
        }
        // A provider without rows of this kind has been named already, or the rows are not its own.
        if let provider = row.provider, provider.fields[row.kind] != nil, provider.support(of: field.name, in: row.kind) == nil,
            !field.name.hasPrefix("custom.")
        {
            report(.unreadableField(field.name, provider: provider.title, at: path.span))
            return nil
        }
        return Typed(.field(field.name), field.type)
    }

    private func isVariable(_ name: String) -> Bool {
        if case .value = scope.names[name] { true } else { false }
    }

    /// A field of the rows of a file, or of rows of which nothing is known.
    private func fileField(_ name: String, in row: RowContext) -> Field? {
        guard !row.shape.dropped.contains(name.lowercased()) else { return nil }
        if row.shape.isUnknown || (row.shape.account == SetShape.noAccount && row.shape.columns == nil) {
            return Vocabulary.field(name)
        }
        return row.shape.columns?.first { $0.lowercased() == name.lowercased() }.flatMap { Vocabulary.field($0) }
    }

    /// A field that the script itself has given values.
    private func changedField(_ name: String, in row: RowContext) -> Field? {
        row.shape.added.contains(name.lowercased()) ? Vocabulary.field(name) : nil
    }

    /// A header of a file, or the field that one stands for.
    private mutating func column(_ path: FieldPath, of table: RowContext.Table) -> Typed? {
        switch table {
        case .unknown: return Typed(.field(path.text), .any)
        case .known(let layout):
            if let field = layout.field(named: path.text) { return Typed(.field(field), .any) }
            report(
                .unknownColumn(path.text, among: layout.headers + layout.fields, isVariable: isVariable(path.text), at: path.span)
            )
            return nil
        }
    }

    /// A variable, a field of the outcome, of a caught failure, or of the row at hand of a `for`.
    private mutating func variable(_ path: FieldPath) -> Typed? {
        if path.text.hasPrefix("outcome.") { return outcome(path) }
        if path.text.hasPrefix("error."), scope.names["error"] == nil { return failure(path) }
        let parts = path.text.split(separator: ".", maxSplits: 1).map(String.init)
        switch scope.names[path.text] ?? parts.first.flatMap({ scope.names[$0] }) {
        case .value(let type) where scope.names[path.text] != nil:
            usage.noteRead(path.text)
            return Typed(.variable(path.text), type)
        case .row(let shape): return rowField(parts, of: shape, at: path.span)
        case .set where scope.names[path.text] != nil:
            usage.noteRead(path.text)
            report(.rowsAsValue(path.text, at: path.span))
            return nil
        case .set:
            report(.rowsAsValue(parts[0], at: path.span))
            return nil
        case .value, nil: break
        }
        if parts.count == 2, Vocabulary.field(path.text) == nil, Vocabulary.field(parts[1]) != nil {
            reportMissing(parts[0], .rowOutsideLoop(parts[0], field: parts[1], at: path.span), at: path.span)
            return nil
        }
        if Vocabulary.field(path.text) != nil {
            reportMissing(path.text, .fieldWithoutRow(path.text, at: path.span), at: path.span)
        } else {
            let names = candidates { $0.visibleNames }
            reportMissing(path.text, .unknownName(path.text, among: names, at: path.span), at: path.span)
        }
        return nil
    }

    /// `NAME.FIELD` inside `for NAME in ROWS`.
    private mutating func rowField(_ parts: [String], of shape: SetShape, at span: Span) -> Typed? {
        guard parts.count == 2 else {
            report(.rowAsValue(parts[0], at: span))
            return nil
        }
        let fieldSpan = Span(span.end - parts[1].utf8.count..<span.end)
        let row = RowContext(shape: shape, provider: catalog.accounts[shape.account])
        guard let field = field(FieldPath(Name(text: parts[1], span: fieldSpan)), in: row),
            case .field(let name) = field.node
        else { return nil }
        return Typed(.variable("\(parts[0]).\(name)"), field.type)
    }

    private mutating func failure(_ path: FieldPath) -> Typed? {
        let name = String(path.text.dropFirst("error.".count))
        guard let type = FailurePart.types[name] else {
            report(.unknownPart(path.text, among: FailurePart.types.keys.map { "error.\($0)" }.sorted(), at: path.span))
            return nil
        }
        guard scope.hasFailure else {
            reportIfDoingIsCertain(.failureOutsideTry(at: path.span), at: path.span)
            return nil
        }
        return Typed(.failure(name), type)
    }

    private mutating func outcome(_ path: FieldPath) -> Typed? {
        let name = String(path.text.dropFirst("outcome.".count))
        guard let field = Outcome.fields.first(where: { $0.name == name }) else {
            let names = Outcome.fields.map { "outcome.\($0.name)" }
            report(.unknownPart(path.text, among: names, at: path.span))
            return nil
        }
        guard scope.hasOutcome else {
            reportIfDoingIsCertain(.outcomeBeforeDoing(at: path.span), at: path.span)
            return nil
        }
        return Typed(.outcome(field.name), field.type)
    }

    // MARK: Calls and operators

    private mutating func call(_ call: CallExpression, row: RowContext?) -> Typed? {
        if call.name.text.lowercased() == "count" { return count(call, row: row) }
        guard let function = Function(rawValue: call.name.text.lowercased()) else {
            let isLater = Function.later.contains(call.name.text.lowercased())
            report(
                isLater
                    ? .notInThisVersion("\(call.name.text)()", at: call.name.span)
                    : .unknownFunction(call.name.text, at: call.name.span))
            return nil
        }
        let signature = function.signature
        let isEnough =
            signature.isVariadic
            ? call.arguments.count >= signature.parameters.count : call.arguments.count == signature.parameters.count
        guard isEnough else {
            report(.wrongArguments(function, given: call.arguments.count, at: call.span))
            return nil
        }
        var arguments: [TypedExpression] = []
        for (index, argument) in call.arguments.enumerated() {
            let expected = signature.parameters[min(index, signature.parameters.count - 1)]
            guard let value = expression(argument, row: row) else { return nil }
            guard value.type.fits(expected) else {
                report(.wrongType("`\(text(of: argument.span))`", is: value.type, expected: expected.phrase, at: argument.span))
                return nil
            }
            arguments.append(value.node)
        }
        return Typed(.call(function, arguments), signature.result)
    }

    /// `count(it)`, `count(SET)`, or how many items a list has.
    private mutating func count(_ call: CallExpression, row: RowContext?) -> Typed? {
        guard call.arguments.count == 1, let argument = call.arguments.first else {
            report(.wrongCount(given: call.arguments.count, at: call.span))
            return nil
        }
        switch argument {
        case .it: return rows(nil, for: "count", needsBound: false, at: argument.span).flatMap { counted($0, at: argument.span) }
        case .path(let path) where scope.set(path.text) != nil:
            return rows(Name(path), for: "count", needsBound: false, at: path.span).flatMap { counted($0, at: path.span) }
        case .variable(let name) where scope.set(name.text) != nil:
            return rows(name, for: "count", needsBound: false, at: name.span).flatMap { counted($0, at: name.span) }
        default:
            guard let value = expression(argument, row: row) else { return nil }
            guard value.type.fits(.list) else {
                report(
                    .wrongType(
                        "`\(text(of: argument.span))`", is: value.type, expected: "a set of rows or a list", at: argument.span))
                return nil
            }
            return Typed(.call(.length, [value.node]), .number)
        }
    }

    private mutating func counted(_ set: Program.SetReference, at span: Span) -> Typed? {
        isCountable(set, at: span) ? Typed(.count(set), .number) : nil
    }

    private mutating func chain(_ chain: ChainExpression, row: RowContext?) -> Typed? {
        guard let first = expression(chain.first, row: row) else { return nil }
        var links: [TypedExpression.Link] = []
        var type = first.type
        var previous = chain.first.span
        for link in chain.rest {
            guard let operand = expression(link.operand, row: row),
                let result = result(of: link.symbol, (type, previous), (operand.type, link.operand.span))
            else { return nil }
            if link.symbol == .divide, operand.node == .constant(.number(0)) {
                report(.divisionByZero(at: link.operand.span))
                return nil
            }
            links.append(TypedExpression.Link(symbol: link.symbol, operand: operand.node))
            type = result
            previous = previous.joined(with: link.operand.span)
        }
        return Typed(.chain(first.node, links), type)
    }

    /// The type that an operator gives: `&` joins anything to text, the others calculate; a date moves by a duration.
    private mutating func result(
        of symbol: ChainExpression.Operator, _ left: (type: ValueType, span: Span), _ right: (type: ValueType, span: Span)
    ) -> ValueType? {
        if symbol == .join { return .text }
        if left.type == .date, right.type.fits(.duration), symbol == .add || symbol == .subtract { return .date }
        if left.type == .date, right.type == .number, symbol == .add || symbol == .subtract {
            report(.dateAndNumber(text(of: left.span), text(of: right.span), at: right.span))
            return nil
        }
        for side in [left, right] where !side.type.fits(.number) {
            let written = text(of: side.span)
            let isSumOfText = symbol == .add && side.type == .text
            report(
                isSumOfText
                    ? .textInSum(written, at: side.span)
                    : .wrongType("`\(written)`", is: side.type, expected: ValueType.number.phrase, at: side.span))
            return nil
        }
        return .number
    }
}
