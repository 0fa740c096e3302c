import LeadDiagnostics
import LeadModel
import LeadSyntax

/// What a command of the user's own was called with, as far as its checking depends on it.
struct CallContext: Hashable {
    let name: String
    let types: [ValueType]
    let account: String
    let it: SetShape?
    let hasOutcome: Bool
    let revision: Int
}

/// What checking a command for one kind of call gave.
struct CheckedCall {
    let body: Program.Block
    let hasOutcome: Bool
}

/// `define` and calls of what it defines.
///
/// The body is checked anew for each kind of call, since what it does depends on the rows and the account that the caller
/// has; calls that are alike share the result.
extension Checker {
    mutating func check(_ definition: DefineStatement) -> Program.Kind? {
        let name = definition.name
        guard frames.isEmpty else {
            report(.definitionInBlock(at: name.span))
            return nil
        }
        if let known = Function(rawValue: name.text.lowercased()) { report(.takenByFunction(known.rawValue, at: name.span)) }
        if scope.commands[name.text] != nil { report(.duplicateName(name.text, at: name.span)) }
        var seen: Set<String> = []
        for parameter in definition.parameters where !seen.insert(parameter.name.text).inserted {
            report(.duplicateName(parameter.name.text, at: parameter.name.span))
        }
        usage.declare(Name(text: name.text + "(", span: name.span), .command, in: place.file)
        // What a prompt's line defines is called by later lines, which its places do not lie in.
        let file = place.file ?? (options.isWhole ? nil : place.source.name)
        let command = Scope.Command(definition: definition, source: place.source, file: file)
        scope.commands[name.text] = command
        if !callees.contains(name.text) { checkOnItsOwn(command) }
        return nil
    }

    /// Checks a command that nothing calls, with rows and values of which nothing is known.
    private mutating func checkOnItsOwn(_ command: Scope.Command) {
        let outer = (it: scope.it, hasOutcome: scope.hasOutcome)
        scope.it = fallbackShape
        scope.it?.isUnknown = true
        scope.hasOutcome = true
        isAccountUnknown = true
        _ = body(of: command, types: command.definition.parameters.map { _ in .any }, anchor: place.anchor)
        isAccountUnknown = false
        (scope.it, scope.hasOutcome) = outer
    }

    mutating func check(_ call: CallStatement, at span: Span) -> Program.Kind? {
        let name = call.name.text
        guard let command = scope.commands[name] else {
            let names = candidates { $0.commands.keys.sorted() }
            reportMissing(name, .unknownCommand(name, among: names, at: call.name.span), at: span)
            for argument in call.arguments { _ = expression(argument.value) }
            return nil
        }
        guard !openCalls.contains(name) else {
            report(.recursiveCommand(name, at: call.name.span))
            return nil
        }
        usage.noteRead(name + "(")
        guard let arguments = arguments(of: call, for: command.definition, at: span) else { return nil }
        guard openCalls.count < Limits.nesting else {
            report(.tooManyCalls(Limits.nesting, at: span))
            return nil
        }
        let context = CallContext(
            name: name, types: arguments.map(\.value.type), account: scope.account, it: scope.it, hasOutcome: scope.hasOutcome,
            revision: revision)
        guard bodyWork < Self.bodyWorkLimit || checkedCalls[context] != nil else {
            // Once is enough: every further call would say the same.
            if !hasTooManyCalls { report(.tooManyWaysToCall(name, at: call.name.span)) }
            hasTooManyCalls = true
            return nil
        }
        let anchor = command.file == nil ? nil : place.anchor ?? span.start
        let checked = checkedCalls[context] ?? body(of: command, types: context.types, anchor: anchor)
        checkedCalls[context] = checked
        scope.hasOutcome = checked.hasOutcome
        return .call(
            Program.Call(
                name: name, arguments: arguments.map { ($0.name, $0.value.node) }, body: checked.body, file: command.file))
    }

    /// The value of each parameter, in the order of the definition; nil after a mistake, which has been reported.
    private mutating func arguments(
        of call: CallStatement, for definition: DefineStatement, at span: Span
    ) -> [(name: String, value: Typed)]? {
        var values: [String: Typed] = [:]
        var isComplete = true
        let known = Set(definition.parameters.map(\.name.text))
        for (index, argument) in call.arguments.enumerated() {
            let parameter =
                argument.name?.text ?? (index < definition.parameters.count ? definition.parameters[index].name.text : nil)
            guard let parameter, known.contains(parameter) else {
                report(.unknownArgument(argument.name?.text, of: definition, at: argument.name?.span ?? argument.value.span))
                return nil
            }
            if values[parameter] != nil {
                report(.duplicateArgument(parameter, at: argument.value.span))
                return nil
            }
            let value = expression(argument.value)
            isComplete = isComplete && value != nil
            values[parameter] = value ?? Typed(.constant(.empty), .any)
        }
        for parameter in definition.parameters where values[parameter.name.text] == nil {
            guard let written = parameter.value else {
                report(.missingArgument(parameter.name.text, of: definition, at: span))
                return nil
            }
            guard let value = expression(written) else { return nil }
            values[parameter.name.text] = value
        }
        guard isComplete else { return nil }
        return definition.parameters.compactMap { parameter in values[parameter.name.text].map { (parameter.name.text, $0) } }
    }

    /// Checks a command's body with parameters of these types; it sees the names that the script itself has set.
    private mutating func body(of command: Scope.Command, types: [ValueType], anchor: Int?) -> CheckedCall {
        let outer = (place: place, it: scope.it)
        place.source = command.source
        place.file = command.file
        place.anchor = anchor
        // Behind a statement that could not be read, a missing name proves nothing in the body either.
        place.losses.isBehindAll = true
        openCalls.append(command.definition.name.text)
        let hidden = frames.flatMap(\.locals).map { ($0, scope.names[$0]) }
        bodyWork += hidden.count + types.count
        for (name, _) in hidden { scope.names[name] = nil }
        let callers = frames
        frames = []
        let bindings = zip(command.definition.parameters, types).map { ($0.name, Scope.Meaning.value($1)) }
        let result = block(command.definition.body.statements, hiding: bindings)
        frames = callers
        for (name, meaning) in hidden { scope.names[name] = meaning }
        _ = openCalls.popLast()
        noteChanges(result.changed)
        scope.it = outer.it
        place = outer.place
        return CheckedCall(body: result.block, hasOutcome: scope.hasOutcome)
    }
}

extension [Statement] {
    /// The names of the commands that are called in these statements and in the blocks inside them.
    var callees: Set<String> {
        var names: Set<String> = []
        for statement in self {
            if case .call(let call) = statement.kind { names.insert(call.name.text) }
            for block in statement.blocks { names.formUnion(block.statements.callees) }
        }
        return names
    }
}

extension Statement {
    /// The blocks of statements inside it.
    fileprivate var blocks: [Block] {
        switch kind {
        case .if(let node): node.branches.map(\.body) + [node.otherwise].compactMap(\.self)
        case .for(let node): [node.body]
        case .define(let node): [node.body]
        case .try(let node): [node.body, node.otherwise]
        case .step(let node): [node.body]
        default: []
        }
    }
}
