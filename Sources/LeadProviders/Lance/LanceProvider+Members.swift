import LeadAPI
import LeadJSON
import LeadModel
import LeadRuntime

/// Removal from a lead list.
extension LanceProvider {
    /// The members of a list as their ids.
    private struct Members {
        let ids: [String]
        let areCompanies: Bool
    }

    /// Takes members out of a lead list.
    ///
    /// Lance has no call for it: an update replaces all of a list's ids (lance.md, sections 2 and 5.9). So the list is read,
    /// written and read again, and members other than those that were written mean that somebody else changed it meanwhile.
    /// A change between the first reading and the writing is undone unseen, since an update takes no condition. Nothing has
    /// changed before the update.
    func remove(_ ids: [String], from list: String) async throws(ProviderFailure) -> WriteResult {
        // UUIDs are the same in large and small letters.
        let unwanted = Set(ids.map { $0.lowercased() })
        let before = try await memberIDs(of: list)
        let rest = before.ids.filter { !unwanted.contains($0.lowercased()) }
        guard rest.count < before.ids.count else { return WriteResult() }

        let endpoint = LanceAPI.Endpoint.updateLeadList(id: list)
        let body = LanceAPI.UpdateLeadList(
            personIds: before.areCompanies ? nil : rest, companyIds: before.areCompanies ? rest : nil)
        _ = try await client.send(endpoint, body: body.json)

        let after: Members
        do throws(ProviderFailure) {
            after = try await memberIDs(of: list)
        } catch {
            if error.reason == .interrupted {
                throw error.after(
                    .init(WriteResult(added: before.ids.count - rest.count), rows: ids.count), "the list was written")
            }
            throw client.failure(endpoint, .inDoubt("the list was written, but could not be read again"))
        }
        guard after.ids.count == rest.count, Set(after.ids) == Set(rest) else {
            let reason = "the list has \(after.ids.count) members, not exactly the \(rest.count) that were written"
            throw client.failure(endpoint, .inDoubt("\(reason): somebody changed it at the same time"))
        }
        return WriteResult(added: before.ids.count - rest.count)
    }

    private func memberIDs(of list: String) async throws(ProviderFailure) -> Members {
        let endpoint = LanceAPI.Endpoint.leadList(id: list)
        let answer = try await client.json(endpoint)
        let areCompanies = answer["type"]?.string == LanceAPI.ListType.company.rawValue
        let name = areCompanies ? "companyIds" : "personIds"
        guard let members = answer[name]?.array else { throw client.failure(endpoint, .unreadable("it has no `\(name)`")) }
        let ids = members.compactMap(\.string)
        // A member that is not understood would be taken out with the others.
        guard ids.count == members.count else { throw client.failure(endpoint, .unreadable("`\(name)` holds no ids")) }
        return Members(ids: ids, areCompanies: areCompanies)
    }
}
