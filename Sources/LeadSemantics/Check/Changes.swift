import LeadDiagnostics
import LeadModel
import LeadSyntax

/// `dedupe`, `order by`, `limit`, `set`, `drop` and `rename`.
extension Checker {
    mutating func choice(_ clause: Clause) -> Program.Refinement.Kind? {
        switch clause.kind {
        case .dedupe(let fields):
            let isBounded = needsAllRows("dedupe", at: clause.span)
            guard let names = columns(fields, of: scope.it), isBounded else { return nil }
            return .dedupe(names)
        case .order(let keys):
            let isBounded = needsAllRows("order by", at: clause.span)
            guard let names = columns(keys.map(\.field), of: scope.it), isBounded else { return nil }
            return .order(zip(names, keys).map { Program.OrderKey(field: $0, isDescending: $1.isDescending) })
        case .limit(let written, let field):
            let count = rowNumber(written)
            var name: String?
            if let field {
                guard needsAllRows("limit … per", at: clause.span), let names = columns([field], of: scope.it) else { return nil }
                name = names.first
            }
            scope.it?.isBounded = true
            return count.map { .limit($0, per: name) }
        case .where, .select, .except, .set, .drop, .rename: return nil
        }
    }

    /// Reports that a clause would read every row of a search.
    mutating func needsAllRows(_ clause: String, at span: Span) -> Bool {
        guard let shape = scope.it, !shape.isBounded else { return true }
        reportIfRowsAreCertain(.needsAllRows(clause, at: span), at: span)
        // What follows from the missing bound is not said again.
        scope.it?.isBounded = true
        return false
    }

    mutating func change(_ clause: Clause) -> Program.Refinement.Kind? {
        guard let shape = scope.it else { return nil }
        let row = RowContext(shape: shape, provider: catalog.accounts[shape.account])
        switch clause.kind {
        case .set(let path, let written):
            let value = expression(written, row: row)
            let field = target(path, of: shape)
            // What follows from a mistake in the value is not said again.
            if let field { add(field.name) }
            guard let value, let field else { return nil }
            guard value.type.fits(field.type) || (field.type == .list && value.type == .text) else {
                report(.wrongType("`\(text(of: written.span))`", is: value.type, expected: field.type.phrase, at: written.span))
                return nil
            }
            return canonical(value, of: field, in: written).map { .set(field.name, $0) }
        case .drop(let paths):
            guard let names = columns(paths, of: shape), areChangeable(names, paths) else { return nil }
            names.forEach { take($0) }
            return .drop(names)
        case .rename(let path, let new):
            guard case .field(let old) = field(path, in: row)?.node, let field = target(new, of: shape),
                areChangeable([old], [path])
            else { return nil }
            take(old)
            add(field.name)
            return .rename(old, to: field.name)
        case .where, .select, .except, .dedupe, .order, .limit: return nil
        }
    }

    /// Whether the fields may be taken away; a row without its id could not be written any more.
    private mutating func areChangeable(_ names: [String], _ paths: [FieldPath]) -> Bool {
        guard let place = names.firstIndex(of: "id") else { return true }
        report(.unchangeableField("id", at: paths[place].span))
        return false
    }

    private mutating func add(_ field: String) {
        scope.it?.added.insert(field.lowercased())
        scope.it?.dropped.remove(field.lowercased())
        scope.it?.columns?.insert(field)
    }

    private mutating func take(_ field: String) {
        scope.it?.added.remove(field.lowercased())
        scope.it?.dropped.insert(field.lowercased())
        scope.it?.columns?.remove(field)
    }

    /// A field that is given values: one of the vocabulary that such rows have, or `custom.KEY`.
    mutating func target(_ path: FieldPath, of shape: SetShape) -> Field? {
        guard let field = Vocabulary.field(path.text), field.kinds.contains(shape.kind) || field.name.hasPrefix("custom.") else {
            report(.unknownTarget(path.text, of: shape.kind, at: path.span))
            return nil
        }
        guard field.name != "id" else {
            report(.unchangeableField(path.text, at: path.span))
            return nil
        }
        return field
    }

    // MARK: Keys

    /// Checks the fields by which rows are recognised; `domain` is the company's or that of the e-mail address.
    mutating func keys(_ paths: [FieldPath], of shape: SetShape?) -> [String]? {
        var names: [String] = []
        for path in paths {
            if path.text.lowercased() == "domain" {
                names.append("domain")
            } else {
                guard let name = columns([path], of: shape)?.first else { return nil }
                names.append(name)
            }
        }
        return names
    }

    /// Whether the file at a literal path is a table that holds the keys; where it cannot be known, it is.
    mutating func isTable(_ path: TypedExpression, holding keys: [String], at span: Span) -> Bool {
        guard case .constant(.text(let file)) = path, let format = format(of: file, at: span) else {
            if case .constant(.text) = path { return false }
            return true
        }
        let known = findings.count
        guard let header = header(of: file, format, at: span) else { return findings.count == known }
        let fields = Headers.fields(for: header, kind: .people)
        let wanted = keys.isEmpty ? [] : keys
        for key in wanted where !Self.columns(for: key).contains(where: fields.contains) {
            report(.missingKeyColumn(key, file: file, header: header, at: span))
            return false
        }
        return true
    }

    /// The columns of a file in which the values of a key may stand.
    static func columns(for key: String) -> [String] {
        switch key {
        case "domain": ["company.domain", "custom.domain"]
        case "email", "emails": ["email", "emails"]
        default: [key]
        }
    }
}
