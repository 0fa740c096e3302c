import LeadSyntax

// How names and texts are written in a script.

extension String {
    /// The text between quotes of this kind; nil where it cannot stand between them.
    func quoted(with quote: String) -> String? {
        if quote == "'" { return contains("'") || contains("\n") ? quoted(with: "\"") : "'\(self)'" }
        var inside = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"", "\\", "$": inside += "\\" + String(Character(scalar))
            case "\n": inside += "\\n"
            case "\t": inside += "\\t"
            case "\u{0}"..<" ", "\u{7F}": inside += "\\u{\(String(scalar.value, radix: 16))}"
            default: inside.unicodeScalars.append(scalar)
            }
        }
        return scalarsHoldNUL ? nil : quote + inside + quote
    }

    private var scalarsHoldNUL: Bool { unicodeScalars.contains("\0") }

    /// The text without the `\` before marks that would mean something else.
    var unescaped: String {
        var result = ""
        var isEscaped = false
        for character in self {
            if !isEscaped, character == "\\" {
                isEscaped = true
            } else {
                result.append(character)
                isEscaped = false
            }
        }
        return result
    }

    /// The text as the name of something, in backticks where the language has a word like it or it is no word.
    var asName: String { isPlainName ? self : "`\(self)`" }

    /// The text as a variable's name; behind a `$` no backticks can stand.
    func asVariable(_ hasSign: Bool) -> String { hasSign ? self : asName }

    /// The text as a field with its dots.
    var asPath: String {
        split(separator: ".", omittingEmptySubsequences: false).enumerated()
            .map {
                $0.offset == 0 ? String($0.element).asName : String($0.element).isWord ? String($0.element) : "`\($0.element)`"
            }
            .joined(separator: ".")
    }

    private var isPlainName: Bool { isWord && !Keywords.reserved.contains(lowercased()) }

    private var isWord: Bool {
        guard let first, first.isLetter || first == "_" else { return false }
        return allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }

    /// A country's name in small letters as it is written.
    var asCountry: String {
        split(separator: " ").map { word in
            let parts = word.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
            return ["and", "of"].contains(word) ? String(word) : parts.joined(separator: "-")
        }.joined(separator: " ")
    }

    /// `camelCase` as words.
    var spaced: String {
        reduce(into: "") { $0 += $1.isUppercase ? " " + $1.lowercased() : String($1) }
    }
}
