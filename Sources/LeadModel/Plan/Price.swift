/// What a call costs whoever owns an account.
public struct Price: Hashable, Sendable {
    /// How much, in units of the currency.
    public let amount: Double
    /// The currency's code of three letters (ISO 4217).
    public let currency: String

    /// Describes a price.
    public init(amount: Double, currency: String) {
        self.amount = amount
        self.currency = currency
    }

    /// What so many calls cost, such as `0.48 EUR`: two decimal places, or as many as the price of one call needs.
    public func words(for calls: Int) -> String {
        let total = amount * Double(calls)
        let cents = (total * 100).rounded()
        let isWholeCents = abs(cents - total * 100) < 1e-6
        let places = isWholeCents ? 2 : 4
        let scale = isWholeCents ? 100.0 : 10_000
        let number = Int((total * scale).rounded())
        let rest = String(number % Int(scale))
        return "\(number / Int(scale)).\(String(repeating: "0", count: places - rest.count))\(rest) \(currency)"
    }
}
