public import ArgumentParser
public import LeadAPI

struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the sandbox over HTTP, for clients in any language.",
        discussion: """
            LeadLex answers under /functions/v1/api-gateway/v1/, Lance under /api/v1/; /health, /ready, /metrics, \
            /openapi/leadlex.json and /openapi/lance.json are the server's own. The first start makes the demo data and the \
            token file. Ctrl-C ends it when the requests under way are answered.
            """)

    @Option(name: .long, help: ArgumentHelp("The port; 0 takes a free one.", valueName: "n"))
    var port = ServeAction.defaultPort

    @Option(
        name: .long,
        help: ArgumentHelp("The address to listen at; any but this machine's own lets others in.", valueName: "address"))
    var host = "127.0.0.1"

    @Option(
        name: .long, help: ArgumentHelp("The file of the data (default: one beside the embedded sandbox's).", valueName: "file"))
    var data: String?

    @Option(name: .long, help: ArgumentHelp("How many people the demo data have, where they are made.", valueName: "n"))
    var people: Int?

    @Option(
        name: .customLong("token-file"),
        help: ArgumentHelp(
            "The JSON file of the tokens, made where there is none (default: beside the data).", valueName: "file"))
    var tokenFile: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The plan of LeadLex's keys with the tier `standard`: starter, pro or org. The token file's keys have no limit.",
            valueName: "plan"))
    var plan: LeadLexAPI.RatePlan = .pro

    @Flag(name: .shortAndLong, help: "Write no line for each request.")
    var quiet = false

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port takes a number from 0 to 65535.") }
        guard !host.isEmpty else { throw ValidationError("--host takes an address, such as 127.0.0.1.") }
        if let people, !(1...1_000_000).contains(people) {
            throw ValidationError("--people takes a number from 1 to 1000000.")
        }
    }
}

extension LeadLexAPI.RatePlan: ExpressibleByArgument {}
