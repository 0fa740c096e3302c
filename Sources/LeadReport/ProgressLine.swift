import LeadText

/// How far a run has come, as one line.
public struct ProgressLine: Hashable, Sendable {
    /// What is being done: `add to list`.
    public var activity: String
    /// The batch under way and how many there are.
    public var batch: (number: Int, count: Int)? {
        get { batchNumber.flatMap { number in batchCount.map { (number, $0) } } }
        set { (batchNumber, batchCount) = (newValue?.number, newValue?.count) }
    }
    /// The rows done.
    public var rows: Int
    /// The rows in all, when known.
    public var rowCount: Int?
    /// What holds the next call, such as `waiting 12 s for the rate limit`.
    public var wait: String?
    /// The time left, when it can be said.
    public var timeLeft: Duration?

    private var batchNumber: Int?
    private var batchCount: Int?

    /// Makes the state of something that has just begun.
    public init(_ activity: String, rows: Int = 0, of rowCount: Int? = nil) {
        self.activity = activity
        self.rows = rows
        self.rowCount = rowCount
    }

    /// The line, cut to `width` columns, without a newline.
    public func rendered(width: Int) -> String {
        var parts: [String] = []
        if let batch { parts.append("batch \(grouped(batch.number)) of \(grouped(batch.count))") }
        parts.append(rowCount.map { "\(grouped(rows)) of \(counted($0, "row"))" } ?? counted(rows, "row"))
        if let wait { parts.append(wait) }
        if let timeLeft { parts.append("\(spoken(timeLeft)) left") }
        return fitted(scrubbed("\(activity): " + parts.joined(separator: ", ")), to: width)
    }
}
