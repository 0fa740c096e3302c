/// `L3xxx`: what is refused before it is sent.
extension Explanation {
    static let planning: [Explanation] = []
}
