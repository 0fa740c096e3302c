import Foundation
import LeadTestSupport
import Testing

/// A script with the files that say what running it prints: `name.lead` and its neighbours `.out`, `.err`, `.exit`.
///
/// Further neighbours: `.args` holds the arguments of one call a line-block (blocks divided by `---`, `{file}` standing for
/// the script), `.in` is standard input, `.http` the requests that the last call makes, `.written` the file `out.*` that it
/// writes. What the folder `.files` holds is copied beside the script: tables, and scripts to include. The cases of `check`
/// and `poor` are checked, those of `plan` planned; all others run on the sandbox.
struct GoldenCase: Sendable, CustomTestStringConvertible {
    let folder: String
    let name: String

    var testDescription: String { "\(folder)/\(name)" }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Golden")

    /// All cases, in order.
    static let all: [GoldenCase] = {
        folders.flatMap { folder in
            let names = Set(files(in: folder).filter { $0 != "README.md" }.map { String($0.prefix(while: { $0 != "." })) })
            return names.sorted().map { GoldenCase(folder: folder, name: $0) }
        }
    }()

    static let folders: [String] = {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        // The prompt's transcripts have a runner of their own.
        return folders.filter { $0 != "repl" }.sorted()
    }()

    static func files(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)) ?? []).sorted()
    }

    func url(_ suffix: String) -> URL {
        Self.root.appendingPathComponent(folder).appendingPathComponent("\(name).\(suffix)")
    }

    func bytes(_ suffix: String) -> [UInt8]? {
        (try? Data(contentsOf: url(suffix))).map { [UInt8]($0) }
    }

    func text(_ suffix: String) -> String {
        String(decoding: bytes(suffix) ?? [], as: UTF8.self)
    }

    /// The arguments of each call.
    var calls: [[String]] {
        if folder == "format", bytes("args") == nil { return [["fmt", "\(name).lead"]] }
        guard let arguments = bytes("args") else {
            switch folder {
            case "check", "poor": return [["check", "\(name).lead"]]
            case "plan": return [["plan", "--sandbox", "\(name).lead"]]
            default: return [["run", "--sandbox", "\(name).lead"]]
            }
        }
        let lines = String(decoding: arguments, as: UTF8.self).split(separator: "\n").map(String.init)
        return lines.split(separator: "---").map { $0.map { $0.replacingOccurrences(of: "{file}", with: "\(name).lead") } }
    }

    /// What a case must print.
    struct Outcome: Equatable {
        var output = ""
        var errors = ""
        /// The exit codes, one for each call.
        var exits = ""
        var requests: String?
        var written: String?
    }

    var expected: Outcome {
        Outcome(
            output: text("out"), errors: text("err"),
            exits: bytes("exit") == nil ? String(repeating: "0\n", count: calls.count) : text("exit"),
            requests: bytes("http").map { String(decoding: $0, as: UTF8.self) },
            written: bytes("written").map { String(decoding: $0, as: UTF8.self) })
    }

    /// Makes `outcome` the expected one; files that would be empty are not kept.
    func update(_ outcome: Outcome) throws {
        let contents = [
            "out": outcome.output, "err": outcome.errors,
            "exit": outcome.exits.allSatisfy { $0 == "0" || $0 == "\n" } ? "" : outcome.exits,
            "http": bytes("http") == nil ? "" : outcome.requests ?? "", "written": outcome.written ?? "",
        ]
        for (suffix, text) in contents {
            if text.isEmpty {
                try? FileManager.default.removeItem(at: url(suffix))
            } else {
                try ExpectedFile.write(text, to: url(suffix))
            }
        }
    }
}
