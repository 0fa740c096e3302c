import LeadAPI
public import LeadModel
import LeadRuntime

/// What LeadLex would be sent.
extension LeadLexProvider {
    /// What a write would send: each removed contact and each changed one takes a request of its own.
    public func foresee(_ call: WriteCall) -> Foreseen {
        func request(_ endpoint: LeadLexAPI.Endpoint, count: Int = 1) -> [RequestCount] {
            [RequestCount(endpoint.label, isWrite: true, count: Bounds(count))]
        }
        switch call {
        case .createList: return Foreseen(request(.createList))
        case .saveProspects: return Foreseen(request(.saveProspects))
        case .createContacts: return Foreseen(request(.bulkContacts))
        case .joinList(let list, _): return Foreseen(request(.addContacts(list: list)))
        case .removeMembers(let list, let ids):
            return Foreseen(request(.removeContact(list: list, contact: ""), count: ids.count))
        case .deleteList(let id): return Foreseen(request(.deleteList(id: id)))
        case .updateContacts(let rows, let contacts, let fillsEmptyOnly):
            let changes = Self.changes(of: contacts, by: rows, fillsEmptyOnly: fillsEmptyOnly)
            var changed = Batch(kind: .contacts)
            for change in changes { changed.append(change.values.mapValues(LeadModel.Value.text)) }
            return Foreseen(request(.updateContact(id: ""), count: changes.count), contacts: changed)
        case .addPlaces, .addIDs, .addRecords: return Foreseen([])
        }
    }

    /// What a read sends: lists and contacts are answered in pages of a hundred, and many contacts by one export.
    public func requests(for read: KnownRead) -> [RequestCount] {
        func request(_ endpoint: LeadLexAPI.Endpoint, count: Int = 1) -> RequestCount {
            RequestCount(endpoint.label, isWrite: false, count: Bounds(count))
        }
        func pages(_ rows: Int) -> Int { max(1, (rows + signature.limits.contactPage - 1) / signature.limits.contactPage) }
        switch read {
        case .lists(let count): return [request(.lists, count: pages(count))]
        case .members, .contacts: return [request(.contacts)]
        case .allContacts(let count):
            let isExported = count > signature.limits.mostByPages
            return isExported ? [request(.contacts), request(.exportContacts)] : [request(.contacts, count: pages(count))]
        case .export: return [request(.exportContacts)]
        case .search: return [request(.searchProspector)]
        case .anyLists: return [RequestCount(LeadLexAPI.Endpoint.lists.label, isWrite: false, count: Bounds(1, nil))]
        case .anyContacts:
            return [
                RequestCount(
                    LeadLexAPI.Endpoint.contacts.label, isWrite: false, count: Bounds(1, pages(signature.limits.mostByPages))),
                RequestCount(LeadLexAPI.Endpoint.exportContacts.label, isWrite: false, count: Bounds(0, 1)),
            ]
        }
    }
}
