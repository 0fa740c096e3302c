import LeadHTTP
import LeadTestSupport
import Testing

/// How many calls are made at once, at services that are simulated.
struct ConcurrencyWindowTests {
    private typealias Answer = (latency: Duration, outcome: ConcurrencyWindow.Outcome)

    /// The width after each of so many answers of a service at which somebody always waits.
    private static func widths(
        _ answers: Int, of window: ConcurrencyWindow = ConcurrencyWindow(), jitter: ClosedRange<Int> = 100...100,
        _ serve: (_ underWay: Int, _ answered: Int) -> Answer
    ) -> [Int] {
        var window = window
        var now = Duration.zero
        var generator = SeededGenerator(seed: 42)
        var calls: [(end: Duration, call: ConcurrencyWindow.Call, outcome: ConcurrencyWindow.Outcome)] = []
        var widths: [Int] = []
        while widths.count < answers {
            while let call = window.begin() {
                let (latency, outcome) = serve(window.underWay, widths.count)
                calls.append((now + latency * Int.random(in: jitter, using: &generator) / 100, call, outcome))
            }
            guard let next = calls.indices.min(by: { calls[$0].end < calls[$1].end }) else { break }
            let call = calls.remove(at: next)
            now = call.end
            window.end(call.call, call.outcome, at: now)
            widths.append(window.width)
        }
        return widths
    }

    /// As quick with up to `most` calls as with one; beyond that, each call more makes all of them slower.
    private static func flat(upTo most: Int) -> (Int, Int) -> Answer {
        { underWay, _ in (.milliseconds(100) * max(underWay, most) / most, .answered) }
    }

    @Test(arguments: [1, 2, 4, 6, 10, 20]) func settlesWhereMoreDoesNotHelp(_ most: Int) {
        let settled = Self.widths(3000, Self.flat(upTo: most)).suffix(1500)
        #expect(settled.allSatisfy { abs($0 - most) <= 1 }, "\(Set(settled).sorted())")
        let mean = Double(settled.reduce(0, +)) / Double(settled.count)
        #expect(abs(mean - Double(most)) < 0.5, "\(mean)")
    }

    @Test(arguments: [4, 10, 20]) func chanceDoesNotMakeItStray(_ most: Int) {
        let settled = Self.widths(6000, jitter: 70...130, Self.flat(upTo: most)).suffix(3000)
        let mean = Double(settled.reduce(0, +)) / Double(settled.count)
        #expect(abs(mean - Double(most)) < 3, "\(mean)")
        #expect(settled.allSatisfy { (most / 2...most * 2 + 2).contains($0) }, "\(Set(settled).sorted())")
    }

    /// From 4 to 10 in a few pages of answers, not in thousands.
    @Test func risesByOneInARound() {
        let widths = Self.widths(400, Self.flat(upTo: 10))
        #expect(widths.first == 4)
        #expect(zip(widths, widths.dropFirst()).allSatisfy { $1 - $0 <= 1 })
        #expect(widths.firstIndex(of: 10).map { $0 < 100 } == true)
    }

    @Test func neverPassesItsBounds() {
        let wide = Self.widths(2000, of: ConcurrencyWindow(start: 4, most: 7), Self.flat(upTo: 100))
        #expect(wide.max() == 7 && wide.suffix(500).allSatisfy { $0 >= 6 })
        let narrow = Self.widths(200) { _, _ in (.milliseconds(10), .refused) }
        #expect(narrow.min() == 1 && narrow.last == 1)
        #expect(ConcurrencyWindow(start: 0).width == 1 && ConcurrencyWindow(start: 9, most: 3).width == 3)
    }

    /// What the service can do changes while it is asked.
    @Test func followsAServiceThatChanges() {
        let widths = Self.widths(9000) { underWay, answered in
            Self.flat(upTo: (3000..<6000).contains(answered) ? 3 : 12)(underWay, answered)
        }
        for (range, most) in [(2000..<3000, 12), (5000..<6000, 3), (8000..<9000, 12)] {
            #expect(widths[range].allSatisfy { abs($0 - most) <= 1 }, "\(most): \(Set(widths[range]).sorted())")
        }
    }

    @Test(arguments: [ConcurrencyWindow.Outcome.refused, .lost]) func backsOffFromWhatIsTooMuch(
        _ outcome: ConcurrencyWindow.Outcome
    ) {
        let most = 8
        var failures = 0
        let widths = Self.widths(4000) { underWay, _ in
            if underWay > most {
                failures += 1
                return (.milliseconds(20), outcome)
            }
            return (.milliseconds(100), .answered)
        }
        #expect(widths.max() == most + 1)
        #expect(widths.suffix(2000).allSatisfy { $0 >= (most + 1) / 2 })
        let mean = Double(widths.suffix(2000).reduce(0, +)) / 2000
        #expect(mean > Double(most) * 0.6, "\(mean)")
        #expect(failures > 0 && failures * 10 < widths.count, "\(failures)")
    }

    /// Eight refusals of calls that were under way together are one sign, not eight.
    @Test func halvesOnceForAllThatWereUnderWay() {
        var window = ConcurrencyWindow(start: 16)
        var calls: [ConcurrencyWindow.Call] = []
        while let call = window.begin() { calls.append(call) }
        #expect(calls.count == 16)
        for (second, call) in calls.prefix(8).enumerated() { window.end(call, .refused, at: .seconds(second)) }
        #expect(window.width == 8 && window.underWay == 8)
        #expect(window.begin() == nil)
        window.end(calls[8], .lost, at: .seconds(9))
        #expect(window.width == 8)
        let later = window.begin()
        window.end(calls[9], .refused, at: .seconds(10))
        #expect(window.width == 8)
        if let later { window.end(later, .lost, at: .seconds(11)) }
        #expect(later != nil && window.width == 4)
    }

    /// What was never sent, or was interrupted, says nothing of the service.
    @Test func whatTellsNothingChangesNothing() {
        let widths = Self.widths(500) { _, _ in (.milliseconds(10), .unknown) }
        #expect(widths.allSatisfy { $0 == 4 })
    }

    /// One call after the other gives no reason for more.
    @Test func staysWhereNobodyWaits() {
        var window = ConcurrencyWindow()
        for second in 0..<200 {
            guard let call = window.begin() else { break }
            window.end(call, .answered, at: .seconds(second))
        }
        #expect(window.width == 4 && window.underWay == 0)
    }
}
