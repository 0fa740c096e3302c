import LeadModel

/// What stands above all, the session's statements, and blocks.
extension ProgramWriter {
    /// `lead`, `param` and `budget`.
    mutating func declarations() -> [String] {
        var written: [String] = []
        if random.chance(6) { written.append("lead 1") }
        for _ in 0..<max(0, random.below(6) - 3) { written.append(parameter()) }
        if random.chance(6) {
            let caps = some(["10_000 calls", "1 credit", "1M rows", "5k * 2 calls", "50 credits", "100_000 row"], upTo: 3)
            var units: Set<String> = []
            let unlike = caps.filter { units.insert(String($0.split(separator: " ").last?.prefix(3) ?? "")).inserted }
            written.insert("budget " + unlike.joined(separator: ", "), at: random.below(written.count + 1))
        }
        return written
    }

    private mutating func parameter() -> String {
        let type = random.one(of: [ValueType.text, .number, .date, .list])
        let name = newName()
        var written = (random.chance(3) ? ProgramMark.documentation : "") + "param " + mark(name)
        let isTyped = type != .text || random.chance(2)
        let hasValue = random.chance(2)
        if isTyped, !hasValue || random.chance(2) { written += random.one(of: [": ", ":", " : "]) + type.rawValue }
        if hasValue {
            written += random.one(of: [" = ", "="]) + literal(type, .constant, depth: 1)
        } else {
            openParameters[name] = Self.outside[type] ?? "Q2"
        }
        bind(name, .value(type))
        return written
    }

    private static let outside: [ValueType: String] = [.text: "Q2", .number: "3", .date: "2026-02-01", .list: "Ireland,Malta"]

    /// Any statement that can stand here.
    mutating func statement() -> String {
        for _ in 0..<20 {
            let outer = scope
            if let statement = drawn() { return statement }
            scope = outer
        }
        return printing()
    }

    private mutating func drawn() -> String? {
        switch random.below(40) {
        case 0..<5: return finding()
        case 5..<11: return narrowing()
        case 11..<17: return doing()
        case 17..<23: return looking()
        case 23, 24: return using()
        case 25, 26, 27: return binding()
        case 28: return printing()
        case 29: return expecting()
        case 30: return including()
        case 31: return random.chance(2) ? "wait " + random.one(of: ["10ms", "1s", "2 seconds"]) : ending()
        case 32, 33: return definition()
        case 34: return commands.isEmpty ? nil : callIfPossible()
        default: return depth < 3 ? branching() : nil
        }
    }

    private mutating func using() -> String {
        scope.account = random.one(of: ["lance", "leadlex", "leadlex"])
        return "use " + ProgramMark.name + (random.chance(10) ? scope.account.uppercased() : scope.account)
    }

    private mutating func binding() -> String {
        let old = scope.names.filter { $0.type != nil }
        if !old.isEmpty, random.chance(4), let type = random.one(of: old).type {
            let name = random.one(of: old.filter { $0.type == type })
            if case .smallNumber = name.meaning { return "let \(mark(name.text)) = \(1 + random.below(9))" }
            return "let \(mark(name.text)) = " + value(type)
        }
        if random.chance(6) {
            let number = 1 + random.below(9)
            let name = newName()
            bind(name, .smallNumber)
            return "let \(mark(name)) = \(number)"
        }
        let type = random.one(of: [ValueType.text, .text, .number, .date, .duration, .bool, .list])
        let written = type == .bool && random.chance(2) ? condition() : value(type)
        let name = newName()
        let target = random.chance(8) ? dollar(name) ?? mark(name) : mark(name)
        bind(name, .value(type))
        return "let \(target) = " + written
    }

    private mutating func printing() -> String {
        let types: [ValueType] = [.text, .text, .number, .date, .duration, .list, .bool]
        return "print "
            + (0...random.below(3)).map { _ in random.chance(6) ? condition() : value(random.one(of: types)) }.joined(
                separator: ", ")
    }

    private mutating func expecting() -> String {
        let known = scope.hasOutcome ? "\(ProgramMark.name)outcome.\(ProgramMark.name)failed >= 0" : "1 < 2"
        let condition = random.chance(3) ? condition() : countOfRows().map { $0 + " >= 0" } ?? known
        return "expect " + condition + (random.chance(2) ? ", " + value(.text) : "")
    }

    private mutating func ending() -> String? {
        guard depth > 0 || random.chance(10), random.chance(2) else { return nil }
        return random.chance(2) ? "stop" : "fail " + value(.text)
    }

    // MARK: Blocks

    private mutating func branching() -> String {
        switch random.below(4) {
        case 0: return choosing()
        case 1: return looping()
        case 2: return trying()
        default:
            let start = (random.chance(3) ? ProgramMark.documentation : "") + "step " + name(of: "Part \(random.below(9))") + " "
            return start + block(isPart: true)
        }
    }

    private mutating func choosing() -> String {
        let before = (it: scope.it, hasOutcome: scope.hasOutcome)
        var ends: [KnownRows?] = []
        var hasOutcome = before.hasOutcome
        var written = ""
        let count = 1 + random.below(2)
        let hasElse = random.chance(2)
        for place in 0..<count + (hasElse ? 1 : 0) {
            (scope.it, scope.hasOutcome) = before
            if place < count {
                written += (place > 0 ? " else if " : "if ") + condition(depth: 1) + " "
            } else {
                written += " else "
            }
            written += block()
            ends.append(scope.it)
            hasOutcome = hasOutcome || scope.hasOutcome
        }
        if !hasElse { ends.append(before.it) }
        scope.it = merged(ends)
        scope.hasOutcome = hasOutcome
        return written
    }

