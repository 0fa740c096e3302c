import LeadDiagnostics
import LeadModel
import LeadText

/// What a file says of a profile.
struct ProfileSettings: Sendable {
    var place: ConfigurationPlace
    var provider: Setting<String>?
    var url: Setting<String>?
    var isReadOnly: Setting<Bool>?
    var timeZone: Setting<String>?
    var plan: Setting<String>?
    var price: Setting<Price>?
    var tokenFile: Setting<String>?
    var names: [String: Setting<[String]>] = [:]
}

/// Reads one configuration file.
struct ConfigurationReader {
    private(set) var profile: Setting<String>?
    private(set) var profiles: [String: ProfileSettings] = [:]
    private(set) var diagnostics: [Diagnostic] = []
    private let file: Configuration.File
    private let layout: TOMLLayout?

    /// What a profile may say.
    private static let keys = ["provider", "url", "read_only", "timezone", "plan", "price", "token_file", "names"]
    /// What a file that may be shared does not say: where a token comes from, where it goes, and what an answer means.
    private static let personal: Set = ["url", "token_file", "names"]

    init(reading file: Configuration.File) {
        self.file = file
        let text = String(decoding: file.source.bytes, as: UTF8.self)
        // What stands in a comment is shared like everything else.
        let lines = file.scope == .project ? 0..<file.source.lines.count : 0..<0
        if let line = lines.first(where: { holdsCredential(file.source.text(ofLine: $0)) }) {
            layout = nil
            diagnostics = [.secretInProject(at: ConfigurationPlace(file: file.source.name, span: nil, line: line + 1))]
            return
        }
        do {
            let document = try TOMLNode.document(file.source.bytes)
            layout = TOMLLayout(text)
            read(document)
        } catch {
            layout = nil
            let line = min(max(error.line, 1), file.source.lines.count)
            let place = ConfigurationPlace(file: file.source.name, span: nil, line: line)
            diagnostics = [.unreadableConfiguration(error.message, at: place)]
        }
    }

    private mutating func read(_ document: TOMLNode) {
        guard case .table(let members) = document else { return }
        if file.scope == .project {
            let secrets = SecretSearch.paths(in: document)
            diagnostics = secrets.map { .secretInProject(at: place(of: $0)) }
            // What else may be wrong with it need not be told, and might show one.
            if !secrets.isEmpty { return }
        }
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            switch (name, value) {
            case ("profile", .text(let text)): profile = Setting(value: text, place: place(of: ["profile"]))
            case ("profile", _): wrong(["profile"], "a name in quotes")
            case ("profiles", .table(let profiles)):
                for (name, value) in profiles.sorted(by: { $0.key < $1.key }) { readProfile(name, value) }
            case ("profiles", _): wrong(["profiles"], "a table: `[profiles.work]`")
            default: unknown([name], among: ["profile", "profiles"])
            }
        }
    }

    private mutating func readProfile(_ name: String, _ value: TOMLNode) {
        let path = ["profiles", name]
        guard case .table(let members) = value else { return wrong(path, "a table: `[profiles.\(name)]`") }
        guard Profile.isName(name) else {
            diagnostics.append(.wrongProfileName(name, at: place(of: path)))
            return
        }
        var settings = ProfileSettings(place: place(of: path))
        for (key, value) in members.sorted(by: { $0.key < $1.key }) {
            if file.scope == .project, Self.personal.contains(key) {
                diagnostics.append(.personalSetting(key, of: name, at: place(of: path + [key])))
                continue
            }
            read(key, value, at: path + [key], into: &settings)
        }
        profiles[name] = settings
    }

    private mutating func read(_ key: String, _ value: TOMLNode, at path: [String], into settings: inout ProfileSettings) {
        switch (key, value) {
        case ("provider", .text(let text)): settings.provider = setting(text, path)
        case ("url", .text(let text)): settings.url = setting(text, path)
        case ("read_only", .bool(let bool)): settings.isReadOnly = setting(bool, path)
        case ("timezone", .text(let text)): settings.timeZone = setting(text, path)
        case ("plan", .text(let text)): settings.plan = setting(text, path)
        case ("price", .text(let text)):
            settings.price = Price(written: text).map { setting($0, path) }
            if settings.price == nil { wrong(path, "a price such as \"0.02 EUR per call\"") }
        case ("token_file", .text(let text)): settings.tokenFile = setting(text, path)
        case ("names", .table(let names)):
            for (name, value) in names.sorted(by: { $0.key < $1.key }) { readName(name, value, at: path, into: &settings) }
        case ("names", _): wrong(path, "a table of names")
        case ("read_only", _): wrong(path, "true or false")
        case (_, _) where Self.keys.contains(key): wrong(path, "a text in quotes")
        default: unknown(path, among: Self.keys)
        }
    }

    /// A row of the provider's table; a key with dots may stand in quotes or not.
    private mutating func readName(
        _ name: String, _ value: TOMLNode, at path: [String], into settings: inout ProfileSettings
    ) {
        if settings.names[name] != nil { return wrong(path + [name], "one value, and is written twice") }
        switch value {
        case .text(let text): settings.names[name] = setting([text], path + [name])
        case .number(let number):
            guard let number = Int(exactly: number) else { return wrong(path + [name], "a text, or a list of texts") }
            readName(name, .text(String(number)), at: path, into: &settings)
        case .list(let items):
            let texts = items.compactMap { item -> String? in
                switch item {
                case .text(let text): text
                case .number(let number): Int(exactly: number).map(String.init)
                case .bool, .list, .table, .moment: nil
                }
            }
            if texts.count == items.count { return settings.names[name] = setting(texts, path + [name]) }
            wrong(path + [name], "a text, or a list of texts")
        case .table(let members):
            for (rest, value) in members.sorted(by: { $0.key < $1.key }) {
                readName("\(name).\(rest)", value, at: path, into: &settings)
            }
        case .bool, .moment: wrong(path + [name], "a text, or a list of texts")
        }
    }

    // MARK: Mistakes

    private mutating func wrong(_ path: [String], _ expected: String) {
        diagnostics.append(.wrongSetting(path, expected, at: place(of: path)))
    }

    private mutating func unknown(_ path: [String], among known: [String]) {
        // Whatever stands there, it may be a token that was pasted into the wrong file.
        diagnostics.append(.unknownSetting(path, among: known, at: place(of: path).hidden))
    }

    // MARK: Places

    private func setting<Value>(_ value: Value, _ path: [String]) -> Setting<Value> {
        Setting(value: value, place: place(of: path))
    }

    private func place(of path: [String]) -> ConfigurationPlace {
        guard let range = layout?.place(of: path) else { return whole }
        let line = file.source.lines.line(at: range.lowerBound) + 1
        let isShown = !SecretSearch.mayHoldSecret(file.source.text(of: Span(range)))
        return ConfigurationPlace(file: file.source.name, span: isShown ? Span(range) : nil, line: line)
    }

    /// The file as a whole.
    private var whole: ConfigurationPlace { ConfigurationPlace(file: file.source.name, span: nil, line: 1) }
}

extension Price {
    /// Reads `0.02 EUR per call`; nil for what is none.
    fileprivate init?(written text: String) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 4, words[2] == "per", words[3] == "call", let amount = Double(words[0]), amount >= 0, amount < 1e6,
            words[1].utf8.count == 3, words[1].utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
        else { return nil }
        self.init(amount: amount, currency: words[1])
    }
}
