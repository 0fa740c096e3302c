import LeadDiagnostics
import LeadModel
import LeadSyntax

/// `if`, `for`, `try` and `include`: blocks, and what is known behind them.
extension Checker {
    mutating func check(_ statement: IfStatement) -> Program.Kind? {
        var branches: [Program.Branch] = []
        var results: [BlockResult] = []
        var ends: [SetShape?] = []
        var isComplete = true
        let before = scope.it
        let hadOutcome = scope.hasOutcome
        var hasOutcome = hadOutcome
        func leave(_ result: BlockResult, _ checker: inout Checker) {
            results.append(result)
            ends.append(checker.scope.it)
            hasOutcome = hasOutcome || checker.scope.hasOutcome
            checker.undo(result)
            checker.scope.it = before
            checker.scope.hasOutcome = hadOutcome
        }
        for branch in statement.branches {
            let condition = condition(branch.condition, row: nil)
            let result = block(branch.body.statements)
            if let condition {
                branches.append(Program.Branch(condition: condition, body: result.block))
            } else {
                isComplete = false
            }
            leave(result, &self)
        }
        var otherwise: Program.Block?
        if let body = statement.otherwise {
            let result = block(body.statements)
            otherwise = result.block
            leave(result, &self)
        } else {
            ends.append(before)
        }
        merge(results, canSkipAll: statement.otherwise == nil)
        scope.it = merged(ends)
        scope.hasOutcome = hasOutcome
        return isComplete ? .if(branches, otherwise: otherwise) : nil
    }

    /// The rows at hand where it is not known which way was taken: none, if one way leaves none.
    private func merged(_ shapes: [SetShape?]) -> SetShape? {
        let known = shapes.compactMap(\.self)
        guard known.count == shapes.count, let first = known.first else { return nil }
        return known.dropFirst().reduce(first) { $0.merged(with: $1) }
    }

    mutating func check(_ statement: TryStatement) -> Program.Kind? {
        let before = scope.it
        let body = block(statement.body.statements)
        let end = scope.it
        // The failure may have come at any point of the block.
        merge([body], canSkipAll: true)
        scope.it = merged([before, end])
        let hadFailure = scope.hasFailure
        scope.hasFailure = true
        let otherwise = block(statement.otherwise.statements)
        scope.hasFailure = hadFailure
        merge([otherwise], canSkipAll: true)
        scope.it = merged([end, scope.it])
        return .try(body.block, otherwise: otherwise.block)
    }

    // MARK: for

    mutating func check(_ statement: ForStatement) -> Program.Kind? {
        let (source, meaning) = loop(statement.source)
        let it = scope.it
        let body = block(statement.body.statements, hiding: [(statement.name, meaning)])
        merge([body], canSkipAll: true)
        scope.it = it
        return source.map { .for(name: statement.name.text, source: $0, body: body.block) }
    }

    private mutating func loop(_ source: ForStatement.Source) -> (Program.Loop?, Scope.Meaning) {
        switch source {
        case .range(let lower, let upper):
            let bounds = (typed(lower, as: .number), typed(upper, as: .number))
            if case .constant(.number(let low)) = bounds.0, case .constant(.number(let high)) = bounds.1, low > high {
                let span = lower.span.joined(with: upper.span)
                report(.reversedRange(lower: text(of: lower.span), upper: text(of: upper.span), at: span))
            }
            guard let low = bounds.0, let high = bounds.1 else { return (nil, .value(.number)) }
            return (.range(lower: low, upper: high), .value(.number))
        case .values(.it(let span)): return rowsLoop(nil, at: span)
        case .values(.path(let path)) where scope.set(path.text) != nil:
            return rowsLoop(Name(path), at: path.span)
        case .values(.variable(let name)) where scope.set(name.text) != nil: return rowsLoop(name, at: name.span)
        case .values(let written):
            guard let list = expression(written) else { return (nil, .value(.any)) }
            guard list.type.fits(.list) else {
                report(.notIterable(text(of: written.span), is: list.type, at: written.span))
                return (nil, .value(.any))
            }
            return (.values(list.node), .value(.any))
        }
    }

    private mutating func rowsLoop(_ set: SetName?, at span: Span) -> (Program.Loop?, Scope.Meaning) {
        let fallback = scope.it ?? fallbackShape
        guard let rows = rows(set, for: "for", needsBound: true, at: span) else { return (nil, .row(fallback)) }
        return (.rows(rows), .row(rows.shape))
    }

    // MARK: include

    mutating func check(_ statement: IncludeStatement, at span: Span) -> Program.Kind? {
        guard let files = options.files else { return nil }
        guard openFiles.count < Limits.includes, inclusions < Limits.includedFiles else {
            let isDeep = openFiles.count >= Limits.includes
            place.losses.noteInclusion(at: span.start)
            report(.tooManyIncludes(isDeep ? Limits.includes : Limits.includedFiles, isDeep: isDeep, at: statement.pathSpan))
            return nil
        }
        inclusions += 1
        let source: Source
        switch files.script(statement.path, place.source.name) {
        case .failure(let problem):
            // What the file was to bring is not known.
            place.losses.noteInclusion(at: span.start)
            report(.unreadableFile(statement.path, problem.message, help: problem.help, at: statement.pathSpan))
            return nil
        case .success(let read): source = read
        }
        if openFiles.contains(source.name) || source.name == mainName {
            place.losses.noteInclusion(at: span.start)
            report(.includeCycle([mainName] + openFiles + [source.name], at: statement.pathSpan))
            return nil
        }
        included[source.name] = source
        return .include(file: source.name, statements(of: source, at: span))
    }

    /// Checks an included script on the rows at hand, and gives them back.
    private mutating func statements(of source: Source, at span: Span) -> [Program.Statement] {
        let tree = parse(source)
        let outer = (place: place, it: scope.it, account: scope.account)
        place = Place(tree: tree, file: source.name, anchor: outer.place.anchor ?? span.start)
        openFiles.append(source.name)
        callees.formUnion(tree.statements.callees)
        scope.allowsDeclarations = true
        for diagnostic in tree.diagnostics { report(diagnostic) }
        let statements = statements(tree.statements)
        let hasLosses = !place.losses.isEmpty
        _ = openFiles.popLast()
        place = outer.place
        // What the file was to bring is not known where it could not be read.
        if hasLosses { place.losses.noteInclusion(at: span.start) }
        scope.it = outer.it
        scope.account = outer.account
        scope.allowsDeclarations = false
        return statements
    }
}

extension Name {
    /// Takes a path of one part as a name.
    init(_ path: FieldPath) {
        self.init(text: path.text, span: path.span)
    }
}
