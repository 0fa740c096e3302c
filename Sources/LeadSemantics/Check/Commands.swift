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
    let hasFailure: Bool
    /// Whether nothing is known of the account in use.
    let isAccountUnknown: Bool
    /// Whether it is planned only, so that it may write what a call may not.
    let isPlanned: Bool
    /// What the script's own names stand for.
    let names: Int
}

/// A command that is being checked.
struct OpenCall {
    let name: String
    /// Where it is called, as a message says it; nil where nothing calls it.
    let site: String?
}

/// What checking a command for one kind of call gave.
struct CheckedCall {
    let result: Checker.BlockResult
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
        let isFirst = declared.insert(name.text + "(").inserted
        if let known = scope.commands[name.text], options.isWhole || !isFirst,
            known.source.name != place.source.name || known.definition.name != name
        {
            report(.duplicateName(name.text, at: name.span))
        }
        var seen: Set<String> = []
        for parameter in definition.parameters where !seen.insert(parameter.name.text).inserted {
            report(.duplicateName(parameter.name.text, at: parameter.name.span))
        }
        usage.declare(Name(text: name.text + "(", span: name.span), .command, in: place.file)
        // What a prompt's line defines is called by later lines, which its places do not lie in.
        let file = place.file ?? (options.isWhole ? nil : place.source.name)
        let command = Scope.Command(definition: definition, source: place.source, file: file)
        scope.commands[name.text] = command
        uncalled.append((command, place.anchor))
        return nil
    }

    /// Checks the commands that nothing calls, once all of them are known: one may call another that stands behind it.
    mutating func checkUncalledCommands() {
        for (command, anchor) in uncalled where !callees.contains(command.definition.name.text) {
            checkOnItsOwn(command, anchor: anchor)
        }
        uncalled = []
    }

    /// Checks a command that nothing calls, with rows and values of which nothing is known.
    private mutating func checkOnItsOwn(_ command: Scope.Command, anchor: Int?) {
        let outer = (it: scope.it, hasOutcome: scope.hasOutcome, files: scope.exportedFiles)
        ignoreRows()
        scope.hasOutcome = true
        isAccountUnknown = true
        for written in command.definition.parameters.compactMap(\.value) { _ = defaultValue(written, of: command, at: anchor) }
        let checked = body(of: command, types: command.definition.parameters.map { _ in .any }, site: nil, anchor: anchor)
        isAccountUnknown = false
        // What it would do to the script's names, it does not do.
        undo(checked.result)
        (scope.it, scope.hasOutcome, scope.exportedFiles) = outer
    }

    mutating func check(_ call: CallStatement, at span: Span) -> Program.Kind? {
        let name = call.name.text
        guard let command = scope.commands[name] else {
            let names = candidates { $0.commands.keys.sorted() }
            reportMissing(name, .unknownCommand(name, among: names, at: call.name.span), at: span)
            for argument in call.arguments { _ = expression(argument.value) }
            return nil
        }
        guard !openCalls.contains(where: { $0.name == name }) else {
            report(.recursiveCommand(name, at: call.name.span))
            return nil
        }
        usage.noteRead(name + "(")
        guard let arguments = arguments(of: call, for: command, at: span) else { return nil }
        guard openCalls.count < Limits.nesting else {
            report(.tooManyCalls(Limits.nesting, at: span))
            return nil
        }
        let anchor = command.file == nil ? nil : place.anchor ?? span.start
        let callers = Set(frames.flatMap(\.locals)).sorted()
        let line = place.source.position(at: span.start).line
        let site = place.file.map { "line \(line) of `\($0)`" } ?? "line \(line)"
        let known = hiding(callers) { checker -> CheckedCall? in
            let context = CallContext(
                name: name, types: arguments.map(\.value.type), account: checker.scope.account, it: checker.scope.it,
                hasOutcome: checker.scope.hasOutcome, hasFailure: checker.scope.hasFailure,
                isAccountUnknown: checker.isAccountUnknown, isPlanned: checker.isPlanned, names: checker.scope.names.fingerprint)
            guard checker.bodyWork < Self.bodyWorkLimit || checker.checkedCalls[context] != nil else { return nil }
            checker.bodyWork += callers.count
            let checked =
                checker.checkedCalls[context] ?? checker.body(of: command, types: context.types, site: site, anchor: anchor)
            checker.checkedCalls[context] = checked
            for (name, meaning) in checked.result.meanings { checker.scope.names[name] = meaning }
            return checked
        }
        guard let checked = known else {
            // Once is enough: every further call would say the same.
            if !hasTooManyCalls { report(.tooManyWaysToCall(name, at: call.name.span)) }
            hasTooManyCalls = true
            return nil
        }
        noteChanges(checked.result.changed)
        scope.hasOutcome = checked.hasOutcome
        return .call(
            Program.Call(
                name: name, arguments: arguments.map { ($0.name, $0.value.node) }, body: checked.result.block,
                file: command.file, hidden: callers))
    }

    /// Does something where the names of the blocks that are open mean nothing.
    private mutating func hiding<Result>(_ names: [String], _ work: (inout Checker) -> Result) -> Result {
        let hidden = names.map { (name: $0, meaning: scope.names[$0], use: usage[$0]) }
        let callers = frames
        for name in names {
            scope.names[name] = nil
            usage[name] = nil
        }
        frames = []
        let result = work(&self)
        frames = callers
        for outer in hidden {
            scope.names[outer.name] = outer.meaning
            usage[outer.name] = outer.use
        }
        return result
    }

    /// The value of each parameter, in the order of the definition; nil after a mistake, which has been reported.
    private mutating func arguments(
        of call: CallStatement, for command: Scope.Command, at span: Span
    ) -> [(name: String, value: Typed)]? {
        let definition = command.definition
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
            if argument.name == nil, let label = mistakenLabel(argument.value, in: definition) {
                report(.labelWithEqual(label.text, at: argument.value.span))
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
            guard let value = defaultValue(written, of: command, at: span.start) else { return nil }
            values[parameter.name.text] = value
        }
        guard isComplete else { return nil }
        return definition.parameters.compactMap { parameter in values[parameter.name.text].map { (parameter.name.text, $0) } }
    }

    /// Checks a default where it stands: beside the definition, where the caller's own names mean nothing.
    private mutating func defaultValue(_ written: Expression, of command: Scope.Command, at start: Int?) -> Typed? {
        let outer = place
        defer { place = outer }
        return hiding(Set(frames.flatMap(\.locals)).sorted()) { checker in
            checker.place.source = command.source
            checker.place.file = command.file
            checker.place.anchor = command.file == nil ? nil : outer.anchor ?? start
            return checker.expression(written)
        }
    }

    /// The parameter of `name = value`, where that was meant to be `name: value`.
    private func mistakenLabel(_ value: Expression, in definition: DefineStatement) -> FieldPath? {
        guard case .comparison(let node) = value, node.symbol == .equal, case .path(let path) = node.left,
            definition.parameters.contains(where: { $0.name.text == path.text }), scope.names[path.text] == nil
        else { return nil }
        return path
    }

    /// The diagnostic with the place of the call, where what is wrong may well be what the command was called with.
    func withCall(_ diagnostic: Diagnostic) -> Diagnostic {
        let codes: Set<DiagnosticCode> = [.wrongType, .noRows, .unboundedRows, .wrongKind, .notSupported, .noOutcome]
        guard codes.contains(diagnostic.code), let call = openCalls.last, let site = call.site else { return diagnostic }
        let told = Diagnostic(
            diagnostic.code, severity: diagnostic.severity, diagnostic.message, at: diagnostic.span, label: diagnostic.label,
            help: diagnostic.help + ["`\(call.name)` is called in \(site)"], fixes: diagnostic.fixes)
        return diagnostic.file.map(told.located) ?? told
    }

    /// Checks a command's body with parameters of these types; it sees the names that the script itself has set.
    private mutating func body(
        of command: Scope.Command, types: [ValueType], site: String?, anchor: Int?
    ) -> CheckedCall {
        let outer = (place: place, it: scope.it)
        place.source = command.source
        place.file = command.file
        place.anchor = anchor
        // Behind a statement that could not be read, a missing name proves nothing in the body either.
        place.losses.isBehindAll = true
        openCalls.append(OpenCall(name: command.definition.name.text, site: site))
        bodyWork += types.count
        let bindings = zip(command.definition.parameters, types).map { ($0.name, Scope.Meaning.value($1)) }
        let result = block(command.definition.body.statements, hiding: bindings)
        _ = openCalls.popLast()
        scope.it = outer.it
        place = outer.place
        return CheckedCall(result: result, hasOutcome: scope.hasOutcome)
    }
}

