import LeadDiagnostics
import LeadModel

/// `L6xxx`: files and data of this machine.
extension Explanation {
    static let storage: [Explanation] = [
        Explanation(
            .storeUnavailable, "the sandbox's data cannot be used",
            happened:
                "The file with the sandbox's data, `$XDG_DATA_HOME/lead/sandbox.sqlite`, cannot be opened, read or made: "
                + "its folder cannot be written to, the disk is full, the file holds something else, or another run keeps "
                + "it busy for too long.",
            reason:
                "There is nothing to run the script on, so nothing of it has run. The exit code is \(exit: .failed). "
                + "lead leaves a file that it does not understand as it is. `lead sandbox reset` makes the data anew; "
                + "what scripts have written into the sandbox is lost then.",
            wrong: [.shell("$ XDG_DATA_HOME=/dev/null lead run --sandbox -c 'search people; count'")],
            right: [.shell("$ XDG_DATA_HOME=$HOME/data lead run --sandbox -c 'search people; count'")]),
        Explanation(
            .unreadableScript, "a script that cannot be read",
            happened:
                "A file that the command line names is not there, is a folder, or you may not read it. A command that is "
                + "mistyped looks like a file, too: `lead chek`. Or `lead apply` was given a file that is no plan, not a "
                + "whole one, or one of another version of lead.",
            reason:
                "Nothing was sent: of several files `lead run` starts none before all of them are read and right. The "
                + "exit code is \(exit: .usage). Cron starts programs in your home folder, so give it whole paths.",
            wrong: [.shell("$ lead run --sandbox campain.lead")],
            right: [
                .file(
                    "campaign.lead",
                    """
                    search people where seniority is "vp"
                    count
                    """),
                .shell("$ lead run --sandbox campaign.lead"),
            ]),
        Explanation(
            .invalidConfiguration, "the configuration cannot be gone by",
            happened:
                "Your `config.toml`, or the project's `lead.toml`, is no TOML, says something that lead does not know, or "
                + "says what it must not: a project's file holds no token, and does not say where a token comes from or goes. "
                + "As a warning: a file is passed over, since somebody else owns it or its folder and could send your tokens "
                + "elsewhere.",
            reason:
                "With half of a configuration a run could go to the wrong account, so nothing runs; the exit code is "
                + "\(exit: .usage). `lead config path` says where the files are, `docs/accounts.md` what they can say.",
            wrong: [.shell("$ lead config set profiles.work.provider lanse")],
            right: [.shell("$ lead config set profiles.work.provider lance")]),
        Explanation(
            .cannotServe, "the sandbox cannot be served",
            happened:
                "`lead serve` cannot listen at the address, since another program does or it is none of this machine's, or "
                + "the file of its tokens cannot be read or made: it is no JSON, others may read it, or it names an "
                + "organisation that the data do not have.",
            reason:
                "A server that nobody can reach, or with tokens that others know, is none; the exit code is "
                + "\(exit: .failed). Scripts need no server: `--sandbox` runs them on the same sandbox in lead itself.",
            wrong: [.shell("$ lead serve --people 20 --data served.sqlite --token-file /dev/null")],
            right: [.shell("$ lead run --sandbox -c 'search people; count'")]),
    ]
}
