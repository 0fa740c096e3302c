/// A whole number of which a lower and perhaps an upper bound are known.
public struct Bounds: Hashable, Sendable {
    /// The least that it can be.
    public let lower: Int
    /// The most that it can be; nil where nothing bounds it.
    public let upper: Int?

    /// Makes bounds; an upper one below the lower one is the lower one.
    public init(_ lower: Int, _ upper: Int?) {
        self.lower = lower
        self.upper = upper.map { max($0, lower) }
    }

    /// A number that is known.
    public init(_ number: Int) {
        self.init(number, number)
    }

    /// Nothing at all.
    public static let zero = Bounds(0)

    /// Whether the number is known.
    public var isExact: Bool { lower == upper }

    /// Whether the number may be `value`.
    public func contains(_ value: Int) -> Bool {
        value >= lower && value <= upper ?? .max
    }

    /// Bounds that hold for both.
    public func union(_ other: Bounds) -> Bounds {
        Bounds(min(lower, other.lower), both(upper, other.upper, max))
    }

    /// The bounds of a sum.
    public static func + (left: Bounds, right: Bounds) -> Bounds {
        Bounds(left.lower + right.lower, left.both(left.upper, right.upper, +))
    }

    /// Adds to it.
    public static func += (left: inout Bounds, right: Bounds) {
        left = left + right
    }

    /// The bounds of a product, both numbers being counts.
    public static func * (left: Bounds, right: Bounds) -> Bounds {
        if left.upper == 0 || right.upper == 0 { return .zero }
        return Bounds(left.lower * right.lower, left.both(left.upper, right.upper, *))
    }

    /// The number where it may just as well be nothing.
    public var orNone: Bounds { Bounds(0, upper) }

    /// The number where it is no more than `most`.
    public func atMost(_ most: Int?) -> Bounds {
        guard let most else { return self }
        return Bounds(min(lower, most), min(upper ?? most, most))
    }

    /// How many parts of `size` it takes.
    public func parts(of size: Int) -> Bounds {
        func parts(_ number: Int) -> Int { size > 0 ? (number - 1 + size) / size : 0 }
        return Bounds(parts(lower), upper.map(parts))
    }

    private func both(_ left: Int?, _ right: Int?, _ join: (Int, Int) -> Int) -> Int? {
        guard let left, let right else { return nil }
        return join(left, right)
    }
}

extension Bounds: CustomStringConvertible {
    /// `7`, `1 to 3`, or `2 or more`.
    public var description: String {
        guard let upper else { return "\(lower) or more" }
        return lower == upper ? "\(lower)" : "\(lower) to \(upper)"
    }
}
