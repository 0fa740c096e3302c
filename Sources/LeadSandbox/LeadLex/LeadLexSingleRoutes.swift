import LeadAPI
import LeadHTTP
import LeadJSON
import LeadStore

/// One contact: made, got, deleted, merged; its notes; and the companies.
extension LeadLexRoutes {
    // MARK: Contacts

    /// An address that the workspace knows is refused, as a list's name is (G22): no page says what comes of it.
    func makeContact(_ request: Request, of caller: Caller) throws(Refusal) -> Response {
        let body = try decode(LeadLexAPI.ContactDraft.self, from: request)
        guard var draft = draft(of: body) else {
            throw Refusal(.validationError, "Invalid request", fields: [.init("full_name", "A name or an email is required")])
        }
        if let id = body.companyID {
            let company = try attempt { store throws(Store.Failure) in try store.crmCompany(id, of: caller.organisation) }
            guard let company else {
                throw Refusal(
                    .validationError, "Invalid request",
                    fields: [.init("related_company_id", "Not a company of this workspace")])
            }
            draft.companyName = company.name
        }
        let made = try attempt { [draft] store throws(Store.Failure) in
            try store.transact { try $0.make(draft, of: caller.organisation) }
        }
        guard let made else {
            throw Refusal(
                .validationError, "Invalid request", fields: [.init("email", "A contact with this email already exists")])
        }
        return answer(LeadLexAPI.ContactDetail(made))
    }

    /// The contact that a draft describes; nil where it says no name and no address.
    func draft(of body: LeadLexAPI.ContactDraft) -> Contact? {
        let name = ContactName(full: body.fullName, first: body.firstName, last: body.lastName, email: body.email)
        guard let name else { return nil }
        let time = sandbox.now()
        var contact = Contact(id: sandbox.makeID(), fullName: name.full, createdAt: created(body.createdDate, else: time))
        contact.updatedAt = time
        (contact.firstName, contact.lastName) = (name.first, name.last)
        (contact.email, contact.phone, contact.jobTitle) = (body.email, body.phone, body.jobTitle)
        (contact.companyName, contact.linkedinURL) = (body.company, body.linkedinURL)
        (contact.priority, contact.tags) = (body.priority, body.tags)
        if let fields = body.customFields { contact.customFields = String(decoding: JSON.object(fields).bytes, as: UTF8.self) }
        return contact
    }

    func contact(_ id: String, _ request: Request, of caller: Caller) throws(Refusal) -> Response {
        let contact = try contact(id, of: caller)
        var detail = LeadLexAPI.ContactDetail(contact)
        for inclusion in LeadLexAPI.inclusions(in: request.query) {
            switch inclusion {
            case .notes:
                let notes = try attempt { store throws(Store.Failure) in
                    try store.notes(on: id, of: caller.organisation, offset: 0, limit: 3)
                }
                detail.inclusions[.notes] = notes?.items.map(LeadLexAPI.Note.init) ?? []
            // The sandbox knows no tasks that have a contact, and no deals.
            case .tasks, .deals: detail.inclusions[inclusion] = []
            }
        }
        return answer(detail)
    }

    private func contact(_ id: String, of caller: Caller) throws(Refusal) -> Contact {
        let contact = try attempt { store throws(Store.Failure) in try store.contact(id, of: caller.organisation) }
        guard let contact else { throw Refusal(.notFound, "Contact not found") }
        return contact
    }

    func deleteContact(_ id: String, of caller: Caller) throws(Refusal) -> Response {
        let wasThere = try attempt { store throws(Store.Failure) in
            try store.transact { try $0.delete(contact: id, of: caller.organisation) }
        }
        guard wasThere else { throw Refusal(.notFound, "Contact not found") }
        return answer(Written(["deleted": true, "id": .string(id)]))
    }

    /// Counts each id once, and what is no contact of the workspace as not found.
    func deleteContacts(_ request: Request, of caller: Caller) throws(Refusal) -> Response {
        let body = try decode(LeadLexAPI.DeleteContacts.self, from: request)
        let ids = Set(body.ids)
        return try once(request, of: caller) { transaction in
            var deleted = 0
            for id in ids.sorted() {
                let isThere =
                    body.isDryRun
                    ? try transaction.contact(id, of: caller.organisation) != nil
                    : try transaction.delete(contact: id, of: caller.organisation)
                if isThere { deleted += 1 }
            }
            return .success(
                Written([
                    "deleted_count": .integer(deleted), "not_found_count": .integer(ids.count - deleted), "errors": [],
                ]))
        }
    }

