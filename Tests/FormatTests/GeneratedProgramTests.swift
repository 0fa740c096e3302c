import LeadDiagnostics
import LeadFormat
import LeadModel
import LeadPromises
import LeadSemantics
import LeadSyntax
import LeadTestSupport
import Testing

/// Programs without a mistake are read and checked without a word, and mean the same once they are laid out anew.
struct GeneratedProgramTests {
    private static let programsPerBlock: UInt64 = 500
    private static let promises = Promises(files: ProgramFiles.asScriptFiles)

    @Test(.timeLimit(.minutes(15)), arguments: 0..<20 as Range<UInt64>)
    func programsWithoutAMistakeAreTakenAsSuch(_ block: UInt64) async {
        let watchdog = Watchdog("generated programs")
        for seed in block * Self.programsPerBlock..<(block + 1) * Self.programsPerBlock {
            // Tests that wait for a terminal have their turn in between.
            await Task.yield()
            let program = GeneratedProgram(seed: seed)
            guard let flaw = watchdog.watch(seed, { Self.flaw(of: program) }) else { continue }
            Issue.record("seed \(seed): \(flaw)\n\(program.text)")
        }
    }

    /// What is wrong with the program or its layout; nil where nothing is.
    private static func flaw(of program: GeneratedProgram) -> String? {
        guard program.text.split(separator: "\n").count <= GeneratedProgram.lineLimit else { return "it is too long" }
        let tree = parse(Source(name: "generated.lead", text: program.text))
        if let diagnostic = promises.checked(tree).first { return describe(diagnostic, in: tree.source) }
        // Every promise of the formatter rests on the tokens; the trees themselves are compared now and then.
        guard let formatting = Formatting(tree) else { return "it is not laid out" }
        if let flaw = formatting.flaw(comparesTrees: program.seed % 20 == 0) {
            return "laid out: \(flaw)\n\(formatting.text)\n----"
        }
        return promises.checked(formatting.after).first.map {
            "laid out: " + describe($0, in: formatting.after.source) + "\n\(formatting.text)\n----"
        }
    }

    private static func describe(_ diagnostic: Diagnostic, in source: Source) -> String {
        let line = source.position(at: diagnostic.span?.start ?? 0).line
        return "\(diagnostic.code) \(diagnostic.message), line \(line)"
    }
}

extension ProgramFiles {
    /// The files as the checker asks for them.
    static let asScriptFiles = ScriptFiles(
        script: { path, _ in
            scripts[path].map { .success(Source(name: path, text: $0)) } ?? .failure(.init("cannot be read", help: "write it"))
        },
        header: { path, _ in headers[path].map { .success($0) } ?? .failure(.init("cannot be read", help: "write it")) })
}
