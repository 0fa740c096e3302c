import Foundation
import Testing

struct SourceRulesTests {
    /// A text that source must not hold, and where it may all the same.
    private struct Ban: Sendable {
        let text: String
        let allowedTargets: Set<String>
        let isForTestsToo: Bool

        /// The parts are joined, so that this file does not break its own rule.
        init(_ parts: String..., allowedIn targets: Set<String> = [], inTests isForTestsToo: Bool = true) {
            text = parts.joined()
            allowedTargets = targets
            self.isForTestsToo = isForTestsToo
        }
    }

    private static let bans = [
        Ban("tr", "y!"), Ban("a", "s!"), Ban("fatal", "Error("), Ban("Task.", "detached"), Ban(".dis", "abled("),
        Ban("pri", "nt("), Ban("Task ", "{", allowedIn: ["LeadCLI", "LeadREPL", "LeadTerminal", "LeadServer"], inTests: false),
        Ban("Task.", "sleep", allowedIn: ["LeadCLI"], inTests: true), Ban("us", "leep("), Ban("nano", "sleep("),
        Ban("Thread.", "sleep"), Ban(" sl", "eep(1"),
    ]

    @Test func nothingBannedIsCalled() throws {
        var violations: [String] = []
        for file in try Repository.swiftFiles(in: "Sources") + Repository.swiftFiles(in: "Tests") {
            for (number, line) in file.lines.enumerated() {
                let code = Self.code(of: line)
                for ban in Self.bans where Self.contains(code, ban.text) {
                    let isAllowed =
                        ban.allowedTargets.contains(file.target) || (!ban.isForTestsToo && file.path.hasPrefix("Tests/"))
                    if isAllowed { continue }
                    violations.append("\(file.path):\(number + 1): \(ban.text)")
                }
            }
        }
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }

    @Test func filesStayReadable() throws {
        let files = try Repository.swiftFiles(in: "Sources") + Repository.swiftFiles(in: "Tests")
        let long = files.filter { $0.lines.count > 500 }.map { "\($0.path): \($0.lines.count) lines" }
        #expect(long.isEmpty, "\(long.joined(separator: "\n"))")
    }

    @Test func functionsStayReadable() throws {
        var violations: [String] = []
        for file in try Repository.swiftFiles(in: "Sources") + Repository.swiftFiles(in: "Tests") {
            for function in Self.functions(in: file.lines) where function.count > 60 {
                violations.append("\(file.path):\(function.lowerBound + 1): \(function.count) lines")
            }
        }
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }

    @Test func functionsAreFoundByTheirIndentation() {
        let lines = "func a() {\n    func b(\n    ) {\n    }\n}\nvar c: Int\nfunc d() -> Int { 1 }".split(separator: "\n")
        #expect(Self.functions(in: lines).sorted { $0.lowerBound < $1.lowerBound } == [0..<5, 1..<4, 6..<7])
    }

    @Test func thePackageKeepsItsSettings() throws {
        let manifest = try Repository.text(of: "Package.swift")
        #expect(manifest.hasPrefix("// swift-tools-version: 6.2\n"))
        for setting in [
            ".swiftLanguageMode(.v6)", "\"InternalImportsByDefault\"", "\"ExistentialAny\"", "\"MemberImportVisibility\"",
            ".treatAllWarnings(as: .error)",
        ] {
            #expect(manifest.contains(setting))
        }
    }

    @Test func noFileNamesTheMachineItWasWrittenOn() throws {
        // Joined, so that this file does not hold what it looks for.
        let needles = ["/wo" + "rk/", "bash_" + "jobs"]
        let folders = ["Sources", "Tests", "scripts", "docs", "examples", ".ci"].flatMap { Repository.paths(in: $0) }
        var violations: [String] = []
        for path in folders + ["Package.swift", "README.md", "CONTRIBUTING.md"] {
            guard let text = try? Repository.text(of: path) else { continue }
            for needle in needles where text.contains(needle) || path.contains(needle) { violations.append("\(path): \(needle)") }
        }
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }

    /// The line without a comment and without the insides of string literals, as far as one line shows them.
    private static func code(of line: Substring) -> String {
        var code = ""
        var isInString = false
        var previous: Character = " "
        for character in line {
            if character == "\"", previous != "\\" { isInString.toggle() }
            if !isInString, character == "/", previous == "/" { return String(code.dropLast()) }
            if !isInString { code.append(character) }
            previous = character
        }
        return code
    }

    /// Whether the text stands there as a word of its own, so that a longer name that ends like it is none.
    private static func contains(_ code: String, _ text: String) -> Bool {
        var rest = code[...]
        while let range = rest.firstRange(of: text) {
            let before = code[..<range.lowerBound].last
            let isDeclared = code[..<range.lowerBound].hasSuffix("case ")
            let isWord =
                isDeclared || (text.first?.isLetter == true && (before?.isLetter == true || before == "_" || before == "."))
            if !isWord { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }

    /// From a line with `func` or `init` to the line that closes it, which swift-format indents alike.
    private static func functions(in lines: [Substring]) -> [Range<Int>] {
        lines.indices.compactMap { start in
            let words = lines[start].split { " (<".contains($0) }
            guard words.contains("func") || words.contains("init"), !lines[start].contains("//") else { return nil }
            let indentation = lines[start].prefix { $0 == " " }
            if lines[start].hasSuffix("}") { return start..<start + 1 }
            for end in (start + 1)..<max(lines.count, start + 1) {
                guard lines[end].hasPrefix(indentation), !lines[end].isEmpty else { continue }
                let rest = lines[end].dropFirst(indentation.count)
                if rest == "}" { return start..<end + 1 }
                // A protocol's requirement has no body: the next declaration stands at the same depth.
                if let first = rest.first, first != " ", first != ")", first != "#" { return nil }
            }
            return nil
        }
    }
}
