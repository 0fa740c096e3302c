import Foundation
import HTTPTypes
import LeadHTTP
import LeadTestSupport
import Synchronization
import Testing

/// How many calls are made in a minute and a day, by however many processes.
struct CallWindowsTests {
    private static let caps = CallWindows.Caps(perMinute: 10, perDay: 100)

    @Test func aMinuteHasSoManyCalls() {
        var windows = CallWindows()
        for second in 0..<10 { #expect(windows.take(at: 1000 + Double(second), caps: Self.caps) == .go) }
        #expect(windows.take(at: 1009.5, caps: Self.caps) == .wait(seconds: 50.5, .minute(cap: 10)))
        #expect(windows.take(at: 1060, caps: Self.caps) == .go)
        #expect(windows.take(at: 1060, caps: Self.caps) == .wait(seconds: 1, .minute(cap: 10)))
        #expect(windows.take(at: 1061, caps: CallWindows.Caps()) == .go)
    }

    @Test func aDayEndsAtMidnightUTC() {
        var windows = CallWindows()
        let noon = 20_000 * 86_400 + 43_200.0
        for call in 0..<100 { #expect(windows.take(at: noon + Double(call) * 7, caps: Self.caps) == .go) }
        #expect(windows.take(at: noon + 700, caps: Self.caps) == .wait(seconds: 42_500, .day(cap: 100)))
        #expect(windows.take(at: noon + 43_200, caps: Self.caps) == .go)
    }

    /// The service knows of more calls than we do.
    @Test func learnsFromWhatTheServiceSays() {
        var windows = CallWindows()
        #expect(windows.take(at: 1000, caps: Self.caps) == .go)
        windows.learn(at: 1000, limit: 100, remaining: 1, reset: 86_400)
        #expect(windows.take(at: 1001, caps: Self.caps) == .go)
        #expect(windows.take(at: 1002, caps: Self.caps) == .wait(seconds: 85_398, .day(cap: 100)))
        windows = CallWindows()
        windows.learn(at: 1000, limit: 10, remaining: 0, reset: 1060)
        #expect(windows.take(at: 1030, caps: Self.caps) == .wait(seconds: 30, .minute(cap: 10)))
        windows.learn(at: 1030, limit: 100, remaining: 99, reset: 86_400)
        #expect(windows.take(at: 1031, caps: Self.caps) == .wait(seconds: 29, .minute(cap: 10)))
        windows.block(at: 1031, for: 100)
        #expect(windows.take(at: 1061, caps: Self.caps) == .wait(seconds: 70, .service))
    }

    /// A clock that is set back neither frees calls nor makes them wait for hours.
    @Test func aClockThatIsSetBackDoesNoHarm() {
        var windows = CallWindows()
        for _ in 0..<10 { #expect(windows.take(at: 90_000, caps: Self.caps) == .go) }
        #expect(windows.take(at: 80_000, caps: Self.caps) == .wait(seconds: 60, .minute(cap: 10)))
        #expect(windows.usedToday == 10)
    }

    @Test func theFileSaysTheSame() throws {
        var windows = CallWindows()
        _ = windows.take(at: 1_763_000_000.25, caps: Self.caps)
        _ = windows.take(at: 1_763_000_001.5, caps: Self.caps)
        windows.block(at: 1_763_000_002, for: 5)
        #expect(CallWindows(text: windows.text) == windows)
        // A process that was ended while it wrote leaves the beginning, or the end of an older text behind it.
        for count in 0..<windows.text.count { #expect(CallWindows(text: String(windows.text.prefix(count))) == nil) }
        #expect(CallWindows(text: windows.text + "0.25\n") == nil)
        #expect(CallWindows(text: windows.text.replacing("1763000001.5", with: "nan")) == nil)
    }

    /// Two processes on one file, one clock and lots drawn by a seed: whatever their order, no window ever has more calls than it may.
    @Test func manyInterleavingsNeverPassTheLimit() throws {
        let folder = try TemporaryFolder()
        var generator = SeededGenerator(seed: 7)
        for round in 0..<10_000 / 250 {
            let path = folder.path("limits-\(round)")
            let files = [LimitFile(path: path), LimitFile(path: path)]
            let caps = CallWindows.Caps(
                perMinute: Int.random(in: 1...12, using: &generator), perDay: Int.random(in: 20...120, using: &generator))
            var now = 1_763_000_000.0 + Double(Int.random(in: 0..<86_400, using: &generator))
            var made: [Double] = []
            for _ in 0..<250 {
                now += Double(Int.random(in: 0...9, using: &generator))
                if Int.random(in: 0..<400, using: &generator) == 0 { now += 40_000 }
                let moment = now
                let decision = files[Int.random(in: 0..<2, using: &generator)].update(unreadable: { CallWindows() }) {
                    $0.take(at: moment, caps: caps)
                }
                switch decision {
                case .go: made.append(now)
                case .wait(let seconds, _):
                    #expect(seconds > 0 && seconds <= 86_400)
                    // Whoever waits as long as it is told may go: nobody else was here.
                    if Bool.random(using: &generator) { now += seconds.rounded(.up) }
                }
                let lastMinute = made.count { $0 > now - 60 }
                let today = made.count { Int($0 / 86_400) == Int(now / 86_400) }
                #expect(lastMinute <= caps.perMinute ?? .max && today <= caps.perDay ?? .max)
            }
            #expect(made.count > 10)
        }
    }

    /// A file that holds something else is taken for one that somebody has just used up.
    @Test func aBrokenFileFreesNoCalls() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("lead-limits 1\nminute 17630", to: "limits")
        let now = 1_763_000_000.0
        func take(_ file: LimitFile, at moment: Double) -> CallWindows.Decision {
            file.update(
                unreadable: {
                    var windows = CallWindows()
                    for _ in 0..<10 { _ = windows.take(at: now, caps: CallWindows.Caps()) }
                    return windows
                }, { $0.take(at: moment, caps: Self.caps) })
        }
        #expect(take(LimitFile(path: path), at: now) == .wait(seconds: 60, .minute(cap: 10)))
        #expect(take(LimitFile(path: path), at: now + 60) == .go)
        // Where there can be no file, this process keeps to the limit by itself.
        let alone = LimitFile(path: "/dev/null/limits")
        for _ in 0..<10 { #expect(take(alone, at: now) == .go) }
        #expect(take(alone, at: now) == .wait(seconds: 60, .minute(cap: 10)))
    }

    /// Nobody knows how many calls the account has, nor how many were made: none for a minute.
    @Test(arguments: [
        "", "lead-limits 1\nminute 17630", "lead-limits 1\nminute\nday 1 9223372036854775807\nblocked 1e300\ncaps - -\n",
    ])
    func aBrokenFileIsAMinuteThatIsUsedUp(_ text: String) async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(text, to: "limits")
        let clock = ManualClock()
        let transport = RateLimitedTransport(
            AnsweringTransport(), file: LimitFile(path: path), caps: .init(), clock: clock,
            now: { 1_763_000_000 + Double(clock.now.offset.components.seconds) })
        _ = try await transport.send(Request(.get, "/"))
        #expect(clock.waits == (text.isEmpty ? [] : [.seconds(60)]))
    }

    private struct AnsweringTransport: Transport {
        func send(_ request: Request) async throws(TransportFailure) -> Response { Response(status: 200) }
    }

    /// A clock that went a year ahead and was set back holds nobody up for a year.
    @Test func aClockThatIsSetBackFreesTheAccount() {
        var windows = CallWindows()
        let now = 1_763_000_000.0
        let caps = CallWindows.Caps(perMinute: 2, perDay: 5)
        for minute in 0..<3 { _ = windows.take(at: now + 31_536_000 + Double(minute) * 60, caps: caps) }
        windows.block(at: now + 31_536_000, for: 60)
        #expect(windows.take(at: now, caps: caps) != .go)
        // What was counted on that day counts still.
        var later = now + 601
        var made = 0
        while made < 3, later < now + 2000 {
            if windows.take(at: later, caps: caps) == .go { made += 1 }
            later += 61
        }
        #expect(made == 2)
    }

    /// Two counts of one account, one of which could not be written for a while: no call is forgotten, and none counts twice.
    @Test func countsAreJoined() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("limits")
        let caps = CallWindows.Caps(perMinute: 4)
        func take(_ file: LimitFile, at now: Double) -> CallWindows.Decision {
            file.update(unreadable: { CallWindows() }) { $0.take(at: now, caps: caps) }
        }
        let (one, other) = (LimitFile(path: path), LimitFile(path: path))
        #expect(take(one, at: 1000) == .go && take(other, at: 1001) == .go)
        // The file is lost, but not what this process has counted.
        _ = try folder.write("", to: "limits")
        #expect(take(one, at: 1002) == .go)
        #expect(take(other, at: 1003) == .go)
        #expect(take(one, at: 1004) != .go)
    }
}
