public import LeadModel

/// The cheapest way to add a set to a list that means the same (language.md, section 6).
public enum AddPlan: Hashable, Sendable {
    /// The service takes places of the search by itself; no row is read.
    case places(PlaceSelection)
    /// The rows are read, and their ids are sent.
    case ids
    /// The rows are read, and sent with all that is known of them.
    case records
    /// The rows are contacts already, and join the list.
    case join
    /// The rows become contacts first.
    case save

    /// Places of a search to be taken by the service.
    public struct PlaceSelection: Hashable, Sendable {
        /// The filter that makes the search.
        public let filter: Filter
        /// The places, an open end being `Int.max`.
        public let ranges: [Range<Int>]
        /// The ids that are left out.
        public let excluded: [String]
    }

    /// Chooses the way.
    ///
    /// - Parameters:
    ///   - recipe: The set.
    ///   - source: What the set's own provider can do; nil for the rows of a file.
    ///   - target: What the list's provider can do, and the name of its account.
    ///   - hasRows: Whether rows of the set have been read already, or must be; then every later use sees those rows.
    public init(
        _ recipe: Recipe, from source: ProviderSignature?, to target: ProviderSignature, account: String, hasRows: Bool
    ) {
        let isHome = recipe.account == account
        if target.capabilities.contains(.save) {
            self = isHome && recipe.kind == .contacts ? .join : .save
        } else if !isHome || recipe.hasChangedValues || !target.capabilities.contains(.idSelection) {
            self = .records
        } else if !hasRows, target.capabilities.contains(.placeSelection), let source,
            let selection = Self.selection(of: recipe, at: source)
        {
            self = .places(selection)
        } else {
            self = .ids
        }
    }

    /// The places that the service can take by itself: a fully pushed search, one choice of rows, then only ids taken away.
    private static func selection(of recipe: Recipe, at provider: ProviderSignature) -> PlaceSelection? {
        guard case .search = recipe.origin else { return nil }
        let plan = SearchPlan(recipe, at: provider)
        guard let choice = plan.remainder.first else { return nil }
        let ranges: [Range<Int>]
        switch choice {
        case .places(let places): ranges = places
        case .all: ranges = [0..<Int.max]
        case .where, .exceptWhere, .exceptPlaces, .keep, .except, .sample, .dedupe, .order, .limit, .set, .drop, .rename:
            return nil
        }
        var excluded: Set<String> = []
        for refinement in plan.remainder.dropFirst() {
            switch refinement {
            case .except(let members) where members.key == .id: excluded.formUnion(members.values)
            case .all: continue
            case .where, .exceptWhere, .places, .exceptPlaces, .keep, .except, .sample, .dedupe, .order, .limit, .set, .drop,
                .rename:
                return nil
            }
        }
        guard excluded.count <= provider.limits.selection else { return nil }
        return PlaceSelection(filter: plan.filter, ranges: ranges, excluded: excluded.sorted())
    }
}

extension AddPlan.PlaceSelection {
    /// The ranges that one call each can take, given how many rows the search has.
    public func calls(total: Int, limit: Int) -> [Range<Int>] {
        ranges.flatMap { $0.clamped(to: 0..<total).chunks(of: limit) }
    }
}

extension Range<Int> {
    /// Consecutive parts of at most `size`, none of them empty.
    public func chunks(of size: Int) -> [Range<Int>] {
        stride(from: lowerBound, to: upperBound, by: Swift.max(size, 1)).map { $0..<Swift.min($0 + size, upperBound) }
    }
}
