import LeadModel

/// Writes a program by lot, keeping in mind what is known at each point, so that none of it is a mistake.
///
/// What it writes is no text yet: names and texts are marked, and so are the places where a line may end (`ProgramMark`), so
/// that `ProgramLayout` can lay it out in one of many ways.
struct ProgramWriter {
    var random: SeededGenerator
    var scope = ProgramScope()
    var commands: [KnownCommand] = []
    /// The parameters without a value of their own, each with one that fits.
    var openParameters: [String: String] = [:]
    /// How many blocks are open.
    var depth = 0
    var isInCommand = false
    /// The names that must not be given again: those that a command sees or sets.
    var takenNames: Set<String> = []
    /// Whether a file has been included or standard input been read already.
    var hasRead: Set<String> = []
    /// The files that have been exported whatever way the program takes.
    var exported: [String] = []

    init(random: SeededGenerator) {
        self.random = random
    }

    /// A program with about that many statements.
    mutating func program(of size: Int) -> String {
        var statements = declarations()
        for _ in 0..<size { statements.append(statement()) }
        statements += unreadCommands()
        statements += unread()
        return statements.joined(separator: ProgramMark.separator)
    }

    // MARK: Blocks

    /// What is between braces: some statements, then what reads the names that nothing has read.
    mutating func block(_ statements: [String] = [], isPart: Bool = false) -> String {
        let outer = scope.account
        depth += 1
        scope.frames.append([])
        var written = statements
        if !random.chance(12) {
            for _ in 0...random.below(2) { written.append(statement()) }
        }
        if isPart { keepSets() }
        written += unread()
        scope.frames.removeLast()
        depth -= 1
        if !isPart { scope.account = outer }
        let body = written.joined(separator: ProgramMark.separator)
        return body.isEmpty ? "{}" : "{" + ProgramMark.open + body + ProgramMark.close + "}"
    }

    /// The sets that a `step` keeps stay behind it.
    private mutating func keepSets() {
        guard let last = scope.frames.popLast() else { return }
        scope.frames[scope.frames.count - 1] += last.filter { $0.rows != nil }
        scope.frames.append(last.filter { $0.rows == nil })
    }

    /// What reads the names of the innermost block that nothing has read.
    private mutating func unread() -> [String] {
        let names = scope.frames.last?.filter(\.isUnread) ?? []
        let variables = names.filter { $0.type != nil }.map { variable($0.text) }
        let sets = names.compactMap { name in name.rows.map { ($0.isCountable ? "count " : "describe ") + mark(name.text) } }
        return (variables.isEmpty ? [] : ["print " + variables.joined(separator: ", ")]) + sets
    }

    private mutating func unreadCommands() -> [String] {
        commands.indices.filter { commands[$0].isUncalled }.flatMap { place -> [String] in
            var statements: [String] = []
            if let rows = commands[place].rows, scope.it?.isLike(rows) != true { statements.append(findingRows(like: rows)) }
            return statements + [call(place)]
        }
    }

    // MARK: Names

    private static let plainNames = [
        "country", "quarter", "n", "leaders", "vips", "region", "greeting", "limit_of", "été", "名前", "Q1", "tops", "all_of_them",
        "x", "y2", "first_ones", "_spare", "_", "owner_of", "price", "when", "chosen", "Count_", "deal", "folk",
    ]
    /// Words of the language that may be names, too, and such as only backticks make names.
    private static let strangeNames = [
        "rows", "first", "list", "people", "set", "order", "columns", "all", "any", "id", "at", "file", "days", "where", "by",
        "is",
        "it", "two words", "a-b", "1st", "contacts", "per", "sample", "asc", "step",
    ]

    /// A name that means nothing yet.
    ///
    /// - Parameter isPlain: Whether it is no word of the language.
    mutating func newName(isPlain: Bool = false) -> String {
        let known = Set(scope.names.map(\.text))
        for _ in 0..<20 {
            let isStrange = !isPlain && random.chance(4)
            let name = random.one(of: isStrange ? Self.strangeNames : Self.plainNames)
            let isTaken = known.contains(name) || takenNames.contains(name) || commands.contains { $0.name == name }
            if !isTaken { return taken(name) }
        }
        return taken("name_\(random.below(1_000_000))")
    }

    /// Inside a command no name may become one that the script gives again, and the other way round.
    private mutating func taken(_ name: String) -> String {
        if isInCommand { takenNames.insert(name) }
        return name
    }

    mutating func bind(_ name: String, _ meaning: KnownName.Meaning, isUnread: Bool = true) {
        let known = KnownName(text: name, meaning: meaning, isUnread: isUnread && !name.hasPrefix("_"))
        scope.frames[scope.frames.count - 1].append(known)
    }

    private static let reserved: Set<String> = [
        "and", "or", "not", "is", "in", "contains", "like", "matches", "between", "with", "exactly", "starts", "ends", "except",
        "where", "by", "to", "of", "it", "true", "false", "empty",
    ]

    /// A name as it is written where a bare name stands.
    mutating func mark(_ name: String) -> String {
        let isBare = !Self.reserved.contains(name) && !name.utf8.contains { $0 == 0x20 || $0 == 0x2D } && !name.hasPrefix("1")
        if isBare, !random.chance(30) { return ProgramMark.name + name }
        return ProgramMark.verbatim + "`" + name + "`" + ProgramMark.end
    }

    /// A field as it is written.
    mutating func field(_ name: String) -> String {
        let parts = name.split(separator: ".").map(String.init)
        // Behind a dot a reserved word is a name like any other.
        return ([mark(parts[0])] + parts.dropFirst().map { $0 == "by" ? ProgramMark.name + $0 : mark($0) }).joined(separator: ".")
    }

    /// A variable as it is written where a bare name is one, too.
    mutating func variable(_ name: String) -> String {
        scope.noteRead(name)
        return random.chance(3) ? dollar(name) ?? mark(name) : mark(name)
    }

    /// A variable with its `$`, which a field's name cannot be taken for; nil where the name is no word.
    mutating func dollar(_ name: String) -> String? {
        guard !name.utf8.contains(where: { $0 == 0x20 || $0 == 0x2D }), !name.hasPrefix("1") else { return nil }
        scope.noteRead(name)
        return ProgramMark.name + "$" + name
    }

    /// Several different items, as many as `count` at most.
    mutating func some<Item>(_ items: [Item], upTo count: Int) -> [Item] {
        var rest = items
        var chosen: [Item] = []
        for _ in 0...random.below(count) where !rest.isEmpty { chosen.append(rest.remove(at: random.below(rest.count))) }
        return chosen
    }
}

/// What stands in a program before it is laid out.
enum ProgramMark {
    /// Before a name of the user's, which keeps its letters.
    static let name = "\u{1}"
    /// Between two statements.
    static let separator = "\u{2}"
    /// Behind `{`.
    static let open = "\u{3}"
    /// Before `}`.
    static let close = "\u{4}"
    /// Before a statement that has `##` lines above it.
    static let documentation = "\u{5}"
    /// Around what is written as it is; may be nested.
    static let verbatim = "\u{6}"
    static let end = "\u{7}"
}
