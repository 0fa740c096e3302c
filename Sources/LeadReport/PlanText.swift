public import LeadModel
import LeadText

/// A plan as people read it: the statements with what each would do, the requests by endpoint, and what it comes to.
public struct PlanText: Sendable {
    private static let indentation = 2

    private let plan: Plan
    private let limits: [String: [CallLimit]]
    private let prices: [String: Price]
    private let timeZone: String?

    /// - Parameters:
    ///   - limits: What an account's price plan allows, or each of those that its service has.
    ///   - prices: What a call costs at an account, where that is known.
    ///   - timeZone: The zone in which a date is a day; nil for the machine's.
    public init(
        _ plan: Plan, limits: [String: [CallLimit]] = [:], prices: [String: Price] = [:], timeZone: String? = nil
    ) {
        self.plan = plan
        self.limits = limits
        self.prices = prices
        self.timeZone = timeZone
    }

    /// The plan in lines, cut at `width` columns where there is one.
    public func text(width: Int? = nil) -> String {
        var lines: [String] = []
        let numbers = plan.steps.map { String($0.line).count }.max() ?? 1
        for (place, step) in plan.steps.enumerated() where isShown(place) {
            let number = String(repeating: " ", count: numbers - String(step.line).count) + String(step.line)
            let margin = number + String(repeating: " ", count: Self.indentation * (step.depth + 1))
            lines.append(margin + clean(step.text))
            let inner = String(repeating: " ", count: margin.count + Self.indentation)
            lines += (shortened(step.notes) + [work(of: step)].compactMap(\.self)).map { inner + clean($0) }
        }
        if !lines.isEmpty { lines.append("") }
        var text = lines.map { line in (width.map { fitted(line, to: $0) } ?? line) + "\n" }.joined()
        if !plan.requests.isEmpty { text += requests.rendered(width: width) + "\n" }
        return text + summary.joined(separator: "\n") + "\n"
    }

    /// Whether there is something to say of a step, or of one inside it.
    private func isShown(_ place: Int) -> Bool {
        func speaks(_ step: Plan.Step) -> Bool { !step.requests.isEmpty || step.rows != nil || !step.notes.isEmpty }
        let step = plan.steps[place]
        let inside = plan.steps[(place + 1)...].prefix { $0.depth > step.depth }
        return speaks(step) || inside.contains(where: speaks)
    }

    /// `3 calls · 100 rows, 12 of them there already`.
    private func work(of step: Plan.Step) -> String? {
        var parts: [String] = []
        let calls = step.requests.map(\.count).reduce(.zero, +)
        if calls != .zero { parts.append(amount(calls, "call")) }
        if let rows = step.rows {
            var words = amount(rows, "row")
            if let present = step.present {
                words +=
                    present.isExact
                    ? ", \(grouped(present.lower)) of them there already" : ", how many are new only the service knows"
            }
            if let missing = step.withoutEmail, missing != .zero { words += ", \(amount(missing)) without e-mail" }
            parts.append(words)
        }
        guard !parts.isEmpty else { return nil }
        let times = step.times == Bounds(1) ? "" : "\(self.times(step.times)): "
        return "→ " + times + parts.joined(separator: " · ")
    }

    private var requests: TextTable {
        let rows = plan.requests.sorted { $0.key < $1.key }.flatMap { account, requests in
            requests.sorted { ($0.isWrite ? 1 : 0, $0.endpoint) < ($1.isWrite ? 1 : 0, $1.endpoint) }.map { request in
                [account, request.endpoint, number(request.count), request.isWrite ? "changes" : "reads"]
            }
        }
        return TextTable(
            columns: [.init("account"), .init("request"), .init("calls", .right), .init("")], rows: rows)
    }

