public import LeadTerminal
import LeadText
import Synchronization

/// What a run writes at a prompt: through the pager where it is longer than the screen.
public final class PagedOutput: Sendable {
    let terminal: any Terminal
    private let state = Mutex(true)

    /// Writes to `terminal`.
    public init(_ terminal: any Terminal) {
        self.terminal = terminal
    }

    /// Whether pages are made at all.
    var isOn: Bool {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }

    /// Shows `text`; the pager has the terminal until the person leaves it.
    public func show(_ text: String) {
        if isOn, let height = terminal.height, rows(of: text) > height - 1 { terminal.page(text) } else { terminal.write(text) }
    }

    private func rows(of text: String) -> Int {
        let width = max(1, terminal.width)
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(text.hasSuffix("\n") ? 1 : 0)
            .reduce(0) { $0 + max(1, (displayWidth(of: $1) + width - 1) / width) }
    }
}
