import LeadDiagnostics
import LeadJSON
import LeadModel
import LeadReport
import LeadRuntime

/// A plan as `lead plan --out` keeps it: what it was made from, what it found, and what it would write.
///
/// It holds no token: what it says of an account is its name.
struct SavedPlan: Hashable {
    /// The form of the document; another number means that its members mean something else.
    static let format = 2

    /// Where it was made, and is carried out.
    enum Place: Hashable {
        /// The embedded sandbox.
        case sandbox
        /// A sandbox that is served at an address.
        case server(String)
        /// A recording in a folder.
        case recording(String)
        /// The accounts of the configuration, each with its service and its address.
        case accounts([String: String])

        /// The address or the folder, where it is one.
        var address: String? {
            switch self {
            case .server(let address), .recording(let address): address
            case .sandbox, .accounts: nil
            }
        }

        /// The accounts of the configuration that it needs.
        var accounts: Set<String> {
            guard case .accounts(let accounts) = self else { return [] }
            return Set(accounts.keys)
        }

        /// The place as far as some accounts go: what is configured besides does not matter.
        func limited(to names: Set<String>) -> Place {
            guard case .accounts(let accounts) = self else { return self }
            return .accounts(accounts.filter { names.contains($0.key) })
        }
    }

    /// A text or a table that the plan follows from.
    struct File: Hashable {
        /// What lead does with it.
        enum Use: String {
            case included
            case read
        }

        /// As the script names it; `-` is standard input.
        let path: String
        let use: Use
        /// Nil where it could not be read.
        let fingerprint: String?
    }

    /// What was done to find the plan out, and must be the same again.
    struct Conditions: Hashable {
        /// The account that the script begins with.
        var profile: String
        var parameters: [String: Value]
        var beginning: RunBeginning
        var maxRows: Int?
    }

    /// The version of lead that made it.
    let lead: String
    let place: Place
    /// The script's name; a path against the working directory, unless it was given in another way.
    let script: String
    let scriptFingerprint: String
    let text: String
    let files: [File]
    let conditions: Conditions
    let searches: [PlanFacts.Search]
    let lists: [PlanFacts.List]
    let contacts: [String: Int]
    /// Nil where only the run can know them.
    let writes: [Write]?
    /// The plan's numbers, as `lead plan --json` says them.
    let plan: JSON
    /// Whether the document says what it said when it was made.
    var isUnedited = true

    /// Whether the script stands in a file, which may have changed.
    var isFromFile: Bool { !["<stdin>", "-c"].contains(script) }

    /// The script as it was planned.
    var source: Source { Source(name: script, text: text) }
}

extension SavedPlan {
    /// Keeps what came of planning a script.
    init(
        _ planned: Planned, of script: CheckedScript, at place: Place, read files: [File], under conditions: Conditions
    ) {
        lead = version
        self.place = place.limited(to: script.accounts)
        self.script = script.source.name
        scriptFingerprint = fingerprint(of: script.source.bytes)
        text = String(decoding: script.source.bytes, as: UTF8.self)
        let included = script.sources.included.sorted { $0.key < $1.key }.map { name, source in
            File(path: name, use: .included, fingerprint: fingerprint(of: source.bytes))
        }
        self.files = included + files
        self.conditions = conditions
        searches = planned.facts.searches
        lists = planned.facts.lists
        contacts = planned.facts.contacts
        writes = planned.facts.writes.map { $0.map(Write.init) }
        plan = planned.plan.json
    }
}
