import LeadDiagnostics
import LeadModel

/// `L5xxx`: what services answer, or do not.
extension Explanation {
    static let services: [Explanation] = [
        Explanation(
            .refused, "the service refused",
            happened: "The service answered a call with a failure: here it says that it is overloaded.",
            reason: "lead does not know what the service would have said, so nothing that builds on the answer can be right.",
            wrong: [.wrong("search people\ncount", while: .refusing)],
            right: [
                .script(
                    """
                    try {
                        search people
                        count
                    } else {
                        print error.status
                    }
                    """, while: .refusing)
            ])
    ]
}
