public import HTTPTypes

/// LeadLex: prospects, contacts and lists of a CRM.
public enum LeadLexAPI {
    /// The host of nearly all pages (leadlex.md, section 1.1).
    public static let host = "data.leadlex.com"

    /// Where every path begins, before `/v1` (leadlex.md, section 1.1).
    public static let basePath = "/functions/v1/api-gateway"

    /// Whether a path is one of LeadLex's, known or not.
    public static func owns(path: String) -> Bool {
        path.hasPrefix(basePath) && (path.utf8.count == basePath.utf8.count || path.hasPrefix(basePath + "/"))
    }

    /// How every key begins (page authentication).
    public static let keyPrefix = "wbk_"

    /// The limits that LeadLex's pages state, and those that we had to choose.
    public enum Limits {
        /// Contacts of one bulk call (page api-reference/contacts/bulk-create).
        public static let bulkContacts = 500
        /// Contacts that one call adds to a list (page api-reference/lists/add-contacts).
        public static let listAdd = 100
        /// The largest `limit` of an export (page api-reference/export/contacts).
        public static let exportRows = 50_000
        /// The `limit` of an export that names none (page api-reference/export/contacts).
        public static let defaultExportRows = 10_000
        /// The largest `per_page` (leadlex.md, section 1.5).
        public static let pageSize = 100
        /// The `per_page` of contacts and lists when none is named (page api-reference/contacts/list).
        public static let defaultPageSize = 50
        /// The `per_page` of keys when none is named (page api-reference/api-keys/list).
        public static let defaultKeyPageSize = 25
        /// The `per_page` of a prospect search that names none; INFER, no page says it.
        public static let defaultProspectPageSize = 25
        /// Contacts that one call merges into another (page api-reference/bulk/contacts-merge).
        public static let mergedContacts = 20
        /// Characters of a note on a contact (page api-reference/contacts/create-note).
        public static let contactNote = 10_000
        /// Rows of an import that is done in the call itself (page api-reference/import/contacts).
        public static let importRows = 500
        /// Bytes of an import (leadlex.md, section 7.1).
        public static let importBytes = 20_000_000
        /// Characters of a key's name (page api-reference/api-keys/create).
        public static let keyName = 120
        /// Recipients above which a campaign's start waits for approval (page api-reference/campaigns/start).
        public static let unapprovedRecipients = 100
        /// Hours for which an `Idempotency-Key` is remembered (leadlex.md, section 1.7).
        public static let idempotencyHours = 24
        /// Exports an hour and workspace (page api-reference/export/contacts).
        public static let exportsPerHour = 10
    }

    /// The id of a request, which the service sends in `X-Request-ID` (leadlex.md, section 1.4).
    public static func requestID(in headers: HTTPFields) -> String? {
        requestIDName.flatMap { headers[$0] }
    }

    /// Puts the id of a request into the headers of its answer.
    public static func setRequestID(_ id: String, in headers: inout HTTPFields) {
        if let requestIDName { headers[requestIDName] = id }
    }

    private static let requestIDName = HTTPField.Name("X-Request-ID")
}
