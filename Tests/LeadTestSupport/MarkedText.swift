/// A text in which a test marks places with `«` and `»` instead of counting them.
public struct MarkedText: Hashable, Sendable {
    /// The text without the marks.
    public let text: String
    /// The marked places as ranges of UTF-8 bytes, in the order in which they begin; `«»` is an empty one.
    public let ranges: [Range<Int>]

    /// Takes the marks out of `marked`; marks may be nested.
    public init(_ marked: String) {
        var text = ""
        var ranges: [Range<Int>] = []
        var open: [Int] = []
        for scalar in marked.unicodeScalars {
            let offset = text.utf8.count
            switch scalar {
            case "«":
                open.append(ranges.count)
                ranges.append(offset..<offset)
            case "»":
                guard let index = open.popLast() else { continue }
                ranges[index] = ranges[index].lowerBound..<offset
            default: text.unicodeScalars.append(scalar)
            }
        }
        self.text = text
        self.ranges = ranges
    }

    /// The first marked place, for a text that has one.
    public var range: Range<Int>? {
        ranges.first
    }

    /// Writes `ranges` into `text` as marks, so that a failed test shows them in place.
    public static func marking(_ ranges: [Range<Int>], in text: String) -> String {
        let bytes = Array(text.utf8)
        var marked: [UInt8] = []
        for offset in 0...bytes.count {
            marked += ranges.filter { $0.upperBound == offset && !$0.isEmpty }.flatMap { _ in Array("»".utf8) }
            for range in ranges where range.lowerBound == offset { marked += Array((range.isEmpty ? "«»" : "«").utf8) }
            if offset < bytes.count { marked.append(bytes[offset]) }
        }
        return String(decoding: marked, as: UTF8.self)
    }
}