    private var summary: [String] {
        let makesCalls = plan.calls != .zero || plan.rows != .zero
        var lines = [
            makesCalls
                ? "\(calls), \(changing) of them to change something; \(amount(plan.rows, "row")) sent; 0 credits" : "no calls"
        ]
        if !plan.lists.isEmpty { lines.append("lists to be made: \(listed(plan.lists))") }
        if !plan.files.isEmpty { lines.append("files to be written: \(listed(plan.files))") }
        lines += plan.failures.map { "it may fail: \(clean($0))" }
        lines += plan.openEnds.map { "nobody knows yet what follows: \(clean($0))" }
        for (account, limits) in limits.sorted(by: { $0.key < $1.key }) where plan.requests[account] != nil {
            let calls = plan.calls(at: account)
            if limits.count > 1, let most = calls.upper, limits.allSatisfy({ $0.waiting(for: most) == 0 }) {
                lines.append("time at \(account): at once on every price plan")
            } else {
                lines += limits.map { "time at \(account), \(time(calls, under: $0))" }
            }
        }
        for (account, price) in prices.sorted(by: { $0.key < $1.key }) where plan.requests[account] != nil {
            lines.append("cost at \(account): \(cost(plan.calls(at: account), at: price)), \(price.words(for: 1)) per call")
        }
        if let timeZone { lines.append("dates are days in \(clean(timeZone))") }
        if plan.waiting > 0 { lines.append("the script itself waits \(spoken(.seconds(plan.waiting)))") }
        if plan.requestsMade > 0 {
            lines.append("\(counted(plan.requestsMade, "read")) made to find this out; nothing was changed")
        } else if makesCalls {
            lines.append("nothing was sent to find this out")
        }
        return lines
    }

    /// How many calls there are: `3 calls`, `at most 2 calls`.
    public var calls: String { amount(plan.calls, "call") }

    /// How many of them change something.
    private var changing: String {
        plan.writes.lower == 0 && plan.writes.upper == nil ? "an unknown number" : amount(plan.writes)
    }

    // MARK: Long lists

    /// How many of several things are named; of a script that makes a thousand lists nobody reads all.
    private static let shown = 5

    /// The first few, and how many others there are.
    private func shortened(_ texts: [String]) -> [String] {
        texts.count <= Self.shown ? texts : texts.prefix(Self.shown) + ["and \(grouped(texts.count - Self.shown)) more"]
    }

    private func listed(_ names: [String]) -> String {
        shortened(names).map(clean).joined(separator: ", ")
    }

    // MARK: Numbers

    /// `Starter (10 calls a minute, 100 a day): 12 min`.
    private func time(_ calls: Bounds, under limit: CallLimit) -> String {
        func words(_ calls: Int) -> String {
            limit.waiting(for: calls).map { $0 == 0 ? "at once" : "\(spoken(.seconds($0)))" } ?? "more than a day"
        }
        let least = words(calls.lower)
        let most = calls.upper.map(words)
        let time = most == least ? least : most.map { "\(least) to \($0)" } ?? "\(least) or longer"
        return "\(limit.name) (\(grouped(limit.perMinute)) calls a minute, \(grouped(limit.perDay)) a day): \(time)"
    }

    /// `0.24 EUR`, `0.02 EUR to 0.06 EUR`, `0.02 EUR or more`.
    private func cost(_ calls: Bounds, at price: Price) -> String {
        let least = price.words(for: calls.lower)
        guard let most = calls.upper else { return "\(least) or more" }
        return calls.isExact ? least : "\(least) to \(price.words(for: most))"
    }

    /// `7`, `1 to 3`, `2 or more`, as a table has it.
    private func number(_ bounds: Bounds) -> String {
        guard let upper = bounds.upper else { return "\(grouped(bounds.lower)) or more" }
        return bounds.isExact ? grouped(upper) : "\(grouped(bounds.lower)) to \(grouped(upper))"
    }

    /// `7`, `1 to 3`, `at most 3`, `2 or more`.
    private func amount(_ bounds: Bounds) -> String {
        guard let upper = bounds.upper, upper > 0, bounds.lower == 0 else { return number(bounds) }
        return "at most \(grouped(upper))"
    }

    private func amount(_ bounds: Bounds, _ noun: String) -> String {
        if bounds.lower == 0, bounds.upper == nil { return "an unknown number of \(noun)s" }
        return "\(amount(bounds)) \(noun)\(bounds.upper == 1 ? "" : "s")"
    }

    private func times(_ bounds: Bounds) -> String {
        bounds == Bounds(0, 1) ? "at most once" : amount(bounds, "time")
    }

    private func clean(_ text: String) -> String { scrubbed(text) }
}
