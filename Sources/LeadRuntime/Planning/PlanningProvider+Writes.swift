import LeadModel
import Synchronization

/// Writes that are only imagined.
extension PlanningProvider {
    func write(_ call: WriteCall) async throws(ProviderFailure) -> WriteResult {
        let foreseen = foresee(call)
        let name = name(ofListIn: call)
        world.withLock { $0.calls.append(call) }
        let result = imagine(call, foreseen)
        let endpoints = foreseen.requests.filter(\.isWrite).map(\.endpoint)
        recorder.note(PlanFacts.Write(account: account, call: call, list: name, endpoints: endpoints, made: result))
        return result
    }

    private func imagine(_ call: WriteCall, _ foreseen: Foreseen) -> WriteResult {
        switch call {
        case .createList(let draft):
            count(foreseen.requests)
            return WriteResult(list: make(draft))
        case .addIDs(let list, let ids), .joinList(let list, let ids):
            count(foreseen.requests)
            return change(list) { members in
                let new = members.new(among: ids)
                members.add(ids)
                return result(added: new, atMost: ids.count)
            }
        case .addPlaces(let list, let filter, let places, let excluded):
            count(foreseen.requests)
            return change(list) { members in
                let isEmpty = members.ids?.isEmpty == true
                members.add(.places(filter, places, excluding: excluded))
                return result(
                    added: isEmpty && excluded.isEmpty ? places.count : nil, atMost: max(0, places.count - excluded.count))
            }
        case .addRecords(let list, let rows):
            count(foreseen.requests)
            return change(list) { members in
                members.add(.records)
                return result(added: nil, atMost: rows.count)
            }
        case .saveProspects(let rows, let list):
            count(foreseen.requests)
            return make(contacts: rows, keeping: signature.recordFields, in: list)
        case .createContacts(let rows):
            count(foreseen.requests)
            return make(contacts: rows, keeping: signature.contactFields, in: nil)
        case .removeMembers(let list, let ids): return remove(ids, from: list, foreseen.requests)
        case .deleteList(let id):
            count(foreseen.requests)
            world.withLock { $0.lists?.removeAll { $0.id == id } }
            return WriteResult()
        case .updateContacts(let rows, _, _):
            count(foreseen.requests)
            guard let changed = foreseen.contacts else { return result(added: nil, atMost: rows.count) }
            world.withLock { $0.changed.append(changed) }
            return WriteResult(added: changed.count, contacts: changed)
        }
    }

    private func name(ofListIn call: WriteCall) -> String? {
        if case .createList(let draft) = call { return draft.name }
        return world.withLock { world in world.lists?.first { $0.id == call.list }?.name }
    }

    /// So many rows are new, or nobody knows how many of at most so many.
    private func result(added: Int?, atMost most: Int) -> WriteResult {
        var result = WriteResult(added: added ?? most)
        result.isCertain = added != nil
        return result
    }

    /// A name for what the service will name.
    private func name(_ kind: String) -> String {
        let number = world.withLock { world in
            world.names += 1
            return world.names
        }
        return "planned-\(kind)-\(number)"
    }

    private func make(_ draft: ListDraft) -> ListSummary {
        let kind: RecordKind = signature.capabilities.contains(.save) ? .contacts : .people
        let list = ListSummary(id: name("list"), name: draft.name, kind: kind, memberIDs: [], created: today)
        world.withLock { world in
            world.lists?.append(list)
            world.members[list.id] = PlannedMembers(isNew: true, ids: [])
        }
        recorder.note(list: "\"\(draft.name)\" at \(account)")
        return list
    }

    /// Changes the members of a list; what a listing said of them before no longer holds.
    private func change(_ list: String, _ body: (inout PlannedMembers) -> WriteResult) -> WriteResult {
        world.withLock { world in
            let place = world.lists?.firstIndex { $0.id == list }
            let summary = place.flatMap { world.lists?[$0] }
            var members = world.members[list] ?? PlannedMembers(isNew: false, ids: summary?.memberIDs)
            let result = body(&members)
            world.members[list] = members
            if let place, let summary {
                world.lists?[place] = ListSummary(
                    id: summary.id, name: summary.name, kind: summary.kind, memberIDs: members.ids, created: summary.created)
            }
            return result
        }
    }

    /// Each row becomes a contact, and a member of the list where there is one.
    private func make(contacts rows: Batch, keeping fields: Set<String>, in list: String?) -> WriteResult {
        var contacts = Batch(kind: .contacts)
        for row in 0..<rows.count {
            var values = ["id": Value.text(name("contact"))]
            for field in fields where !rows[field, row].isEmpty { values[field] = rows[field, row] }
            contacts.append(values)
        }
        world.withLock { [contacts] world in
            for (place, id) in contacts.ids.enumerated() { world.createdPlaces[id] = world.created.count + place }
            world.created.append(contacts)
        }
        if let list {
            _ = change(list) { members in
                members.add(contacts["id"].map(\.description))
                return WriteResult()
            }
        }
        return WriteResult(added: rows.count, created: rows.count, contacts: contacts)
    }

    /// A service that reads the list before it writes it sends less where nobody is a member.
    private func remove(_ ids: [String], from list: String, _ requests: [RequestCount]) -> WriteResult {
        var present: Int?
        let result = change(list) { members in
            present = members.new(among: ids).map { Set(ids.map { $0.lowercased() }).count - $0 }
            members.remove(ids)
            return self.result(added: present, atMost: ids.count)
        }
        count(
            requests.map { request in
                guard let present, let most = request.count.upper else { return request }
                let count = present > 0 ? most : request.count.lower
                return RequestCount(request.endpoint, isWrite: request.isWrite, count: Bounds(count))
            })
        return result
    }
}
