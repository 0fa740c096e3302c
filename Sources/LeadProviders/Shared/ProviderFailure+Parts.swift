import LeadModel
import LeadRuntime

extension ProviderFailure {
    /// Whether the service refused with this status and, where one is named, this code.
    func isRefused(status: Int, code: String? = nil) -> Bool {
        guard case .refused(status, let known, _) = reason else { return false }
        return code == nil || code == known
    }

    /// The failure with what the requests before it have done, and a word on it.
    func after(_ done: Done, _ words: String) -> ProviderFailure {
        guard done.rows > 0 else { return self }
        func told(_ text: String) -> String { done.result.added > 0 ? "\(text); before that, \(words)" : text }
        let reason: Reason =
            switch reason {
            case .refused(let status, let code, let message): .refused(status: status, code: code, message: told(message))
            case .unauthorized(let message): .unauthorized(message: told(message))
            case .unreadable(let reason): .unreadable(told(reason))
            case .unreachable(let reason): .unreachable(told(reason))
            case .unanswered(let reason): .unanswered(told(reason))
            case .inDoubt(let reason): .inDoubt(told(reason))
            case .overLimit(let reason): .overLimit(told(reason))
            case .unrecorded(let reason): .unrecorded(told(reason))
            case .unsupported, .interrupted, .overBudget, .unapproved, .unforeseen: reason
            }
        return ProviderFailure(call: call, reason: reason, requestID: requestID, done: done, attempts: attempts)
    }
}
