import LeadDiagnostics

/// What a parser says about the place where its text ends; all of it does nothing where nobody asks.
extension Parser {
    /// Notes that this would be accepted here, where the text ends here.
    func note(_ expectation: @autoclosure () -> Expectation) {
        guard let inquiry, current.kind == .end else { return }
        inquiry.note(expectation())
    }

    /// Notes that each of these words would be accepted here.
    func note(words: String...) {
        guard let inquiry, current.kind == .end else { return }
        for word in words { inquiry.note(.word(word)) }
    }

    /// Notes what a value may begin with.
    func noteValue() {
        guard let inquiry, current.kind == .end else { return }
        inquiry.note(.value(place))
        for word in ["empty", "true", "false", "it"] { inquiry.note(.constant(word)) }
        for mark in [Mark.openParenthesis, .minus] { inquiry.note(.mark(mark)) }
    }

    /// Notes what a number of rows, a place or an id may begin with, and leaves the statement where the text ends.
    mutating func noteCount() throws(Unwinding) {
        guard isAtCursor else { return }
        note(.value(place))
        note(.mark(.openParenthesis))
        throw fail(.expected("a value", found: found, at: current.span))
    }

    /// Notes what `except` takes away, where items of one kind may be followed by those of another.
    func noteItems() {
        note(words: "list", "rows", "where", "any", "file", "id")
        note(.set)
        note(.ids)
    }

    /// Notes the operators that may follow a value; those that compare what is compared already mean nothing.
    func noteComparisons(of field: String?) {
        guard let inquiry, current.kind == .end else { return }
        let words = [
            "is", "in", "contains", "starts with", "ends with", "not", "does not", "between", "like", "matches",
        ]
        let marks: [Mark] = [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual]
        for symbol in words + marks.map(\.rawValue) {
            inquiry.note(place.symbol == nil ? .comparison(symbol, field: field) : .nearForm(symbol))
        }
        for symbol in ["do", Mark.doubleEqual.rawValue, Mark.angleNotEqual.rawValue] { inquiry.note(.nearForm(symbol)) }
    }

    /// Notes what a comparison goes on with behind `is`, `is not` and other negations.
    func noteTests(behind word: String) {
        guard isAtCursor else { return }
        switch word {
        case "is":
            note(words: "empty", "one of")
            for near in ["in", "like", "between", "contains", "matches", "starts", "ends"] { note(.nearForm(near)) }
        case "not":
            note(words: "in", "between", "like")
            for near in ["contains", "matches", "starts", "ends", "contain", "match", "start", "end"] { note(.nearForm(near)) }
        default:
            note(words: "contain", "start", "end", "match")
            for near in ["in", "between", "like", "contains", "matches", "starts", "ends"] { note(.nearForm(near)) }
        }
    }

    /// Reads something with bare names and values meaning what `place` says.
    mutating func within<Node>(
        _ place: Expectation.ValuePlace, _ parse: (inout Parser) throws(Unwinding) -> Node
    ) throws(Unwinding) -> Node {
        let outer = self.place
        self.place = place
        let node = try parse(&self)
        self.place = outer
        return node
    }

    /// Reads what may break off at the cursor: what has been read before it counts.
    mutating func upToCursor(_ parse: (inout Parser) throws(Unwinding) -> Void) throws(Unwinding) {
        do {
            try parse(&self)
        } catch {
            guard isAtCursor else { throw error }
        }
    }

    /// Reads the value of a `${…}` that is cut off; what is wrong with it is told nowhere.
    mutating func interpolatedValue() {
        do throws(Unwinding) {
            _ = try expression()
            note(.mark(.closeBrace))
        } catch {
            inquiry?.close()
        }
    }

    /// Whether a mark stands here; notes that it would be accepted.
    func atEnd(_ mark: Mark) -> Bool {
        note(.mark(mark))
        return at(mark)
    }

    /// Whether a value follows the current token, or may follow it at the cursor.
    var isFollowedByValue: Bool { following.startsValue || isFollowedByCursor }

    /// Whether the current token is the last one before the place that somebody asks about.
    var isFollowedByCursor: Bool { inquiry != nil && following.kind == .end }

    /// Whether somebody asks about the place of the current token.
    var isAtCursor: Bool { inquiry != nil && current.kind == .end }

    /// A statement that does nothing where the cursor stands, once; nil where nobody asks.
    func cursorMark() -> Statement? {
        guard let inquiry, !inquiry.hasMarked else { return nil }
        inquiry.hasMarked = true
        return Statement(kind: .stop, span: Span(current.span.start..<current.span.start))
    }
}

extension Expectation.ValuePlace {
    /// The field that `expression` names here; nil where it is none.
    func field(in expression: Expression) -> String? {
        guard names == .fields, case .path(let path) = expression else { return nil }
        return path.text
    }
}

extension Statement {
    /// Whether it has no text and only marks the place that the parser was asked about.
    public var marksCursor: Bool { span.range.isEmpty }
}
