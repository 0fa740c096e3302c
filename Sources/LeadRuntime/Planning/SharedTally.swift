/// Shares the requests of a provider out among the questions that took them, several of which may be under way at once.
///
/// A provider counts its requests in all. Each question is taken to have one at least, and what is more goes to the one that
/// ends last: so each request counts once, whatever the order of the answers.
struct SharedTally {
    private var underWay = 0
    /// The provider's counts, as far as they have been shared out.
    private var shared: [String: Int] = [:]

    /// Notes that a question is asked, before which the provider had made so many requests.
    mutating func begin(_ made: [String: Int]) {
        // What nobody here has asked for is nobody's.
        if underWay == 0 { shared = made }
        underWay += 1
    }

    /// What a question took that has come to its end, with or without an answer.
    mutating func end(_ made: [String: Int]) -> [String: Int] {
        underWay -= 1
        let left = made.merging(shared) { $0 - $1 }.filter { $0.value > 0 }
        let took = left.mapValues { max(1, $0 - underWay) }
        shared.merge(took, uniquingKeysWith: +)
        return took
    }
}
