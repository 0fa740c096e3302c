public import LeadJSON

extension LanceAPI {
    /// The body that adds people to a list: exactly one of its two forms (page entities/leadlists-add-prospects).
    public enum AddProspects: WireValue {
        /// The people themselves.
        case prospects([Person])
        /// A selection of people.
        case selection(Selection)

        /// Reads a body; both forms or neither is an error, since the page says "one of two" and marks both required (G13).
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            switch (try source.find("prospects"), try source.find("selection")) {
            case (let prospects?, nil):
                let people: [Person] = try prospects.values(atMost: Limits.selection)
                for (index, person) in people.enumerated() where person.id.map(Self.isUUID) == false {
                    throw APIDecodingError(path: prospects.path + [.index(index), "id"], message: "Invalid uuid")
                }
                self = .prospects(people)
            case (nil, let selection?): self = .selection(try Selection(selection))
            case (nil, nil): throw source.failure("Either prospects or selection is required")
            case (.some, .some): throw source.failure("Only one of prospects and selection is allowed")
            }
        }

        /// The body as it is written.
        public var json: JSON {
            switch self {
            case .prospects(let people): ["prospects": .array(people.map(\.inputJSON))]
            case .selection(let selection): ["selection": selection.json]
            }
        }

        /// Whether the text has the form 8-4-4-4-12 of hexadecimal digits.
        static func isUUID(_ text: String) -> Bool {
            let bytes = Array(text.utf8)
            guard bytes.count == 36 else { return false }
            return bytes.enumerated().allSatisfy { index, byte in
                [8, 13, 18, 23].contains(index)
                    ? byte == UInt8(ascii: "-") : byte < 0x80 && Character(Unicode.Scalar(byte)).isHexDigit
            }
        }
    }

    /// Which people of a search are meant (lance.md, section 3.6).
    public enum Selection: WireValue {
        /// These people, by id.
        case manual(includedIds: [String])
        /// These places of a search's result.
        case bulk(BulkSelection)

        /// Reads a selection.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            let mode = try source.string("mode")
            switch mode {
            case "manual": self = .manual(includedIds: try source.require("includedIds").strings(atMost: Limits.selection))
            case "bulk": self = .bulk(try BulkSelection(source))
            default: throw source.failure(at: "mode", "Invalid enum value. Expected 'manual' | 'bulk', received '\(mode)'")
            }
        }

        /// The selection as it is written.
        public var json: JSON {
            switch self {
            case .manual(let ids): ["mode": "manual", "includedIds": .texts(ids)]
            case .bulk(let bulk): bulk.json
            }
        }
    }

    /// The places `startIndex ..< startIndex + targetCount` of a search's result, without some people.
    public struct BulkSelection: WireValue {
        /// The first place, from 0.
        public var startIndex: Int
        /// How many places, 1 to 1,000.
        public var targetCount: Int
        /// People to leave out; they are not replaced by others.
        public var excludedIds: [String]
        /// The search whose result is meant; its page and size do not count (lance.md, G20).
        public var filters: SearchBody

        /// Makes a selection.
        public init(startIndex: Int, targetCount: Int, excludedIds: [String] = [], filters: SearchBody) {
            self.startIndex = startIndex
            self.targetCount = targetCount
            self.excludedIds = excludedIds
            self.filters = filters
        }

        /// Reads a selection; a missing `startIndex` is 0, which the page leaves open.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            startIndex = try source.optionalInteger("startIndex", in: 0...Int(Int32.max)) ?? 0
            targetCount = try source.require("targetCount").integer(in: Limits.smallestTarget...Limits.selection)
            excludedIds = try source.strings("excludedIds")
            filters = try SearchBody(source.require("filters"))
        }

        /// The selection as it is written, its mode included.
        public var json: JSON {
            var object: JSONObject = [
                "mode": "bulk", "startIndex": .integer(startIndex), "targetCount": .integer(targetCount),
            ]
            object.add("excludedIds", excludedIds)
            object["filters"] = filters.json
            return .object(object)
        }
    }

    /// The answer to added people (page entities/leadlists-add-prospects).
    public struct Added: WireValue {
        /// How many people were newly added.
        public var addedCount: Int

        /// Makes an answer.
        public init(addedCount: Int) { self.addedCount = addedCount }
        /// Reads an answer.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            addedCount = try source.require("addedCount").integer(in: 0...Int.max)
        }
        /// The answer as it is written.
        public var json: JSON { ["addedCount": .integer(addedCount)] }
    }
}
