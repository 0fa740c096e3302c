import LeadDiagnostics
import LeadSyntax

/// The statements of a text that could not be read: what they may have done is not reported as missing.
struct Losses {
    /// Where those begin that may find rows, narrow them or write them, in order.
    private var doings: [Int] = []
    /// Where the first of them stands that may have included any name.
    private var inclusion: Int?
    /// Where the first of them stands that says which account is in use.
    private var use: Int?
    /// The names that they speak of, each with the first of them that does.
    private var names: [String: Int] = [:]
    /// Whether the place at hand is the body of a command, which may be called behind all of them.
    var isBehindAll = false

    init(in tree: Tree) {
        var end = 0
        var index = 0
        let inOrder = tree.losses.sorted { ($0.start, -$0.end) < ($1.start, -$1.end) }
        // One inside another says nothing new.
        for loss in inOrder where loss.end > end {
            end = loss.end
            while index < tree.tokens.count, tree.tokens[index].span.start < loss.start { index += 1 }
            note(tree.tokens[index...].prefix { $0.span.start < loss.end }, of: tree.source, from: loss.start)
        }
    }

    private mutating func note(_ tokens: ArraySlice<Token>, of source: Source, from start: Int) {
        let first = tokens.first.flatMap { StatementWord(rawValue: source.text(of: $0.span).lowercased()) }
        if first?.leavesRowsAlone != true { doings.append(start) }
        if first == .use { use = use ?? start }
        if first == .include { inclusion = inclusion ?? start }
        for token in tokens {
            switch token.kind {
            // A name may have been put into quotes.
            case .word, .quotedWord, .variable, .text(.quoted), .text(.raw):
                let name = source.text(of: token.span).filter { !"`$\"'".contains($0) }
                names[name] = names[name] ?? start
            default: continue
            }
        }
    }

    /// Whether there is none.
    var isEmpty: Bool { inclusion == nil && doings.isEmpty && names.isEmpty }

    /// Whether one before `offset` may have given `name` a meaning; of `row.email`, `row` is the name.
    func mayHaveSet(_ name: String, before offset: Int) -> Bool {
        let first = name.split(separator: ".", maxSplits: 1).first.map(String.init)
        let places = [inclusion] + [name, first].map { $0.flatMap { names[$0] } }
        return places.contains { $0.map { isBehindAll || $0 < offset } ?? false }
    }

    /// Whether one before `offset` may have put one of these accounts to use.
    func mayHaveUsed(_ accounts: [String], before offset: Int) -> Bool {
        let isUseLost = use.map { isBehindAll || $0 < offset } ?? false
        return isUseLost || accounts.contains { mayHaveSet($0, before: offset) }
    }

    /// Whether one behind `start` and before `offset` may have done something to the rows or written them.
    func mayHaveDone(since start: Int, before offset: Int) -> Bool {
        if isBehindAll { return !doings.isEmpty }
        let next = doings.partitioningIndex { $0 >= start }
        return next < doings.count && doings[next] < offset
    }

    /// Notes that a file included at `offset` could not be read as a whole.
    mutating func noteInclusion(at offset: Int) {
        doings.insert(offset, at: doings.partitioningIndex { $0 > offset })
        inclusion = min(inclusion ?? offset, offset)
    }
}

extension StatementWord {
    /// Whether it neither finds rows nor narrows or writes them.
    fileprivate var leavesRowsAlone: Bool {
        switch self {
        case .lead, .use, .param, .budget, .let, .print, .expect, .define, .stop, .fail, .wait, .show, .count, .describe,
            .summarize, .export, .refresh, .plan, .explain, .help, .create, .ensure, .delete, .suppress:
            true
        case .if, .else, .for, .include, .try, .step, .search, .open, .load, .with, .where, .select, .except, .dedupe, .order,
            .limit, .set, .rename, .drop, .as, .add, .save, .update, .remove, .enrich, .email, .start, .pause:
            false
        }
    }
}

extension [Int] {
    /// The index of the first element for which `belongs` holds, which holds for all behind it as well.
    fileprivate func partitioningIndex(where belongs: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if belongs(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
