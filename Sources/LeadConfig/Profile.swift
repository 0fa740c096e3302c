public import LeadModel

/// An account as the configuration describes it; it holds no secret.
public struct Profile: Hashable, Sendable {
    /// The name that scripts use.
    public let name: String
    /// The provider's name.
    public let provider: String
    /// Where the service is; nil for where its docs say.
    public var url: String?
    /// Whether nothing may be written there.
    public var isReadOnly = false
    /// The zone in which a date is a day, as the IANA database names it; nil for the machine's.
    public var timeZone: String?
    /// The price plan, which says how many calls there are.
    public var plan: CallLimit?
    /// What a call costs.
    public var price: Price?
    /// A file that holds the token.
    public var tokenFile: String?
    /// What the service's docs leave open and its answers have shown, by the key of the provider's table.
    public var names: [String: [String]] = [:]

    /// Describes a profile of which nothing but its provider is said.
    public init(name: String, provider: String) {
        self.name = name
        self.provider = provider
    }

    /// What its environment variables begin with, such as `LEAD_WORK`.
    public var variable: String { "LEAD_" + name.uppercased() }

    /// Whether a text can be the name of a profile: a word of ASCII that begins with a small letter.
    ///
    /// `sandbox` is none, since `LEAD_SANDBOX_TOKEN_FILE` means something else.
    public static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first), text.utf8.count <= 40
        else { return false }
        return text != "sandbox"
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): true
                default: false
                }
            }
    }
}

/// What the configuration may say, beyond what TOML is.
public struct ConfigurationRules: Sendable {
    /// What a provider brings along.
    public struct Service: Sendable {
        /// The provider's name and its price plans.
        public let signature: ProviderSignature
        /// The keys of the table of what its docs leave open.
        public let names: Set<String>
        /// What is wrong with the values for a key, behind `takes`; nil where nothing is.
        public let nameFault: @Sendable (_ key: String, _ values: [String]) -> String?

        /// Gathers what a provider brings along.
        public init(
            _ signature: ProviderSignature, names: Set<String>,
            nameFault: @escaping @Sendable (_ key: String, _ values: [String]) -> String?
        ) {
            self.signature = signature
            self.names = names
            self.nameFault = nameFault
        }
    }

    /// The services by the names of their providers.
    public let services: [String: Service]
    /// Whether the machine knows a zone of this name.
    public let isTimeZone: @Sendable (String) -> Bool
    /// Why tokens cannot go to an address; nil where they can.
    public let addressFault: @Sendable (String) -> String?

    /// Gathers the rules.
    public init(
        services: [Service], isTimeZone: @escaping @Sendable (String) -> Bool,
        addressFault: @escaping @Sendable (String) -> String?
    ) {
        self.services = Dictionary(uniqueKeysWithValues: services.map { ($0.signature.name, $0) })
        self.isTimeZone = isTimeZone
        self.addressFault = addressFault
    }
}
