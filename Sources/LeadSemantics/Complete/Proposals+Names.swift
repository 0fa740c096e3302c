import LeadDiagnostics
import LeadModel
import LeadSyntax

/// Names: statements, fields, variables, functions, accounts and files.
extension Proposals {
    mutating func proposeStatements(isTopLevel: Bool) {
        for word in StatementWord.available {
            switch word {
            case .lead, .param, .budget: if !checker.scope.allowsDeclarations { continue }
            case .define: if !isTopLevel { continue }
            default: break
            }
            add(word.rawValue, as: .keyword, inserting: word.standsAlone ? word.rawValue : word.rawValue + " ")
        }
        for (name, command) in checker.scope.commands.sorted(by: { $0.key < $1.key }) {
            let parameters = command.definition.parameters.map(\.name.text).joined(separator: ", ")
            let text = name.asName + (parameters.isEmpty ? "()" : "(")
            add(name.asName, as: .command, detail: "\(name)(\(parameters))", inserting: text)
        }
    }

    mutating func proposeParameters(of command: String) {
        guard let definition = checker.scope.commands[command]?.definition else { return }
        for parameter in definition.parameters {
            let name = parameter.name.text.asName
            add(name, as: .parameter, detail: parameter.value == nil ? "" : "may be left out", inserting: name + ": ")
        }
    }

    mutating func proposeAccounts() {
        for name in checker.catalog.accountNames {
            add(name, as: .account, detail: checker.catalog.accounts[name]?.title ?? "")
        }
    }

    mutating func proposeFiles(for use: Expectation.FileUse) {
        if use == .table { proposeVariables(withSign: true) }
        guard expectations.typed != .words else { return }
        let typed = String(source.text(of: expectations.span).dropFirst(quote?.count ?? 0))
        for path in sources.files(quote == "\"" ? typed.unescaped : typed) {
            let isFolder = path.hasSuffix("/")
            guard isFolder || use.takes(path) else { continue }
            add(text: path, as: .file, detail: isFolder ? "folder" : "", isOpen: isFolder)
        }
    }

    // MARK: Fields

    mutating func proposeFields(for use: Expectation.FieldUse, of rows: Expectation.RowsAtHand) {
        if use == .updateKey { return add("email", as: .field) }
        var shape: SetShape? = checker.scope.it
        if case .set(let name) = rows { shape = checker.scope.set(name) }
        if use == .key {
            add("domain", as: .field, detail: "the company's domain, or that of the e-mail address")
            if shape == nil {
                shape = checker.fallbackShape
                shape?.isUnknown = true
            }
        }
        for field in fields(of: shape, for: use) { add(field.name.asPath, as: .field, detail: field.summary) }
    }

    /// The fields that the rows have there, or, for those that are given values, may have.
    private mutating func fields(of shape: SetShape?, for use: Expectation.FieldUse) -> [Field] {
        guard let shape else { return [] }
        let row = RowContext(shape: shape, provider: checker.catalog.accounts[shape.account])
        let named = Vocabulary.fields.map(\.name)
        // Of fields of the user's own only the rows themselves know.
        let own = (shape.columns ?? []).union(shape.added).filter { $0.lowercased().hasPrefix("custom.") }.sorted()
        // What the checker says to each must not be told.
        var checker = checker
        return (named + own).compactMap { name in
            let path = FieldPath(Name(text: name, span: Span(0..<0)))
            switch use {
            case .target: return checker.target(path, of: shape)
            case .column, .key, .updateKey:
                guard checker.field(path, in: row) != nil else { return nil }
                return Vocabulary.field(name)
            }
        }
    }

    // MARK: Values

