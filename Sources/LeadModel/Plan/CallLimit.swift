/// How many calls one of a service's price plans allows.
public struct CallLimit: Hashable, Sendable {
    /// The price plan's name, such as `Starter`.
    public let name: String
    /// The calls of a minute.
    public let perMinute: Int
    /// The calls of a day.
    public let perDay: Int

    /// Describes a price plan.
    public init(_ name: String, perMinute: Int, perDay: Int) {
        self.name = name
        self.perMinute = perMinute
        self.perDay = perDay
    }

    /// For how many seconds so many calls have to wait at least, where none were made before; nil where a day does not do.
    public func waiting(for calls: Int) -> Int? {
        if calls > perDay { return nil }
        return calls <= perMinute ? 0 : (calls - 1) / perMinute * 60
    }
}
