import LeadHTTPClient
import Testing

/// Which proxy an environment names for an address.
struct ProxyChoiceTests {
    private typealias Proxy = NetworkTransport.Proxy

    private static let base = "https://api.example.com/v1"
    private static let usual = "http://proxy.example.net:3128"

    private static func host(for base: String, _ environment: [String: String]) throws -> String? {
        try Proxy.chosen(for: base, in: environment)?.host
    }

    // MARK: Which variable counts

    @Test(
        arguments: [
            ([:], nil),
            (["HTTPS_PROXY": "http://a:1"], "a"), (["https_proxy": "http://a:1"], "a"),
            (["ALL_PROXY": "http://a:1"], "a"), (["all_proxy": "http://a:1"], "a"),
            (
                ["https_proxy": "http://a:1", "HTTPS_PROXY": "http://b:1", "all_proxy": "http://c:1", "ALL_PROXY": "http://d:1"],
                "a"
            ),
            (["HTTPS_PROXY": "http://b:1", "all_proxy": "http://c:1", "ALL_PROXY": "http://d:1"], "b"),
            (["all_proxy": "http://c:1", "ALL_PROXY": "http://d:1"], "c"),
            (["https_proxy": "", "HTTPS_PROXY": " \t", "ALL_PROXY": "http://d:1"], "d"), (["HTTPS_PROXY": ""], nil),
            // It is for what goes without TLS.
            (["HTTP_PROXY": "http://a:1", "http_proxy": "http://b:1"], nil),
            // What another variable has made needless is not read.
            (["https_proxy": "http://a:1", "HTTPS_PROXY": "?", "ALL_PROXY": "socks5://b:1"], "a"),
        ] as [([String: String], String?)]) func theFirstThatIsNotEmptyCounts(_ environment: [String: String], _ host: String?)
        throws
    {
        #expect(try Self.host(for: Self.base, environment) == host)
    }

    @Test(arguments: [
        "http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080", "https://localhost", "https://LOCALHOST:8443",
        "https://127.8.9.10", "https://[::1]", "https://[0:0:0:0:0:0:0:1]", "https://[::ffff:7f00:1]",
        // No transport can be made to these.
        "http://api.example.com", "api.example.com", "",
    ]) func whatStaysOnThisMachineHasNone(_ base: String) throws {
        for value in [Self.usual, "socks5://a:1", "?"] {
            #expect(try Self.host(for: base, ["https_proxy": value, "http_proxy": value, "all_proxy": value]) == nil)
        }
    }

    // MARK: What a value means

    @Test(
        arguments: [
            ("http://proxy.example.net:3128", Proxy(host: "proxy.example.net", port: 3128)),
            ("HTTP://Proxy.Example.NET:3128/", Proxy(host: "proxy.example.net", port: 3128)),
            ("  http://a:1\n", Proxy(host: "a", port: 1)), ("a:8080", Proxy(host: "a", port: 8080)),
            ("http://a", Proxy(host: "a", port: 1080)), ("a", Proxy(host: "a", port: 1080)), ("a/", Proxy(host: "a", port: 1080)),
            ("10.0.0.1:8080", Proxy(host: "10.0.0.1", port: 8080)),
            ("http://[2001:db8::1]:8080", Proxy(host: "2001:db8::1", port: 8080)),
            ("[::1]", Proxy(host: "::1", port: 1080)), ("http://127.0.0.1:3128", Proxy(host: "127.0.0.1", port: 3128)),
            ("http://squid_cache:3128", Proxy(host: "squid_cache", port: 3128)),
            ("http://ada:secret@a:1", Proxy(host: "a", port: 1, credentials: .init(user: "ada", password: "secret"))),
            ("ada:secret@a:1", Proxy(host: "a", port: 1, credentials: .init(user: "ada", password: "secret"))),
            ("http://ada@a:1", Proxy(host: "a", port: 1, credentials: .init(user: "ada", password: ""))),
            ("http://:token@a:1", Proxy(host: "a", port: 1, credentials: .init(user: "", password: "token"))),
            ("http://ada:a:b@a:1", Proxy(host: "a", port: 1, credentials: .init(user: "ada", password: "a:b"))),
            ("http://ada:a@b@a:1", Proxy(host: "a", port: 1, credentials: .init(user: "ada", password: "a@b"))),
            (
                "http://a%40b:%2f%3F%23%25%C3%BC%20@a:1",
                Proxy(host: "a", port: 1, credentials: .init(user: "a@b", password: "/?#%ü "))
            ),
            ("http://@a:1", Proxy(host: "a", port: 1)), ("http://:@a:1", Proxy(host: "a", port: 1)),
        ] as [(String, NetworkTransport.Proxy)]) func aValueNamesAProxy(_ value: String, _ proxy: NetworkTransport.Proxy) throws
    {
        #expect(try Proxy.chosen(for: Self.base, in: ["HTTPS_PROXY": value]) == proxy)
    }

