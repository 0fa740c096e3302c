// swift-tools-version: 6.2
import PackageDescription

// The layers, lowest first. A target exists because it forbids an import; the table of what each may see
// is enforced by Tests/TidyTests/ImportTableTests.swift.

/// For targets that use the C library's types beside modules of C headers which declare them, too: whose they are then depends on the
/// order in which a build reads the modules, so that no import of them is right every time.
let houseBesideC: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
]

let house = houseBesideC + [.enableUpcomingFeature("MemberImportVisibility")]

func target(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: house)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: houseBesideC)
}

let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let tomlKit: Target.Dependency = .product(name: "TOMLKit", package: "TOMLKit")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioCompression: Target.Dependency = .product(name: "NIOHTTPCompression", package: "swift-nio-extras")
let nioHTTP2: Target.Dependency = .product(name: "NIOHTTP2", package: "swift-nio-http2")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let nioHTTPTypes: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

let package = Package(
    name: "lead",
    products: [
        .executable(name: "lead", targets: ["lead"]),
        // libFuzzer brings its own `main`, which no executable of this package could make way for: scripts/fuzz links this.
        .library(name: "LeadFuzz", type: .static, targets: ["LeadFuzz"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "3.12.3"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    ],
    targets: [
        // 0
        target("LeadText"),

        // 1
        target("LeadDiagnostics", ["LeadText"]),
        target("LeadModel", ["LeadText"]),
        target("LeadJSON"),
        target("LeadHTTP", ["LeadText", httpTypes]),
        .systemLibrary(name: "CEditLine", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CRegex", linkerSettings: [.linkedLibrary("re2"), .linkedLibrary("stdc++")]),

        // 2
        target("LeadSyntax", ["LeadDiagnostics", "LeadText"]),
        target("LeadTerminal", ["LeadDiagnostics", "LeadText", "CEditLine"]),
        target("LeadPattern", ["CRegex"]),
        target(
            "LeadHTTPClient",
            ["LeadHTTP", asyncHTTPClient, nioCore, nioPosix, nioHTTP1, nioCompression, nioSSL, httpTypes]),

        // 3
        target("LeadSemantics", ["LeadSyntax", "LeadPattern", "LeadModel", "LeadDiagnostics", "LeadText"]),
        target("LeadFormat", ["LeadSyntax", "LeadDiagnostics", "LeadText"]),
        target("LeadAPI", ["LeadHTTP", "LeadModel", "LeadJSON", httpTypes]),
        target("LeadTables", ["LeadModel", "LeadJSON"]),

        // 4
        target("LeadPlanner", ["LeadSemantics", "LeadModel"]),
        target("LeadReference", ["LeadSemantics", "LeadSyntax", "LeadModel", "LeadDiagnostics", "LeadText"]),

        // 5
        target(
            "LeadRuntime",
            [
                "LeadPlanner", "LeadReference", "LeadSemantics", "LeadTables", "LeadSyntax", "LeadPattern", "LeadModel",
                "LeadDiagnostics", "LeadJSON", "LeadText",
            ]),
        target("LeadReport", ["LeadTables", "LeadModel", "LeadDiagnostics", "LeadText", "LeadJSON"]),
        target("LeadConfig", ["LeadModel", "LeadDiagnostics", "LeadText", tomlKit]),
        target("LeadStore", ["LeadModel", grdb, crypto]),

        // 6
        target(
            "LeadREPL",
            [
                "LeadRuntime", "LeadTerminal", "LeadReport", "LeadSemantics", "LeadFormat", "LeadSyntax", "LeadDiagnostics",
                "LeadModel", "LeadText",
            ]),
        target(
            "LeadProviders",
            ["LeadTables", "LeadRuntime", "LeadPlanner", "LeadAPI", "LeadHTTP", "LeadModel", "LeadJSON", httpTypes]),
        target("LeadSandbox", ["LeadTables", "LeadAPI", "LeadStore", "LeadHTTP", "LeadModel", "LeadJSON", httpTypes]),

        // 7
        target(
            "LeadServer",
            [
                "LeadSandbox", "LeadAPI", "LeadHTTP", "LeadJSON", "LeadModel", "LeadText", "CZlib", hummingbird, hummingbirdCore,
                lifecycle,
                logging, nioCore, nioPosix, nioHTTPTypes, httpTypes,
            ]),

        // 8
        .target(
            name: "LeadCLI",
            dependencies: [
                "LeadServer", "LeadConfig", "LeadHTTPClient", "LeadREPL", "LeadProviders", "LeadSandbox", "LeadStore",
                "LeadReport",
                "LeadRuntime",
                "LeadPlanner",
                "LeadReference", "LeadSemantics", "LeadFormat", "LeadSyntax", "LeadTables", "LeadTerminal", "LeadAPI", "LeadHTTP",
                "LeadJSON",
                "LeadModel", "LeadDiagnostics", "LeadText", argumentParser, crypto, httpTypes,
            ], swiftSettings: houseBesideC),
        .executableTarget(name: "lead", dependencies: ["LeadCLI"], swiftSettings: house),

        // Tests
        .systemLibrary(name: "CSpawn", path: "Tests/CSpawn"),
        .executableTarget(
            name: "EchoServer", dependencies: [hummingbird, logging, nioCore], path: "Tests/EchoServer", swiftSettings: house),
        .target(
            name: "LeadPromises",
            dependencies: ["LeadFormat", "LeadSemantics", "LeadSyntax", "LeadProviders", "LeadDiagnostics"],
            path: "Tests/LeadPromises", swiftSettings: house),
        .target(
            name: "LeadFuzz", dependencies: ["LeadPromises", "LeadSyntax", "LeadDiagnostics"], path: "Tests/LeadFuzz",
            swiftSettings: house),
        .target(
            name: "LeadTestSupport",
            dependencies: [
                "CSpawn", "LeadCLI", "LeadProviders", "LeadTerminal", "LeadModel", "LeadDiagnostics", "LeadHTTP", "LeadJSON",
                "LeadText",
                httpTypes,
            ],
            path: "Tests/LeadTestSupport", swiftSettings: houseBesideC),
        tests(
            "FoundationTests",
            [
                "LeadText", "LeadDiagnostics", "LeadModel", "LeadJSON", "LeadHTTP", "LeadTables", "LeadPattern", "LeadReport",
                "LeadConfig", "LeadTestSupport", httpTypes,
            ]),
        tests(
            "LanguageTests", ["LeadSyntax", "LeadSemantics", "LeadProviders", "LeadModel", "LeadDiagnostics", "LeadTestSupport"]),
        tests(
            "SandboxTests",
            ["LeadSandbox", "LeadStore", "LeadAPI", "LeadHTTP", "LeadJSON", "LeadModel", "LeadTestSupport", httpTypes]),
        tests(
            "PlanningTests",
            [
                "LeadPlanner", "LeadRuntime", "LeadProviders", "LeadSandbox", "LeadStore", "LeadAPI", "LeadSemantics",
                "LeadSyntax",
                "LeadHTTP", "LeadJSON", "LeadModel", "LeadDiagnostics", "LeadTables", "LeadTestSupport", httpTypes,
            ]),
        tests(
            "PromptTests",
            ["LeadREPL", "LeadTerminal", "LeadReport", "LeadText", "LeadCLI", "LeadHTTP", "LeadModel", "LeadTestSupport"]),
        tests(
            "FormatTests",
            [
                "LeadPromises", "LeadFormat", "LeadSyntax", "LeadSemantics", "LeadProviders", "LeadModel", "LeadDiagnostics",
                "LeadText", "LeadTestSupport",
            ]),
        tests(
            "GoldenTests",
            [
                "LeadCLI", "LeadREPL", "LeadReference", "LeadReport", "LeadFormat", "LeadSemantics", "LeadSyntax", "LeadHTTP",
                "LeadJSON",
                "LeadModel", "LeadText", "LeadDiagnostics", "LeadTestSupport", "lead", httpTypes,
            ]),
        tests(
            "NetworkTests",
            [
                "LeadServer", "LeadProviders", "LeadRuntime", "LeadCLI", "LeadSandbox", "LeadStore", "LeadAPI", "LeadJSON",
                "LeadModel", "LeadHTTPClient", "LeadHTTP",
                "LeadTestSupport",
                httpTypes, asyncHTTPClient, nioCore, nioPosix, nioHTTP1,
                nioHTTP2,
                nioSSL,
            ]),
        tests("TidyTests", ["LeadTestSupport"]),
    ],
    cxxLanguageStandard: .cxx17
)
