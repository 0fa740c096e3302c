import LeadTestSupport
import Synchronization
import Testing

@testable import LeadRuntime

/// Several operations at a time, and their results in order.
@Suite(.timeLimit(.minutes(15)))
struct InOrderTests {
    private struct Broken: Error, Equatable {
        let place: Int
    }

    /// What began, what ended, and how many were under way at once.
    private final class Log: Sendable {
        private struct State {
            var begun: [Int] = []
            var ended: Set<Int> = []
            var most = 0
        }

        private let state = Mutex(State())

        var begun: [Int] { state.withLock { $0.begun } }
        var ended: Set<Int> { state.withLock { $0.ended } }
        var most: Int { state.withLock { $0.most } }

        func begin(_ place: Int) {
            state.withLock { state in
                state.begun.append(place)
                state.most = max(state.most, state.begun.count - state.ended.count)
            }
        }

        func end(_ place: Int) {
            state.withLock { _ = $0.ended.insert(place) }
        }

        /// Waits, without any time, until a place has ended.
        func until(ended place: Int) async {
            while !ended.contains(place), !Task.isCancelled { await Task.yield() }
        }
    }

    @Test(arguments: [1, 2, 3, 8, 100]) func theOrderIsThatOfThePlaces(_ width: Int) async throws {
        let log = Log()
        var received: [Int] = []
        // Within each group of `width`, the last one ends first.
        try await inOrder(5..<45, width: width) { place throws(Broken) in
            log.begin(place)
            if (place - 4) % width != 0, place < 44 { await log.until(ended: place + 1) }
            log.end(place)
            return place
        } receive: { place throws(Broken) in
            received.append(place)
            return true
        }
        #expect(received == Array(5..<45))
        #expect(log.most <= width && log.begun.count == 40)
        if width > 1 { #expect(log.most > 1) }
    }

    /// A later failure comes first, and is the later one all the same; nothing behind it is begun any more.
    @Test func theFirstFailureInOrderCounts() async {
        let log = Log()
        var received: [Int] = []
        await #expect(throws: Broken(place: 3)) {
            try await inOrder(0..<100, width: 5) { place throws(Broken) in
                log.begin(place)
                defer { log.end(place) }
                if place == 4 { throw Broken(place: 4) }
                if place <= 3 { await log.until(ended: place + 1) }
                if place == 3 { throw Broken(place: 3) }
                return place
            } receive: { place throws(Broken) in
                received.append(place)
                return true
            }
        }
        #expect(received == [0, 1, 2])
        #expect(Set(log.begun) == [0, 1, 2, 3, 4] && log.ended == [0, 1, 2, 3, 4])
    }

    /// What was begun in vain is cancelled, and has ended before anything goes on.
    @Test(arguments: [false, true]) func whatIsNotWantedIsCancelled(_ fails: Bool) async throws {
        let log = Log()
        let cancelled = Mutex<Set<Int>>([])
        var received: [Int] = []
        do throws(Broken) {
            try await inOrder(0..<100, width: 4) { place throws(Broken) in
                log.begin(place)
                defer { log.end(place) }
                if place < 2 { return place }
                while !Task.isCancelled { await Task.yield() }
                cancelled.withLock { _ = $0.insert(place) }
                return place
            } receive: { place throws(Broken) in
                received.append(place)
                if place == 1, fails { throw Broken(place: 1) }
                return place < 1
            }
            #expect(!fails)
        } catch {
            #expect(fails && error == Broken(place: 1))
        }
        #expect(received == [0, 1])
        #expect(log.ended == Set(log.begun) && log.begun.allSatisfy { $0 < 5 })
        #expect(cancelled.withLock { $0 } == log.ended.subtracting([0, 1]))
    }

    @Test func nothingIsDoneForNoPlace() async throws {
        try await inOrder(3..<3, width: 4) { place throws(Broken) in
            place
        } receive: { place throws(Broken) in
            throw Broken(place: place)
        }
    }
}