    private func merged(_ ends: [KnownRows?]) -> KnownRows? {
        guard var result = ends.first ?? nil else { return nil }
        for end in ends.dropFirst() {
            guard let end, let both = result.merged(with: end) else { return nil }
            result = both
        }
        return result
    }

    private mutating func trying() -> String {
        let before = scope.it
        let first = block()
        let end = scope.it
        scope.it = merged([before, end])
        let hadFailure = scope.hasFailure
        scope.hasFailure = true
        let second = block()
        scope.hasFailure = hadFailure
        scope.it = merged([end, scope.it])
        return "try " + first + " else " + second
    }

    private mutating func looping() -> String {
        let it = scope.it
        let (source, meaning) = loop()
        let name = newName()
        scope.frames.append([KnownName(text: name, meaning: meaning, isUnread: false)])
        let body = block()
        scope.frames.removeLast()
        scope.it = it
        return "for " + mark(name) + " in " + source + " " + body
    }

    private mutating func loop() -> (String, KnownName.Meaning) {
        let sets = scope.names.filter { $0.rows?.isBounded == true }
        switch random.below(6) {
        case 0, 1:
            if let it = scope.it, it.isBounded { return ("it", .row(it)) }
        case 2:
            if !sets.isEmpty {
                let set = random.one(of: sets)
                return (variable(set.text), .row(set.rows ?? KnownRows(account: "", kind: .people, isBounded: true)))
            }
        case 3: return ("\(random.below(3))..\(3 + random.below(3))", .value(.number))
        default: break
        }
        return (atom(.list, .plain), .value(.text))
    }

    // MARK: Commands and files

    private mutating func including() -> String? {
        guard depth == 0, !isInCommand else { return nil }
        if random.chance(2) { return "include " + text(of: "setup.lead") }
        guard hasRead.insert("shared.lead").inserted else { return nil }
        // The names of a command must mean nothing else in the script.
        guard !scope.names.contains(where: { ["country", "size"].contains($0.text) }) else { return nil }
        takenNames.formUnion(["country", "size"])
        commands.append(
            KnownCommand(
                name: "leaders_of", parameters: [("country", .text, false), ("size", .number, true)], rows: nil, hasOutcome: true)
        )
        return "include " + text(of: "shared.lead")
    }

    private mutating func definition() -> String? {
        guard depth == 0, !isInCommand, commands.count < 3 else { return nil }
        let outer = scope
        isInCommand = true
        let name = newName(isPlain: true)
        let needsRows = scope.it.map { $0.isLike($0) && !$0.account.isEmpty && $0.kind == .people } == true && random.chance(2)
        var parameters: [(name: String, type: ValueType, isOptional: Bool)] = []
        scope = ProgramScope(account: outer.account, it: needsRows ? outer.it : nil)
        // The script's own variables are seen inside; its sets may be others by the time of the call.
        let seen = outer.frames[0].filter { $0.type != nil }
        takenNames.formUnion(outer.names.map(\.text))
        scope.frames = [seen, []]
        var written: [String] = []
        for _ in 0..<random.below(4) {
            let parameter = newName()
            let type = random.one(of: [ValueType.text, .number, .list])
            let isOptional = parameters.last?.isOptional == true || random.chance(3)
            written.append(mark(parameter) + (isOptional ? " = " + literal(type, .constant, depth: 1) : ""))
            parameters.append((parameter, type, isOptional))
            bind(parameter, .value(type), isUnread: false)
        }
        depth += 1
        let body = block([using()])
        depth -= 1
        let hasOutcome = scope.hasOutcome
        let read = scope.frames[0].filter { !$0.isUnread }.map(\.text)
        scope = outer
        for name in read { scope.noteRead(name) }
        isInCommand = false
        commands.append(
            KnownCommand(name: name, parameters: parameters, rows: needsRows ? outer.it : nil, hasOutcome: hasOutcome))
        let start = (random.chance(2) ? ProgramMark.documentation : "") + "define " + mark(name)
        return start + "(" + written.joined(separator: ", ") + ") " + body
    }

    private mutating func callIfPossible() -> String? {
        let fit = commands.indices.filter {
            commands[$0].rows == nil || commands[$0].rows.flatMap { scope.it?.isLike($0) } == true
        }
        return fit.isEmpty ? nil : call(random.one(of: fit))
    }

    /// A call of a command with all that it needs.
    mutating func call(_ place: Int) -> String {
        commands[place].isUncalled = false
        let command = commands[place]
        var arguments: [String] = []
        var isNamed = false
        for parameter in command.parameters where !parameter.isOptional || random.chance(2) {
            isNamed = isNamed || random.chance(3)
            let isSkipping = arguments.count < command.parameters.firstIndex { $0.name == parameter.name } ?? 0
            isNamed = isNamed || isSkipping
            let label = isNamed ? mark(parameter.name) + random.one(of: [": ", ":"]) : ""
            arguments.append(label + value(parameter.type, .plain, depth: 1))
        }
        scope.hasOutcome = scope.hasOutcome || command.hasOutcome
        return mark(command.name) + "(" + arguments.joined(separator: ", ") + ")"
    }
}
