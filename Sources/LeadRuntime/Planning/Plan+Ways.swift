import LeadModel

extension Plan {
    /// Keeps of the least numbers only what every way through the script does, where not all ways were gone.
    ///
    /// - Parameters:
    ///   - before: What every way does.
    ///   - passes: The ways that were gone, of which this is the plan.
    mutating func forgetLeast(but before: PlanRecorder.Pass.Beginning, of passes: [PlanRecorder.Pass]) {
        let certain = before.requests
        func lowered(_ bounds: Bounds, to least: Int) -> Bounds { Bounds(min(bounds.lower, least), bounds.upper) }
        for (account, counts) in requests {
            requests[account] = counts.map { request in
                let least = certain[account]?.first { $0.endpoint == request.endpoint }?.count.lower ?? 0
                return RequestCount(request.endpoint, isWrite: request.isWrite, count: lowered(request.count, to: least))
            }
        }
        let all = certain.values.joined()
        calls = lowered(calls, to: all.map(\.count.lower).reduce(0, +))
        writes = lowered(writes, to: all.filter(\.isWrite).map(\.count.lower).reduce(0, +))
        rows = lowered(rows, to: before.rows.lower)
        let keys = Self.keys(of: passes)
        for place in steps.indices where !before.keys.contains(keys[place]) {
            steps[place].times = steps[place].times.orNone
            steps[place].rows = steps[place].rows?.orNone
            steps[place].requests = steps[place].requests.map {
                RequestCount($0.endpoint, isWrite: $0.isWrite, count: $0.count.orNone)
            }
        }
    }
}
