public import LeadModel
import LeadText

extension ManualPage {
    /// Longer lines are hard to read, however wide the terminal is.
    private static let widestLine = 100
    /// On fewer columns than these nothing can be told beside anything.
    private static let narrowestLine = 20

    /// The page for a terminal or a file, its paragraphs and tables fitted to a width.
    ///
    /// Text to type is never broken: it is there to be pasted.
    public func text(width: Int?) -> String {
        let width = min(max(width ?? Self.widestLine, Self.narrowestLine), Self.widestLine)
        var parts = [wrapped(title, to: width).joined(separator: "\n")]
        for block in labelled {
            switch block {
            case .heading(let heading): parts.append(heading)
            case .paragraph(let text): parts.append(wrapped(text, to: width).joined(separator: "\n"))
            case .table(let table): parts.append(table.text(width: width))
            case .code(let code):
                parts.append(
                    code.text.split(separator: "\n", omittingEmptySubsequences: false).map(indented).joined(separator: "\n"))
            }
        }
        return parts.joined(separator: "\n\n")
    }
}

extension ManualPage {
    /// The blocks, with the name of each file above it, and with a word above the script that comes after files.
    var labelled: [Block] {
        var result: [Block] = []
        var isBehindFile = false
        for block in blocks {
            var fileName: String?
            if case .code(let code) = block {
                fileName = code.fileName
                if let fileName {
                    result.append(.paragraph("`\(fileName)`:"))
                } else if isBehindFile {
                    result.append(.paragraph(code.kind == .shell ? "In the shell:" : "The script:"))
                }
            }
            isBehindFile = fileName != nil
            result.append(block)
        }
        return result
    }
}

extension ManualPage.Table {
    /// The most columns that the first cells may take before what tells of them goes to a line of its own.
    private static let widestTerm = 26

    /// Two columns, the second of which holds all cells but the first; or one thing and its cells below it.
    fileprivate func text(width: Int) -> String {
        let terms = rows.map { plain($0.first ?? "") }
        let widest = terms.map { displayWidth(of: $0) }.max() ?? 0
        let isBeside = widest <= min(Self.widestTerm, width / 2)
        let indentation = isBeside ? widest + 2 : 4
        var lines: [String] = []
        for (row, term) in zip(rows, terms) {
            let rest = meaning(of: row)
            let pieces = wrapped(rest, to: width - indentation)
            let margin = String(repeating: " ", count: indentation)
            if isBeside {
                lines.append(padded(term, to: indentation) + (pieces.first ?? ""))
            } else {
                let parts = wrapped(term, to: width - 8)
                lines += parts.prefix(1) + parts.dropFirst().map { String(repeating: " ", count: 8) + $0 }
            }
            lines += pieces.dropFirst(isBeside ? 1 : 0).map { margin + $0 }
        }
        return lines.map { String($0.reversed().drop { $0 == " " }.reversed()) }.joined(separator: "\n")
    }

    /// The second cell, and those behind it with what they are.
    private func meaning(of row: [String]) -> String {
        let others = zip(header, row).dropFirst(2).filter { !$0.1.isEmpty }
        let parts = others.map { $0.0.isEmpty ? $0.1 : "\($0.0): \($0.1)" }
        return (row.dropFirst().prefix(1) + parts).joined(separator: "; ")
    }
}

/// A term without its backticks: it stands apart anyway.
private func plain(_ term: String) -> String {
    term.filter { $0 != "`" }
}

private func indented(_ line: Substring) -> String {
    line.isEmpty ? "" : "    " + line
}

/// The text in lines of at most `width` columns, broken at blanks; a longer word gets a line of its own.
func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
        if !line.isEmpty, displayWidth(of: line) + 1 + displayWidth(of: word) > width {
            lines.append(line)
            line = ""
        }
        line += line.isEmpty ? String(word) : " " + word
    }
    return line.isEmpty ? lines : lines + [line]
}
