/// Lance: search over people and companies, lead lists, bulk selection.
public enum LanceAPI {
    /// The hosts that Lance's pages use, the one of most operations pages first (lance.md, section 1.1 and G1).
    public static let hosts = ["app.lance.so", "api.lance.app"]

    /// Where every path begins (lance.md, section 1.1).
    public static let basePath = "/api/v1"

    /// The limits that Lance's pages state.
    public enum Limits {
        /// Rows that one bulk selection may take (page entities/leadlists-add-prospects, Bulk Selection Limits).
        ///
        /// The page states it for bulk mode; the sandbox holds direct prospects and `includedIds` to it as well.
        public static let selection = 1000
        /// The smallest `targetCount` (page operations/enrichment-bulk).
        public static let smallestTarget = 1
        /// The largest `size` of a search page (page entities/prospects-person-search).
        public static let pageSize = 100
        /// The `size` of a search that names none (page entities/prospects-person-search).
        public static let defaultPageSize = 10
    }
}
