import LeadDiagnostics
import LeadModel
import LeadSyntax

/// `lead`, `use`, `param`, `budget`, `let`, `print`, `expect` and `step`.
extension Checker {
    mutating func check(_ edition: EditionStatement, at span: Span) -> Program.Kind? {
        if !scope.allowsDeclarations { report(.misplacedDeclaration("lead", at: span)) }
        if edition.number != Double(Limits.edition) { report(.unknownEdition(text(of: edition.span), at: edition.span)) }
        return nil
    }

    mutating func check(_ budget: BudgetStatement, at span: Span) -> Program.Kind? {
        if !scope.allowsDeclarations { report(.misplacedDeclaration("budget", at: span)) }
        // At a prompt a new budget takes the place of the one before.
        if scope.hasBudget, options.isWhole { report(.repeatedBudget(at: span)) }
        scope.hasBudget = true
        var caps: [Program.Cap] = []
        for cap in budget.caps {
            guard let amount = typed(cap.amount, as: .number) else { return nil }
            if case .constant(.number(let number)) = amount, number < 0 || number != number.rounded() {
                report(.invalidCap(text(of: cap.amount.span), at: cap.amount.span))
                return nil
            }
            guard !caps.contains(where: { $0.unit == cap.unit }) else {
                report(.repeatedCap(cap.unit.rawValue, at: cap.span))
                return nil
            }
            caps.append(Program.Cap(amount: amount, unit: cap.unit))
        }
        return .budget(caps)
    }

    mutating func check(_ use: UseStatement) -> Program.Kind? {
        guard let account = account(named: use.account) else { return nil }
        scope.account = account
        return .use(account: account)
    }

    mutating func check(_ param: ParamStatement, at span: Span) -> Program.Kind? {
        if !scope.allowsDeclarations { report(.misplacedDeclaration("param", at: span)) }
        let isFirst = declared.insert(param.name.text).inserted
        if scope.names[param.name.text] != nil, options.isWhole || !isFirst, !parameters.contains(parameterKey(param)) {
            report(.duplicateName(param.name.text, at: param.name.span))
        }
        parameters.insert(parameterKey(param))
        let value = param.value.flatMap { expression($0) }
        let type = param.type ?? value.flatMap { ParamStatement.ValueType($0.type) } ?? .text
        if let value, let expected = param.type?.valueType, !value.type.fits(expected), let span = param.value?.span {
            report(.wrongType("`\(text(of: span))`", is: value.type, expected: expected.phrase, at: span))
        }
        bind(param.name, .value(type.valueType), as: .parameter)
        return .param(
            Program.Parameter(
                name: param.name.text, type: type, value: value?.node, span: param.name.span,
                documentation: param.documentation, file: place.file))
    }

    /// Where a parameter is declared: a file that is included twice declares it once.
    private func parameterKey(_ param: ParamStatement) -> String {
        "\(place.file ?? "")\u{0}\(param.name.text)\u{0}\(param.name.span.start)"
    }

    mutating func check(_ binding: LetStatement) -> Program.Kind? {
        let value = expression(binding.value)
        bind(binding.name, .value(value?.type ?? .any), as: .variable)
        return value.map { .let(name: binding.name.text, value: $0.node) }
    }

    mutating func check(_ print: PrintStatement) -> Program.Kind? {
        let values = print.values.compactMap { expression($0)?.node }
        return values.count == print.values.count ? .print(values) : nil
    }

    mutating func check(_ expect: ExpectStatement) -> Program.Kind? {
        let condition = condition(expect.condition, row: nil)
        let message = expect.message.flatMap { expression($0)?.node }
        return condition.map { .expect($0, message: message) }
    }

    mutating func check(_ step: StepStatement) -> Program.Kind? {
        let name = expression(step.name)
        let body = block(step.body.statements, isPart: true)
        return name.map { .step(name: $0.node, body: body.block) }
    }
}

extension ParamStatement.ValueType {
    /// The type of a variable that holds such a value.
    var valueType: ValueType {
        switch self {
        case .text: .text
        case .number: .number
        case .date: .date
        case .list: .list
        }
    }

    fileprivate init?(_ type: ValueType) {
        switch type {
        case .text: self = .text
        case .number: self = .number
        case .date: self = .date
        case .list: self = .list
        case .bool, .duration, .any: return nil
        }
    }
}
