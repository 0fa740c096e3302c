public import LeadJSON

extension LanceAPI {
    /// The body of a search for people or companies, and the `filters` of a selection.
    ///
    /// Pages entities/prospects-person-search, entities/prospects-company-search, entities/leadlists-add-prospects.
    public struct SearchBody: WireValue {
        /// The page, from 0.
        public var page: Int
        /// Rows a page, 0 to 100.
        public var size: Int
        /// The filters.
        public var filters: Filters
        /// Addresses of specific companies; only company search knows them.
        public var urls: [String]

        /// Makes a body.
        public init(page: Int = 0, size: Int = Limits.defaultPageSize, filters: Filters = Filters(), urls: [String] = []) {
            self.page = page
            self.size = size
            self.filters = filters
            self.urls = urls
        }

        /// Reads a body, in which everything is optional; a size over 100 is an error (lance.md, section 1.5 [I]).
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            page = try source.optionalInteger("page", in: 0...Int(Int32.max)) ?? 0
            size = try source.optionalInteger("size", in: 0...Limits.pageSize) ?? Limits.defaultPageSize
            filters = try Filters(source)
            urls = try source.strings("url")
        }

        /// The body as it is written.
        public var json: JSON {
            var object = JSONObject()
            object.add("url", urls)
            filters.add(to: &object)
            object["page"] = .integer(page)
            object["size"] = .integer(size)
            return .object(object)
        }
    }

    /// One page of a search's result (lance.md, section 1.4).
    public struct Page<Element: WireValue>: WireValue {
        /// The rows.
        public var content: [Element]
        /// Rows of the whole result.
        public var totalElements: Int
        /// The page, from 0.
        public var number: Int
        /// Rows asked for.
        public var size: Int

        /// Makes a page.
        public init(content: [Element], totalElements: Int, number: Int, size: Int) {
            self.content = content
            self.totalElements = totalElements
            self.number = number
            self.size = size
        }

        /// Pages of the whole result, rounded up; 0 for a size of 0, which the pages do not explain.
        public var totalPages: Int {
            size > 0 ? (totalElements + size - 1) / size : 0
        }

        /// Reads the envelope; what follows from the four stored members is not read.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            content = try source.require("content").values()
            totalElements = try source.require("totalElements").integer(in: 0...Int.max)
            number = try source.optionalInteger("number") ?? 0
            size = try source.optionalInteger("size") ?? content.count
        }

        /// The envelope as it is written, with all nine members.
        public var json: JSON {
            [
                "content": .list(content), "totalElements": .integer(totalElements), "totalPages": .integer(totalPages),
                "number": .integer(number), "size": .integer(size), "first": .bool(number == 0),
                "last": .bool(number + 1 >= totalPages), "numberOfElements": .integer(content.count),
                "empty": .bool(content.isEmpty),
            ]
        }
    }
}
