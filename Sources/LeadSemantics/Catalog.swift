public import LeadDiagnostics
public import LeadModel

/// What a script can name from outside: accounts, and what their providers can do.
public struct Catalog: Sendable {
    /// What the accounts can do, by their names.
    public let accounts: [String: ProviderSignature]
    /// The accounts at which nothing may be changed.
    public let readOnlyAccounts: Set<String>
    /// What else stands for accounts: a provider's name for the account there, or for all of those among which nobody can choose.
    public let aliases: [String: [String]]

    /// Makes a catalog in which each provider has one account of its own name.
    public init(providers: [ProviderSignature]) {
        self.init(accounts: Dictionary(uniqueKeysWithValues: providers.map { ($0.name, $0) }))
    }

    /// Makes a catalog of accounts.
    public init(
        accounts: [String: ProviderSignature], readOnly: Set<String> = [], aliases: [String: [String]] = [:]
    ) {
        self.accounts = accounts
        readOnlyAccounts = readOnly
        self.aliases = aliases
    }

    /// The names of the accounts, in order.
    public var accountNames: [String] {
        accounts.keys.sorted()
    }

    /// The accounts that a name may mean, in any case: one, none, or several.
    func accounts(named name: String) -> [String] {
        let name = name.lowercased()
        if let account = accountNames.first(where: { $0.lowercased() == name }) { return [account] }
        return aliases[name] ?? []
    }
}

/// How a script is checked.
public struct CheckOptions: Sendable {
    /// Whether statements that change something at a service are refused.
    public var isReadOnly: Bool
    /// Whether the text is a whole script, so that a name that nothing reads is worth a warning; a prompt's line is none.
    public var isWhole: Bool
    /// The files that the script names; nil where none can be read.
    public var files: ScriptFiles?

    /// Describes how a script is checked.
    public init(isReadOnly: Bool = false, isWhole: Bool = true, files: ScriptFiles? = nil) {
        self.isReadOnly = isReadOnly
        self.isWhole = isWhole
        self.files = files
    }
}

/// Reads the files that a script names while it is being checked; nothing in this target opens one by itself.
public struct ScriptFiles: Sendable {
    /// Why a file is of no use.
    public struct Problem: Error, Hashable, Sendable {
        /// What is wrong, behind the file's name: `cannot be read: no such file`.
        public let message: String
        /// How to mend it.
        public let help: String

        /// Describes a problem.
        public init(_ message: String, help: String) {
            self.message = message
            self.help = help
        }
    }

    /// Reads the script at a path relative to the script of a name; the source's name is the same for all paths to one file.
    public let script: @Sendable (_ path: String, _ includer: String) -> Result<Source, Problem>
    /// Reads the header of a table; nil where it cannot be known beforehand.
    public let header: @Sendable (_ path: String, FileFormat) -> Result<[String], Problem>?

    /// Gathers the ways to read files.
    public init(
        script: @escaping @Sendable (_ path: String, _ includer: String) -> Result<Source, Problem>,
        header: @escaping @Sendable (_ path: String, FileFormat) -> Result<[String], Problem>?
    ) {
        self.script = script
        self.header = header
    }
}
