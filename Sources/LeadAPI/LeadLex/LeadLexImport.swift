public import LeadJSON

extension LeadLexAPI {
    /// The body of an import (page api-reference/import/contacts).
    public struct ImportBody: WireInput {
        /// What is imported.
        public enum Source: Hashable, Sendable {
            /// Objects like that of a new contact, not yet read: a bad one is that row's error.
            case rows([JSON])
            /// CSV.
            case csv(String)
        }

        /// What is imported.
        public let source: Source
        /// Whether the first row of the CSV names the columns.
        public let hasHeader: Bool
        /// The field of each column that the CSV's header calls otherwise.
        public let mapping: [String: String]
        /// Whether contacts that are known are changed, rather than passed over.
        public let isUpdating: Bool
        /// Tags for every contact.
        public let tags: [String]

        /// Reads a body, which has rows or CSV.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            switch (try source.find("rows"), try source.find("csv")) {
            case (let rows?, nil): self.source = .rows(try rows.elements().map(\.value))
            case (nil, let csv?): self.source = .csv(try csv.string())
            case (nil, nil): throw source.failure(at: "rows", "Required")
            case (.some, .some): throw source.failure(at: "csv", "Only one of rows and csv is allowed")
            }
            hasHeader = try source.find("has_header")?.bool() ?? true
            isUpdating = try source.find("update_existing")?.bool() ?? false
            tags = try source.strings("tags")
            var mapping: [String: String] = [:]
            for member in try source.find("mapping")?.object().members ?? [] {
                guard let field = member.value.string else {
                    throw source.failure(at: "mapping", "Expected string for '\(member.name)'")
                }
                mapping[member.name] = field
            }
            self.mapping = mapping
        }
    }

    /// The answer to an import (page api-reference/import/contacts).
    public struct Imported: WireOutput {
        /// The id of the job.
        public let jobID: String
        /// Whether it is done, or waits.
        public let isCompleted: Bool
        /// New contacts.
        public var created = 0
        /// Contacts that were known and have been changed.
        public var updated = 0
        /// Contacts that were known and stay as they are.
        public var skipped = 0
        /// Rows that are no contacts.
        public var errors: [RowError] = []

        /// What is wrong with a row.
        public struct RowError: WireOutput {
            /// The row, from 1; a header is not counted.
            public let row: Int
            /// What.
            public let message: String

            /// Makes an error.
            public init(row: Int, message: String) {
                (self.row, self.message) = (row, message)
            }

            /// The error as it is written.
            public var json: JSON {
                ["row_number": .integer(row), "code": .string(Code.validationError.rawValue), "message": .string(message)]
            }
        }

        /// Makes an answer.
        public init(jobID: String, isCompleted: Bool) {
            (self.jobID, self.isCompleted) = (jobID, isCompleted)
        }

        /// The answer as it is written.
        public var json: JSON {
            [
                "job_id": .string(jobID), "status": isCompleted ? "completed" : "queued", "created_count": .integer(created),
                "updated_count": .integer(updated), "skipped_count": .integer(skipped), "errors": .list(errors),
            ]
        }
    }
}
