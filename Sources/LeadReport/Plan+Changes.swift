public import LeadModel

extension Plan {
    /// Whether it may change something at a service, or write a file.
    public var leavesSomething: Bool { changesSomething || !files.isEmpty }
}
