import LeadAPI
import LeadHTTP
import LeadJSON
import LeadStore
import LeadTables

/// `import/contacts`.
extension LeadLexRoutes {
    /// Imports what can be; a row that is no contact is told and keeps nothing else from being imported.
    ///
    /// More than 500 rows are a job that waits, as the page says: what came of it is not answered, since nobody could know it
    /// yet. Here it is done before the answer, so that nothing is lost that was accepted.
    func importContacts(_ request: Request, of caller: Caller) throws(Refusal) -> Response {
        let body = try decode(LeadLexAPI.ImportBody.self, from: request)
        let rows = try rows(of: body)
        let isCompleted = rows.count <= LeadLexAPI.Limits.importRows
        let jobID = sandbox.makeID()
        return try once(request, of: caller) { transaction in
            var imported = LeadLexAPI.Imported(jobID: jobID, isCompleted: isCompleted)
            for (index, row) in rows.enumerated() {
                switch contact(row, tags: body.tags) {
                case .failure(let mistake): imported.errors.append(.init(row: index + 1, message: mistake.message))
                case .success(let draft):
                    switch try transaction.importContact(draft, updating: body.isUpdating, of: caller.organisation) {
                    case .created: imported.created += 1
                    case .updated: imported.updated += 1
                    case .skipped: imported.skipped += 1
                    }
                }
            }
            return .success(isCompleted ? imported : LeadLexAPI.Imported(jobID: jobID, isCompleted: false))
        }
    }

    private func contact(_ row: JSON, tags: [String]) -> Result<Contact, APIDecodingError> {
        do throws(APIDecodingError) {
            let source = JSONCursor(row)
            let body = try LeadLexAPI.ContactDraft(source)
            if let email = body.email, !email.isEmpty { try JSONSchema.address.check(JSONCursor(.string(email))) }
            guard var draft = draft(of: body) else { throw source.failure("A name or an email is required") }
            draft.tags += tags.filter { !draft.tags.contains($0) }
            return .success(draft)
        } catch {
            return .failure(error)
        }
    }

    /// The rows as objects with the fields of a new contact; columns that name none are passed over.
    private func rows(of body: LeadLexAPI.ImportBody) throws(Refusal) -> [JSON] {
        switch body.source {
        case .rows(let rows): return rows
        case .csv(let text):
            let table: [[String]]
            do {
                table = try CSVReader.rows(of: text.utf8)
            } catch {
                throw Refusal(.validationError, "Invalid request", fields: [.init("csv", Self.words(for: error))])
            }
            var header = body.hasHeader ? table.first ?? [] : []
            if !body.hasHeader { header = (0..<(table.first?.count ?? 0)).map { "column_\($0 + 1)" } }
            let fields = header.map { body.mapping[$0] ?? Self.field(named: $0) }
            return table.dropFirst(body.hasHeader ? 1 : 0).map { row in
                var object = JSONObject()
                for (field, cell) in zip(fields, row) where !cell.isEmpty && object[field] == nil {
                    object[field] =
                        field == "tags" ? .array(cell.split(separator: ",").map { .string(String($0)) }) : .string(cell)
                }
                return .object(object)
            }
        }
    }

    /// `Full Name` is `full_name`.
    private static func field(named column: String) -> String {
        column.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "_")
    }

    private static func words(for error: CSVError) -> String {
        switch error {
        case .unclosedQuote(let line): "The quote in line \(line) is never closed"
        case .textAfterQuote(let line): "Text follows a closing quote in line \(line)"
        }
    }
}
