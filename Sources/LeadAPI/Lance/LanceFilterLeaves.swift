public import LeadJSON

extension LanceAPI {
    /// What a filter includes and excludes, in both wrappers (lance.md, section 4.1).
    ///
    /// `all` means every value, `any` at least one.
    public struct Clauses<Leaf: WireValue>: WireValue {
        /// What must all hold.
        public var all: Sides<Leaf>
        /// Of what one must hold.
        public var any: Sides<Leaf>

        /// Makes clauses; a side left out says nothing.
        public init(all: Sides<Leaf> = Sides(), any: Sides<Leaf> = Sides()) {
            self.all = all
            self.any = any
        }

        /// Reads `{"all": …, "any": …}`, both optional.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            all = try source.find("all").map(Sides.init) ?? Sides()
            any = try source.find("any").map(Sides.init) ?? Sides()
        }

        /// The clauses as they are written, without empty wrappers.
        public var json: JSON {
            var object = JSONObject()
            if all != Sides() { object["all"] = all.json }
            if any != Sides() { object["any"] = any.json }
            return .object(object)
        }
    }

    /// What one wrapper includes and excludes.
    public struct Sides<Leaf: WireValue>: WireValue {
        /// What a row must have.
        public var include: Leaf?
        /// What a row must not have.
        public var exclude: Leaf?

        /// Makes the two sides.
        public init(include: Leaf? = nil, exclude: Leaf? = nil) {
            self.include = include
            self.exclude = exclude
        }

        /// Reads `{"include": …, "exclude": …}`, both optional.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            include = try source.find("include").map(Leaf.init)
            exclude = try source.find("exclude").map(Leaf.init)
        }

        /// The sides as they are written, without those that are nil.
        public var json: JSON {
            var object = JSONObject()
            if let include { object["include"] = include.json }
            if let exclude { object["exclude"] = exclude.json }
            return .object(object)
        }
    }

    /// The leaf of a plain filter: a bare list of values.
    public struct Values: WireValue, ExpressibleByArrayLiteral {
        /// The values.
        public var values: [String]

        /// Makes a leaf.
        public init(_ values: [String]) { self.values = values }
        /// Makes a leaf from a literal.
        public init(arrayLiteral elements: String...) { values = elements }
        /// Reads a bare list of strings.
        public init(_ source: JSONCursor) throws(APIDecodingError) { values = try source.strings() }
        /// The list as it is written.
        public var json: JSON { .texts(values) }
    }

    /// How the texts of a matched filter are compared.
    public enum MatchMode: String, Hashable, Sendable, CaseIterable {
        /// As the service's own search understands the text; the default upstream (lance.md, appendix B).
        case smart = "SMART"
        /// The words, in sequence, as whole words.
        case word = "WORD"
        /// The whole text.
        case strict = "STRICT"
    }

    /// The leaf of a matched filter: texts and how to compare them.
    public struct Match: WireValue {
        /// How to compare; nil leaves it to the service.
        public var mode: MatchMode?
        /// The texts.
        public var content: [String]

        /// Makes a leaf.
        public init(_ content: [String], mode: MatchMode? = nil) {
            self.mode = mode
            self.content = content
        }

        /// Reads `{"mode": …, "content": […]}`, both optional.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            content = try source.strings("content")
            mode = nil
            if let text = try source.optionalString("mode") {
                guard let known = MatchMode(rawValue: text) else {
                    throw source.failure(
                        at: "mode", "Invalid enum value. Expected 'SMART' | 'WORD' | 'STRICT', received '\(text)'")
                }
                mode = known
            }
        }

        /// The leaf as it is written.
        public var json: JSON {
            var object = JSONObject()
            object.add("mode", mode?.rawValue)
            object["content"] = .texts(content)
            return .object(object)
        }
    }

    /// The leaf of a keyword filter: texts to look for in a profile.
    ///
    /// The elements of `sources` are not documented by Lance (lance.md, section 4.1), so they are left out.
    public struct Keyword: WireValue {
        /// The texts.
        public var content: [String]

        /// Makes a leaf.
        public init(_ content: [String]) { self.content = content }
        /// Reads `{"sources": […], "content": […]}` and ignores the sources.
        public init(_ source: JSONCursor) throws(APIDecodingError) { content = try source.strings("content") }
        /// The leaf as it is written.
        public var json: JSON { ["content": .texts(content)] }
    }

    /// The bounds of a range filter, both inclusive and either missing (lance.md, appendix B).
    public struct Bounds: WireValue {
        /// The smallest value.
        public var start: Int?
        /// The largest value.
        public var end: Int?

        /// Makes bounds.
        public init(start: Int? = nil, end: Int? = nil) {
            self.start = start
            self.end = end
        }

        /// Reads `{"start": …, "end": …}`, both optional.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            start = try source.optionalInteger("start")
            end = try source.optionalInteger("end")
        }

        /// The bounds as they are written.
        public var json: JSON {
            var object = JSONObject()
            object.add("start", start)
            object.add("end", end)
            return .object(object)
        }
    }
}