    /// Only what the sandbox keeps of contacts is counted: notes and memberships.
    func mergeContacts(_ request: Request, of caller: Caller) throws(Refusal) -> Response {
        let body = try decode(LeadLexAPI.MergeContacts.self, from: request)
        let time = sandbox.now()
        return try once(request, of: caller) { transaction in
            let merge = try transaction.merge(
                body.duplicates, into: body.primary, of: caller.organisation, overwriting: body.isOverwriting,
                at: time, isDryRun: body.isDryRun)
            guard let merge else { return .failure(Refusal(.notFound, "Contact not found")) }
            return .success(
                Written([
                    "primary": LeadLexAPI.ContactDetail(merge.primary).json,
                    "merged_ids": .array(merge.merged.map(JSON.string)),
                    "fields_populated": .array(merge.populated.map(JSON.string)),
                    "counts": [
                        "notes": .integer(merge.notes), "activities": 0, "tasks": 0, "emails": 0, "documents": 0,
                        "list_memberships": .integer(merge.memberships),
                    ],
                ]))
        }
    }

    // MARK: Notes

    func notes(_ request: Request, on id: String, of caller: Caller) throws(Refusal) -> Response {
        let query = try read { () throws(APIDecodingError) in try LeadLexAPI.ListsQuery(request.query) }
        let found = try attempt { store throws(Store.Failure) in
            try store.notes(
                on: id, of: caller.organisation, offset: (query.page - 1) * query.perPage, limit: query.perPage)
        }
        guard let found else { throw Refusal(.notFound, "Contact not found") }
        return answer(
            Rows("notes", found.items.map(LeadLexAPI.Note.init)),
            meta: LeadLexAPI.Meta(page: query.page, perPage: query.perPage, total: found.total))
    }

    func makeNote(_ request: Request, on id: String, of caller: Caller) throws(Refusal) -> Response {
        _ = try contact(id, of: caller)
        let body = try decode(LeadLexAPI.CreateNote.self, from: request)
        let note = Note(
            id: sandbox.makeID(), title: body.title, content: body.content,
            createdAt: created(body.createdDate, else: sandbox.now()))
        let isMade = try attempt { store throws(Store.Failure) in try store.make(note, on: id, of: caller.organisation) }
        guard isMade else { throw Refusal(.notFound, "Contact not found") }
        return answer(
            Written([
                "id": .string(note.id), "title": .string(note.title), "content": note.content.map(JSON.string) ?? .null,
                "created_date": .string(note.createdAt),
            ]))
    }

    // MARK: Companies

    func companies(_ request: Request, of caller: Caller) throws(Refusal) -> Response {
        let query = try read { () throws(APIDecodingError) in try LeadLexAPI.ListsQuery(request.query) }
        func text(_ name: String) -> String? { request.query.first { $0.name == name }?.value }
        let found = try attempt { store throws(Store.Failure) in
            try store.crmCompanies(
                of: caller.organisation, search: text("search"), industry: text("industry"),
                offset: (query.page - 1) * query.perPage, limit: query.perPage)
        }
        return answer(
            Rows("companies", found.items.map(LeadLexAPI.Company.init)),
            meta: LeadLexAPI.Meta(page: query.page, perPage: query.perPage, total: found.total))
    }
}

/// An answer that has no type of its own.
struct Written: WireOutput {
    let json: JSON

    init(_ object: JSONObject) {
        json = .object(object)
    }
}

/// Rows under the name that a page gives them.
struct Rows: WireOutput {
    let json: JSON

    init(_ name: String, _ rows: [some WireOutput]) {
        json = .object([name: .array(rows.map(\.json))])
    }
}

extension LeadLexAPI.ContactDetail {
    /// A contact by itself.
    init(_ contact: Contact) {
        self.init(
            id: contact.id, firstName: contact.name?.first ?? "", lastName: contact.name?.last ?? "", fullName: contact.fullName,
            createdDate: contact.createdAt, updatedDate: contact.updatedAt)
        (email, phone, jobTitle) = (contact.email, contact.phone, contact.jobTitle)
        (company, companyID, linkedinURL) = (contact.companyName, contact.companyID, contact.linkedinURL)
        (priority, tags) = (contact.priority, contact.tags)
        customFields = (try? JSON(parsing: Array(contact.customFields.utf8))) ?? [:]
    }
}

extension LeadLexAPI.Note {
    /// A note as it is answered.
    init(_ note: Note) {
        self.init(
            id: note.id, title: note.title, content: note.content, createdDate: note.createdAt, updatedDate: note.updatedAt)
    }
}

extension LeadLexAPI.Company {
    /// A company as it is answered.
    init(_ company: CRMCompany) {
        self.init(
            id: company.id, name: company.name, industry: company.industry, website: company.website,
            linkedinURL: company.linkedinURL, size: company.size, domain: company.domain, city: company.city,
            country: company.country, createdDate: company.createdAt, updatedDate: company.updatedAt)
    }
}
