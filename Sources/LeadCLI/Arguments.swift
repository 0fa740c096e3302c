/// Puts the arguments into the order that ArgumentParser expects.
///
/// `lead FILE` becomes `lead run FILE`; flags before a command go behind it; without any word a script on standard
/// input is run, and a terminal gets the prompt.
struct ArgumentOrder {
    /// The commands that exist.
    static let commands: Set<String> = [
        "run", "plan", "apply", "check", "fmt", "explain", "describe", "auth", "config", "sandbox", "serve", "prompt", "help",
    ]
    /// The commands that later versions bring.
    static let laterCommands: Set<String> = [
        "runs", "resume", "undo", "lsp", "completion",
    ]
    /// Flags whose value is the next argument.
    private static let valued: Set<String> = [
        "--var", "--var-file", "--max-rows", "--trace", "--color", "--diagnostics", "-c", "--command", "--people", "--seed",
        "--width", "-o", "--out", "--sandbox-url", "--timeout", "--record", "--replay", "--profile", "--provider", "--url",
        "--port", "--host", "--data", "--token-file", "--plan",
    ]
    /// Flags that belong to `lead` itself.
    private static let global: Set<String> = ["--help", "-h", "--version"]

    /// The arguments in order.
    let arguments: [String]
    /// A command that this version does not have, if one was named.
    let laterCommand: String?

    init(_ given: [String], inputIsTerminal: Bool) {
        var leading: [String] = []
        var rest = given[...]
        while let argument = rest.first, argument.hasPrefix("-"), argument != "-", argument != "--" {
            leading.append(rest.removeFirst())
            if Self.valued.contains(argument), let value = rest.popFirst() { leading.append(value) }
        }
        guard let word = rest.first else {
            laterCommand = nil
            let hasScript = leading.contains { $0 == "-c" || $0 == "--command" || $0.hasPrefix("--command=") }
            if leading.contains(where: Self.global.contains) {
                arguments = leading
            } else if leading.contains("--no-init") {
                arguments = ["prompt"] + leading
            } else if hasScript {
                arguments = ["run"] + leading
            } else {
                arguments = inputIsTerminal ? ["prompt"] + leading : ["run"] + leading + ["-"]
            }
            return
        }
        laterCommand = Self.laterCommands.contains(word) ? word : nil
        if Self.commands.contains(word) {
            arguments = [word] + leading + rest.dropFirst()
        } else {
            arguments = ["run"] + leading + rest
        }
    }
}
