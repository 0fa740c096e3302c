import LeadDiagnostics
import LeadModel
import LeadSyntax

/// What a script, or a prompt's session, knows at one point.
public struct Scope: Sendable {
    /// What a name stands for.
    enum Meaning: Hashable, Sendable {
        /// A variable.
        case value(ValueType)
        /// A kept set.
        case set(SetShape)
        /// The row at hand of a `for`.
        case row(SetShape)
    }

    /// What all names stand for, with a number that tells one such state from another.
    struct NameTable: Sendable {
        private var meanings: [String: Meaning] = [:]
        /// The same for the same names and meanings, whatever happened in between, and different for others.
        private(set) var fingerprint = 0

        var keys: [String] { Array(meanings.keys) }

        subscript(name: String) -> Meaning? {
            get { meanings[name] }
            set {
                if let old = meanings[name] { fingerprint ^= Self.fingerprint(of: name, old) }
                meanings[name] = newValue
                if let newValue { fingerprint ^= Self.fingerprint(of: name, newValue) }
            }
        }

        private static func fingerprint(of name: String, _ meaning: Meaning) -> Int {
            var hasher = Hasher()
            hasher.combine(name)
            hasher.combine(meaning)
            return hasher.finalize()
        }
    }

    /// A command of the user's own.
    struct Command: Sendable {
        let definition: DefineStatement
        /// The text that its spans count in.
        let source: Source
        /// The included file that defines it.
        let file: String?
    }

    /// The account that the next statements talk to.
    public var account: String
    /// The current rows, nil before the first finding statement.
    public var it: SetShape?
    /// Whether rows have been found in a block that may not have run.
    var mayHaveRows = false
    /// Whether a doing statement has run.
    public var hasOutcome = false
    /// Whether a `lead`, a `param` or a `budget` may still stand here.
    public var allowsDeclarations = true
    /// What names stand for.
    var names = NameTable()
    /// The commands of the user's own.
    var commands: [String: Command] = [:]
    /// Whether a failure has been caught that `error.message` tells of.
    var hasFailure = false
    /// Whether a budget has been set.
    var hasBudget = false
    /// The files that the script has written, which need not be there before it runs.
    var exportedFiles: Set<String> = []

    /// Makes the scope in which a script begins.
    public init(account: String) {
        self.account = account
    }

    /// The names of the variables and kept sets, sorted.
    public var visibleNames: [String] {
        names.keys.sorted()
    }

    /// The commands of the user's own as they are called, such as `greet(name, mark)`, sorted.
    public var commandForms: [String] {
        commands.values.map { command in
            "\(command.definition.name.text)(\(command.definition.parameters.map(\.name.text).joined(separator: ", ")))"
        }.sorted()
    }

    /// The kept sets' names, sorted.
    var setNames: [String] {
        names.keys.filter { set($0) != nil }.sorted()
    }

    func set(_ name: String) -> SetShape? {
        if case .set(let shape) = names[name] { shape } else { nil }
    }

    func variable(_ name: String) -> ValueType? {
        if case .value(let type) = names[name] { type } else { nil }
    }
}
