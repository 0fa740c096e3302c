import LeadDiagnostics
import LeadModel
import LeadPattern
import LeadSyntax

/// Conditions: what may be compared with what.
extension Checker {
    /// Checks a condition; nil after a mistake, which has been reported.
    mutating func condition(_ expression: Expression, row: RowContext?) -> TypedExpression? {
        switch expression {
        case .comparison(let node): return comparison(node, row: row)
        case .emptiness(let node):
            guard let operand = self.expression(node.operand, row: row) else { return nil }
            return negated(.isEmpty(operand.node), if: node.isNegated)
        case .between(let node): return between(node, row: row)
        case .not(let node): return condition(node.operand, row: row).map { .not($0) }
        case .logic(let node):
            if let diagnostic = bareAlternative(in: node) {
                report(diagnostic)
                return nil
            }
            let parts = node.operands.compactMap { condition($0, row: row) }
            guard parts.count == node.operands.count else { return nil }
            return node.symbol == .and ? .all(parts) : .any(parts)
        case .literal, .text, .path, .variable, .it, .call, .list, .chain:
            guard let value = self.expression(expression, row: row) else { return nil }
            guard value.type.fits(.bool) else {
                report(.noCondition(text(of: expression.span), at: expression.span))
                return nil
            }
            return value.node
        }
    }

    /// `title is "CEO" or "CTO"`, which lists values as people say it.
    private func bareAlternative(in node: LogicExpression) -> Diagnostic? {
        for (condition, next) in zip(node.operands, node.operands.dropFirst()) {
            guard case .comparison(let comparison) = condition else { continue }
            switch next {
            case .text, .literal:
                let operation =
                    comparison.symbol == .equal ? (comparison.isNegated ? "not in" : "in") : text(of: comparison.operatorSpan)
                let form =
                    "\(text(of: comparison.left.span)) \(operation) (\(text(of: comparison.right.span)), \(text(of: next.span)))"
                return .bareAlternative(text(of: next.span), of: form, at: next.span)
            default: continue
            }
        }
        return nil
    }

    private func negated(_ node: TypedExpression, if isNegated: Bool) -> TypedExpression {
        isNegated ? .not(node) : node
    }

    private mutating func between(_ node: BetweenExpression, row: RowContext?) -> TypedExpression? {
        guard let operand = expression(node.operand, row: row), let lower = expression(node.lower, row: row),
            let upper = expression(node.upper, row: row)
        else { return nil }
        for (bound, span) in [(lower, node.lower.span), (upper, node.upper.span)] {
            guard isOrdered(operand.type, bound.type) else {
                report(.incomparable(operand.type, bound.type, symbol: "between", at: span))
                return nil
            }
        }
        if case .constant(.number(let low)) = lower.node, case .constant(.number(let high)) = upper.node, low > high {
            let span = node.lower.span.joined(with: node.upper.span)
            report(.reversedBounds(lower: text(of: node.lower.span), upper: text(of: node.upper.span), at: span))
            return nil
        }
        return negated(.between(operand.node, lower: lower.node, upper: upper.node), if: node.isNegated)
    }

    /// Whether `<` makes sense between values of these types.
    private func isOrdered(_ left: ValueType, _ right: ValueType) -> Bool {
        guard left.fits(right) else { return false }
        return [left, right].allSatisfy { [.number, .date, .duration, .any].contains($0) }
    }

    private mutating func comparison(_ node: ComparisonExpression, row: RowContext?) -> TypedExpression? {
        let left = expression(node.left, row: row)
        let outer = isComparedWith
        isComparedWith = true
        let checked = expression(node.right, row: row)
        isComparedWith = outer
        guard let left, var right = checked else { return nil }
        guard accepts(node, left.type, right) else { return nil }
        if case .field(let name) = left.node, let field = Vocabulary.field(name), [.equal, .in].contains(node.symbol) {
            if field.type == .number { warnOfBands(in: node.right) }
            guard let checked = checkedValues(right, of: field, in: node.right) else { return nil }
            right = checked
        }
        if node.symbol == .matches, case .constant(let pattern) = right.node, !isPattern(pattern.description, at: node.right.span)
        {
            return nil
        }
        let comparison = TypedExpression.comparison(
            .init(left: left.node, symbol: node.symbol, isExact: node.isExact, right: right.node))
        if node.symbol == .like, let row, let provider = row.provider {
            guard PushableCondition(comparison, kind: row.kind, at: provider) != nil else {
                report(.unpushableLike(text(of: node.left.span), provider: provider.title, at: node.operatorSpan))
                return nil
            }
        }
        return negated(comparison, if: node.isNegated)
    }

