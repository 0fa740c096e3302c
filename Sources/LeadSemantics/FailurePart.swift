public import LeadModel

/// What a script may ask of the failure that a `try` has caught.
public enum FailurePart {
    /// The names behind `error.`, with their types.
    public static let types: [String: ValueType] = ["message": .text, "code": .text, "status": .number]
}
