public import LeadModel

/// By which calls rows become contacts that the CRM does not have yet (docs/decisions/0008-how-rows-become-contacts.md).
///
/// A prospect is told apart by its address at the service, too, and joins a list in the call that saves it. A contact keeps more
/// fields, but joins a list only afterwards, and how the service tells it apart is not documented.
public struct SaveShape: Hashable, Sendable {
    /// The places of the rows that are saved as prospects, into the list where there is one.
    public let prospects: [Int]
    /// The places of the rows that are made contacts, and that join the list afterwards where there is one.
    public let contacts: [Int]
    /// The fields with values for which the chosen calls have no place.
    public let lost: [String]
    /// How many calls this takes, with those that let contacts join the list.
    public let calls: Int

    /// Chooses the calls: none of the user's own values is lost that another call keeps, then as few calls as can be.
    ///
    /// Where both take as many calls, rows go as prospects, since their page has a duplicate rule.
    ///
    /// - Parameters:
    ///   - new: The places of the rows that the CRM does not have.
    ///   - rows: The rows.
    ///   - areOwn: Whether values are the user's own, rather than what the same service has found.
    ///   - joining: How many contacts that the CRM has join the list as well; nil where there is no list.
    ///   - provider: What the service can do.
    public init(_ new: [Int], of rows: Batch, areOwn: Bool, joining: Int?, at provider: ProviderSignature) {
        let held = areOwn ? rows.fields.filter { field in field != "id" && new.contains { !rows[field, $0].isEmpty } } : []
        let kept = held.filter { provider.contactFields.contains($0) && !provider.recordFields.contains($0) }
        let needy = new.filter { row in kept.contains { !rows[$0, row].isEmpty } }
        let plain = needy.isEmpty ? new : new.filter { row in kept.allSatisfy { rows[$0, row].isEmpty } }

        func count(_ rows: Int, of size: Int) -> Int { (rows + size - 1) / max(size, 1) }
        func calls(moving moved: Int) -> Int {
            let made = needy.count + moved
            let joins = joining.map { count($0 + made, of: provider.limits.join) } ?? 0
            return count(plain.count - moved, of: provider.limits.records) + count(made, of: provider.limits.records) + joins
        }
        // Rows that need no more than a prospect keeps may ride along: all of them, or those of a call that is not full.
        let ways = needy.isEmpty ? [0] : [0, plain.count % max(provider.limits.records, 1), plain.count]
        let moved = ways.min { calls(moving: $0) < calls(moving: $1) } ?? 0
        prospects = Array(plain.dropLast(moved))
        contacts = (needy + plain.suffix(moved)).sorted()
        lost = held.filter { !provider.recordFields.contains($0) && !provider.contactFields.contains($0) }
        self.calls = calls(moving: moved)
    }
}