    @Test(arguments: [
        "http://", "://a:1", "http://:8080", "http://a:0", "http://a:65536", "http://a:", "http://a:port", "http://a:1:2",
        "http://a b:1", "http://bücher:1", "http://[::1:1", "http://[a]:1", "http://[::1]1", "http://a:1/path", "http://a:1//",
        "http://a:1?b", "http://a:1#b", "http:/a:1", "http:a", "ftp://a:1", "secret://a:1", "http://http://a:1",
        // Signs that a password may have only with `%`: what is before them is no host to send the rest to.
        "http://ada:12/secret@a:1", "http://ada:12#secret@a:1", "http://ada:12?secret@a:1",
        "http://ada:secret%@a:1", "http://ada:secret%2@a:1", "http://ada:secret%zz@a:1", "http://ada:secret%+1@a:1",
        "http://ada:secret%ff@a:1", "http://ada:secret%0d%0aX@a:1", "http://ada%3Asecret@a:1", "http://ada:secret%00@a:1",
        "http://ada:secret@", "http://ada:secret@:1", "ada:secret://a:1",
    ]) func aValueThatIsNoneIsSaidToBe(_ value: String) throws {
        for variable in ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
            let fault = #expect(throws: ProxyFault.self) {
                try Proxy.chosen(for: Self.base, in: [variable: value])
            }
            #expect(fault == .malformed(variable: variable))
            let words = try #require(fault).description
            #expect(words.contains(variable) && !words.contains("secret") && !"\(String(reflecting: fault))".contains("secret"))
        }
    }

    @Test(arguments: ["https", "socks", "socks4", "socks4a", "socks5", "SOCKS5h"])
    func anotherKindOfProxyIsNotPassedOver(_ scheme: String) throws {
        let fault = #expect(throws: ProxyFault.self) {
            try Proxy.chosen(for: Self.base, in: ["ALL_PROXY": scheme + "://ada:secret@a:1"])
        }
        #expect(fault == .unsupported(variable: "ALL_PROXY", scheme: scheme.lowercased()))
        let words = try #require(fault).description
        #expect(words.contains("ALL_PROXY") && words.contains(scheme.lowercased() + "://") && !words.contains("secret"))
    }

    // MARK: What is asked directly

    @Test(arguments: [
        ("*", true), (" * ", true), ("other.net,*", true), ("", false), (" , ,", false), ("other.net", false),
        ("api.example.com", true), ("API.Example.Com", true), ("example.com", true), (".example.com", true),
        ("*.example.com", true), ("com", true), ("example.com.", true), (".api.example.com", true),
        ("ample.com", false), ("pi.example.com", false), ("example", false), ("api.example.com.net", false),
        ("x.api.example.com", false), ("*.com.net", false), ("api.*", false), (".", false), ("*.", false), ("..", false),
        ("a, b ,example.com , c", true), ("a b example.com", true), ("a,\texample.com\n", true),
        ("example.com:443", true), ("example.com:8443", false), (".example.com:443", true), ("example.com:", false),
        ("example.com:x", false), ("0.0.0.0/0", false), ("::/0", false), ("10.0.0.1", false),
        ("https://api.example.com", false), ("api.example.com/", false), ("<local>", false),
    ]) func aNameIsAskedDirectly(_ list: String, _ isDirect: Bool) throws {
        for variable in ["no_proxy", "NO_PROXY"] {
            let environment = ["https_proxy": Self.usual, variable: list]
            #expect(try (Self.host(for: "https://api.example.com", environment) == nil) == isDirect)
            #expect(try (Self.host(for: "HTTPS://API.example.com./v1", environment) == nil) == isDirect)
        }
    }

    @Test(arguments: [
        ("https://10.1.2.3", "10.1.2.3", true), ("https://10.1.2.3", "10.1.2.4", false), ("https://10.1.2.3", "2.3", false),
        ("https://10.1.2.3", "10.0.0.0/8", true), ("https://10.1.2.3", "10.1.2.2/31", true),
        ("https://10.1.2.3", "10.1.2.4/31", false), ("https://10.1.2.3", "10.1.2.3/32", true),
        ("https://10.1.2.3", "10.0.0.0/16", false), ("https://10.1.2.3", "0.0.0.0/0", true), ("https://10.1.2.3", "::/0", false),
        ("https://10.1.2.3", "10.0.0.0/33", false), ("https://10.1.2.3", "10.0.0.0/", false),
        ("https://10.1.2.3", "10.0.0.0/-1", false), ("https://10.1.2.3", "10.0.0.0/+8", false),
        ("https://10.1.2.3", "10/8", false), ("https://10.1.2.3", "10.0.0.0/8/8", false),
        ("https://10.1.2.3", "10.0.0.0/99999999999999999999", false), ("https://10.1.2.3", ".3", false),
        ("https://10.1.2.3:8443", "10.1.2.3:8443", true), ("https://10.1.2.3", "10.1.2.3:8443", false),
        ("https://192.168.1.1", "10.0.0.0/8, 192.168.0.0/16", true), ("https://172.32.0.1", "172.16.0.0/12", false),
        ("https://172.31.0.1", "172.16.0.0/12", true),
        ("https://[2001:db8::1]", "2001:db8::1", true), ("https://[2001:db8::1]", "2001:DB8:0:0::1", true),
        ("https://[2001:db8::1]", "[2001:db8::1]", true), ("https://[2001:db8::1]", "2001:db8::2", false),
        ("https://[2001:db8::1]", "[2001:db8::1]:443", true), ("https://[2001:db8::1]", "[2001:db8::1]:8443", false),
        ("https://[2001:db8::1]", "2001:db8::/32", true), ("https://[2001:db8::1]", "[2001:db8::]/32", true),
        ("https://[2001:db9::1]", "2001:db8::/32", false), ("https://[2001:db9::1]", "2001:db8::/31", true),
        ("https://[2001:db8::1]", "::/0", true), ("https://[2001:db8::1]", "0.0.0.0/0", false),
        ("https://[2001:db8::1]", "2001:db8::/129", false), ("https://[::ffff:a01:203]", "10.0.0.0/8", true),
        ("https://10.1.2.3", "::ffff:10.1.2.3", true),
    ]) func anAddressIsAskedDirectly(_ base: String, _ list: String, _ isDirect: Bool) throws {
        #expect(try (Self.host(for: base, ["https_proxy": Self.usual, "no_proxy": list]) == nil) == isDirect)
    }

    @Test func theListInLowerCaseCounts() throws {
        let environment = ["https_proxy": Self.usual, "no_proxy": "other.net", "NO_PROXY": "*"]
        #expect(try Self.host(for: Self.base, environment) == "proxy.example.net")
        #expect(try Self.host(for: Self.base, environment.merging(["no_proxy": ""]) { $1 }) == nil)
    }

    @Test func whatIsAskedDirectlyNeedsNoProxyThatIsRight() throws {
        #expect(try Self.host(for: Self.base, ["https_proxy": "socks5://a:1", "no_proxy": "example.com"]) == nil)
    }

    // MARK: What is shown

    @Test func noTextShowsAPassword() throws {
        let proxy = try #require(try Proxy.chosen(for: Self.base, in: ["HTTPS_PROXY": "http://ada:secret@a:1"]))
        let options = NetworkTransport.Options(proxy: proxy)
        var dumped = ""
        dump(options, to: &dumped)
        for text in ["\(proxy)", String(reflecting: proxy), "\(options)", String(reflecting: options), dumped] {
            #expect(!text.contains("secret") && !text.contains("ada"))
        }
        #expect(dumped.contains("host"))
    }
}
