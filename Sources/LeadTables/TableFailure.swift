import LeadModel

/// Why a file is no table.
public struct TableFailure: Error, Hashable, Sendable {
    /// The line, counted from 1, where one is to blame.
    public let line: Int?
    /// What is wrong.
    public let message: String
    /// What to do about it.
    public let help: String
}

/// All failures, so that their wording is in one place.
extension TableFailure {
    static let markdown = TableFailure(
        line: nil, message: "Markdown tables are written, not read", help: "load a csv, tsv, json or ndjson file")

    static let empty = TableFailure(line: nil, message: "the file is empty", help: "its first line has to name the columns")

    static func utf16(_ format: FileFormat) -> TableFailure {
        TableFailure(line: 1, message: "the file is UTF-16, not UTF-8", help: saveAgain(format))
    }

    static func notUTF8(_ format: FileFormat, line: Int) -> TableFailure {
        TableFailure(line: line, message: "the file is not UTF-8", help: saveAgain(format))
    }

    static func notText(_ format: FileFormat, line: Int) -> TableFailure {
        TableFailure(line: line, message: "the file holds a NUL byte, which no text has", help: saveAgain(format))
    }

    /// What spreadsheets call the format that is meant.
    private static func saveAgain(_ format: FileFormat) -> String {
        switch format {
        case .csv, .tsv: "save it as CSV UTF-8"
        case .json, .ndjson, .markdown: "save it as UTF-8"
        }
    }

    static func equalHeaders(_ name: String, line: Int) -> TableFailure {
        TableFailure(line: line, message: "two columns are named `\(name)`", help: "rename one of them in the file")
    }

    static func tooManyCells(_ count: Int, columns: Int, line: Int) -> TableFailure {
        TableFailure(
            line: line, message: "the row has \(count) cells, but the header has \(columns)",
            help: "quote cells that hold the separator, and take out what stands above the header")
    }

    static func unreadable(_ error: CSVError) -> TableFailure {
        switch error {
        case .unclosedQuote(let line):
            TableFailure(
                line: line, message: "the quote that opens here is never closed", help: "write a quote inside a cell twice")
        case .textAfterQuote(let line):
            TableFailure(line: line, message: "text follows a closing quote", help: "write a quote inside a cell twice")
        }
    }

    static func tooLarge(columns: Int) -> TableFailure {
        TableFailure(
            line: nil, message: "the table has \(columns) columns and too many rows for them",
            help: "take out columns, or load the rows in parts")
    }

    static func noObject(_ value: String, line: Int) -> TableFailure {
        TableFailure(
            line: line, message: "this line is \(value), not an object",
            help: "one object a line is NDJSON; a file that is one array is `format json`")
    }

    static func itemIsNoObject(_ value: String, number: Int) -> TableFailure {
        TableFailure(
            line: nil, message: "item \(number) of the array is \(value), not an object", help: "each row has to be an object")
    }

    static func noArray(_ value: String) -> TableFailure {
        TableFailure(
            line: nil, message: "the file is \(value) in which no one array of objects stands out",
            help: "one array of objects is JSON; a file with one object a line is `format ndjson`")
    }

    static func equalMembers(_ name: String, line: Int?) -> TableFailure {
        TableFailure(line: line, message: "an object has two values for `\(name)`", help: "rename one of them in the file")
    }

    static func noJSON(_ reason: String, line: Int) -> TableFailure {
        TableFailure(
            line: line, message: "this is no JSON: \(reason)",
            help: "one array of objects is `format json`, one object a line is `format ndjson`")
    }
}
