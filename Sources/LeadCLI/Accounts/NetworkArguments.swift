import ArgumentParser
import LeadSyntax

/// Which account a command means.
struct ProfileArguments: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The profile whose account scripts begin with (default LEAD_PROFILE, else the configuration's).", valueName: "name"))
    var profile: String?
}

/// What a command may say about the network, and what stands in for it.
struct NetworkArguments: ParsableArguments {
    @Option(
        name: .customLong("sandbox-url"),
        help: ArgumentHelp(
            "Use the sandbox that is served at this address; LEAD_SANDBOX_TOKEN_FILE names the file with its tokens.",
            valueName: "url"))
    var sandboxURL: String?

    @Flag(
        name: .customLong("debug-http"),
        help: "Tell of every request and answer on standard error: addresses, header fields, sizes and times.")
    var debugsHTTP = false

    @Option(name: .long, help: ArgumentHelp("How long the whole run may take, such as 90s or 10m.", valueName: "duration"))
    var timeout: TimeSpan?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Keep every request and answer as a file of this folder, secrets taken out, for --replay.", valueName: "folder"))
    var record: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Answer from a recording, without an account and without the network; what was not recorded fails.",
            valueName: "folder"))
    var replay: String?

    /// The arguments with those that the environment sets and no flag does.
    func with(_ environment: [String: String]) throws -> NetworkArguments {
        var arguments = self
        func text(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        arguments.sandboxURL = sandboxURL ?? text("LEAD_SANDBOX_URL")
        arguments.record = record ?? text("LEAD_RECORD")
        arguments.replay = replay ?? text("LEAD_REPLAY")
        arguments.debugsHTTP = debugsHTTP || environment.isOn("LEAD_DEBUG_HTTP")
        if timeout == nil, let limit = text("LEAD_TIMEOUT") {
            guard let span = TimeSpan(argument: limit) else {
                throw ValidationError("LEAD_TIMEOUT is no duration: `\(limit)`; write it as 90s or 10m.")
            }
            arguments.timeout = span
        }
        return arguments
    }

    /// The variables that these arguments can come from.
    static let variables = ["LEAD_SANDBOX_URL", "LEAD_DEBUG_HTTP"]
}

/// A duration with its unit, as the language writes it: `500ms`, `90s`, `10 m`, `2 hours`.
struct TimeSpan: ExpressibleByArgument, Hashable {
    /// As it was written.
    let text: String
    let duration: Duration

    init?(argument: String) {
        let number = argument.prefix { "0123456789.".contains($0) }
        let unit = argument.dropFirst(number.count).drop { $0 == " " }
        guard let amount = Double(number), let length = Keywords.durationUnits[String(unit)] else { return nil }
        let seconds = amount * length
        // A year and more is a mistake of the unit.
        guard seconds > 0, seconds <= 366 * 86_400 else { return nil }
        text = argument
        duration = .milliseconds(Int64((seconds * 1000).rounded(.up)))
    }
}
