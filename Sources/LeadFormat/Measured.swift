import LeadDiagnostics
import LeadSyntax

/// The atoms of one statement, or of its part up to a `{`, with what layout asks of them, each answer in constant time.
///
/// A gap has the number of the atom before it. A range of atoms never ends inside a bracket that begins in it.
struct Measured {
    let atoms: [Atom]
    /// Whether a blank stands before an atom.
    let spaces: [Bool]
    /// For a bracket that opens, where it closes; for any other atom, itself.
    let ends: [Int]
    /// What a break at a gap would be.
    let breaks: [Break?]
    /// Whether a line may end at a gap without a `\`.
    let areFree: [Bool]
    /// Whether a line that ends in an atom goes on.
    let areContinuing: [Bool]
    /// The columns that the atoms before a place take, with their blanks.
    private let columns: [Int]
    /// How many atoms before a place have comments behind them.
    private let comments: [Int]
    /// The atoms that span several lines.
    private let tall: [Int]

    init(_ atoms: [Atom], in source: Source) {
        self.atoms = atoms
        let pairs = Self.pairs(in: atoms)
        ends = pairs.ends
        var spaces: [Bool] = []
        var breaks: [Break?] = []
        var columns = [0]
        var comments = [0]
        for (index, atom) in atoms.enumerated() {
            spaces.append(index > 0 && Atom.isSpace(between: atoms[index - 1], and: atom))
            columns.append(columns[index] + atom.width + (spaces[index] ? 1 : 0))
            comments.append(comments[index] + (atom.comments.isEmpty ? 0 : 1))
            guard index + 1 < atoms.count else { continue }
            breaks.append(
                Break(
                    between: atom, and: atoms[index + 1], before: index + 2 < atoms.count ? atoms[index + 2] : nil,
                    isOutside: pairs.depths[index] == 0,
                    endsRange: pairs.rangeEnds.contains(index)))
        }
        self.spaces = spaces
        self.breaks = breaks
        self.columns = columns
        self.comments = comments
        // A question about words ends with its line, whatever stands in it.
        let isQuestion = atoms.first.map { $0.kind == .keyword && Keywords.questions.contains($0.word) } ?? false
        areContinuing = atoms.map { !isQuestion && $0.continuesLine(in: source) }
        areFree = zip(pairs.depths, areContinuing).map { !isQuestion && ($0 > 0 || $1) }
        tall = atoms.indices.filter { atoms[$0].lastWidth != nil }
    }

    /// Where brackets close, how many are open behind each atom, and which `and` belongs to a `between`.
    private static func pairs(in atoms: [Atom]) -> (ends: [Int], depths: [Int], rangeEnds: Set<Int>) {
        var ends = Array(atoms.indices)
        var depths: [Int] = []
        var rangeEnds: Set<Int> = []
        var open: [Int] = []
        // How many `between` wait for their `and`, outside and in each open bracket.
        var waiting = [0]
        for (index, atom) in atoms.enumerated() {
            switch atom.kind {
            case .mark(.openParenthesis), .mark(.openBracket):
                open.append(index)
                waiting.append(0)
            case .mark(.closeParenthesis), .mark(.closeBracket):
                if let opener = open.popLast() {
                    ends[opener] = index
                    waiting.removeLast()
                }
            case .keyword where atom.word == "between": waiting[waiting.count - 1] += 1
            case .keyword where atom.word == "and" && waiting[waiting.count - 1] > 0:
                waiting[waiting.count - 1] -= 1
                rangeEnds.insert(index)
            case .keyword, .name, .number, .value, .sign, .emptyBlock, .mark: break
            }
            depths.append(open.count)
        }
        return (ends, depths, rangeEnds)
    }

    /// Whether `range` can be written on one line from `column` on, with `tail` columns left behind it.
    func fits(_ range: Range<Int>, from column: Int, tail: Int, width: Int) -> Bool {
        guard let first = range.first else { return true }
        guard comments[range.upperBound - 1] == comments[first] else { return false }
        let start = columns[first] + (spaces[first] ? 1 : 0)
        let top = placeAmongTall(of: first)
        let behind = placeAmongTall(of: range.upperBound)
        guard top < behind else { return column + columns[range.upperBound] - start + tail <= width }
        let bottom = tall[behind - 1]
        let rest = columns[range.upperBound] - columns[bottom + 1]
        return column + columns[tall[top] + 1] - start <= width && (atoms[bottom].lastWidth ?? 0) + rest + tail <= width
    }

    /// How many columns `range` takes with the blank before it.
    func columns(of range: Range<Int>) -> Int {
        columns[range.upperBound] - columns[range.lowerBound]
    }

    /// How many atoms of several lines stand before `index`.
    private func placeAmongTall(of index: Int) -> Int {
        var low = 0
        var high = tall.count
        while low < high {
            let middle = (low + high) / 2
            if tall[middle] < index { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The gaps inside `range` that lie in no bracket of it.
    func gaps(in range: Range<Int>) -> some Sequence<Int> {
        sequence(state: range.lowerBound) { [ends] index -> Int? in
            let gap = index < range.upperBound ? ends[index] : index
            guard gap + 1 < range.upperBound else { return nil }
            index = gap + 1
            return gap
        }
    }
}
