import LeadDiagnostics
import LeadJSON
import LeadModel
import LeadReference
import LeadSemantics
import LeadSyntax

/// The language as data, for editors and other tools: what `lead describe --json` prints.
///
/// `docs/describe.schema.json` says what its members mean; a test holds one against the other. Members may be added within
/// a format, and none is taken out or given another meaning.
struct LanguageDocument {
    /// The version of the document's form.
    private static let format = 1

    var json: JSON {
        [
            "format": .integer(Self.format), "lead": .string(version), "edition": .integer(Limits.edition),
            "reserved": .array(Keywords.reserved.sorted().map(JSON.string)),
            "continuing": .array(Keywords.continuing.sorted().map(JSON.string)),
            "durationUnits": durationUnits,
            "placeholders": .array(
                Notation.placeholders.map { ["word": .string($0.word), "meaning": .string($0.meaning)] }),
            "parameterTypes": .array(ParamStatement.ValueType.allCases.map { .string($0.rawValue) }),
            "fileFormats": .array(FileFormat.allCases.map { .string($0.rawValue) }),
            "statements": .array(StatementReference.all.map(\.json)),
            "operators": .array(ConditionReference.all.map(\.json)),
            "functions": .array(Function.allCases.map(\.json)),
            "fields": .array(Vocabulary.fields.map { json(of: $0) }),
            "outcome": .array(
                Outcome.fields.map { ["name": .string($0.name), "type": .string($0.type.rawValue)] }),
            "error": .array(
                FailurePart.types.sorted { $0.key < $1.key }.map {
                    ["name": .string($0.key), "type": .string($0.value.rawValue)]
                }),
            "defaultAccount": .string(Providers.defaultAccount),
            "accounts": .array(Providers.signatures.map(\.json)),
            "limits": limits,
            "exitCodes": .array(
                ExitCode.allCases.map { ["code": .integer(Int($0.rawValue)), "meaning": .string($0.meaning)] }),
            "diagnostics": .array(
                Explanation.all.map { ["code": .string($0.code.rawValue), "title": .string($0.title)] }),
        ]
    }

    private var durationUnits: JSON {
        var object: JSONObject = [:]
        for (unit, seconds) in Keywords.durationUnits.sorted(by: { $0.key < $1.key }) { object[unit] = .double(seconds) }
        return .object(object)
    }

    private var limits: JSON {
        [
            "nesting": .integer(Limits.nesting), "textBytes": .integer(Limits.textBytes),
            "scriptBytes": .integer(Limits.scriptBytes), "includes": .integer(Limits.includes),
            "includedFiles": .integer(Limits.includedFiles), "mistakes": .integer(Limits.mistakes),
            "rowsWritten": .integer(RowLimits.written), "rowsRead": .integer(RowLimits.read),
            "rowsRemoved": .integer(RowLimits.removed),
        ]
    }

    private func json(of field: Field) -> JSON {
        var object: JSONObject = [
            "name": .string(field.name), "summary": .string(field.summary), "type": .string(field.type.rawValue),
            "rows": .array(RecordKind.allCases.filter(field.kinds.contains).map { .string($0.rawValue) }),
        ]
        switch field.values {
        case .open: break
        case .known(let values): object["knownValues"] = .array(values.map(JSON.string))
        case .closed(let values): object["values"] = .array(values.map(JSON.string))
        }
        object["support"] = .array(
            Providers.signatures.flatMap { signature in
                RecordKind.allCases.compactMap { kind in
                    signature.support(of: field.name, in: kind).map { $0.json(at: signature, kind: kind) }
                }
            })
        return .object(object)
    }
}

extension StatementReference {
    fileprivate var json: JSON {
        [
            "word": .string(word.rawValue), "group": .string(group.rawValue), "summary": .string(summary),
            "available": .bool(word.isAvailable), "clause": .bool(word.isClause),
            "forms": .array(forms.map { ["syntax": .string($0.syntax), "meaning": .string($0.meaning)] }),
            "later": .array(later.map(JSON.string)),
            "examples": .array(examples.map(\.json)),
        ]
    }
}

extension ConditionReference {
    fileprivate var json: JSON {
        [
            "forms": .array(forms.map(JSON.string)), "opposites": .array(negations.map(JSON.string)),
            "nearForms": .array(nearForms.map(JSON.string)), "meaning": .string(meaning), "example": .string(example),
        ]
    }
}

extension Function {
    fileprivate var json: JSON {
        [
            "name": .string(rawValue), "form": .string(signature.form), "meaning": .string(signature.meaning),
            "parameters": .array(signature.parameters.map { .string($0.rawValue) }), "variadic": .bool(signature.isVariadic),
            "result": .string(signature.result.rawValue), "example": .string(signature.example),
        ]
    }
}

extension ProviderSignature.FieldSupport {
    fileprivate func json(at signature: ProviderSignature, kind: RecordKind) -> JSON {
        var tests: JSONObject = [:]
        for form in Filter.Form.allCases {
            guard let precision = filters[form] else { continue }
            tests["\(form)"] = .string(precision == .exact ? "exact" : "wider")
        }
        return [
            "account": .string(signature.name), "rows": .string(kind.rawValue), "filters": .object(tests),
            "negates": .bool(canNegate), "reads": .bool(isReadable), "confirmed": .bool(isConfirmed),
        ]
    }
}

extension ProviderSignature {
    fileprivate var json: JSON {
        [
            "name": .string(name), "title": .string(title),
            "capabilities": .array(Capability.allCases.filter(capabilities.contains).map { .string("\($0)") }),
            "limits": [
                "searchPage": .integer(limits.searchPage), "contactPage": .integer(limits.contactPage),
                "selection": .integer(limits.selection), "records": .integer(limits.records), "join": .integer(limits.join),
                "export": .integer(limits.export), "update": .integer(limits.update),
            ],
        ]
    }
}
