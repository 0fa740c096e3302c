public import LeadModel

/// The vocabulary's fields as the manual shows them.
public enum FieldReference {
    /// What a provider's search can do with a field.
    public enum Support: String, Hashable, Sendable {
        /// Its filter says the conditions that it can say at all.
        case filters
        /// Its filter keeps more rows than some conditions, which are tested here again.
        case partly = "filters in part"
        /// Its answers hold the field; conditions are tested here.
        case reads
    }

    /// What a provider can do with a field; nil where rows of that kind do not have it there.
    public static func support(of field: String, in kind: RecordKind, at signature: ProviderSignature) -> Support? {
        guard let support = signature.support(of: field, in: kind) else { return nil }
        if support.filters.isEmpty { return support.isReadable ? .reads : nil }
        return support.filters.values.contains(.wider) ? .partly : .filters
    }

    /// All fields, with the kinds of rows that have them and what the providers' searches for people can do with them.
    public static func table(_ signatures: [ProviderSignature]) -> ManualPage.Table {
        ManualPage.Table(
            header: ["field", "is", "type", "rows"] + signatures.map(\.title),
            rows: Vocabulary.fields.map { field in
                ["`\(field.name)`", field.summary, field.type.rawValue, kinds(of: field)]
                    + signatures.map { cell(for: field, at: $0) }
            })
    }

    private static func kinds(of field: Field) -> String {
        RecordKind.allCases.filter(field.kinds.contains).map(\.rawValue).joined(separator: ", ")
    }

    /// What the provider can do with the field, of whichever kind of rows it can do most with.
    private static func cell(for field: Field, at signature: ProviderSignature) -> String {
        let kinds = RecordKind.allCases.filter { signature.support(of: field.name, in: $0) != nil }
        guard let kind = kinds.first, let support = support(of: field.name, in: kind, at: signature) else { return "" }
        let isConfirmed = signature.support(of: field.name, in: kind)?.isConfirmed ?? true
        return support.rawValue + (isConfirmed ? "" : "?")
    }

    /// What `help fields` says: the names, a line each.
    static func page(_ signatures: [ProviderSignature]) -> ManualPage {
        let rows = Vocabulary.fields.map { ["`\($0.name)`", $0.summary, kinds(of: $0)] }
        return ManualPage(
            title: "fields",
            blocks: [
                .table(ManualPage.Table(header: ["field", "is", "rows"], rows: rows)),
                .paragraph("`custom.KEY` is a field of your own. `help company.employees` says more of a field."),
                .code(
                    .script(
                        "search people where company.employees between 50 and 500\nselect first 3\nshow columns name, company.name"
                    )),
            ])
    }

    /// What `help` says of one field.
    static func page(of field: Field, _ signatures: [ProviderSignature]) -> ManualPage {
        if field.name.lowercased().hasPrefix("custom.") { return customPage(field.name) }
        var blocks: [ManualPage.Block] = [
            .paragraph(
                "\(field.summary.prefix(1).uppercased())\(field.summary.dropFirst()): \(field.type.rawValue), of \(kinds(of: field))."
            )
        ]
        switch field.values {
        case .open: break
        case .known(let values): blocks.append(.paragraph("Common values are \(quoted(values)); there are others."))
        case .closed(let values): blocks.append(.paragraph("Its values are \(quoted(values)), and no others."))
        }
        let rows = signatures.flatMap { signature in
            RecordKind.allCases.compactMap { kind -> [String]? in
                guard let support = signature.support(of: field.name, in: kind) else { return nil }
                let can = Self.support(of: field.name, in: kind, at: signature)?.rawValue ?? "takes it"
                let inference = support.isConfirmed ? "" : "its pages do not say so, lead infers it"
                return ["\(signature.title), \(kind.rawValue)", can, inference]
            }
        }
        if field.type == .number {
            blocks.append(
                .paragraph(
                    "A band such as `201-500` is asked for with `between 201 and 500`: it is no number, so `is` and `in` never "
                        + "hold for it, and `201-500` in a condition is a subtraction."))
        }
        if !rows.isEmpty { blocks.append(.table(ManualPage.Table(header: ["rows", "the service", ""], rows: rows))) }
        blocks.append(.code(.script("\(source(of: field))\nselect first 3\nshow columns \(field.name)")))
        return ManualPage(title: field.name, blocks: blocks)
    }

    private static func customPage(_ name: String) -> ManualPage {
        ManualPage(
            title: name,
            blocks: [
                .paragraph(
                    "A field of your own, of all rows: text that `set` gives it, a column of a file that `load` has read, or what "
                        + "the CRM keeps of its contacts."),
                .code(
                    .script(
                        "search people where seniority is \"vp\"\nselect first 3\nset \(name) = \"Dear ${first_name}\"\nshow columns name, \(name)"
                    )),
            ])
    }

    /// A statement that finds rows with the field.
    private static func source(of field: Field) -> String {
        field.kinds.contains(.people) ? "search people where seniority is \"vp\"" : "use leadlex\nopen contacts"
    }
}
