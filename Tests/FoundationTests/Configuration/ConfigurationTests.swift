import LeadConfig
import LeadDiagnostics
import LeadModel
import Testing

/// What configuration files say, and what is wrong with them.
struct ConfigurationTests {
    private static let rules = ConfigurationRules(
        services: [
            .init(
                ProviderSignature(
                    name: "lance", title: "Lance", capabilities: [], fields: [:],
                    limits: .init(
                        searchPage: 0, contactPage: 0, selection: 0, records: 0, join: 0, export: 0, mostByPages: 0, update: 0)),
                names: ["people.title.answer", "search.rows"],
                nameFault: { key, values in values.count > 1 && key == "search.rows" ? "one text" : nil }),
            .init(
                ProviderSignature(
                    name: "leadlex", title: "LeadLex", capabilities: [], fields: [:],
                    limits: .init(
                        searchPage: 0, contactPage: 0, selection: 0, records: 0, join: 0, export: 0, mostByPages: 0, update: 0),
                    callLimits: [
                        CallLimit("Starter", perMinute: 10, perDay: 100), CallLimit("Org", perMinute: 200, perDay: 10_000),
                    ]),
                names: [], nameFault: { _, _ in nil }),
        ], isTimeZone: { $0 == "UTC" || $0 == "Europe/Berlin" }, addressFault: { $0.hasPrefix("https://") ? nil : "no https" })

    private func read(_ user: String, project: String? = nil) -> Configuration {
        var files = [Configuration.File(Source(name: "config.toml", text: user), .user)]
        if let project { files.append(.init(Source(name: "lead.toml", text: project), .project)) }
        return Configuration(reading: files, by: Self.rules)
    }

    /// What is wrong, each with the text of its place.
    private func mistakes(_ configuration: Configuration) -> [String] {
        configuration.diagnostics.map { diagnostic in
            let source = configuration.sources.source(of: diagnostic)
            let place = diagnostic.span.flatMap { source?.text(of: $0) } ?? "-"
            return "\(diagnostic.message) @ \(place)"
        }
    }

    @Test func aProfileIsRead() throws {
        let configuration = read(
            """
            profile = "work"
            [profiles.work]
            provider = "leadlex"
            url = "https://leadlex.example"
            read_only = true
            timezone = "Europe/Berlin"
            plan = "starter"
            price = "0.02 EUR per call"
            token_file = "~/token"
            [profiles.lance.names]
            search.rows = "items"
            "people.title.answer" = ["headline", "title"]
            """)
        #expect(mistakes(configuration) == [])
        #expect(configuration.profile == "work")
        let work = try #require(configuration.profiles["work"])
        #expect(work.provider == "leadlex" && work.url == "https://leadlex.example" && work.isReadOnly)
        #expect(work.timeZone == "Europe/Berlin" && work.plan?.perDay == 100 && work.tokenFile == "~/token")
        #expect(work.price == Price(amount: 0.02, currency: "EUR") && work.variable == "LEAD_WORK")
        // A provider's own name needs no `provider`.
        let lance = try #require(configuration.profiles["lance"])
        #expect(lance.provider == "lance")
        #expect(lance.names == ["search.rows": ["items"], "people.title.answer": ["headline", "title"]])
    }

    @Test func aProjectGoesFirstButForWhatItMayNotSay() throws {
        let user = "profile = \"work\"\n[profiles.work]\nprovider = \"lance\"\nread_only = true\ntimezone = \"UTC\"\n"
        let both = read(
            user,
            project:
                "profile = \"other\"\n[profiles.work]\nread_only = false\ntimezone = \"Europe/Berlin\"\n[profiles.other]\nprovider = \"leadlex\""
        )
        #expect(mistakes(both) == [] && both.profile == "other")
        let work = try #require(both.profiles["work"])
        #expect(work.timeZone == "Europe/Berlin")
        // What the user protects, no project gives free.
        #expect(work.isReadOnly)
        let moved = read(
            user, project: "[profiles.work]\nurl = \"https://evil.example\"\ntoken_file = \"x\"\nprovider = \"leadlex\"")
        let expected = [
            "`token_file` says where a token comes from, and a project's file may not",
            "`url` says where a token goes, and a project's file may not", "the profile `work` cannot be at `leadlex`",
        ]
        let found = mistakes(moved)
        #expect(found.count == 3 && zip(found, expected).allSatisfy { $0.hasPrefix($1) }, "\(found)")
        #expect(moved.profiles["work"]?.url == nil)
    }

