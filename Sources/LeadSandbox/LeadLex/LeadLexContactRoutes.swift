import HTTPTypes
import LeadAPI
import LeadHTTP
import LeadJSON
import LeadStore
import LeadTables

/// `contacts`, `contacts/bulk`, `contacts/export` and `lists`.
extension LeadLexRoutes {
    // MARK: Contacts

    func contacts(_ request: Request, of caller: Caller) throws(Refusal) -> Response {
        let query = try read { () throws(APIDecodingError) in try LeadLexAPI.ContactsQuery(request.query) }
        var wanted = ContactQuery()
        wanted.list = try query.listID.map { id throws(Refusal) in try list(id, of: caller).id }
        wanted.search = query.search
        wanted.createdAfter = query.createdAfter
        wanted.isDescending = query.isDescending
        switch query.sort {
        case .createdAt: wanted.order = .created
        case .updatedDate: wanted.order = .updated
        case .fullName: wanted.order = .name
        }
        let found = try attempt { [wanted] store throws(Store.Failure) in
            try store.contacts(wanted, of: caller.organisation, offset: (query.page - 1) * query.perPage, limit: query.perPage)
        }
        return answer(
            LeadLexAPI.Contacts(found.items.map(LeadLexAPI.Contact.init)),
            meta: LeadLexAPI.Meta(page: query.page, perPage: query.perPage, total: found.total))
    }

    /// Makes contacts; the page has no duplicate rule (G23), so the one that all writers share holds here, too (section 1.8).
    func makeContacts(_ request: Request, of caller: Caller) throws(Refusal) -> Response {
        let body = try decode(LeadLexAPI.BulkBody.self, from: request)
        let time = sandbox.now()
        let drafts = body.contacts.map { row in
            let name = ContactName(full: row.fullName)?.full ?? row.fullName
            var contact = Contact(id: sandbox.makeID(), fullName: name, createdAt: created(row.createdDate, else: time))
            contact.updatedAt = time
            contact.email = row.email
            contact.phone = row.phone
            contact.jobTitle = row.jobTitle
            contact.companyName = row.company
            contact.linkedinURL = row.linkedinURL
            contact.tags = row.tags
            if let fields = row.customFields { contact.customFields = String(decoding: JSON.object(fields).bytes, as: UTF8.self) }
            return contact
        }
        let made = try attempt { store throws(Store.Failure) in try store.make(drafts, of: caller.organisation, in: nil) ?? [] }
        let contacts = made.map { LeadLexAPI.Contact(id: $0.id, fullName: $0.fullName, email: $0.email) }
        return answer(LeadLexAPI.Created(created: made.count, contacts: contacts))
    }

    /// What a spreadsheet would run as a formula has a `'` before it, which no page says.
    ///
    /// Keys without limits are not held to the hourly one either.
    func exportContacts(_ request: Request, of caller: Caller) throws(Refusal) -> Response {
        let query = try read { () throws(APIDecodingError) in try LeadLexAPI.ExportQuery(request.query) }
        if caller.tier != LeadLexAPI.RateLimitTier.unmetered.rawValue {
            do throws(RateWindows.Exceeded) {
                try sandbox.windows.countExport(of: caller.organisation, at: time)
            } catch {
                throw Refusal(error, at: time)
            }
        }
        var wanted = ContactQuery()
        wanted.list = try query.listID.map { id throws(Refusal) in try list(id, of: caller).id }
        wanted.createdAfter = query.createdAfter
        wanted.createdBefore = query.createdBefore
        wanted.tags = query.tags
        let found = try attempt { [wanted] store throws(Store.Failure) in
            try store.contacts(wanted, of: caller.organisation, offset: 0, limit: query.limit)
        }
        let table = LeadLexAPI.ExportTable(
            header: query.fields.map(\.rawValue),
            rows: found.items.map { contact in query.fields.map { FormulaGuard.added(to: contact.cell($0)) } })
        var headers: HTTPFields = [.contentType: "text/csv; charset=utf-8"]
        headers[.contentDisposition] = "attachment; filename=\"\(LeadLexAPI.ExportTable.fileName)\""
        return Response(status: 200, headers: headers, body: table.body)
    }

    // MARK: Lists

    func lists(_ request: Request, of caller: Caller) throws(Refusal) -> Response {
        let query = try read { () throws(APIDecodingError) in try LeadLexAPI.ListsQuery(request.query) }
        let found = try attempt { store throws(Store.Failure) in
            try store.contactLists(of: caller.organisation, offset: (query.page - 1) * query.perPage, limit: query.perPage)
        }
        return answer(
            LeadLexAPI.ContactLists(found.items.map(LeadLexAPI.ContactList.init)),
            meta: LeadLexAPI.Meta(page: query.page, perPage: query.perPage, total: found.total))
    }

    func makeList(_ request: Request, of caller: Caller) throws(Refusal) -> Response {
        let body = try decode(LeadLexAPI.CreateList.self, from: request)
        let (id, time) = (sandbox.makeID(), created(body.createdDate, else: sandbox.now()))
        let list = try attempt { store throws(Store.Failure) in
            try store.makeContactList(id: id, name: body.name, description: body.description, of: caller.organisation, at: time)
        }
        guard let list else {
            throw Refusal(
                .validationError, "A list with this name already exists",
                fields: [.init("name", "A list with this name already exists")])
        }
        return answer(LeadLexAPI.ContactList(list))
    }

    func addContacts(_ request: Request, to id: String, of caller: Caller) throws(Refusal) -> Response {
        let list = try list(id, of: caller)
        let body = try decode(LeadLexAPI.AddContacts.self, from: request)
        let added = try attempt { store throws(Store.Failure) in
            try store.join(body.contactIDs, list: list.id, of: caller.organisation)
        }
        guard let added else {
            // It may have been deleted just now.
            _ = try self.list(id, of: caller)
            throw Refusal(
                .validationError, "Invalid contact ids",
                fields: [.init("contact_ids", "Not all of them are contacts of this workspace")])
        }
        return answer(LeadLexAPI.ContactsAdded(added: added, listID: list.id, contactCount: list.count + added))
    }
}

extension Contact {
    /// The contact's cell in a column of an export.
    fileprivate func cell(_ field: LeadLexAPI.ExportQuery.Field) -> String {
        switch field {
        case .id: id
        case .fullName: fullName
        case .email: email ?? ""
        case .phone: phone ?? ""
        case .jobTitle: jobTitle ?? ""
        case .companyName: companyName ?? ""
        case .linkedinURL: linkedinURL ?? ""
        case .tags: tags.joined(separator: ",")
        case .createdAt: createdAt
        }
    }
}

extension LeadLexAPI.Contact {
    /// A contact as the page of contacts answers it.
    init(_ contact: Contact) {
        self.init(id: contact.id, fullName: contact.fullName, email: contact.email)
        phone = contact.phone
        jobTitle = contact.jobTitle
        companyName = contact.companyName
        linkedinURL = contact.linkedinURL
        createdAt = contact.createdAt
        updatedDate = contact.updatedAt
    }
}

extension LeadLexAPI.ContactList {
    /// A list as LeadLex answers it.
    init(_ list: ContactList) {
        self.init(
            id: list.id, name: list.name, description: list.description, contactCount: list.count, createdAt: list.createdAt)
    }
}
