import LeadDiagnostics
import LeadModel
import LeadText

// What can be wrong with rows of files, and with fields that a script changes.

extension Diagnostic {
    static func needsAllRows(_ clause: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .unboundedRows, "`\(clause)` needs every row, and this search has no end yet", at: span,
            help: ["say how many before it: `select first 1000`, or `select all`"])
    }

    static func unknownColumn(_ name: String, among names: [String], isVariable: Bool, at span: Span) -> Diagnostic {
        // What is no field of the vocabulary stands behind `custom.`, which is easily forgotten.
        let custom = names.first { $0.lowercased() == "custom.\(name.lowercased())" }
        let near = custom ?? NearestName(among: names).name(nearest: name)
        let help =
            if isVariable {
                "a bare name is a field here; the variable is `$\(name)`"
            } else if let near {
                "did you mean `\(near)`?"
            } else {
                "it has \(names.prefix(20).map { "`\($0)`" }.joined(separator: " "))\(names.count > 20 ? " …" : "")"
            }
        let fix = isVariable ? "$\(name)" : near
        return Diagnostic(
            .unknownField, "the file has no column for `\(name)`", at: span, help: [help],
            fixes: fix.map { [Fix(replacing: span, with: $0)] } ?? [])
    }

    static func unknownHeader(_ header: String, among names: [String], at span: Span) -> Diagnostic {
        let near = NearestName(among: names).name(nearest: header)
        return Diagnostic(
            .unknownField, "the file has no header \"\(header)\"", at: span,
            help: [
                near.map { "did you mean \"\($0)\"?" }
                    ?? "its headers are \(names.prefix(20).map { "\"\($0)\"" }.joined(separator: ", "))"
            ],
            fixes: near.map { [Fix(replacing: span, with: "\"\($0)\"")] } ?? [])
    }

    static func missingKeyColumn(_ key: String, file: String, header: [String], at span: Span) -> Diagnostic {
        Diagnostic(
            .unknownField, "`\(file)` has no column for `\(key)`", at: span,
            help: ["its headers are \(header.prefix(20).map { "\"\($0)\"" }.joined(separator: ", "))"])
    }

    static func droppedField(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .unknownField, "the rows have no `\(name)` any more", at: span,
            help: ["it was dropped or renamed above; use it before that"])
    }

    static func unknownTarget(_ name: String, of kind: RecordKind, at span: Span) -> Diagnostic {
        let near = NearestName(among: Vocabulary.names(of: kind)).name(nearest: name)
        return Diagnostic(
            .unknownField, "\(kind.rawValue) have no field `\(name)`", at: span,
            help: [near.map { "did you mean `\($0)`?" } ?? "a field of your own is called `custom.\(name)`"],
            fixes: [Fix(replacing: span, with: near ?? "custom.\(name)")])
    }

    static func unchangeableField(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .unknownField, "`\(name)` is the service's own, and stays as it is", at: span,
            help: ["keep a value of your own under another name, such as `custom.reference`"])
    }

    static func unknownUpdateKey(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .notSupported, "contacts are recognised by `email` alone, not by `\(name)`", at: span,
            help: ["write `update contacts by email`"], fixes: [Fix(replacing: span, with: "email")])
    }

    static func missingFormat(at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongType, "standard input has no name that tells its format", at: span,
            help: ["say it: `load stdin format csv`; the formats are csv, tsv, json and ndjson"])
    }

    static func unknownInputFormat(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongType, "there is no format `\(name)` to read", at: span, help: ["the formats are csv, tsv, json and ndjson"])
    }

    static func unreadableFormat(_ file: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongType, "`\(file)` names no format that can be read by its ending", at: span,
            help: ["say it: `load \"\(file)\" format csv`; the formats are csv, tsv, json and ndjson"])
    }
}
