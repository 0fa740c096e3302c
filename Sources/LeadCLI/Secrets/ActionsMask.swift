extension Invocation {
    /// Makes secrets known, before anything else is done with them; GitHub Actions hears of them, too, and takes them out of its logs.
    ///
    /// A command of a workflow is read from either stream (GitHub's page on workflow commands, "Masking a value in a log"); a file would
    /// keep the secret, so that nothing is written into one, nor before a document of JSON.
    func learn(_ secrets: some Sequence<String>) {
        let new = self.secrets.add(secrets)
        let isDocument =
            zip(arguments, arguments.dropFirst()).contains { $0 == ("--diagnostics", "json") }
            || arguments.contains("--diagnostics=json")
        guard environment["GITHUB_ACTIONS"] == "true", !errors.isFile, !isDocument else { return }
        for secret in new { unredactedErrors.write("::add-mask::\(secret)\n") }
    }
}
