import Foundation
import HTTPTypes
import LeadHTTP
import LeadStore
import LeadTestSupport

extension ServedSandbox {
    /// Two accounts at Lance of two organisations, and one at LeadLex; `{base}` in more lines stands for the server's address.
    func configure(_ more: String = "", profile: String = "work") throws {
        let text = """
            profile = "\(profile)"

            [profiles.work]
            provider = "lance"
            url = "{base}"

            [profiles.second]
            provider = "lance"
            url = "{base}/api/v1"

            [profiles.crm]
            provider = "leadlex"
            url = "{base}"
            \(more)
            """
        try writeConfiguration(text.replacingOccurrences(of: "{base}", with: server.base))
    }

    /// The user's own configuration.
    func writeConfiguration(_ text: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder.path(".config/lead"), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        _ = try folder.write(text, to: ".config/lead/config.toml")
    }

    /// The tokens of the three accounts, as CI has them.
    static let tokens = [
        "LEAD_WORK_TOKEN": Tenants.demo.token(at: .lance), "LEAD_SECOND_TOKEN": Tenants.other.token(at: .lance),
        "LEAD_CRM_TOKEN": Tenants.demo.token(at: .leadlex),
    ]

    /// Runs a script on the accounts of the configuration.
    func onAccounts(
        _ script: String, _ flags: [String] = [], environment: [String: String] = tokens
    ) async -> Result {
        await lead(["run", "--diagnostics", "plain"] + flags + ["-c", script], environment: environment)
    }

    /// What was sent in whose name, once for each.
    var bearers: Set<String> { Set(server.requests.compactMap { $0.headers[.authorization] }) }
}
