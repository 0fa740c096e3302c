import LeadConfig
import Testing

/// Changes to a configuration file that leave the rest of it as it was.
struct ConfigurationTextTests {
    private static let text = """
        # My accounts.
        profile = "work"   # for now

        [profiles.work] # at Lance
        provider = "lance"
        url = '''
        https://lance.example'''
        # read_only = true

        [profiles.crm]
        provider = "leadlex"

        """

    @Test(arguments: [
        (["profile"], "crm", "profile = \"work\"   # for now", "profile = \"crm\"   # for now"),
        (["profiles", "work", "url"], "https://x.example", "'''\nhttps://lance.example'''", "\"https://x.example\""),
        (
            ["profiles", "work", "plan"], "pro", "lance.example'''\n", "lance.example'''\nplan = \"pro\"\n"
        ),
        (
            ["profiles", "crm", "plan"], "a \"b\"\\", "provider = \"leadlex\"\n",
            "provider = \"leadlex\"\nplan = \"a \\\"b\\\"\\\\\"\n"
        ),
    ])
    func oneLineChanges(_ path: [String], _ value: String, _ before: String, _ after: String) throws {
        let changed = try ConfigurationText.setting(.text(value), at: path, in: Self.text)
        #expect(changed == Self.text.replacing(before, with: after))
    }

    @Test func whatIsNewGetsItsPlace() throws {
        #expect(try ConfigurationText.setting(.text("work"), at: ["profile"], in: "") == "profile = \"work\"\n")
        #expect(
            try ConfigurationText.setting(.text("x"), at: ["profile"], in: "[profiles.a]\nprovider = \"lance\"")
                == "profile = \"x\"\n\n[profiles.a]\nprovider = \"lance\"")
        #expect(
            try ConfigurationText.setting(.bool(true), at: ["profiles", "new", "read_only"], in: "profile = \"a\"")
                == "profile = \"a\"\n\n[profiles.new]\nread_only = true\n")
        #expect(
            try ConfigurationText.setting(.list(["a", "b"]), at: ["profiles", "new", "names", "people.name.answer"], in: "")
                == "[profiles.new.names]\n\"people.name.answer\" = [\"a\", \"b\"]\n")
        #expect(
            try ConfigurationText.setting(.text("b"), at: ["profiles", "a", "plan"], in: "[profiles.a]\nprovider = \"lance\"")
                == "[profiles.a]\nprovider = \"lance\"\nplan = \"b\"\n")
    }

    @Test func aLineIsTakenOut() throws {
        let changed = try ConfigurationText.setting(nil, at: ["profiles", "work", "url"], in: Self.text)
        #expect(changed == Self.text.replacing("url = '''\nhttps://lance.example'''\n", with: ""))
        #expect(try ConfigurationText.setting(nil, at: ["profiles", "work", "plan"], in: Self.text) == Self.text)
    }

    @Test func aProfileIsTakenOut() throws {
        let text =
            "profile = \"a\"\n[profiles.a]\nprovider = \"lance\"\n[profiles.a.names]\nx = \"y\"\n[profiles.b]\nprovider = \"lance\"\n"
        #expect(
            try ConfigurationText.setting(nil, at: ["profiles", "a"], in: text)
                == "profile = \"a\"\n[profiles.b]\nprovider = \"lance\"\n")
    }

    /// A key with dots can be written in several ways, and is one key.
    @Test(arguments: [
        "[profiles.a]\nnames.search.total = \"x\"\n", "[profiles.a.names]\nsearch.total = \"x\"\n",
        "[profiles.a.names.search]\ntotal = \"x\"\n", "[profiles.a.names]\n\"search.total\" = \"x\"\n",
        "\u{FEFF}profiles.a.names.search.total = \"x\"\n",
    ])
    func oneKeyIsOne(_ text: String) throws {
        let path = ["profiles", "a", "names", "search.total"]
        #expect(try ConfigurationText.setting(.text("y"), at: path, in: text) == text.replacing("\"x\"", with: "\"y\""))
        #expect(try !ConfigurationText.setting(nil, at: path, in: text).contains("\"x\""))
    }

    /// A layout in which a line is not enough is left alone.
    @Test(arguments: [
        "profiles.work = { provider = \"lance\" }", "profiles = { work = { provider = \"lance\" } }",
        "[profiles]\nwork = { provider = \"lance\" }\n",
    ])
    func aLayoutThatDoesNotAllowItIsLeft(_ text: String) {
        #expect(throws: ConfigurationText.Fault.self) {
            try ConfigurationText.setting(.text("pro"), at: ["profiles", "work", "plan"], in: text)
        }
    }

    @Test func whatIsNoTOMLIsLeft() {
        #expect(throws: ConfigurationText.Fault.self) {
            try ConfigurationText.setting(.text("x"), at: ["profile"], in: "profile =")
        }
    }

    /// Whatever stands around a key, the change is the change and nothing else.
    @Test(arguments: [
        "profile.x = 1\n", "\"profiles\".\"work\".plan = \"a\" # b\n[profiles.crm]\nprovider=\"leadlex\"",
        "profiles.work.plan = [\n 'a', # ]\n 'b'\n]\nprofile = 'w'",
        "[profiles.work]\r\nplan = \"a\"\r\nprovider = \"lance\"\r\n",
        "[ profiles . work ]\nx = \"\"\"a\n[profiles.other]\nplan = 3\"\"\"\nplan = 'b'",
        "[[profiles]]\na = 1", "[profiles.work]\nplan = \"\"\"\"quoted\"\"\"\"\"\ny = 1",
    ])
    func theRestSaysWhatItSaid(_ text: String) throws {
        // `setting` compares what both texts say, and throws where more has changed.
        let changed = try? ConfigurationText.setting(.text("new"), at: ["profiles", "work", "plan"], in: text)
        if let changed {
            let again = try ConfigurationText.setting(.text("new"), at: ["profiles", "work", "plan"], in: changed)
            #expect(changed.contains("\"new\"") && again == changed)
        } else {
            #expect(text.hasPrefix("profile.x") == false && text.contains("[[profiles]]"))
        }
    }
}
