import ArgumentParser

struct AuthCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "auth", abstract: "Accounts: store their tokens, look at them, forget them.",
        discussion: """
            An account is a profile of the configuration (`lead config`), and its token is stored apart from it, where only you \
            can read it. A token is never a flag. Where nothing is stored, as in CI, LEAD_<PROFILE>_TOKEN holds the token or \
            LEAD_<PROFILE>_TOKEN_FILE names a file that does.
            """,
        subcommands: [AuthLoginCommand.self, AuthStatusCommand.self, AuthLogoutCommand.self])
}

struct AuthLoginCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Store the token of an account, and make its profile if there is none.",
        discussion: """
            The token is asked for without being shown, or read from standard input: `lead auth login work --with-token < file`. \
            A name that no profile has needs --provider, unless it is a provider's own: `lead auth login lance`.
            """)

    @Argument(help: ArgumentHelp("The profile; `lance` and `leadlex` need nothing more.", valueName: "profile"))
    var profile: String?

    @Option(name: .long, help: ArgumentHelp("The service of a new profile: lance or leadlex.", valueName: "name"))
    var provider: String?

    @Option(name: .long, help: ArgumentHelp("Where the service is, unless it is where its docs say.", valueName: "url"))
    var url: String?

    @Flag(name: .customLong("with-token"), help: "Read the token from standard input.")
    var readsInput = false
}

struct AuthStatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say which accounts there are, and where their tokens come from.",
        discussion: "Ends with exit code 4 where an account has no token that can be used. No token is ever shown.")

    @Argument(help: ArgumentHelp("The profile; without one, all of them.", valueName: "profile"))
    var profile: String?

    @Flag(
        name: .long,
        help: """
            Make two reads that change nothing, and say what the service answered and whether that is what lead assumes of it.
            """)
    var check = false

    @Flag(name: .long, help: "Print JSON.")
    var json = false
}

struct AuthLogoutCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout", abstract: "Forget the stored token of an account; its profile stays.")

    @Argument(help: ArgumentHelp("The profile.", valueName: "profile"))
    var profile: String
}

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "The configuration: profiles, and which of them is used.",
        discussion: """
            `profile` is the account that scripts begin with. An account NAME has these keys, each behind `profiles.NAME.`: \
            `provider` (lance or leadlex), `url` (where the service is), `read_only` (true or false), `timezone` (such as \
            Europe/Berlin), `plan` (starter, pro or org, of LeadLex), `price` (such as "0.02 EUR per call"), `token_file` (a \
            path), and `names.KEY` (what the service calls something, see `lead auth status --check`).

            A project's `lead.toml`, looked for from the working folder upward, says the same for all who work there, but neither \
            where a token comes from nor where it goes.
            """,
        subcommands: [ConfigGetCommand.self, ConfigSetCommand.self, ConfigUnsetCommand.self, ConfigPathCommand.self])
}

struct ConfigGetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Print what the configuration says, the project's file before yours.",
        discussion: "Without a key, everything is listed. A key that is not set prints nothing and ends with exit code 1.")

    @Argument(help: ArgumentHelp("A key, such as profiles.work.plan.", valueName: "key"))
    var key: String?
}

struct ConfigSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change a line of your own configuration; everything else in the file stays as it is.",
        discussion: "For example `lead config set profile work` or `lead config set profiles.work.timezone Europe/Berlin`.")

    @Argument(help: ArgumentHelp("A key, such as profiles.work.plan.", valueName: "key"))
    var key: String

    @Argument(help: ArgumentHelp("The value; several for a list.", valueName: "value"))
    var values: [String]
}

struct ConfigUnsetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unset", abstract: "Take a line, or a whole profile, out of your own configuration.")

    @Argument(help: ArgumentHelp("A key, such as profiles.work.plan, or a profile, such as profiles.work.", valueName: "key"))
    var key: String
}

struct ConfigPathCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "path", abstract: "Print where the configuration, the tokens and everything else is kept.")

    @Flag(name: .long, help: "Print JSON.")
    var json = false
}
