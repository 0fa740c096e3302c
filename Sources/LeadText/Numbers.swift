/// A whole number with a comma between thousands: `-1,234,567`.
public func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
        text.append(digit)
    }
    return number < 0 ? "-" + text : text
}

/// A number of bytes in the largest unit that gives a whole number: `16 MiB`.
public func sized(_ bytes: Int) -> String {
    let units = ["bytes", "KiB", "MiB", "GiB"]
    var (number, unit) = (bytes, 0)
    while number > 0, number.isMultiple(of: 1024), unit + 1 < units.count {
        number /= 1024
        unit += 1
    }
    return "\(grouped(number)) \(units[unit])"
}
