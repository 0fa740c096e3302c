import LeadDiagnostics
import LeadModel
import LeadSemantics
import LeadSyntax
import LeadText

/// The values that the caller gives a script's parameters.
struct Parameters {
    /// The values by name.
    private(set) var values: [String: Value] = [:]
    /// What is wrong with them.
    private(set) var diagnostics: [Diagnostic] = []

    /// Reads `--var name=value` for the parameters that `program` declares.
    ///
    /// - Parameter others: The names of the parameters of the other scripts of the run, which share the assignments.
    init(_ assignments: [String], for program: Program, others: Set<String> = []) {
        let declared = program.parameters
        for assignment in assignments {
            let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts[0].isEmpty else {
                diagnostics.append(.malformedAssignment(assignment))
                continue
            }
            guard let parameter = declared.first(where: { $0.name == parts[0] }) else {
                if others.contains(parts[0]) { continue }
                diagnostics.append(.unknownParameter(parts[0], among: declared.map(\.name)))
                continue
            }
            if let value = Self.value(parts[1], as: parameter.type) {
                values[parameter.name] = value
            } else {
                diagnostics.append(.wrongParameterValue(parts[1], of: parameter.name, type: parameter.type))
            }
        }
        for parameter in declared where parameter.value == nil && values[parameter.name] == nil {
            let isReported = assignments.contains { $0.hasPrefix(parameter.name + "=") }
            if !isReported { diagnostics.append(.missingParameter(parameter.name, at: parameter.span)) }
        }
    }

    private static func value(_ text: String, as type: ParamStatement.ValueType) -> Value? {
        switch type {
        case .text: return .text(text)
        case .list: return .list(text.split(separator: ",").map { .text(String($0.drop(while: \.isWhitespace))) })
        case .number: return Double(text.filter { $0 != "_" }).map(Value.number)
        case .date:
            return Day(text).map { .date($0.text) }
        }
    }
}

extension Diagnostic {
    fileprivate static func malformedAssignment(_ text: String) -> Diagnostic {
        Diagnostic(.unknownParameter, "`--var \(text)` sets nothing", help: ["write `--var name=value`"])
    }

    fileprivate static func unknownParameter(_ name: String, among names: [String]) -> Diagnostic {
        let help =
            if let near = NearestName(among: names).name(nearest: name) {
                "did you mean `--var \(near)=…`?"
            } else if names.isEmpty {
                "the script declares no `param`"
            } else {
                "its parameters are \(names.joined(separator: ", "))"
            }
        return Diagnostic(.unknownParameter, "the script has no parameter `\(name)`", help: [help])
    }

    fileprivate static func missingParameter(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .missingParameter, "the parameter `\(name)` has no value", at: span,
            help: ["pass `--var \(name)=…`, or give it a default"])
    }

    fileprivate static func wrongParameterValue(
        _ text: String, of name: String, type: ParamStatement.ValueType
    ) -> Diagnostic {
        let hint = type == .date ? "a date is written 2026-01-31" : "a number is written 100 or 2.5"
        return Diagnostic(.wrongParameterValue, "`\(text)` is no \(type.rawValue) for the parameter `\(name)`", help: [hint])
    }
}
