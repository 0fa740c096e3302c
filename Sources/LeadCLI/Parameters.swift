import LeadDiagnostics
import LeadJSON
import LeadModel
import LeadSemantics
import LeadSyntax
import LeadText

/// What the caller says of parameters, before it is known which ones a script has.
struct Assignments {
    /// One value for one name.
    struct Item {
        let name: String
        let value: String
        /// The items, where a file gives them one by one.
        var items: [String]?
        /// How it was given, as a message names it: `--var country=Germany`.
        let origin: String
    }

    /// The values, the most important first: flags, files of flags, then the environment.
    private(set) var items: [Item] = []
    /// The values of the environment, of which a script need not have the parameter.
    private(set) var environment: [Item] = []
    /// The flags that set nothing.
    private(set) var malformed: [String] = []

    /// Why the assignments cannot be read.
    struct Failure: Error {
        let message: String
        let help: String
    }

    /// Gathers `--var`, `--var-file` and the variables `LEAD_VAR_name`.
    static func all(of options: RunOptions, in invocation: Invocation) -> Result<Assignments, Failure> {
        var assignments = Assignments()
        for text in options.variables {
            guard let (name, value) = pair(text) else {
                assignments.malformed.append(text)
                continue
            }
            assignments.items.append(Item(name: name, value: value, origin: "--var \(name)=…"))
        }
        // Of several files the last one decides, as of several flags the last one does.
        for path in options.variableFiles.reversed() {
            switch items(ofFile: path, in: invocation) {
            case .success(let items): assignments.items = items + assignments.items
            case .failure(let failure): return .failure(failure)
            }
        }
        let prefix = "LEAD_VAR_"
        assignments.environment = invocation.environment.filter { $0.key.hasPrefix(prefix) }.sorted { $0.key < $1.key }.map {
            Item(name: String($0.key.dropFirst(prefix.count)), value: $0.value, origin: $0.key)
        }
        return .success(assignments)
    }

    private static func pair(_ text: String) -> (String, String)? {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].trimmed.isEmpty else { return nil }
        return (parts[0].trimmed, parts[1])
    }

    private static func items(ofFile path: String, in invocation: Invocation) -> Result<[Item], Failure> {
        switch readFile(invocation.resolved(path)) {
        case .failure(let failure):
            return .failure(
                Failure(message: "`\(path)` cannot be read: \(failure.reason)", help: "choose another file for --var-file"))
        case .success(let bytes): return path.hasSuffix(".json") ? json(bytes, path) : lines(bytes, path)
        }
    }

    private static func lines(_ bytes: [UInt8], _ path: String) -> Result<[Item], Failure> {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return .failure(Failure(message: "`\(path)` is no text", help: "save it as UTF-8"))
        }
        var items: [Item] = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = String(line).trimmed
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard let (name, value) = pair(line) else {
                return .failure(
                    Failure(
                        message: "`\(path)` sets nothing in line \(number + 1): `\(line)`",
                        help: "each line is name=value; `#` begins a comment"))
            }
            items.append(Item(name: name, value: value.trimmed, origin: "\(path):\(number + 1)"))
        }
        return .success(items)
    }

    private static func json(_ bytes: [UInt8], _ path: String) -> Result<[Item], Failure> {
        guard let object = (try? JSON(parsing: bytes))?.object else {
            return .failure(Failure(message: "`\(path)` is no JSON object", help: "write {\"name\": \"value\"}"))
        }
        var items: [Item] = []
        for member in object.members {
            let texts = (member.value.array ?? [member.value]).map { value -> String? in
                value.string ?? value.double.map { LeadModel.Value.number($0).description } ?? value.bool.map(String.init)
            }
            guard !texts.contains(nil) else {
                return .failure(
                    Failure(
                        message: "`\(path)` gives `\(member.name)` a value that no parameter takes",
                        help: "a value is text, a number, or a list of these"))
            }
            let values = texts.compactMap(\.self)
            items.append(
                Item(
                    name: member.name, value: values.joined(separator: ", "), items: member.value.array == nil ? nil : values,
                    origin: path))
        }
        return .success(items)
    }
}

/// The values that the caller gives a script's parameters.
struct Parameters {
    /// The values by name.
    private(set) var values: [String: Value] = [:]
    /// What is wrong with them.
    private(set) var diagnostics: [Diagnostic] = []