extension [Statement] {
    /// The names of the commands that running these statements may call, directly or through other commands.
    var callees: Set<String> {
        var bodies: [String: [Statement]] = [:]
        for case .define(let node) in map(\.kind) { bodies[node.name.text] = node.body.statements }
        var names: Set<String> = []
        var open = [self]
        while let statements = open.popLast() {
            let new = statements.calls.subtracting(names)
            names.formUnion(new)
            open += new.compactMap { bodies[$0] }
        }
        return names
    }

    /// The names of the commands that are called in these statements and in the blocks inside them.
    private var calls: Set<String> {
        var names: Set<String> = []
        for statement in self {
            if case .call(let call) = statement.kind { names.insert(call.name.text) }
            for block in statement.blocks { names.formUnion(block.statements.calls) }
        }
        return names
    }
}

extension Statement {
    /// The blocks of statements inside it that run where it stands.
    fileprivate var blocks: [Block] {
        switch kind {
        case .if(let node): node.branches.map(\.body) + [node.otherwise].compactMap(\.self)
        case .for(let node): [node.body]
        case .try(let node): [node.body, node.otherwise]
        case .step(let node): [node.body]
        case .plan(let statement): statement.blocks
        case .define, .edition, .param, .budget, .use, .let, .call, .include, .stop, .fail, .wait, .print, .expect, .rows,
            .suppress,
            .makeList, .add, .save, .update, .remove, .deleteList, .show, .showLists, .count, .describe, .summarize, .export,
            .refresh, .explain, .help:
            []
        }
    }
}