    private mutating func isPattern(_ text: String, at span: Span) -> Bool {
        do {
            _ = try Pattern(text)
            return true
        } catch {
            report(.invalidPattern(error.reason, at: span))
            return false
        }
    }

    private mutating func accepts(_ node: ComparisonExpression, _ left: ValueType, _ right: Typed) -> Bool {
        let isAccepted: Bool
        switch node.symbol {
        case .less, .lessOrEqual, .greater, .greaterOrEqual: isAccepted = isOrdered(left, right.type)
        case .equal, .in:
            isAccepted = itemTypes(of: right).allSatisfy { $0.fits(left) || left == .list || left == .any }
        case .contains, .startsWith, .endsWith, .like, .matches:
            let isText = left == .text || left == .list || left == .any
            isAccepted = isText && itemTypes(of: right).allSatisfy { $0.fits(.text) }
        }
        if !isAccepted {
            let type = itemTypes(of: right).first { !$0.fits(left) } ?? right.type
            report(
                .incomparable(
                    left, type, symbol: text(of: node.operatorSpan), text: text(of: node.right.span), at: node.right.span))
        }
        return isAccepted
    }

    /// Warns of `201-500`, which is how a band is shown and a subtraction where it is typed.
    private mutating func warnOfBands(in value: Expression) {
        if case .list(let list) = value { return list.items.forEach { warnOfBands(in: $0) } }
        guard case .chain(let chain) = value, chain.rest.count == 1, let link = chain.rest.first, link.symbol == .subtract,
            case .literal(let first) = chain.first, case .literal(let last) = link.operand,
            case .number(let low) = first.value, case .number(let high) = last.value, low < high
        else { return }
        report(.subtractedBand(text(of: first.span), text(of: last.span), at: chain.span))
    }

    /// The types of a list's items, or of the lone value.
    private func itemTypes(of value: Typed) -> [ValueType] {
        guard case .list(let items) = value.node else { return [value.type == .list ? .any : value.type] }
        return items.map { item in
            if case .constant(let constant) = item { return constant.type }
            return .any
        }
    }

    /// A value for a field whose values are known, in the vocabulary's spelling; nil after a mistake, which has been reported.
    mutating func canonical(_ value: Typed, of field: Field, in written: Expression) -> TypedExpression? {
        checkedValues(value, of: field, in: written)?.node
    }

    /// Checks constants against the field's values, and brings them to the vocabulary's spelling.
    private mutating func checkedValues(_ right: Typed, of field: Field, in written: Expression) -> Typed? {
        let values: [String]
        let isClosed: Bool
        switch field.values {
        case .open: return right
        case .known(let known): (values, isClosed) = (known, false)
        case .closed(let closed): (values, isClosed) = (closed, true)
        }
        var isValid = true
        func canonical(_ node: TypedExpression, _ span: Span) -> TypedExpression {
            guard case .constant(.text(let text)) = node else { return node }
            let value = ClosedValues.canonical(text, among: values)
            if !values.contains(value) {
                report(.unknownValue(text, of: field.name, among: values, isClosed: isClosed, at: span))
                isValid = isValid && !isClosed
            }
            return .constant(.text(value))
        }
        let node: TypedExpression
        if case .list(let items) = right.node, case .list(let written) = written {
            node = .list(zip(items, written.items).map { canonical($0, $1.span) })
        } else {
            node = canonical(right.node, written.span)
        }
        return isValid ? Typed(node, right.type) : nil
    }
}

extension Value {
    /// The type of a constant.
    fileprivate var type: ValueType {
        switch self {
        case .empty: .any
        case .bool: .bool
        case .number, .band: .number
        case .text: .text
        case .date: .date
        case .duration: .duration
        case .list: .list
        }
    }
}
