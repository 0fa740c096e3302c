public import LeadJSON

extension LeadLexAPI {
    /// A list of contacts (page api-reference/lists/create).
    public struct ContactList: WireValue {
        /// The UUID.
        public var id: String
        /// The name, unique in the workspace.
        public var name: String
        /// What the list is for.
        public var description: String?
        /// How many contacts are in it.
        public var contactCount: Int
        /// ISO 8601.
        public var createdAt: String?

        /// Makes a list.
        public init(id: String, name: String, description: String? = nil, contactCount: Int = 0, createdAt: String? = nil) {
            self.id = id
            self.name = name
            self.description = description
            self.contactCount = contactCount
            self.createdAt = createdAt
        }

        /// Reads a list; only the id and the name are required.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            id = try source.string("id")
            name = try source.string("name")
            description = try source.optionalString("description")
            contactCount = try source.optionalInteger("contact_count") ?? 0
            createdAt = try source.optionalString("created_at", "created_date")
        }

        /// The list as it is written.
        public var json: JSON {
            [
                "id": .string(id), "name": .string(name), "description": .text(description),
                "contact_count": .integer(contactCount),
                "created_at": .text(createdAt),
            ]
        }
    }

    /// The rows of a page of lists; INFER from the other families (leadlex.md, section 2.15).
    public struct ContactLists: WireValue {
        /// The rows.
        public var lists: [ContactList]

        /// Makes an answer.
        public init(_ lists: [ContactList]) { self.lists = lists }
        /// Reads an answer.
        public init(_ source: JSONCursor) throws(APIDecodingError) { lists = try source.require("lists").values() }
        /// The answer as it is written.
        public var json: JSON { ["lists": .list(lists)] }
    }

    /// The body that makes a list (page api-reference/lists/create).
    public struct CreateList: WireValue {
        /// The name; not empty.
        public var name: String
        /// What the list is for.
        public var description: String?
        /// When the list shall have been made (page data-integrity).
        public var createdDate: String?

        /// Makes a body.
        public init(name: String, description: String? = nil) {
            self.name = name
            self.description = description
        }

        /// Reads a body.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            name = try source.string("name")
            guard !name.allSatisfy(\.isWhitespace) else { throw source.failure(at: "name", "Required") }
            description = try source.optionalString("description")
            createdDate = try source.optionalString("created_date")
        }

        /// The body as it is written.
        public var json: JSON {
            var object: JSONObject = ["name": .string(name)]
            object.add("description", description)
            object.add("created_date", createdDate)
            return .object(object)
        }
    }

    /// The body that adds contacts to a list, at most 100 (page api-reference/lists/add-contacts).
    public struct AddContacts: WireValue {
        /// The contacts.
        public var contactIDs: [String]

        /// Makes a body.
        public init(contactIDs: [String]) { self.contactIDs = contactIDs }
        /// Reads a body.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            contactIDs = try source.require("contact_ids").strings(atMost: Limits.listAdd)
        }
        /// The body as it is written.
        public var json: JSON { ["contact_ids": .texts(contactIDs)] }
    }

    /// The answer to added contacts (page api-reference/lists/add-contacts).
    public struct ContactsAdded: WireValue {
        /// How many were newly added.
        public var added: Int
        /// The list.
        public var listID: String
        /// Its members after the call.
        public var contactCount: Int

        /// Makes an answer.
        public init(added: Int, listID: String, contactCount: Int) {
            self.added = added
            self.listID = listID
            self.contactCount = contactCount
        }

        /// Reads an answer.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            added = try source.require("added").integer(in: 0...Int.max)
            listID = try source.string("list_id")
            contactCount = try source.require("contact_count").integer(in: 0...Int.max)
        }

        /// The answer as it is written.
        public var json: JSON {
            ["added": .integer(added), "list_id": .string(listID), "contact_count": .integer(contactCount)]
        }
    }

    /// The answer to a contact that was taken out of a list (page api-reference/lists/remove-contact).
    public struct ContactRemoved: WireValue {
        /// Whether it was taken out.
        public var removed: Bool
        /// The list.
        public var listID: String
        /// The contact, which lives on.
        public var contactID: String

        /// Makes an answer.
        public init(removed: Bool = true, listID: String, contactID: String) {
            self.removed = removed
            self.listID = listID
            self.contactID = contactID
        }

        /// Reads an answer.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            removed = try source.require("removed").bool()
            listID = try source.string("list_id")
            contactID = try source.string("contact_id")
        }

        /// The answer as it is written.
        public var json: JSON {
            ["removed": .bool(removed), "list_id": .string(listID), "contact_id": .string(contactID)]
        }
    }

    /// The answer to a deleted list (page api-reference/lists/delete).
    public struct ListDeleted: WireValue {
        /// Whether it was deleted.
        public var deleted: Bool
        /// The list.
        public var id: String
        /// How many contacts were in it; they live on.
        public var membershipsRemoved: Int

        /// Makes an answer.
        public init(deleted: Bool = true, id: String, membershipsRemoved: Int) {
            self.deleted = deleted
            self.id = id
            self.membershipsRemoved = membershipsRemoved
        }

        /// Reads an answer.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            deleted = try source.require("deleted").bool()
            id = try source.string("id")
            membershipsRemoved = try source.require("memberships_removed").integer(in: 0...Int.max)
        }

        /// The answer as it is written.
        public var json: JSON {
            ["deleted": .bool(deleted), "id": .string(id), "memberships_removed": .integer(membershipsRemoved)]
        }
    }
}
