import LeadDiagnostics
import LeadModel
import LeadSyntax
import LeadText

/// Where an expression stands: which rows its bare names are fields of.
struct RowContext {
    /// What the rows are.
    let kind: RecordKind
    /// What the provider that they come from can do.
    let provider: ProviderSignature?
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
        guard let field = Vocabulary.field(path.text), field.kinds.contains(row.kind) else {
            let isVariable = scope.variables[path.text] != nil
            let isNear = NearestName(among: Vocabulary.names(of: row.kind)).name(nearest: path.text) != nil
            let asText = isValue && !isVariable && !isNear
            report(
                asText
                    ? .unquotedValue(path.text, at: path.span)
                    : .unknownField(path.text, of: row.kind, isVariable: isVariable, at: path.span))
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

    /// A variable, or a field of the outcome.
    private mutating func variable(_ path: FieldPath) -> Typed? {
        if path.text.hasPrefix("outcome.") { return outcome(path) }
        if let type = scope.variables[path.text] { return Typed(.variable(path.text), type) }
        if Vocabulary.field(path.text) != nil, scope.sets[path.text] == nil {
            reportIfCertain(.fieldWithoutRow(path.text, at: path.span), at: path.span)
        } else {
            let names = Array(scope.variables.keys) + scope.sets.keys
            reportIfCertain(.unknownName(path.text, among: names.sorted(), at: path.span), at: path.span)
        }
        return nil
    }

    private mutating func outcome(_ path: FieldPath) -> Typed? {
        let name = String(path.text.dropFirst("outcome.".count))
        guard let field = Outcome.fields.first(where: { $0.name == name }) else {
            let names = Outcome.fields.map { "outcome.\($0.name)" }
            report(.unknownName(path.text, among: names, at: path.span))
            return nil
        }
        guard scope.hasOutcome else {
            reportIfCertain(.outcomeBeforeDoing(at: path.span), at: path.span)
            return nil
        }
        return Typed(.outcome(field.name), field.type)
    }

    // MARK: Calls and operators

    private mutating func call(_ call: CallExpression, row: RowContext?) -> Typed? {
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

    private mutating func chain(_ chain: ChainExpression, row: RowContext?) -> Typed? {
        guard let first = expression(chain.first, row: row) else { return nil }
        var links: [TypedExpression.Link] = []
        var type = first.type
        var previous = chain.first.span
        for link in chain.rest {
            guard let operand = expression(link.operand, row: row),
                let result = result(of: link.symbol, (type, previous), (operand.type, link.operand.span))
            else { return nil }
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
