public import LeadModel
import LeadReport
public import LeadTerminal
import LeadText
import Synchronization

/// Shows at a prompt what happens: tables in the form that was chosen, where they were sent, the rest as text.
public final class PromptReport: EventSink {
    private struct State {
        var form = TableForm.table
        var target: String?
        var last: EventTable?
    }

    private let terminal: any Terminal
    private let files: PromptFiles
    private let state = Mutex(State())

    /// Makes a report.
    ///
    /// - Parameter files: Where tables are written that are sent to a file.
    public init(terminal: any Terminal, files: PromptFiles = PromptFiles()) {
        self.terminal = terminal
        self.files = files
    }

    /// Takes one event.
    public func receive(_ event: RunEvent) {
        guard let table = EventTable(event) else {
            let write: @Sendable (String) -> Void = { [terminal] in terminal.write($0) }
            // The width is that of now: a window changes its size between two lines.
            RunReport(output: write, talk: write, isQuiet: false, isLive: false, width: terminal.width).receive(event)
            return
        }
        state.withLock { $0.last = table }
        if case .previewed = event { draw(table) } else { show(table) }
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
        terminal.write(table.rendered(as: form, width: terminal.width, isForTerminal: true))
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
