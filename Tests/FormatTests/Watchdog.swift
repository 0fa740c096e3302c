import Foundation
import Synchronization
import Testing

/// Names the seed that a test hangs on.
///
/// An endless loop ends neither by a time limit nor by being cancelled, so that without this nobody would know the input.
final class Watchdog: Sendable {
    private struct Watched {
        var seed: UInt64?
        var wasSeen = false
    }

    private static let interval = 60.0

    private let test: String
    private let watched = Mutex(Watched())

    init(_ test: String) {
        self.test = test
        lookLater()
    }

    /// Does what is done with a seed's input.
    func watch<Result>(_ seed: UInt64, _ body: () -> Result) -> Result {
        watched.withLock { $0 = Watched(seed: seed) }
        defer { watched.withLock { $0 = Watched() } }
        return body()
    }

    /// The seed that was at work at the last look, too.
    func seedSinceLastLook() -> UInt64? {
        watched.withLock { watched in
            defer { watched.wasSeen = true }
            return watched.wasSeen ? watched.seed : nil
        }
    }

    private func lookLater() {
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.interval) { [weak self] in
            guard let self else { return }
            if let seed = seedSinceLastLook() {
                FileHandle.standardError.write(Data("\(test): seed \(seed) takes longer than \(Self.interval) s\n".utf8))
            }
            lookLater()
        }
    }
}

struct WatchdogTests {
    @Test func onlyWhatIsSeenTwiceIsNamed() {
        let watchdog = Watchdog("test")
        #expect(watchdog.seedSinceLastLook() == nil)
        watchdog.watch(7) {
            #expect(watchdog.seedSinceLastLook() == nil)
            #expect(watchdog.seedSinceLastLook() == 7)
        }
        #expect(watchdog.seedSinceLastLook() == nil)
        watchdog.watch(8) { #expect(watchdog.seedSinceLastLook() == nil) }
    }
}
