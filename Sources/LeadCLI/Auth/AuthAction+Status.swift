import LeadConfig
import LeadDiagnostics
import LeadJSON
import LeadModel
import LeadProviders
import LeadReport
import LeadRuntime
import LeadText

extension AuthAction {
    func status(_ command: AuthStatusCommand) async -> ExitCode {
        let configured: Invocation
        switch invocation.configured(choosing: nil) {
        case .success(let found): configured = found
        case .failure(let refusal):
            if command.json {
                let document: JSON = ["accounts": [], "error": .string(refusal.message)]
                invocation.output.write(document.pretty + "\n")
            }
            return refuse(refusal)
        }
        Console(configured, color: .auto, form: nil, isQuiet: false).show(configured.warnings, in: nil)
        let directory = configured.directory
        guard directory.hasProfiles else {
            if command.json { configured.output.write(JSON.object(["accounts": []]).pretty + "\n") }
            return complain(
                "there is no account", help: "`lead auth login lance` or `lead auth login leadlex` makes one known", .unauthorized
            )
        }
        var accounts = directory.accounts.values.sorted { $0.name < $1.name }.filter { directory.isOwn($0, configured) }
        if let wanted = command.profile {
            do throws(AccountDirectory.Refusal) {
                let name = try directory.account(named: wanted)
                accounts = directory.accounts[name].map { [$0] } ?? []
            } catch {
                return complain(error.message, help: error.help)
            }
        }
        var reports: [AccountReport] = []
        for account in accounts {
            var report = AccountReport(account, configured.credential(of: account), isChosen: account.name == directory.chosen)
            if command.check, case .success = report.credential { report.reads = await reads(account, configured) }
            reports.append(report)
        }
        if command.json {
            configured.output.write(JSON.object(["accounts": .array(reports.map(\.json))]).pretty + "\n")
        } else {
            configured.output.write(reports.map(\.text).joined(separator: "\n"))
        }
        return reports.map(\.code).reduce(.success) { $0.combined(with: $1) }
    }

    /// Two harmless reads of an account.
    private func reads(_ account: Account, _ configured: Invocation) async -> Result<[CheckedRead], AccessRefusal> {
        switch NetworkAccess.open(configured, needed: [account.name]) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let access):
            let connection = access.connections(telling: NoEvents())[account.name]
            return .success(await connection?.checkedReads() ?? [])
        }
    }
}

/// What `lead auth status` says of an account.
struct AccountReport {
    let account: Account
    let credential: Result<Credential, CredentialFault>
    let isChosen: Bool
    var reads: Result<[CheckedRead], AccessRefusal>?

    init(_ account: Account, _ credential: Result<Credential, CredentialFault>, isChosen: Bool) {
        self.account = account
        self.credential = credential
        self.isChosen = isChosen
    }

    /// What the command ends with: 4 where the account cannot be used, 1 where the service does not answer as it should.
    var code: ExitCode {
        if case .failure = credential { return .unauthorized }
        switch reads {
        case nil: return .success
        case .failure: return .failed
        case .success(let reads):
            return reads.map { read -> ExitCode in
                if case .unauthorized = read.failure?.reason { return .unauthorized }
                return read.failure != nil || read.lacks ? .failed : .success
            }.reduce(.success) { $0.combined(with: $1) }
        }
    }

    // MARK: Text

    var text: String {
        var lines = [account.name + (isChosen ? " (scripts begin with it)" : "")]
        func add(_ name: String, _ value: String) {
            lines.append("  \(name)\(String(repeating: " ", count: 11 - name.count))\(value)")
        }
        add("service", "\(account.service.title), \(scrubbed(account.address))")
        switch credential {
        case .success(let credential): add("token", credential.origin.words)
        case .failure(let fault):
            add("token", "none that can be used: \(fault.message)")
            add("", fault.help)
        }
        let profile = account.profile
        if let plan = profile.plan {
            add("plan", "\(plan.name): \(grouped(plan.perMinute)) calls a minute, \(grouped(plan.perDay)) a day")
        }
        if let price = profile.price { add("price", "\(price.words(for: 1)) per call") }
        if let zone = profile.timeZone { add("timezone", zone) }
        if profile.isReadOnly { add("read-only", "yes") }
        if !profile.names.isEmpty {
            add("names", "\(counted(profile.names.count, "name")) mended: \(profile.names.keys.sorted().joined(separator: ", "))")
        }
        switch reads {
        case nil: break
        case .failure(let refusal): lines.append("  " + refusal.words)
        case .success(let reads): for read in reads { lines += read.lines(title: account.service.title) }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    // MARK: JSON

    var json: JSON {
        var object: JSONObject = [
            "profile": .string(account.name), "provider": .string(account.service.name), "address": .string(account.address),
            "chosen": .bool(isChosen), "read_only": .bool(account.profile.isReadOnly),
        ]
        switch credential {
        case .success(let credential): object["token"] = .string(credential.origin.words)
        case .failure(let fault):
            object["token"] = .null
            object["problem"] = .string(fault.message)
        }
        object["plan"] = account.profile.plan.map { .string($0.name.lowercased()) }
        object["timezone"] = account.profile.timeZone.map(JSON.string)
        switch reads {
        case nil: break
        case .failure(let refusal): object["check"] = .string(refusal.words)
        case .success(let reads): object["check"] = .array(reads.map { $0.json(title: account.service.title) })
        }
        return .object(object)
    }
}

extension AccessRefusal {
    /// The refusal in a sentence.
    var words: String {
        switch self {
        case .complaint(let message, _): message
        case .diagnostic(let diagnostic, _): diagnostic.message
        }
    }
}

extension CheckedRead {
    /// Whether the answer has no place for what lead cannot do without.
    var lacks: Bool {
        findings.contains { $0.isFound == false && ($0.key.hasSuffix(".rows") || $0.key.hasSuffix(".total")) }
    }

    fileprivate func lines(title: String) -> [String] {
        if let failure {
            let diagnostic = Diagnostic.provider(failure, title: title, at: Span(0..<0))
            return ["  \(call)", "    \(scrubbed(diagnostic.message))"]
        }
        var lines = ["  \(call): answered"]
        let found = findings.filter { $0.isFound == true }
        let missing = findings.filter { $0.isFound == false }
        if !found.isEmpty { lines.append("    as assumed: \(found.count) of \(findings.count) names") }
        if findings.contains(where: { $0.isFound == nil }) {
            lines.append("    it has no rows, so that the names of fields cannot be seen")
        }
        if !missing.isEmpty {
            lines.append("    not there: " + missing.map { "\($0.key) (`\($0.text)`)" }.joined(separator: ", "))
        }
        if !unread.isEmpty { lines.append("    there, and not read: " + unread.map { scrubbed($0) }.joined(separator: ", ")) }
        return lines
    }

    fileprivate func json(title: String) -> JSON {
        var object: JSONObject = ["call": .string(call)]
        if let failure {
            object["failure"] = .string(Diagnostic.provider(failure, title: title, at: Span(0..<0)).message)
            return .object(object)
        }
        func names(_ isFound: Bool) -> JSON {
            .array(findings.filter { $0.isFound == isFound }.map { ["key": .string($0.key), "name": .string($0.text)] })
        }
        object["found"] = names(true)
        object["missing"] = names(false)
        object["unread"] = .array(unread.map(JSON.string))
        return .object(object)
    }
}
