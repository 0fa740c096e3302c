import Foundation
import LeadTestSupport
import Testing

/// A certificate for `localhost` that vouches for itself, and its key; made anew whenever the tests are run, and kept nowhere.
struct TestCertificate: Sendable {
    /// The certificate (PEM), which nobody trusts who is not told to.
    let certificate: String
    /// Its key (PEM).
    let key: String

    /// The one of this run.
    static var localhost: TestCertificate {
        get async throws { try await made.value }
    }

    private static let made = Task { try await TestCertificate() }

    private init() async throws {
        let folder = try TemporaryFolder()
        let configuration = try folder.write(
            """
            [req]
            prompt = no
            distinguished_name = subject
            x509_extensions = extensions
            [subject]
            CN = localhost
            [extensions]
            subjectAltName = DNS:localhost
            basicConstraints = critical, CA:TRUE

            """, to: "request")
        let run = try await ProgramRun.run(
            "/usr/bin/env",
            ["openssl", "req", "-x509", "-config", configuration, "-days", "2", "-nodes"]
                + ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
                + ["-keyout", folder.path("key"), "-out", folder.path("certificate")],
            environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"], patience: .seconds(3600))
        try #require(run.status == .exited(0), "\(run.errorText)")
        certificate = try folder.read("certificate")
        key = try folder.read("key")
    }
}
