import LeadModel
import LeadRuntime
import LeadText

#if canImport(Glibc)
    import Glibc
#endif

/// A moment, as the sandbox and the language write it.
struct Moment {
    /// Seconds since 1970.
    let seconds: Int
    /// The milliseconds behind them.
    let milliseconds: Int

    /// ISO 8601 in UTC with milliseconds.
    var text: String {
        Instant(milliseconds: seconds * 1000 + milliseconds).text
    }

    /// Reads `2026-01-31` or `2026-01-31T09:30:00Z`; nil for other text.
    init?(_ text: String) {
        let parts = text.split(separator: "T", maxSplits: 1).map(String.init)
        guard let day = parts.first.flatMap({ Day($0) }) else { return nil }
        var seconds = day.number * 86_400
        if parts.count == 2 {
            let numbers = parts[1].split { $0 == ":" || $0 == "." || $0 == "Z" }.prefix(3).map { Int($0) }
            guard numbers.count == 3, let hour = numbers[0], let minute = numbers[1], let second = numbers[2],
                (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
            else { return nil }
            seconds += hour * 3600 + minute * 60 + second
        }
        (self.seconds, milliseconds) = (seconds, 0)
    }

    /// Now, by the machine's clock.
    init() {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        (seconds, milliseconds) = (time.tv_sec, time.tv_nsec / 1_000_000)
    }

    /// Seconds since 1970 with their parts.
    var inSeconds: Double { Double(seconds) + Double(milliseconds) / 1000 }

    /// The moment in the machine's time zone, or that of the variable `TZ`.
    ///
    /// - Parameter zone: The value of `TZ`; the C library knows every zone, but only that of this process, so that `UTC` is
    ///   dealt with here: what a caller passes in must not depend on where it runs.
    func local(in zone: String?) -> RunTime {
        var parts = tm()
        if zone != "UTC" {
            var time = time_t(seconds)
            localtime_r(&time, &parts)
        }
        return local(aheadBy: parts.tm_gmtoff)
    }

    /// The moment in a zone that is so many seconds ahead of UTC.
    func local(aheadBy seconds: Int) -> RunTime {
        let ahead = seconds
        let shifted = self.seconds + ahead
        let day = Day(number: Int((Double(shifted) / 86_400).rounded(.down)))
        let rest = shifted - day.number * 86_400
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let offset = abs(ahead) / 60
        let zone = offset == 0 ? "Z" : "\(ahead < 0 ? "-" : "+")\(two(offset / 60)):\(two(offset % 60))"
        return RunTime(
            today: day.text, now: "\(day.text)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))\(zone)")
    }
}

/// What makes two runs of a script on the same data alike.
struct RunBeginning: Hashable {
    /// When the run began.
    var time: RunTime
    /// What samples are drawn from.
    var seed: UInt64
}

extension Invocation {
    /// The clock: `LEAD_NOW` where it is set, for reproducible runs, else the machine's.
    var now: @Sendable () -> Moment {
        guard let fixed = environment["LEAD_NOW"].flatMap({ Moment($0) }) else { return { Moment() } }
        return { fixed }
    }

    /// How long this has been running; a clock that was set stands still.
    var clock: @Sendable () -> Duration {
        if environment["LEAD_NOW"] != nil { return { .zero } }
        let clock = ContinuousClock()
        let start = clock.now
        return { start.duration(to: clock.now) }
    }

    /// What is wrong with the variables that make runs reproducible; nil where nothing is.
    var clockMistake: String? {
        if let text = environment["LEAD_NOW"], Moment(text) == nil { return "LEAD_NOW is no time: `\(text)`" }
        if let text = environment["LEAD_SEED"], UInt64(text) == nil { return "LEAD_SEED is no number: `\(text)`" }
        return nil
    }

    /// What the run begins with, by the clock, the profile and the environment.
    var beginning: RunBeginning {
        let moment = now()
        let ahead = directory.timeZone.flatMap { TimeZones.offset(of: $0, at: moment.seconds) }
        return RunBeginning(
            time: ahead.map(moment.local(aheadBy:)) ?? moment.local(in: environment["TZ"]),
            seed: environment["LEAD_SEED"].flatMap { UInt64($0) } ?? Defaults.seed)
    }

    /// What a session takes from these surroundings.
    ///
    /// - Parameters:
    ///   - maxRows: The value of `--max-rows`.
    ///   - standardInputIsTaken: Whether the script itself, or a person, is read from there.
    ///   - beginning: When the run began, and what samples are drawn from; nil for now, and for what the environment says.
    ///   - ask: Asks whoever runs this.
    func surroundings(
        maxRows: Int?, standardInputIsTaken: Bool, beginning: RunBeginning? = nil,
        ask: @escaping @Sendable (Question) async -> Answer
    ) -> Surroundings {
        let beginning = beginning ?? self.beginning
        return Surroundings(
            time: beginning.time, seed: beginning.seed,
            maxRowsWritten: maxRows ?? RowLimits.written, maxRowsRead: max(RowLimits.read, maxRows ?? 0),
            writeFile: { path, bytes in LeadCLI.writeFile(resolved(path), secrets.redactor.redact(bytes)) },
            readFile: { path in
                if let path { return LeadCLI.readFile(resolved(path)).mapError { .init($0.reason) } }
                if standardInputIsTaken { return .failure(.init("the script itself, or a person, is read from there")) }
                return .success(wholeInput())
            },
            pause: { seconds in (try? await Task.sleep(for: .seconds(min(seconds, 1e9)))) != nil },
            ask: ask)
    }
}

/// Writes a file whole or not at all: beside it first, then by renaming; gives back why it could not.
///
/// - Parameter status: the file whose permissions and owner it gets; without one only its owner can read it.
func writeFile(_ path: String, _ bytes: [UInt8], like status: stat? = nil) -> String? {
    let partial = path + ".partial-\(getpid())"
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return systemMessage(errno) }
    if let status {
        // Only the system's administrator may give a file away; the permissions matter more, and come last.
        _ = fchown(descriptor, status.st_uid, status.st_gid)
        _ = fchmod(descriptor, status.st_mode & 0o7777)
    }
    let sink = DescriptorSink(descriptor: descriptor)
    sink.write(bytes)
    let isWritten = !sink.hasFailed && fsync(descriptor) == 0
    let reason = systemMessage(errno)
    close(descriptor)
    guard isWritten, rename(partial, path) == 0 else {
        let message = isWritten ? systemMessage(errno) : reason
        unlink(partial)
        return message
    }
    return nil
}
