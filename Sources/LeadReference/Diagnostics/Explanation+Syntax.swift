/// `L1xxx`: how scripts are written.
extension Explanation {
    static let syntax: [Explanation] = charactersAndNumbers + statementsAndBrackets
}
