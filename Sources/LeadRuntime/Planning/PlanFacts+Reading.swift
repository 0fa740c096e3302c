import LeadModel

extension PlanFacts {
    /// Gathers what was read for a plan, and what its passes would write.
    init(_ memories: [String: PlanMemory], _ passes: [PlanRecorder.Pass], isWhole: Bool) {
        self.init()
        var used: [String: Set<String>] = [:]
        for pass in passes { used.merge(pass.usedLists) { $0.union($1) } }
        for (account, memory) in memories.sorted(by: { $0.key < $1.key }) {
            let answers = memory.answers.mapValues(\.answer)
            searches += Self.searches(in: answers, account: account)
            guard case .lists(let all)? = answers[.lists] else {
                contacts[account] = Self.contacts(in: answers)
                continue
            }
            listIDs[account] = Set(all.map(\.id))
            lists += all.filter { used[account]?.contains($0.id) == true }.map { Self.list($0, in: answers, account: account) }
            contacts[account] = Self.contacts(in: answers)
        }
        // Another side of a branch would write something else, and nobody knows yet which one is taken.
        if isWhole, passes.count == 1 { writes = passes[0].writes }
    }

    private static func searches(in answers: [PlanMemory.Question: PlanMemory.Answer], account: String) -> [Search] {
        let found = answers.compactMap { question, answer -> Search? in
            guard case .search(let kind, let filter, _, _) = question, case .page(let page) = answer else { return nil }
            return Search(account: account, kind: kind, filter: filter.words, total: page.total)
        }
        return Set(found).sorted { ($0.kind.rawValue, $0.filter, $0.total) < ($1.kind.rawValue, $1.filter, $1.total) }
    }

    private static func contacts(in answers: [PlanMemory.Question: PlanMemory.Answer]) -> Int? {
        for question in [PlanMemory.Question.allContacts, .export(list: nil)] {
            if case .rows(let rows?)? = answers[question] { return rows.count }
        }
        for case (.contacts, .page(let page)) in answers { return page.total }
        return nil
    }

    private static func list(
        _ list: ListSummary, in answers: [PlanMemory.Question: PlanMemory.Answer], account: String
    ) -> List {
        var members = list.memberIDs
        var count = members?.count
        if members == nil {
            var read: Set<String> = []
            for case (.members(list.id, _, _), .page(let page)) in answers {
                read.formUnion(page.rows.ids)
                count = page.total
            }
            if case .rows(let rows?)? = answers[.export(list: list.id)] {
                read = Set(rows.ids)
                count = rows.count
            }
            // Some pages of many say nothing of the others.
            if let count, read.count == count { members = Array(read) }
        }
        return List(account: account, id: list.id, name: list.name, members: members?.sorted(), count: count)
    }
}
