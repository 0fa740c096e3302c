public import LeadHTTP

extension LeadLexAPI {
    /// The query of a page of contacts (page api-reference/contacts/list).
    public struct ContactsQuery: Hashable, Sendable {
        /// What contacts can be sorted by.
        public enum Sort: String, Hashable, Sendable, CaseIterable {
            /// By time of creation; the default.
            case createdAt = "created_at"
            /// By time of the last change.
            case updatedDate = "updated_date"
            /// By name.
            case fullName = "full_name"
        }

        /// The page, from 1.
        public var page: Int = 1
        /// Rows a page, 1 to 100.
        public var perPage: Int = Limits.defaultPageSize
        /// A part of the name or the e-mail address.
        public var search: String?
        /// Only this list's members.
        public var listID: String?
        /// Only contacts made later; ISO 8601.
        public var createdAfter: String?
        /// The order.
        public var sort: Sort = .createdAt
        /// Whether the order is reversed, written as a leading `-`.
        public var isDescending = false

        /// Makes a query for the first page of everything.
        public init() {}

        /// Reads a query; unknown names are ignored, values out of range are errors.
        public init(_ items: [QueryItem]) throws(APIDecodingError) {
            let query = QueryReader(items)
            page = try query.integer("page", in: 1...Int(Int32.max)) ?? 1
            perPage = try query.integer("per_page", in: 1...Limits.pageSize) ?? Limits.defaultPageSize
            search = query.text("search")
            listID = query.text("list_id")
            createdAfter = query.text("created_after")
            guard let text = query.text("sort") else { return }
            isDescending = text.hasPrefix("-")
            guard let known = Sort(rawValue: isDescending ? String(text.dropFirst()) : text) else {
                throw APIDecodingError(path: ["sort"], message: "Must be created_at, updated_date or full_name")
            }
            sort = known
        }

        /// The query as it is sent.
        public var items: [QueryItem] {
            var items = [QueryItem("page", String(page)), QueryItem("per_page", String(perPage))]
            if let search { items.append(QueryItem("search", search)) }
            if let listID { items.append(QueryItem("list_id", listID)) }
            if let createdAfter { items.append(QueryItem("created_after", createdAfter)) }
            if sort != .createdAt || isDescending { items.append(QueryItem("sort", (isDescending ? "-" : "") + sort.rawValue)) }
            return items
        }
    }

    /// The query of a page of lists; INFER from the other families.
    public struct ListsQuery: Hashable, Sendable {
        /// The page, from 1.
        public var page: Int
        /// Rows a page, 1 to 100.
        public var perPage: Int

        /// Makes a query.
        public init(page: Int = 1, perPage: Int = Limits.defaultPageSize) {
            self.page = page
            self.perPage = perPage
        }

        /// Reads a query.
        public init(_ items: [QueryItem], defaultPerPage: Int = Limits.defaultPageSize) throws(APIDecodingError) {
            let query = QueryReader(items)
            page = try query.integer("page", in: 1...Int(Int32.max)) ?? 1
            perPage = try query.integer("per_page", in: 1...Limits.pageSize) ?? defaultPerPage
        }

        /// The query as it is sent.
        public var items: [QueryItem] { [QueryItem("page", String(page)), QueryItem("per_page", String(perPage))] }
    }

    /// The query of an export (page api-reference/export/contacts).
    public struct ExportQuery: Hashable, Sendable {
        /// The columns of an export.
        public enum Field: String, Hashable, Sendable, CaseIterable {
            /// The UUID.
            case id
            /// The full name.
            case fullName = "full_name"
            /// The e-mail address.
            case email
            /// The telephone number.
            case phone
            /// The job title.
            case jobTitle = "job_title"
            /// The company's name.
            case companyName = "company_name"
            /// The profile's address.
            case linkedinURL = "linkedin_url"
            /// The tags, joined by commas in one cell.
            case tags
            /// The time of creation, ISO 8601.
            case createdAt = "created_at"
        }

        /// At most so many rows, up to 50,000.
        public var limit: Int = Limits.defaultExportRows
        /// Only this list's members.
        public var listID: String?
        /// Only contacts made later; ISO 8601.
        public var createdAfter: String?
        /// Only contacts made earlier; ISO 8601.
        public var createdBefore: String?
        /// Only contacts with all of these tags.
        public var tags: [String] = []
        /// The columns, in order; by default all of them.
        public var fields: [Field] = Field.allCases

        /// Makes a query for the default columns of everything.
        public init() {}

        /// Reads a query; unknown names are ignored, a bad value is an error.
        public init(_ items: [QueryItem]) throws(APIDecodingError) {
            let query = QueryReader(items)
            limit = try query.integer("limit", in: 1...Limits.exportRows) ?? Limits.defaultExportRows
            listID = query.text("list_id")
            createdAfter = query.text("created_after")
            createdBefore = query.text("created_before")
            tags = items.filter { $0.name == "tag" }.map(\.value)
            guard let text = query.text("fields") else { return }
            fields = []
            for name in text.split(separator: ",") {
                let trimmed = String(name.filter { $0 != " " })
                guard let field = Field(rawValue: trimmed) else {
                    throw APIDecodingError(path: ["fields"], message: "Unknown field '\(trimmed)'")
                }
                fields.append(field)
            }
            guard !fields.isEmpty else { throw APIDecodingError(path: ["fields"], message: "Required") }
        }

        /// The query as it is sent.
        public var items: [QueryItem] {
            var items = [QueryItem("limit", String(limit))]
            if let listID { items.append(QueryItem("list_id", listID)) }
            if let createdAfter { items.append(QueryItem("created_after", createdAfter)) }
            if let createdBefore { items.append(QueryItem("created_before", createdBefore)) }
            items += tags.map { QueryItem("tag", $0) }
            if fields != Field.allCases { items.append(QueryItem("fields", fields.map(\.rawValue).joined(separator: ","))) }
            return items
        }
    }
}

/// Reads typed values from query items.
private struct QueryReader {
    private let items: [QueryItem]

    init(_ items: [QueryItem]) {
        self.items = items
    }

    /// The value of that name, nil where it is absent or empty.
    func text(_ name: String) -> String? {
        items.first { $0.name == name }.map(\.value).flatMap { $0.isEmpty ? nil : $0 }
    }

    func integer(_ name: String, in range: ClosedRange<Int>) throws(APIDecodingError) -> Int? {
        guard let text = text(name) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            throw APIDecodingError(
                path: [.name(name)], message: "Must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }
}
