public import LeadJSON
public import LeadModel
import LeadText
import Synchronization

/// Tells a run as it happens: data to one sink, talk to another, and all of it kept as JSON.
public final class RunReport: EventSink {
    private struct State {
        var json: [JSON] = []
        var hasOpenLine = false
        /// How far the statement under way has come.
        var line: ProgressLine?
    }

    private let output: (@Sendable (String) -> Void)?
    private let talk: @Sendable (String) -> Void
    private let isQuiet: Bool
    private let isLive: Bool
    private let currentWidth: @Sendable () -> Int?
    private let state = Mutex(State())

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - output: Where data goes; nil where only the JSON is wanted.
    ///   - talk: Where progress and outcomes go.
    ///   - isQuiet: Whether talk is left out.
    ///   - isLive: Whether progress may overwrite its line.
    ///   - width: How many columns a table may take, nil for as many as it needs; asked anew each time.
    public init(
        output: (@Sendable (String) -> Void)?, talk: @escaping @Sendable (String) -> Void, isQuiet: Bool, isLive: Bool,
        width: @autoclosure @escaping @Sendable () -> Int?
    ) {
        self.output = output
        self.talk = talk
        self.isQuiet = isQuiet
        self.isLive = isLive
        currentWidth = width
    }

    /// The events so far.
    public var json: [JSON] {
        state.withLock { $0.json }
    }

    private var width: Int? { currentWidth() }

    /// Takes one event.
    public func receive(_ event: RunEvent) {
        if let json = event.json { state.withLock { $0.json.append(json) } }
        switch event {
        case .described(let described): write(DescriptionTable(described).text(width: width))
        case .summarized(let summary): write(SummaryTable(summary).text(width: width))
        case .listed(let lists, _): write(ListTable(lists).text(width: width))
        case .listDeleted(let name): say("list \"\(clean(name))\" deleted")
        case .waiting(let seconds): say("waiting \(spoken(.milliseconds(Int(min(seconds, 1e12) * 1000))))")
        case .delayed(let seconds, let reason): showDelay(seconds, reason)
        case .caught(let message): say("caught: \(clean(message))")
        case .stepBegan(let name): say("• \(clean(name))")
        case .printed(let text): write(scrubbed(text, keeping: [.newline, .tab]))
        case .consulted(let page): write(scrubbed(page.text(width: width), keeping: .newline))
        case .planned(let plan): write(String(PlanText(plan).text(width: width).dropLast()))
        case .shown(let rows), .previewed(let rows): write(RowTable(rows).text(width: width))
        case .counted(let count): write("\(count)")
        case .exported(let file, let rows): say("wrote \(counted(rows, "row")) to \(clean(file))")
        case .took(let line): say("  \(clean(line))")
        case .noted(let line): say("note: \(clean(line))")
        case .listReady(let name, let isNew): say("list \"\(clean(name))\" \(isNew ? "made" : "is there already")")
        case .reading(let rows, let total): showLive(ProgressLine("reading", rows: rows, of: total))
        case .progressed(let progress): show(progress)
        case .finished(let action, let outcome, let rejects): conclude(action, outcome, rejects)
        case .expected: break
        }
    }

    /// Ends the live line, if one is open.
    public func endLine() {
        state.withLock { end(&$0) }
    }

    /// Under the lock, as everything that is written: calls tell of their waits from several tasks at once.
    private func end(_ state: inout State) {
        if state.hasOpenLine { talk("\r\u{1B}[K") }
        (state.hasOpenLine, state.line) = (false, nil)
    }

    // MARK: Progress and outcomes

    /// One live line at a terminal; elsewhere a plain line for each call of several.
    private func show(_ progress: RunEvent.Progress) {
        guard !isQuiet, progress.calls > 1 || isLive else { return }
        var line = ProgressLine(progress.action, rows: progress.rows, of: progress.total)
        if progress.calls > 1 { line.batch = (progress.call, progress.calls) }
        if isLive { showLive(line) } else { talk("  \(line.rendered(width: 120))\n") }
    }

    /// Says what a call waits for, behind what is known of the statement; a short wait only where the next line replaces it.
    private func showDelay(_ seconds: Double, _ reason: String) {
        let wait = "waiting \(spoken(.milliseconds(Int(min(seconds, 1e12) * 1000)))) \(clean(reason))"
        guard isLive else {
            if seconds >= 1 { say("  \(wait)") }
            return
        }
        guard !isQuiet else { return }
        if var line = state.withLock({ $0.line }) {
            line.wait = wait
            overwrite(line.rendered(width: lineWidth))
        } else {
            overwrite(fitted(wait, to: lineWidth))
        }
    }

    /// Shows a line that the next one overwrites; nowhere but at a terminal.
    private func showLive(_ line: ProgressLine) {
        guard isLive, !isQuiet else { return }
        state.withLock { $0.line = line }
        overwrite(line.rendered(width: lineWidth))
    }

    private var lineWidth: Int { max(20, (width ?? 80) - 1) }

    private func overwrite(_ text: String) {
        state.withLock { state in
            state.hasOpenLine = true
            talk("\r\u{1B}[K\(text)")
        }
    }

    private func conclude(_ action: String, _ outcome: Outcome, _ rejects: [RunEvent.Reject]) {
        // Rows that should be there and are not are wrong, however quiet the run.
        let say = outcome.failed > 0 ? insist : self.say
        say("\(clean(action)): \(outcome.summary)")
        for reject in rejects.prefix(Self.shownRejects) {
            let id = reject.id.isEmpty ? "" : " (\(clean(reject.id)))"
            say("  \(reject.isUnsent ? "unsent" : "rejected") \(clean(reject.name))\(id): \(clean(reject.reason))")
        }
        if rejects.count > Self.shownRejects { say("  … and \(rejects.count - Self.shownRejects) more; --json names them all") }
    }

    private static let shownRejects = 10

    // MARK: Writing

    private func write(_ text: String) {
        state.withLock { state in
            end(&state)
            output?(text + "\n")
        }
    }

    private func say(_ text: String) {
        if !isQuiet { insist(text) } else { endLine() }
    }

    private func insist(_ text: String) {
        state.withLock { state in
            end(&state)
            talk(text + "\n")
        }
    }

    private func clean(_ text: String) -> String {
        scrubbed(text)
    }
}

extension Outcome {
    /// The outcome in one line.
    var summary: String {
        var parts = [
            "requested \(grouped(requested))", "\(verb.rawValue) \(grouped(added))", "skipped \(grouped(skipped))",
            "rejected \(grouped(rejected))",
        ]
        if unsent > 0 { parts.append("unsent \(grouped(unsent))") }
        if suppressed > 0 { parts.append("suppressed \(grouped(suppressed))") }
        let note = isExact || skipped == 0 ? "" : " (skipped by count: the service answers only how many are new)"
        return parts.joined(separator: " · ") + note
    }
}
