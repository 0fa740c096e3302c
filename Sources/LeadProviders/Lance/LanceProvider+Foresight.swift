import LeadAPI
public import LeadModel
import LeadRuntime

/// What Lance would be sent.
extension LanceProvider {
    /// What a write would send.
    ///
    /// Removing members reads the list, and where one of them is in it, writes it and reads it again.
    public func foresee(_ call: WriteCall) -> Foreseen {
        func request(_ endpoint: LanceAPI.Endpoint, isWrite: Bool = true, count: Bounds = Bounds(1)) -> RequestCount {
            RequestCount(endpoint.label, isWrite: isWrite, count: count)
        }
        return switch call {
        case .createList: Foreseen([request(.createLeadList)])
        case .addPlaces(let list, _, _, _), .addIDs(let list, _), .addRecords(let list, _):
            Foreseen([request(.addProspects(list: list))])
        case .removeMembers(let list, _):
            Foreseen([
                request(.leadList(id: list), isWrite: false, count: Bounds(1, 2)),
                request(.updateLeadList(id: list), count: Bounds(0, 1)),
            ])
        case .deleteList(let id): Foreseen([request(.deleteLeadList(id: id))])
        case .saveProspects, .createContacts, .joinList, .updateContacts: Foreseen([])
        }
    }

    /// What a read sends: Lance answers all lists, and all members of one, at once.
    public func requests(for read: KnownRead) -> [RequestCount] {
        switch read {
        case .lists, .anyLists: [RequestCount(LanceAPI.Endpoint.leadLists.label, isWrite: false)]
        case .members: [RequestCount(LanceAPI.Endpoint.leadList(id: "").label, isWrite: false)]
        case .search(.companies): [RequestCount(LanceAPI.Endpoint.searchCompanies.label, isWrite: false)]
        case .search: [RequestCount(LanceAPI.Endpoint.searchPeople.label, isWrite: false)]
        case .contacts, .export, .allContacts, .anyContacts: []
        }
    }
}
