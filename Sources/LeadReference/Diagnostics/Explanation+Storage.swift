/// `L6xxx`: files and data of this machine.
extension Explanation {
    static let storage: [Explanation] = []
}
