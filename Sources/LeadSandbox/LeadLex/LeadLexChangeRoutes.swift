import LeadAPI
import LeadHTTP
import LeadStore

/// Removal from a list, deletion of a list, and changes of a contact.
extension LeadLexRoutes {
    func removeContact(_ contact: String, from id: String, of caller: Caller) throws(Refusal) -> Response {
        let list = try list(id, of: caller, orRefuseAs: .listNotFound)
        let wasMember = try attempt { store throws(Store.Failure) in try store.leave(contact, list: list.id) }
        guard wasMember else { throw Refusal(.membershipNotFound, "Contact is not in this list") }
        return answer(LeadLexAPI.ContactRemoved(listID: list.id, contactID: contact))
    }

    func deleteList(_ id: String, of caller: Caller) throws(Refusal) -> Response {
        let members = try attempt { store throws(Store.Failure) in
            try store.deleteContactList(id, of: caller.organisation)
        }
        guard let members else { throw Refusal(.listNotFound, "List not found") }
        return answer(LeadLexAPI.ListDeleted(id: id, membershipsRemoved: members))
    }

    /// Changes what the body names; null stays, as what is left out does.
    ///
    /// An address that another contact has is refused, since contacts are told apart by it (no page says so). Notes are
    /// taken and not kept: no answer shows them (leadlex.md, G10).
    func updateContact(_ id: String, _ request: Request, of caller: Caller) throws(Refusal) -> Response {
        let body = try body(of: request, for: id, of: caller)
        let time = sandbox.now()
        let change = try attempt { store throws(Store.Failure) in
            try store.change(contact: id, of: caller.organisation, at: time) { contact in
                contact.fullName = body.fullName ?? contact.fullName
                contact.email = body.email ?? contact.email
                contact.phone = body.phone ?? contact.phone
                contact.jobTitle = body.jobTitle ?? contact.jobTitle
                contact.companyName = body.companyName ?? contact.companyName
                contact.linkedinURL = body.linkedinURL ?? contact.linkedinURL
            }
        }
        switch change {
        case .changed(let contact): return answer(LeadLexAPI.Contact(contact))
        case .unknown: throw Refusal(.notFound, "Contact not found")
        case .addressTaken:
            throw Refusal(
                .validationError, "Invalid request", fields: [.init("email", "Another contact has this address")])
        }
    }

    /// An unknown contact is said before a bad body, as an unknown list is.
    private func body(
        of request: Request, for id: String, of caller: Caller
    ) throws(Refusal) -> LeadLexAPI.UpdateContact {
        let isKnown = try attempt { store throws(Store.Failure) in try store.hasContact(id, of: caller.organisation) }
        guard isKnown else { throw Refusal(.notFound, "Contact not found") }
        return try decode(LeadLexAPI.UpdateContact.self, from: request)
    }
}
