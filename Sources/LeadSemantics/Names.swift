import LeadDiagnostics
import LeadModel
import LeadSyntax

/// A block that is open.
struct Frame {
    /// The names first set inside.
    var locals: Set<String> = []
    /// What names of outside that were set inside stood for before.
    var changed: [String: Scope.Meaning] = [:]
}

/// Which names are read somewhere.
struct Usage {
    /// What a name was made by.
    enum Kind: Hashable {
        case parameter, variable, set, command
    }

    /// A place where a name was made.
    struct Declaration: Hashable {
        let name: String
        let kind: Kind
        let span: Span
        let file: String?
    }

    private var declarations: [Declaration] = []
    private var known: Set<Declaration> = []
    private var read: Set<Declaration> = []
    private var current: [String: Declaration] = [:]

    /// The names that nothing has read, in the order in which they were made.
    var unread: [Declaration] {
        declarations.filter { !read.contains($0) && !$0.name.hasPrefix("_") }
    }

    mutating func declare(_ name: Name, _ kind: Kind, in file: String?) {
        let declaration = Declaration(name: name.text, kind: kind, span: name.span, file: file)
        if known.insert(declaration).inserted { declarations.append(declaration) }
        current[name.text] = declaration
    }

    mutating func noteRead(_ name: String) {
        if let declaration = current[name] { read.insert(declaration) }
    }

    /// What a name was made by last, so that it can be given back behind a block.
    subscript(name: String) -> Declaration? {
        get { current[name] }
        set { current[name] = newValue }
    }
}

/// Names: what they stand for, and for how long.
extension Checker {
    /// Gives a name a meaning; first set inside a block, it ends with the block.
    mutating func bind(_ name: Name, _ meaning: Scope.Meaning, as kind: Usage.Kind? = nil) {
        let before = scope.names[name.text]
        if let kind, !(before != nil && kind == .variable && isSameKind(before, meaning)) {
            usage.declare(name, kind, in: place.file)
        }
        if let before {
            if let last = frames.indices.last, !frames[last].locals.contains(name.text), frames[last].changed[name.text] == nil {
                frames[last].changed[name.text] = before
            }
        } else if !frames.isEmpty {
            frames[frames.count - 1].locals.insert(name.text)
        }
        scope.names[name.text] = meaning
    }

    private func isSameKind(_ left: Scope.Meaning?, _ right: Scope.Meaning) -> Bool {
        if case .value = left, case .value = right { return true }
        return false
    }

    /// What was done inside a block.
    struct BlockResult {
        let statements: [Program.Statement]
        /// The names that ended with it.
        let locals: [String]
        /// What names of outside stood for before it, where it has changed that.
        let changed: [String: Scope.Meaning]
        /// What they stand for behind it.
        let meanings: [String: Scope.Meaning]

        var block: Program.Block { Program.Block(statements: statements, locals: locals) }
    }

    /// Checks a block: names first set inside end with it, the account is given back.
    ///
    /// What it changes of the names outside stays as it is; the caller decides what that means.
    ///
    /// - Parameters:
    ///   - hidden: Names that mean something of their own inside.
    ///   - isPart: Whether the block always runs, once: then the account and the kept sets stay behind it.
    mutating func block(
        _ statements: [Statement], hiding hidden: [(name: Name, meaning: Scope.Meaning)] = [], isPart: Bool = false
    ) -> BlockResult {
        let account = scope.account
        let outer = hidden.map { (name: $0.name.text, meaning: scope.names[$0.name.text], use: usage[$0.name.text]) }
        for binding in hidden where scope.names[binding.name.text] != nil {
            report(.shadowedName(binding.name.text, at: binding.name.span))
        }
        for binding in hidden {
            scope.names[binding.name.text] = nil
            usage[binding.name.text] = nil
        }
        frames.append(Frame())
        for binding in hidden { bind(binding.name, binding.meaning) }
        let checked = self.statements(statements)
        var frame = frames.popLast() ?? Frame()
        if isPart { keepSets(of: &frame) }
        for name in frame.locals { scope.names[name] = nil }
        for binding in outer {
            scope.names[binding.name] = binding.meaning
            usage[binding.name] = binding.use
        }
        if !isPart { scope.account = account }
        let hiddenNames = Set(hidden.map(\.name.text))
        let meanings = frame.changed.keys.reduce(into: [String: Scope.Meaning]()) { $0[$1] = scope.names[$1] }
        noteChanges(frame.changed)
        return BlockResult(
            statements: checked, locals: frame.locals.subtracting(hiddenNames).sorted(), changed: frame.changed,
            meanings: meanings)
    }

    /// Leaves the sets that a block has kept to the block around it.
    private mutating func keepSets(of frame: inout Frame) {
        for name in frame.locals where scope.set(name) != nil {
            frame.locals.remove(name)
            if !frames.isEmpty { frames[frames.count - 1].locals.insert(name) }
        }
    }

    /// What a block inside has changed, the block around it has changed as well.
    mutating func noteChanges(_ changed: [String: Scope.Meaning]) {
        guard let last = frames.indices.last else { return }
        for (name, before) in changed where !frames[last].locals.contains(name) && frames[last].changed[name] == nil {
            frames[last].changed[name] = before
        }
    }

    /// Undoes what a block has changed, so that another way through the script can be checked.
    mutating func undo(_ result: BlockResult) {
        for (name, before) in result.changed { scope.names[name] = before }
    }

    /// Gives names the meaning that holds whichever of several blocks was taken.
    mutating func merge(_ results: [BlockResult], canSkipAll: Bool) {
        // Each name is met only where a block changes it: a statement can have as many blocks as names.
        var before: [String: Scope.Meaning] = [:]
        var merged: [String: (meaning: Scope.Meaning, count: Int)] = [:]
        for result in results {
            before.merge(result.changed) { first, _ in first }
            for (name, old) in result.changed {
                let meaning = result.meanings[name] ?? old
                merged[name] = merged[name].map { ($0.meaning.merged(with: meaning), $0.count + 1) } ?? (meaning, 1)
            }
        }
        for (name, end) in merged {
            guard let old = before[name] else { continue }
            let canStay = canSkipAll || end.count < results.count
            scope.names[name] = canStay ? end.meaning.merged(with: old) : end.meaning
        }
    }
}

extension Scope.Meaning {
    func merged(with other: Scope.Meaning) -> Scope.Meaning {
        switch (self, other) {
        case (.value(let left), .value(let right)): .value(left == right ? left : .any)
        case (.set(let left), .set(let right)): .set(left.merged(with: right))
        case (.row(let left), .row(let right)): .row(left.merged(with: right))
        default: .value(.any)
        }
    }
}