    @Test(arguments: [
        ("profile = work", "this is no TOML"),
        ("[profiles.work]\nprovider = \"lance\"\nplann = \"x\"", "line 3: the configuration knows no `profiles.work.plann` @ -"),
        ("profiles = 3", "takes a table"),
        ("[profiles.Work]\nprovider = \"lance\"", "`Work` is no name of a profile @ [profiles.Work]"),
        ("[profiles.sandbox]\nprovider = \"lance\"", "no profile can be named `sandbox`"),
        ("[profiles.work]\ntimezone = \"UTC\"", "does not say at which service"),
        ("[profiles.work]\nprovider = \"lanse\"", "no provider `lanse` @ provider = \"lanse\""),
        ("[profiles.lance]\nprovider = \"leadlex\"", "cannot be at `leadlex`"),
        ("[profiles.work]\nprovider = \"lance\"\nread_only = \"yes\"", "takes true or false"),
        ("[profiles.work]\nprovider = \"lance\"\ntimezone = \"Mars/Base\"", "no time zone `Mars/Base`"),
        ("[profiles.work]\nprovider = \"lance\"\nplan = \"pro\"", "Lance has no price plan `pro`"),
        ("[profiles.work]\nprovider = \"leadlex\"\nplan = \"gold\"", "LeadLex has no price plan `gold`"),
        ("[profiles.work]\nprovider = \"lance\"\nprice = \"2 EUR\"", "takes a price such as"),
        ("[profiles.work]\nprovider = \"lance\"\nurl = \"http://x.example\"", "no https @ url = \"http://x.example\""),
        ("[profiles.work]\nprovider = \"lance\"\nnames.people.titel.answer = \"x\"", "no `names.people.titel.answer`"),
        ("[profiles.work]\nprovider = \"lance\"\nnames.success = true", "takes a text, or a list of texts"),

        ("other = 1", "line 1: the configuration knows no `other` @ -"),
        ("[profiles]\nwork = { provider = \"lance\", plan = \"x\" }", "no price plan `x` @ work = { provider"),
        ("profile = \"a\0b\"", "a zero byte is no text"),
    ])
    func whatIsWrongIsSaidWithItsPlace(_ text: String, _ words: String) {
        let mistakes = mistakes(read(text))
        #expect(mistakes.count == 1 && mistakes.first?.contains(words) == true, "\(mistakes)")
    }

    /// Another choice may go before it, so that it is no mistake of the file.
    @Test func aProfileThatIsNoneIsSaidApart() {
        let configuration = read("profile = \"nobody\"")
        #expect(configuration.diagnostics.isEmpty)
        #expect(configuration.missingProfile?.message == "there is no profile `nobody`")
        #expect(read("profile = \"lance\"").missingProfile == nil)
    }

    /// Of several price plans the one with the fewest calls holds, whoever says it; what answers mean no project says.
    @Test func aProjectLoosensNothing() {
        let user = "[profiles.crm]\nprovider = \"leadlex\"\nplan = \"starter\"\n"
        let both = read(user, project: "[profiles.crm]\nplan = \"org\"\n")
        #expect(mistakes(both) == [] && both.profiles["crm"]?.plan?.name == "Starter")
        let named = mistakes(read(user, project: "[profiles.crm.names]\nsuccess = \"200-499\"\n"))
        #expect(
            named.count == 1 && named[0].hasPrefix("`names` says what a service's answers mean, and a project's file may not"))
    }

    @Test(arguments: [
        "names.search.rows = 1.5", "names.search.rows = [\"a\", \"b\"]",
        "names.search.rows = \"a\"\nnames.\"search.rows\" = \"b\"",
    ])
    func aNameHasOneText(_ line: String) {
        let found = mistakes(read("[profiles.work]\nprovider = \"lance\"\n" + line))
        #expect(found.count == 1 && found[0].contains("takes "), "\(found)")
    }

    // MARK: Secrets

    @Test(arguments: [
        "token = \"anything at all\"", "[profiles.work]\nprovider = \"lance\"\napi_key = \"x\"",
        "[profiles.work]\nLeadLex-Password = \"x\"",
        "[profiles.work]\nprovider = \"wbk_live_0123456789abcdef\"", "a = { b = [\"x\", \"wbk_live_0123456789abcdef\"] }",
        "# token was wbk_live_0123456789abcdef", "x = wbk_live_0123456789abcdef",
        "[profiles.work.names]\nsuccess = \"https://me:pass@host.example\"", "[[x]]\n[x.secret]\na = 1\n",
        "wbk_live_0123456789abcdef = 1",
    ])
    func aProjectWithASecretIsRefusedWithoutShowingIt(_ text: String) {
        let configuration = read("", project: text)
        let mistakes = mistakes(configuration)
        if text.hasPrefix("[[x]]") {
            // A table of tables means nothing anyway, and its names are no values.
            #expect(!mistakes.isEmpty)
        } else {
            #expect(mistakes.first?.contains("a project's file holds nothing secret") == true, "\(mistakes)")
        }
        for mistake in mistakes {
            #expect(!mistake.contains("0123456789") && !mistake.contains("anything") && !mistake.contains("pass@"))
        }
    }

    @Test func aUsersTokenIsNotShownEither() {
        let mistakes = mistakes(read("[profiles.work]\nprovider = \"lance\"\ntoken = \"my little secret\""))
        #expect(mistakes == ["config.toml, line 3: `profiles.work.token`: tokens are not kept in this file @ -"])
        let broken = self.mistakes(read("token = wbk_live_0123456789abcdef"))
        #expect(broken.count == 1 && !broken[0].contains("0123456789") && broken[0].contains("line 1"), "\(broken)")
    }

    // MARK: Prices

    @Test(arguments: [
        (0.02, 12, "0.24 EUR"), (0.025, 1, "0.0250 EUR"), (0.025, 2, "0.05 EUR"), (0, 5, "0.00 EUR"), (1.5, 1000, "1500.00 EUR"),
        (0.0001, 3, "0.0003 EUR"),
    ])
    func aPriceIsCounted(_ amount: Double, _ calls: Int, _ words: String) {
        #expect(Price(amount: amount, currency: "EUR").words(for: calls) == words)
    }
}
