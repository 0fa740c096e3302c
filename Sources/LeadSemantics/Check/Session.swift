import LeadDiagnostics
import LeadModel
import LeadSyntax

/// `use`, `param`, `let`, `print`, `expect` and `step`.
extension Checker {
    mutating func check(_ use: UseStatement) -> Program.Kind? {
        let name = use.account.text
        guard let account = catalog.accountNames.first(where: { $0.lowercased() == name.lowercased() }) else {
            report(.unknownAccount(name, among: catalog.accountNames, at: use.account.span))
            return nil
        }
        scope.account = account
        return .use(account: account)
    }

    mutating func check(_ param: ParamStatement, at span: Span) -> Program.Kind? {
        if !scope.allowsDeclarations { reportIfCertain(.misplacedParameter(at: span), at: span) }
        if scope.variables[param.name.text] != nil { report(.duplicateName(param.name.text, at: param.name.span)) }
        let value = param.value.flatMap { expression($0) }
        let type = param.type ?? value.flatMap { ParamStatement.ValueType($0.type) } ?? .text
        if let value, let expected = param.type?.valueType, !value.type.fits(expected), let span = param.value?.span {
            report(.wrongType("`\(text(of: span))`", is: value.type, expected: expected.phrase, at: span))
        }
        declare(param.name, as: type.valueType)
        return .param(Program.Parameter(name: param.name.text, type: type, value: value?.node, span: param.name.span))
    }

    mutating func check(_ binding: LetStatement) -> Program.Kind? {
        let value = expression(binding.value)
        declare(binding.name, as: value?.type ?? .any)
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
        let (body, locals) = inBlock { checker in checker.statements(step.body.statements) }
        return name.map { .step(name: $0.node, body: body, locals: locals) }
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
