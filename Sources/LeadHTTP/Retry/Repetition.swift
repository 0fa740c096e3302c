/// What becomes of a request that a service gets twice.
public enum Repetition: Hashable, Sendable {
    /// It changes nothing, so that it may be sent as often as one likes.
    case read
    /// It changes something, but a second time nothing more: the service skips what is there, or sets the same again.
    case settles
    /// It changes something each time: a second list, a second contact.
    case doubles
}
