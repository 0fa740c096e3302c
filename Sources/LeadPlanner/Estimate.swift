public import LeadModel

/// How many rows a set has and how many pages it takes to read them, as far as that follows without reading one.
public struct Estimate: Hashable, Sendable {
    /// The rows that it has, or that are read of it.
    public let rows: Bounds
    /// The pages that are read.
    public let pages: Bounds
    /// How many pages are certainly read, if there are so many; `Int.max` where all of them are.
    public let certainPages: Int

    /// Bounds what reading takes.
    ///
    /// - Parameters:
    ///   - steps: What narrows the rows here, in order.
    ///   - total: The rows that the service has.
    ///   - pageSize: The rows of a page; nil where the service answers all of them at once.
    ///   - mostRead: After how many rows the reading is given up; nil where it never is.
    ///   - needed: How many rows are wanted; nil for all.
    public init(
        _ steps: [Recipe.Refinement], of total: Bounds, pageSize: Int?, mostRead: Int? = nil, needed: Int? = nil
    ) {
        guard !steps.contains(where: \.letsNothingPass), needed != 0 else {
            self.init(rows: .zero, pages: .zero, certainPages: 0)
            return
        }
        let reading = Reading(steps, needed: needed)
        func pages(of rows: Bounds) -> Bounds { pageSize.map { rows.parts(of: $0) } ?? Bounds(1) }
        let stop = reading.end.map { pages(of: Bounds($0)).lower }
        // The first page is read, even where there is nothing on it.
        let there = pages(of: Bounds(max(total.lower, 1), total.upper.map { max($0, 1) }))
        let most = there.atMost(stop).atMost(mostRead.map { pages(of: Bounds($0)).lower }).upper
        // A step may have enough at once, or find that there is nothing to look for.
        let least = reading.mayNeedNone ? 0 : reading.mayEndEarly ? 1 : there.atMost(stop).lower
        self.init(
            rows: Self.rows(of: total.atMost(pageSize.flatMap { size in most.map { $0 * size } }), after: steps),
            pages: Bounds(least, most),
            certainPages: reading.mayNeedNone ? 0 : reading.mayEndEarly ? 1 : stop ?? .max)
    }

    private init(rows: Bounds, pages: Bounds, certainPages: Int) {
        self.rows = rows
        self.pages = pages
        self.certainPages = certainPages
    }

    /// How many of so many rows are left behind the steps.
    public static func rows(of total: Bounds, after steps: [Recipe.Refinement]) -> Bounds {
        steps.reduce(total) { $1.rows(of: $0) }
    }

    /// Where the reading of rows ends before the last one.
    private struct Reading {
        /// The row behind which it ends, if there are so many.
        var end: Int?
        /// Whether it may end at any row.
        var mayEndEarly = false
        /// Whether it may turn out that no row is needed at all.
        var mayNeedNone = false

        init(_ steps: [Recipe.Refinement], needed: Int?) {
            let seesAll = steps.contains { $0.needsEveryRow }
            // Whether the rows that reach a step are the first ones of the service.
            var areFirst = true
            for step in steps.prefix(while: { !$0.needsEveryRow }) {
                switch step {
                case .places(let ranges):
                    let bound = ranges.map(\.upperBound).max() ?? 0
                    if bound != .max {
                        if areFirst { end = min(end ?? bound, bound) } else { mayEndEarly = true }
                    }
                    areFirst = areFirst && ranges.count == 1 && ranges[0].lowerBound == 0
                case .keep(let members):
                    if members.key == .id { (mayEndEarly, mayNeedNone) = (true, mayNeedNone || !members.isKnown) }
                    areFirst = false
                case .where, .exceptWhere, .exceptPlaces, .except, .dedupe, .limit: areFirst = false
                case .all, .order, .sample, .set, .drop, .rename: continue
                }
            }
            if let needed, !seesAll {
                if areFirst { end = min(end ?? needed, needed) } else { mayEndEarly = true }
            }
            // An unknown set of ids behind a sort may be empty as well.
            mayNeedNone =
                mayNeedNone
                || steps.contains { if case .keep(let members) = $0 { members.key == .id && !members.isKnown } else { false } }
        }
    }
}

extension Recipe.Refinement {
    /// Whether it must see every row before it lets one pass.
    fileprivate var needsEveryRow: Bool {
        switch self {
        case .order, .sample: true
        case .where, .exceptWhere, .places, .exceptPlaces, .all, .keep, .except, .dedupe, .limit, .set, .drop, .rename: false
        }
    }

    /// Whether it is plain that no row can pass.
    public var letsNothingPass: Bool {
        switch self {
        case .places(let ranges): ranges.allSatisfy(\.isEmpty)
        case .keep(let members): members.isKnown && members.key == .id && members.values.isEmpty
        case .sample(let count): count == 0
        case .where, .exceptWhere, .exceptPlaces, .all, .except, .dedupe, .order, .limit, .set, .drop, .rename: false
        }
    }

    /// Whether only a reading can tell whom it means.
    public var isUnknown: Bool {
        switch self {
        case .keep(let members), .except(let members): !members.isKnown
        case .where, .exceptWhere, .places, .exceptPlaces, .all, .sample, .dedupe, .order, .limit, .set, .drop, .rename: false
        }
    }

    /// How many of so many rows it keeps.
    fileprivate func rows(of total: Bounds) -> Bounds {
        func inside(_ ranges: [Range<Int>], _ count: Int) -> Int {
            ranges.map { $0.clamped(to: 0..<count).count }.reduce(0, +)
        }
        switch self {
        case .all, .order, .set, .drop, .rename: return total
        case .where, .exceptWhere, .except: return total.orNone
        case .keep(let members): return total.orNone.atMost(members.isKnown && members.key == .id ? members.values.count : nil)
        case .places(let ranges):
            let end = ranges.contains { $0.upperBound == .max } ? nil : inside(ranges, .max)
            return Bounds(inside(ranges, total.lower), total.upper.map { inside(ranges, $0) } ?? end)
        case .exceptPlaces(let ranges):
            return Bounds(total.lower - inside(ranges, total.lower), total.upper.map { $0 - inside(ranges, $0) })
        case .sample(let count): return total.atMost(count)
        case .dedupe: return Bounds(min(total.lower, 1), total.upper)
        case .limit(let count, _): return Bounds(min(total.lower, 1, count), count == 0 ? 0 : total.upper)
        }
    }
}