    /// Reads the assignments for the parameters that `program` declares.
    ///
    /// - Parameter others: The names of the parameters of the other scripts of the run, which share the assignments.
    init(_ assignments: Assignments, for program: Program, others: Set<String> = []) {
        let declared = Dictionary(program.parameters.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        diagnostics = assignments.malformed.map(Diagnostic.malformedAssignment)
        var refused: Set<String> = []
        // The last one decides; what it replaces need not even be right.
        let items = assignments.environment + assignments.items
        let deciding = Dictionary(items.map { ($0.name, $0) }, uniquingKeysWith: { _, last in last })
        for parameter in declared.values.sorted(by: { $0.name < $1.name }) {
            guard let item = deciding[parameter.name] else { continue }
            if let value = Self.value(of: item, as: parameter.type) {
                values[parameter.name] = value
            } else {
                refused.insert(parameter.name)
                diagnostics.append(.wrongParameterValue(item, of: parameter))
            }
        }
        for item in assignments.items where declared[item.name] == nil && !others.contains(item.name) {
            diagnostics.append(.unknownParameter(item, among: declared.keys.sorted()))
        }
        var seen: Set<String> = []
        for parameter in program.parameters where parameter.value == nil && values[parameter.name] == nil {
            if !refused.contains(parameter.name), seen.insert(parameter.name).inserted {
                diagnostics.append(.missingParameter(parameter))
            }
        }
    }

    /// The items of a list: separated by commas, in quotes where they hold some, in brackets if one likes.
    private static func items(of text: String) -> [String] {
        var inside = text.trimmed
        if inside.hasPrefix("("), inside.hasSuffix(")") { inside = String(inside.dropFirst().dropLast()) }
        var items: [String] = []
        var item = ""
        var quote: Character?
        for character in inside {
            if character == quote {
                quote = nil
            } else if quote == nil, character == "\"" || character == "'", item.trimmed.isEmpty {
                (quote, item) = (character, "")
            } else if quote == nil, character == "," {
                items.append(item.trimmed)
                item = ""
            } else {
                item.append(character)
            }
        }
        return (items + [item.trimmed]).filter { !$0.isEmpty }
    }

    private static func value(of item: Assignments.Item, as type: ParamStatement.ValueType) -> Value? {
        switch type {
        case .list: .list((item.items ?? items(of: item.value)).map(Value.text))
        case .text where item.items == nil: .text(item.value)
        case .number where item.items == nil: number(item.value.trimmed).map(Value.number)
        case .date where item.items == nil: Day(item.value.trimmed).map { .date($0.text) }
        case .text, .number, .date: nil
        }
    }

    /// A number as a script writes it, with its sign.
    private static func number(_ text: String) -> Double? {
        let factors: [Character: Double] = ["k": 1_000, "K": 1_000, "M": 1_000_000, "%": 0.01]
        let factor = text.last.flatMap { factors[$0] }
        let digits = (factor == nil ? text : String(text.dropLast())).filter { $0 != "_" }
        // `Double` reads "nan", "inf" and "0x10" as well.
        guard digits.allSatisfy({ $0.isASCII && ($0.isNumber || "+-.".contains($0)) }) else { return nil }
        return Double(digits).map { $0 * (factor ?? 1) }
    }
}

extension Diagnostic {
    fileprivate static func malformedAssignment(_ text: String) -> Diagnostic {
        Diagnostic(.unknownParameter, "`--var \(text)` sets nothing", help: ["write `--var name=value`"])
    }

    fileprivate static func unknownParameter(_ item: Assignments.Item, among names: [String]) -> Diagnostic {
        let help =
            if let near = NearestName(among: names).name(nearest: item.name) {
                item.origin.hasPrefix("--var") ? "did you mean `--var \(near)=…`?" : "did you mean `\(near)`?"
            } else if names.isEmpty {
                "the script declares no `param`"
            } else {
                "its parameters are \(names.joined(separator: ", "))"
            }
        let origin = item.origin.hasPrefix("--var") ? "" : " (from \(item.origin))"
        return Diagnostic(.unknownParameter, "the script has no parameter `\(item.name)`\(origin)", help: [help])
    }

    fileprivate static func missingParameter(_ parameter: Program.Parameter) -> Diagnostic {
        let about = parameter.documentation.map { ["\(parameter.name): \($0)"] } ?? []
        let diagnostic = Diagnostic(
            .missingParameter, "the parameter `\(parameter.name)` has no value", at: parameter.span,
            help: about + ["pass `--var \(parameter.name)=…`, or give it a default"])
        return parameter.file.map(diagnostic.located) ?? diagnostic
    }

    fileprivate static func wrongParameterValue(_ item: Assignments.Item, of parameter: Program.Parameter) -> Diagnostic {
        let hint =
            switch parameter.type {
            case .date: "a date is written 2026-01-31"
            case .number: "a number is written 1000, 2.5 or 10k, without commas"
            case .text, .list: "write one text; a `param \(parameter.name): list` takes several"
            }
        let origin = item.origin.hasPrefix("--var") ? "" : " (from \(item.origin))"
        return Diagnostic(
            .wrongParameterValue,
            "`\(item.value)` is no \(parameter.type.rawValue) for the parameter `\(parameter.name)`\(origin)",
            help: [hint])
    }
}
