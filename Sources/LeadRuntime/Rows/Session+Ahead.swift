import LeadModel
import LeadPlanner
import LeadSemantics
import LeadSyntax

/// Pages that are asked for several at a time.
extension Session {
    /// Reads the pages that are certainly needed, as many at a time as the provider wants; nothing where there is one at most.
    ///
    /// Only what a reading page by page reads as well is asked for: a page too many would cost of a budget or a quota. Where a
    /// budget may end between two pages, they are read one by one, so that it ends where it would have.
    ///
    /// - Parameters:
    ///   - next: The page that is needed next.
    ///   - rows: So many rows, and those before them, are read if there are as many.
    ///   - cap: After how many rows the reading is given up.
    ///   - end: How many rows are wanted in all, where not every one of them is.
    mutating func readAhead(
        of source: PageSource, from next: Int, rows: Int, cap: Int? = nil, upTo end: Int? = nil
    ) async throws(StatementFailure) {
        let provider = try provider(source.account)
        let size = pageSize(of: source)
        guard provider.readWidth > 1, size < 1 << 32, let fetched = pages[source], !fetched.isComplete,
            let total = fetched.total, next > 0, fetched.rows.count == next * size
        else { return }
        let start = next * size
        let last = min(total, cap ?? .max, rows < .max - start ? start + rows : .max)
        let wanted = next..<max(next, (last - 1) / size + 1)
        guard wanted.count > 1, budget.meter.map({ $0.left >= wanted.count }) ?? true else { return }
        try checkInterrupt()
        try await inOrder(wanted, width: provider.readWidth) { number throws(StatementFailure) in
            if Task.isCancelled { throw .interrupted }
            return try await source.page(number, size: size, of: total, from: provider)
        } receive: { page throws(StatementFailure) in
            try keep(page, of: source, size: size, upTo: end)
            // The service may have fewer rows by now than it had at the first page.
            return pages[source]?.isComplete != true
        }
    }
}

extension Session.ReadPlan {
    /// Whether a step may fail at some row, so that the pages behind it are not read.
    var mayFail: Bool {
        remainder.contains { refinement in
            switch refinement {
            case .where(let condition), .exceptWhere(let condition): condition.mayFail
            case .set(_, let value): value.mayFail
            case .places, .exceptPlaces, .all, .keep, .except, .sample, .dedupe, .order, .limit, .drop, .rename: false
            }
        }
    }
}

extension TypedExpression {
    /// Whether it fails for some values of a row's fields: it calculates, or compares with what may be no pattern.
    fileprivate var mayFail: Bool {
        var mayFail = false
        _ = mapped { part -> TypedExpression? in
            switch part {
            case .chain(_, let links): mayFail = mayFail || links.contains { $0.symbol != .join }
            case .comparison(let node): if case .constant = node.right {} else { mayFail = true }
            case .constant, .field, .variable, .outcome, .failure, .count, .text, .call, .list, .isEmpty, .between, .not, .all,
                .any:
                break
            }
            return nil
        }
        return mayFail
    }
}