    mutating func proposeValues(at place: Expectation.ValuePlace) {
        let field = place.field.flatMap { Vocabulary.field($0) }
        // All countries at once help nobody; a letter brings those that begin with it.
        let hasFewValues = field.map { $0.values != .open } ?? false
        for value in field?.typicalValues ?? [] {
            add(text: value, as: .value, detail: field?.name ?? "", isLikely: hasFewValues || !prefix.isEmpty)
        }
        if quote != nil { return }
        let isLikely = !hasFewValues
        switch place.names {
        case .variables:
            proposeVariables(withSign: false, isLikely: isLikely, areSetsLikely: place.field == nil)
            proposeVariables(withSign: true, isLikely: expectations.typed == .variable)
        case .headers: proposeVariables(withSign: true, isLikely: isLikely)
        case .fields:
            for field in fields(of: checker.scope.it, for: .column) {
                add(field.name.asPath, as: .field, detail: field.summary, isLikely: place.field == nil)
            }
            proposeVariables(withSign: true, isLikely: isLikely)
        }
        for function in Function.allCases {
            let text = function.rawValue + (function.signature.parameters.isEmpty ? "()" : "(")
            let detail = "\(function.signature.form): \(function.signature.meaning)"
            add(function.rawValue, as: .function, detail: detail, isLikely: false, inserting: text)
        }
        add("count", as: .function, detail: "count(it): how many rows a set has", isLikely: false, inserting: "count(")
    }

    /// Proposes variables that may hold ids, or the name of something.
    mutating func proposeNames(of types: Set<ValueType>, withSign hasSign: Bool) {
        for name in checker.scope.visibleNames {
            guard let type = checker.scope.variable(name), types.contains(type) else { continue }
            if !hasSign { add(name.asName, as: .variable, detail: type.phrase) }
            add("$" + name, as: .variable, detail: type.phrase, isLikely: hasSign || expectations.typed == .variable)
        }
    }

    /// Proposes variables, the parts of rows of a `for`, of the outcome and of a failure.
    ///
    /// - Parameter areSetsLikely: Whether a kept set is what people mostly want there, to go through it or count it.
    mutating func proposeVariables(withSign hasSign: Bool, isLikely: Bool = true, areSetsLikely: Bool = false) {
        let sign = hasSign ? "$" : ""
        for name in checker.scope.visibleNames {
            switch checker.scope.names[name] {
            case .value(let type): add(sign + name.asVariable(hasSign), as: .variable, detail: type.phrase, isLikely: isLikely)
            case .row(let shape):
                for field in fields(of: shape, for: .column) {
                    add("\(sign)\(name).\(field.name)", as: .variable, detail: field.summary, isLikely: isLikely)
                }
            case .set:
                if !hasSign { add(name.asName, as: .set, detail: "kept set", isLikely: areSetsLikely) }
            case nil: break
            }
        }
        if checker.scope.hasOutcome {
            for field in Outcome.fields {
                add("\(sign)outcome.\(field.name)", as: .variable, detail: field.type.phrase, isLikely: false)
            }
        }
        if checker.scope.hasFailure {
            for (name, type) in FailurePart.types.sorted(by: { $0.key < $1.key }) {
                add("\(sign)error.\(name)", as: .variable, detail: type.phrase, isLikely: isLikely)
            }
        }
    }
}

extension Expectation.FileUse {
    /// Whether a file of this name can stand there.
    fileprivate func takes(_ path: String) -> Bool {
        switch self {
        case .script: path.hasSuffix(".lead")
        case .output: FileFormat(fileName: path) != nil
        case .table: FileFormat(fileName: path).map { $0 != .markdown } ?? false
        }
    }
}

extension Field {
    /// The values that it is known to take, in the order in which they are proposed.
    fileprivate var typicalValues: [String] {
        switch values {
        case .known(let values), .closed(let values): return values
        case .open: break
        }
        guard name == "country" || name == "company.country" else { return [] }
        return Self.countries
    }

    private static let countries = ClosedValues.plainCountries.filter { !$0.contains("- ") }.map(\.asCountry).sorted()
}

extension StatementWord {
    /// Whether a statement of this word alone makes sense.
    fileprivate var standsAlone: Bool {
        [.stop, .refresh, .count, .describe, .show, .help].contains(self)
    }
}
