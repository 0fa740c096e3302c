/// A campaign made by lot: it finds, narrows, writes, reads back and branches on what came of it, at both services.
///
/// Unlike a `GeneratedProgram`, nearly every one runs to its end on a sandbox with a few hundred people; it needs lists named
/// by nobody else, and reads the files of `ProgramFiles`.
public struct GeneratedCampaign: Sendable {
    /// What it is made of again.
    public let seed: UInt64
    /// The script.
    public let text: String

    /// Makes the campaign of a seed.
    public init(seed: UInt64) {
        var writer = CampaignWriter(random: SeededGenerator(seed: seed))
        self.seed = seed
        text = writer.campaign()
    }
}

private struct CampaignWriter {
    private static let lists = ["Alpha", "Beta", "Gamma"]

    private var random: SeededGenerator
    private var lines: [String] = []
    private var depth = 0
    /// The account in use.
    private var account = "lance"
    /// The lists that there are by now, with their accounts; those made in a block may be missing behind it.
    private var made: Set<String> = []
    private var hasOutcome = false

    init(random: SeededGenerator) {
        self.random = random
    }

    mutating func campaign() -> String {
        for _ in 0..<(2 + random.below(4)) { part() }
        return lines.joined(separator: "\n") + "\n"
    }

    private mutating func write(_ text: String) {
        lines += text.split(separator: "\n").map { String(repeating: "    ", count: depth) + $0 }
    }

    private mutating func part() {
        if random.chance(2) {
            account = random.one(of: ["lance", "leadlex"])
            write("use \(account)")
        } else if lines.isEmpty {
            write("use lance")
        }
        find()
        for _ in 0..<(1 + random.below(3)) { act() }
        if hasOutcome, depth < 2, random.chance(3) { branch() }
        if depth == 0, random.chance(6) { loop() }
    }

    // MARK: Finding

    private mutating func find() {
        let onLance = account == "lance"
        switch random.below(onLance ? 8 : 10) {
        case 0 where !made.filter({ $0.hasSuffix(account) }).isEmpty: write("open list \"\(knownList())\"")
        case 1: write("load people \"\(random.one(of: ["prospects.csv", "visitors.csv"]))\"")
        case 8, 9: write(random.one(of: ["open contacts", "open contacts\nwhere email is not empty"]))
        default:
            write("search people" + condition(onLance) + choice())
        }
        if random.chance(4) { write(random.one(of: ["dedupe by email", "order by name", "except where name contains \"A\""])) }
    }

    private mutating func condition(_ onLance: Bool) -> String {
        let pushed = [
            " where seniority is \"vp\"", " where seniority in (\"vp\", \"c_suite\")", " where country is \"Germany\"",
            " where title contains \"CEO\"",
        ]
        let local = [
            " where title contains \"Sales\" and email is not empty", " where name starts with \"A\"",
            " where seniority is \"vp\" and phone is not empty",
        ]
        let branches = [" where seniority is \"director\" or title contains \"CEO\""]
        switch random.below(8) {
        case 0: return ""
        case 1, 2: return random.one(of: local)
        case 3: return random.one(of: branches)
        case 4 where onLance: return " where company.employees between 51 and 200"
        default: return random.one(of: pushed)
        }
    }

    private mutating func choice() -> String {
        let start = random.below(30)
        let choices = [
            "\nselect first \(1 + random.below(130))", "\nselect rows \(start)..\(start + 1 + random.below(60))",
            "\nselect rows 0, 3, 7..9", "\nselect all", "\nselect first 40\nselect sample 5",
        ]
        return random.one(of: choices)
    }

    // MARK: Doing

    private mutating func act() {
        switch random.below(12) {
        case 0: write("count")
        case 1: write("show rows 0..\(1 + random.below(150)) columns name")
        case 2: write("summarize by name")
        case 3 where hasOutcome: write(random.one(of: ["let n = outcome.added\nprint $n", "print outcome.added, outcome.rate"]))
        case 4 where hasOutcome: write("expect outcome.unsent is 0")
        case 5 where hasOutcome: write("refresh")
        case 6 where account == "leadlex":
            write("save to contacts")
            hasOutcome = true
        case 7 where account == "leadlex":
            write("save to list \"\(readyList())\"")
            hasOutcome = true
        case 8 where made.contains { $0.hasSuffix(account) }:
            write("remove from list \"\(knownList())\"")
            hasOutcome = true
        case 9 where made.contains { $0.hasSuffix(account) }:
            write("except list \"\(knownList())\"\(account == "leadlex" ? " by email" : "")")
        default:
            write("add to list \"\(readyList())\"")
            hasOutcome = true
        }
    }

    private mutating func knownList() -> String {
        let known = made.filter { $0.hasSuffix(account) }.sorted()
        return String(random.one(of: known).split(separator: "@")[0])
    }

    private mutating func readyList() -> String {
        let name = random.one(of: Self.lists)
        write("ensure list \"\(name)\"")
        made.insert("\(name)@\(account)")
        return name
    }

    // MARK: Blocks

    private mutating func branch() {
        let condition = random.one(of: [
            "outcome.added > 10", "outcome.skipped is 0", "outcome.requested > 20", "outcome.failed is 0", "outcome.rate < 0.5",
        ])
        let (before, account) = (made, self.account)
        write("if \(condition) {")
        depth += 1
        part()
        depth -= 1
        (made, self.account) = (before, account)
        if random.chance(2) {
            write("} else {")
            depth += 1
            part()
            depth -= 1
            (made, self.account) = (before, account)
        }
        write("}")
        // What either side has found stays at hand.
        write("search people where seniority is \"vp\"\nselect first 5")
    }

    private mutating func loop() {
        let (before, account) = (made, self.account)
        write("for level in (\"vp\", \"director\") {")
        depth += 1
        write("search people where seniority is $level\nselect first 7")
        act()
        depth -= 1
        (made, self.account) = (before, account)
        write("}")
    }
}
