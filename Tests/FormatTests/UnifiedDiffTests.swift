import LeadTestSupport
import LeadText
import Testing

struct UnifiedDiffTests {
    private func diff(_ old: String, _ new: String, context: Int = 3) -> [String] {
        UnifiedDiff(from: old, to: new, name: "a", context: context).lines.map(\.text)
    }

    @Test func showsWhatChanged() {
        #expect(diff("a\nb\nc\n", "a\nB\nc\n") == ["--- a", "+++ a", "@@ -1,3 +1,3 @@", " a", "-b", "+B", " c"])
        #expect(diff("", "a\n") == ["--- a", "+++ a", "@@ -0,0 +1 @@", "+a"])
        #expect(diff("a\n", "") == ["--- a", "+++ a", "@@ -1 +0,0 @@", "-a"])
        #expect(diff("a\n", "a\n").isEmpty)
        #expect(diff("a", "a\n") == ["--- a", "+++ a", "@@ -1 +1 @@", "-a", "\\ No newline at end of file", "+a"])
        #expect(diff("a\r\n", "a\n") == ["--- a", "+++ a", "@@ -1 +1 @@", "-a\r", "+a"])
    }

    @Test func placesFarApartStandApart() {
        let old = (0..<20).map { "\($0)\n" }.joined()
        let new = old.replacing("\n2\n", with: "\n2b\n").replacing("\n17\n", with: "\n")
        #expect(
            diff(old, new, context: 1)
                == ["--- a", "+++ a", "@@ -2,3 +2,3 @@", " 1", "-2", "+2b", " 3", "@@ -17,3 +17,2 @@", " 16", "-17", " 18"])
        #expect(diff(old, new, context: 10).filter { $0.hasPrefix("@@") } == ["@@ -1,20 +1,19 @@"])
    }

    /// Applying the difference to the old text gives the new one, and the other way round.
    @Test func canBeApplied() {
        var random = SeededGenerator(seed: 3)
        for round in 0..<200 {
            let old = text(of: Int(random.next() % 30), &random)
            let new = round % 2 == 0 ? text(of: Int(random.next() % 30), &random) : change(old, &random)
            let lines = UnifiedDiff(from: old, to: new, name: "a", context: 1_000).lines
            let expected = old == new ? ("", "") : (old, new)
            func side(_ kind: UnifiedDiff.Line.Kind) -> String {
                lines.filter { [.same, kind].contains($0.kind) }.map { $0.text.dropFirst() + "\n" }.joined()
            }
            #expect(side(.removed) == expected.0)
            #expect(side(.added) == expected.1)
        }
    }

    @Test func textsThatShareNothingAreCompared() {
        let old = (0..<5_000).map { "a\($0)\n" }.joined()
        let new = (0..<5_000).map { "b\($0)\n" }.joined()
        #expect(UnifiedDiff(from: old, to: new, name: "a").lines.count == 10_003)
    }

    private func text(of count: Int, _ random: inout SeededGenerator) -> String {
        (0..<count).map { _ in "\(random.next() % 5)\n" }.joined()
    }

    private func change(_ text: String, _ random: inout SeededGenerator) -> String {
        text.split(separator: "\n").map { random.next() % 6 == 0 ? "new\n" : "\($0)\n" }.joined()
    }
}
