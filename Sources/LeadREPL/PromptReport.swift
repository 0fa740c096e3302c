public import LeadModel
import LeadReport
import LeadTerminal
import LeadText
import Synchronization

/// Shows at a prompt what happens: tables in the form that was chosen, where they were sent, the rest as text.
public final class PromptReport: EventSink {
    private struct State {
        var form = TableForm.table
        var target: String?
        var last: EventTable?
        /// What tells of a line, from its first event on.
        var report: RunReport?
    }

    private let pages: PagedOutput
    private let files: PromptFiles
    private let isLive: Bool
    private let state = Mutex(State())

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - pages: Where everything is shown.
    ///   - files: Where tables are written that are sent to a file.
    ///   - isLive: Whether one line may be written over and over to show how far a run has come.
    public init(_ pages: PagedOutput, files: PromptFiles = PromptFiles(), isLive: Bool = false) {
        self.pages = pages
        self.files = files
        self.isLive = isLive
    }

    private var terminal: any Terminal { pages.terminal }

    /// Whether what is longer than the screen goes through the pager.
    var isPaging: Bool {
        get { pages.isOn }
        set { pages.isOn = newValue }
    }

    /// Takes one event.
    public func receive(_ event: RunEvent) {
        guard let table = EventTable(event) else {
            // The width is that of now: a window changes its size between two lines.
            let report = state.withLock { state in
                let report = state.report ?? makeReport()
                state.report = report
                return report
            }
            return report.receive(event)
        }
        endLine()
        state.withLock { $0.last = table }
        if case .previewed = event { draw(table) } else { show(table) }
    }

    private func makeReport() -> RunReport {
        RunReport(
            output: { [pages] text in pages.show(text) },
            talk: { [pages] text in pages.terminal.write(text) },
            isQuiet: false, isLive: isLive, width: self.terminal.width)
    }

    /// Ends the line that shows how far a run has come.
    public func endLine() {
        let report = state.withLock { state in
            defer { state.report = nil }
            return state.report
        }
        report?.endLine()
    }

    // MARK: Tables

    /// The form of tables.
    var form: TableForm {
        get { state.withLock { $0.form } }
        set { state.withLock { $0.form = newValue } }
    }

    /// The file that tables go to; nil for the terminal.
    var target: String? {
        get { state.withLock { $0.target } }
        set { state.withLock { $0.target = newValue } }
    }

    /// Shows the last table again; false where there was none.
    func showLast() -> Bool {
        guard let last = state.withLock({ $0.last }) else { return false }
        draw(last)
        return true
    }

    private func draw(_ table: EventTable) {
        let text = table.rendered(as: form, width: terminal.width, isForTerminal: true)
        pages.show(text)
    }

    /// Sends a table where tables go; one that cannot be written to its file is shown instead.
    private func show(_ table: EventTable) {
        guard let target else { return draw(table) }
        let text = table.rendered(as: form, width: nil, isForTerminal: false)
        if let reason = files.append(target, Array(text.utf8)) {
            self.target = nil
            terminal.write("error: \(scrubbed(target)) cannot be written: \(scrubbed(reason))\n")
            terminal.write("help: tables are shown here again\n")
            draw(table)
        } else {
            terminal.write("  \(counted(table.count, "row")) to \(scrubbed(target))\n")
        }
    }
}
