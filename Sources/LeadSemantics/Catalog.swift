public import LeadModel

/// What a script can name from outside: accounts, and what their providers can do.
public struct Catalog: Sendable {
    /// The providers by the names of the accounts that stand for them.
    public let accounts: [String: ProviderSignature]

    /// Makes a catalog in which each provider has one account of its own name.
    public init(providers: [ProviderSignature]) {
        accounts = Dictionary(uniqueKeysWithValues: providers.map { ($0.name, $0) })
    }

    /// The names of the accounts, in order.
    public var accountNames: [String] {
        accounts.keys.sorted()
    }
}

/// What a script, or a prompt's session, knows at one point.
public struct Scope: Sendable {
    /// The account that the next statements talk to.
    public var account: String
    /// The variables and their types.
    public var variables: [String: ValueType] = [:]
    /// The kept sets.
    public var sets: [String: SetShape] = [:]
    /// The current rows, nil before the first finding statement.
    public var it: SetShape?
    /// Whether a doing statement has run.
    public var hasOutcome = false
    /// Whether a `param` may still stand here.
    public var allowsDeclarations = true

    /// Makes the scope in which a script begins.
    public init(account: String) {
        self.account = account
    }
}
