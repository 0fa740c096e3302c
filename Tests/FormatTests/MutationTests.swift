import LeadDiagnostics
import LeadPromises
import LeadSyntax
import LeadTestSupport
import Testing

/// Whatever is done to a script, reading, checking and formatting it end, and what they say is of use.
struct MutationTests {
    private static let scriptsPerBlock: UInt64 = 500
    private static let promises = Promises(files: ProgramFiles.asScriptFiles)

    @Test(.timeLimit(.minutes(15)), arguments: 0..<20 as Range<UInt64>)
    func damagedScriptsAreAnswered(_ block: UInt64) async {
        var clean = 0
        let watchdog = Watchdog("damaged scripts")
        for seed in block * Self.scriptsPerBlock..<(block + 1) * Self.scriptsPerBlock {
            // Tests that wait for a terminal have their turn in between.
            await Task.yield()
            let bytes = Mutator.script(seed: seed)
            watchdog.watch(seed) {
                let tree = parse(Source(name: "damaged.lead", bytes: bytes))
                if let flaw = Self.promises.flaw(of: tree, comparesTrees: seed % 20 == 0) {
                    Issue.record("seed \(seed): \(flaw)\n\(swiftLiteral(of: bytes))")
                }
                if tree.diagnostics.isEmpty { clean += 1 }
            }
        }
        // Some of them are still scripts without a mistake, or nothing would have been formatted.
        #expect(clean > 50)
    }
}
