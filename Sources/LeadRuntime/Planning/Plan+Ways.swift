import LeadModel

extension Plan {
    /// Keeps of the least numbers only what every way through the script does, where not all ways were gone.
    ///
    /// - Parameter steps: So many statements, the first ones, end before the first branch.
    mutating func forgetLeast(but certain: [String: [RequestCount]], rows certainRows: Bounds, steps certainSteps: Int) {
        func lowered(_ bounds: Bounds, to least: Int) -> Bounds { Bounds(min(bounds.lower, least), bounds.upper) }
        for (account, counts) in requests {
            requests[account] = counts.map { request in
                let least = certain[account]?.first { $0.endpoint == request.endpoint }?.count.lower ?? 0
                return RequestCount(request.endpoint, isWrite: request.isWrite, count: lowered(request.count, to: least))
            }
        }
        let all = certain.values.joined()
        totalCalls = lowered(totalCalls, to: all.map(\.count.lower).reduce(0, +))
        totalWrites = lowered(totalWrites, to: all.filter(\.isWrite).map(\.count.lower).reduce(0, +))
        rows = lowered(rows, to: certainRows.lower)
        for place in steps.indices.dropFirst(certainSteps) {
            steps[place].times = steps[place].times.orNone
            steps[place].rows = steps[place].rows?.orNone
            steps[place].requests = steps[place].requests.map {
                RequestCount($0.endpoint, isWrite: $0.isWrite, count: $0.count.orNone)
            }
        }
    }
}
