import LeadModel
import LeadPlanner

/// What a run will have read by some statement, as far as that is known without reading.
struct OfflineReads {
    /// The pages of a source.
    struct Pages {
        /// How many have been read.
        var count = Bounds.zero
        /// So many have been read, if there are so many.
        var certain = 0
    }

    /// The pages that have been read.
    private var pages: [PageSource: Pages] = [:]
    /// The searches whose size has been asked for; true where that is certain.
    private var totals: [PageSource: Bool] = [:]
    /// The sets all of whose rows have been read.
    private var whole: Set<Recipe> = []
    /// The lists and contacts that have been read, whatever was written since.
    private var opened: Set<PageSource> = []
    /// The accounts whose lists have been read; true where that is certain.
    private var lists: [String: Bool] = [:]
    /// The accounts whose contacts have been looked up; true where that is certain.
    var contacts: [String: Bool] = [:]
    /// The accounts in which a list may have other members than when the lists were read.
    var changedLists: Set<String> = []
    /// Whether the outcome of the last doing statement follows from what is known.
    var knowsOutcome: Bool

    /// Nothing has been read.
    init(knowsOutcome: Bool = true) {
        self.knowsOutcome = knowsOutcome
    }

    /// How many requests it takes to read pages of a source now.
    ///
    /// - Parameter isCertain: Whether the pages are read at all.
    mutating func read(_ estimate: Estimate, of source: PageSource, isCertain: Bool = true) -> Bounds {
        var known = pages[source] ?? Pages()
        // Whoever has read all pages reads none again.
        let most = known.certain == .max ? 0 : estimate.pages.upper.map { max(0, $0 - known.certain) }
        var least = isCertain ? max(0, estimate.pages.lower - (known.count.upper ?? .max)) : 0
        // Where no write was made in between, the rows are those that were read before.
        if let opened = source.beforeWrites, !self.opened.insert(opened).inserted { least = 0 }
        known.count = Bounds(
            isCertain ? max(known.count.lower, estimate.pages.lower) : known.count.lower,
            known.count.upper.flatMap { before in estimate.pages.upper.map { max(before, $0) } })
        if isCertain { known.certain = max(known.certain, estimate.certainPages) }
        pages[source] = known
        return Bounds(least, most)
    }

    /// How many requests it takes to know the number of a source's rows now.
    mutating func total(of source: PageSource) -> Bounds {
        defer { totals[source] = true }
        let known = pages[source] ?? Pages()
        if known.count.lower > 0 || totals[source] == true { return .zero }
        return known.count.upper == 0 && totals[source] == nil ? Bounds(1) : Bounds(0, 1)
    }

    /// How often the lists of an account are read where a statement needs them now.
    mutating func lists(of account: String) -> Bounds {
        defer { lists[account] = true }
        return lists[account].map { $0 ? .zero : Bounds(0, 1) } ?? Bounds(1)
    }

    /// Whether rows of a source have been read; nil where nobody knows.
    func hasRows(of source: PageSource) -> Bool? {
        let known = pages[source] ?? Pages()
        return known.count.lower > 0 ? true : known.count.upper == 0 ? false : nil
    }

    /// Whether all rows of a set have been read before.
    func hasRead(_ recipe: Recipe) -> Bool { whole.contains(recipe) }

    mutating func note(whole recipe: Recipe) {
        if !recipe.isUnknown { whole.insert(recipe) }
    }

    /// What holds where the lines that lead from here to `later` may have been gone or not.
    func joined(with later: OfflineReads) -> OfflineReads {
        var joined = self
        for (source, pages) in later.pages {
            let own = self.pages[source] ?? Pages()
            joined.pages[source] = Pages(count: own.count.union(pages.count), certain: own.certain)
        }
        for source in later.totals.keys where totals[source] == nil { joined.totals[source] = false }
        for account in later.lists.keys where lists[account] == nil { joined.lists[account] = false }
        for account in later.contacts.keys where contacts[account] == nil { joined.contacts[account] = false }
        joined.opened.formUnion(later.opened)
        joined.changedLists.formUnion(later.changedLists)
        joined.knowsOutcome = false
        return joined
    }
}

extension PageSource {
    /// The same list or contacts, before anything was written; nil for a search, of which nothing is read anew.
    fileprivate var beforeWrites: PageSource? {
        switch self {
        case .search: nil
        case .list(let account, let kind, let id, _): .list(account: account, kind, id: id, writes: 0)
        case .contacts(let account, _): .contacts(account: account, writes: 0)
        }
    }
}

extension Recipe {
    /// Whether rows are compared with others that were not read.
    var isUnknown: Bool {
        if case .union(let parts) = origin, parts.contains(where: \.isUnknown) { return true }
        return refinements.contains(where: \.isUnknown)
    }
}

/// Foresees what an account would be asked, and asks it nothing.
struct OfflineReader: ProviderReader {
    private let provider: any ProviderReader

    init(_ provider: any ProviderReader) {
        self.provider = provider
    }

    var signature: ProviderSignature { provider.signature }

    var requestsMade: [String: Int] { [:] }

    func meter(by meter: CallMeter?) {}

    func foresee(_ call: WriteCall) -> Foreseen { provider.foresee(call) }

    func requests(for read: KnownRead) -> [RequestCount] { provider.requests(for: read) }

    private var refusal: ProviderFailure {
        ProviderFailure(call: "", reason: .unforeseen("what \(signature.title) holds"))
    }

    func search(_ kind: RecordKind, _ filter: Filter, page: Int, size: Int) async throws(ProviderFailure) -> RowPage {
        throw refusal
    }

    func members(ofList id: String, page: Int, size: Int) async throws(ProviderFailure) -> RowPage { throw refusal }

    func contacts(page: Int, size: Int) async throws(ProviderFailure) -> RowPage { throw refusal }

    func lists() async throws(ProviderFailure) -> [ListSummary] { throw refusal }

    func export(ofList id: String?) async throws(ProviderFailure) -> Batch? { throw refusal }

    func allContacts() async throws(ProviderFailure) -> Batch { throw refusal }
}
