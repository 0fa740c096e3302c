import LeadSyntax

/// A kind of place at which a statement that is too long is broken; the strongest first.
enum Break: UInt8, Comparable {
    /// Before a clause or another part that begins with a word: `where`, `columns`, `description`.
    case part
    /// Behind a comma.
    case comma
    /// Behind `and` and `or`.
    case logic
    /// Behind a comment, where a break is in any case.
    case comment
    /// Behind an operator that compares or sets, where what it takes is a sum or a product.
    case comparison
    /// Behind `+`, `-` and `&`.
    case sum
    /// Behind `*` and `/`.
    case product

    static func < (left: Break, right: Break) -> Bool {
        left.rawValue < right.rawValue
    }

    /// The words that begin a clause, whatever stands before them.
    private static let clauses: Set<String> = [
        "where", "select", "except", "dedupe", "order", "limit", "set", "rename", "drop", "as",
    ]
    /// Words that stand behind a value and belong to it.
    private static let suffixes: Set<String> = ["does", "do", "desc", "asc", "per", "at"]

    /// What a break between two atoms would be; nil where it has no rank.
    ///
    /// - Parameters:
    ///   - next: what stands behind `right`.
    ///   - isOutside: whether no bracket is open there.
    ///   - endsRange: whether `left` is the `and` of a `between`.
    init?(between left: Atom, and right: Atom, before next: Atom?, isOutside: Bool, endsRange: Bool) {
        if isOutside, Self.isPart(right, behind: left, before: next) {
            self = .part
        } else if left.isMark(.comma) {
            self = .comma
        } else if left.isKeyword("and", "or"), !endsRange {
            self = .logic
        } else if !left.comments.isEmpty {
            self = .comment
        } else if Self.isComparison(left, before: right) {
            self = .comparison
        } else if left.isMark(.plus) || left.isMark(.minus) || left.isMark(.join) {
            self = .sum
        } else if left.isMark(.times) || left.isMark(.divide) {
            self = .product
        } else {
            return nil
        }
    }

    /// A bracket stays behind its operator, and is broken inside.
    private static func isComparison(_ atom: Atom, before right: Atom) -> Bool {
        switch atom.kind {
        case .mark(.equal), .mark(.notEqual), .mark(.less), .mark(.lessOrEqual), .mark(.greater), .mark(.greaterOrEqual):
            !right.isMark(.openParenthesis)
        case .keyword:
            atom.isKeyword("is", "in", "contains", "like", "matches", "with", "of", "exactly") && right.kind != .keyword
                && !right.isMark(.openParenthesis)
        case .name, .number, .value, .sign, .emptyBlock, .mark: false
        }
    }

    private static func isPart(_ atom: Atom, behind left: Atom, before next: Atom?) -> Bool {
        guard atom.kind == .keyword else { return false }
        if clauses.contains(atom.word) { return !left.isMark(.comma) && !left.isKeyword("select", "except") }
        if Keywords.reserved.contains(atom.word) || suffixes.contains(atom.word) { return false }
        switch left.kind {
        case .name, .value, .mark(.closeParenthesis): return true
        // `columns` in `rows 0..10 columns name`, but not a unit as in `200 calls, 5 minutes`.
        case .number: return next?.kind == .name || next?.kind == .value
        case .keyword, .sign, .emptyBlock, .mark: return false
        }
    }
}
