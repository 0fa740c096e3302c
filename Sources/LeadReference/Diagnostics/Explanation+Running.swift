/// `L4xxx`: what goes wrong while a script runs.
extension Explanation {
    static let running: [Explanation] = []
}
