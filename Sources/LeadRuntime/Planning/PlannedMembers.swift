import LeadModel
import Synchronization

/// The members of a list that a plan has changed.
struct PlannedMembers {
    /// What has been done to the members, in order.
    enum Change {
        case ids([String])
        case places(Filter, Range<Int>, excluding: [String])
        /// Rows whose ids the service will give them, and of which it may know some already.
        case records
        case removed([String])
    }

    /// Whether the list is one that the plan makes.
    let isNew: Bool
    /// The members' ids, where all of them are known.
    private(set) var ids: [String]?
    /// The same ids in lower case.
    private var folded: Set<String>
    private(set) var changes: [Change] = []
    /// The members, where they have been gathered since the last change.
    var rows: Batch?

    init(isNew: Bool, ids: [String]?) {
        self.isNew = isNew
        self.ids = ids
        folded = Set((ids ?? []).map { $0.lowercased() })
    }

    /// How many of `ids` are no members yet; nil where nobody knows.
    func new(among ids: [String]) -> Int? {
        self.ids == nil ? nil : Set(ids.map { $0.lowercased() }).subtracting(folded).count
    }

    mutating func add(_ ids: [String]) {
        change(.ids(ids))
        self.ids?.append(contentsOf: ids.filter { folded.insert($0.lowercased()).inserted })
    }

    mutating func add(_ change: Change) {
        self.change(change)
        ids = nil
    }

    mutating func remove(_ ids: [String]) {
        change(.removed(ids))
        let removed = Set(ids.map { $0.lowercased() })
        folded.subtract(removed)
        self.ids?.removeAll { removed.contains($0.lowercased()) }
    }

    private mutating func change(_ change: Change) {
        changes.append(change)
        rows = nil
    }
}

extension PlanningProvider {
    /// How many places of a search are looked up to know who would be in a list.
    private static let mostPlacesLookedUp = 2_000

    /// The members of a list as they would be.
    func rows(of planned: PlannedMembers, list id: String) async throws(ProviderFailure) -> Batch {
        if let rows = planned.rows { return rows }
        let kind = world.withLock { $0.lists?.first { $0.id == id }?.kind } ?? .people
        var rows = planned.isNew ? Batch(kind: kind) : try await membersAtService(id, kind: kind)
        for change in planned.changes {
            switch change {
            case .ids(let ids): rows.join(self.rows(ids, kind: kind))
            case .places(let filter, let places, let excluded):
                let found = try await self.rows(at: places, of: filter)
                let left = Set(excluded.map { $0.lowercased() })
                rows.join(found.rows(at: (0..<found.count).filter { !left.contains(found["id", $0].description.lowercased()) }))
            case .records:
                throw ProviderFailure(call: "", reason: .unforeseen("who is in the list after rows were sent to it as they are"))
            case .removed(let ids):
                let removed = Set(ids.map { $0.lowercased() })
                rows = rows.rows(at: (0..<rows.count).filter { !removed.contains(rows["id", $0].description.lowercased()) })
            }
        }
        world.withLock { [rows] in $0.members[id]?.rows = rows }
        return rows
    }

    /// The lists as the service would tell them: where it names the members, the places that were added have become ids.
    func withMembers(_ lists: [ListSummary]) async throws(ProviderFailure) -> [ListSummary] {
        guard signature.capabilities.contains(.placeSelection) else { return lists }
        var told: [ListSummary] = []
        for list in lists {
            var ids = list.memberIDs
            if ids == nil, let planned = world.withLock({ $0.members[list.id] }) {
                do {
                    ids = try await rows(of: planned, list: list.id).ids
                } catch {
                    guard case .unforeseen = error.reason else { throw error }
                }
            }
            told.append(ListSummary(id: list.id, name: list.name, kind: list.kind, memberIDs: ids, created: list.created))
        }
        return told
    }

    /// Rows by their ids: contacts that the plan makes, and rows that were read.
    private func rows(_ ids: [String], kind: RecordKind) -> Batch {
        let (created, places) = world.withLock { ($0.created, $0.createdPlaces) }
        var rows = Batch(kind: kind)
        for id in ids {
            if let place = places[id] {
                rows.append(created.rows(at: [place]))
            } else {
                rows.append(memory.rows([id], kind: kind))
            }
        }
        return rows
    }

    /// The members that the service has now; the requests are those of the plan's making, not of the run.
    private func membersAtService(_ id: String, kind: RecordKind) async throws(ProviderFailure) -> Batch {
        let size = signature.limits.contactPage > 0 ? signature.limits.contactPage : 1 << 32
        var rows = Batch(kind: kind)
        var page = 0
        while true {
            let found = try await self.page(.members(list: id, page: page, size: size), isRunsOwn: false).page
            let isLarge = page == 0 && found.total > signature.limits.mostByPages && signature.limits.export > 0
            if isLarge, case .rows(let all?) = try await ask(.export(list: id), isRunsOwn: false).answer, all.count >= found.total
            {
                return all
            }
            rows.append(found.rows)
            page += 1
            if rows.count >= found.total || found.rows.count == 0 { return rows }
        }
    }

    private func rows(at places: Range<Int>, of filter: Filter) async throws(ProviderFailure) -> Batch {
        guard places.count <= Self.mostPlacesLookedUp else {
            throw ProviderFailure(call: "", reason: .unforeseen("who is in the list after \(places.count) places were added"))
        }
        let size = signature.limits.searchPage
        var rows = Batch(kind: .people)
        for page in places.lowerBound / size...(places.upperBound - 1) / size {
            let found = try await self.page(.search(.people, filter, page: page, size: size), isRunsOwn: false).page.rows
            let wanted = (0..<found.count).filter { places.contains(page * size + $0) }
            rows.append(found.rows(at: wanted))
        }
        return rows
    }
}

extension Batch {
    /// Appends those of `others` whose ids are not there yet.
    fileprivate mutating func join(_ others: Batch) {
        var seen = Set(self["id"].map { $0.description.lowercased() })
        append(others.rows(at: (0..<others.count).filter { seen.insert(others["id", $0].description.lowercased()).inserted }))
    }
}
