import LeadJSON
import LeadModel
import LeadTables
import LeadTestSupport
import Testing

/// A file's table; the failure as a thrown error.
private func table(_ text: String, as format: FileFormat = .csv) throws -> Table {
    try Table(reading: Array(text.utf8), as: format)
}

/// The failure of bytes that are no table; nil when they are one.
private func failure(of bytes: [UInt8], as format: FileFormat = .csv) -> TableFailure? {
    do throws(TableFailure) {
        _ = try Table(reading: bytes, as: format)
        return nil
    } catch {
        return error
    }
}

private func failure(of text: String, as format: FileFormat = .csv) -> TableFailure? {
    failure(of: Array(text.utf8), as: format)
}

extension Table {
    fileprivate var texts: [[String]] { rows.map { $0.map(\.description) } }
}

struct SeparatedTableTests {
    @Test(arguments: [
        ("a,b\n1,2\n", [["1", "2"]]), ("a;b\r\n1,5;2\r\n", [["1,5", "2"]]), ("a\tb\r1;2\t3", [["1;2", "3"]]),
        ("\u{FEFF}a,b\n1,2", [["1", "2"]]), ("\n\na,b\n\n1,2\n   \n\n3,4\n", [["1", "2"], ["3", "4"]]),
        ("a,b\n1\n\n,2\n", [["1", ""], ["", "2"]]), ("a,b\n1,2,,\n", [["1", "2"]]), ("a,b\n", []),
        ("sep=;\na;b\n1;2", [["1", "2"]]), ("\"x;y;z\",b\n1,2", [["1", "2"]]), ("\"x \"\";;\",b\n1,2", [["1", "2"]]),
        ("\"a\n;;\",b\n\"1\r\n2\",\"\"\"\"", [["1\r\n2", "\""]]), ("a,b\n'=1,'+2", [["=1", "+2"]]),
        ("a,b\n''=1,'x", [["'=1", "'x"]]), ("a,b\n'@x,'", [["@x", "'"]]), ("a,b\n007,true", [["007", "true"]]),
    ])
    func reads(_ text: String, _ rows: [[String]]) throws {
        let read = try table(text)
        #expect(read.texts == rows)
        #expect(read.header.count == 2)
        #expect(try tableHeader(of: Array(text.utf8), as: .csv) == read.header)
    }

    @Test func cellsAreTextsAndBlankOnesAreEmpty() throws {
        #expect(try table("a,b,c\n1, ,\"\"\n").rows == [[.text("1"), .empty, .empty]])
        #expect(try table("a,b\tc\n1,2\t3\n", as: .tsv).rows == [[.text("1,2"), .text("3")]])
    }

    @Test func headersAreTrimmedAndNamed() throws {
        #expect(try table(" a ,,\"b\",\n").header == ["a", "column 2", "b", "column 4"])
    }

    @Test(arguments: [
        ("a,b\n1,2\n1,2,3\n", 3), ("a,b\n\n\"x\ny\",2\n1,2,3\n", 5), ("a,b\n1,\"2\n\n\n", 2), ("a,\"b\n\n1,2", 1),
        ("a,b\n\n\"1\"2,3\n", 3), ("\n\na, a\n", 3), ("Notes:\nfirst,last\n", 2),
    ])
    func failuresNameTheLine(_ text: String, _ line: Int) {
        #expect(failure(of: text)?.line == line)
    }

    @Test(arguments: ["", "\u{FEFF}", "\n\r\n", "\u{FEFF}\n"])
    func anEmptyFileIsNoTable(_ text: String) {
        #expect(failure(of: text)?.message == "the file is empty")
        #expect(throws: TableFailure.self) { try tableHeader(of: Array(text.utf8), as: .csv) }
    }

    @Test func otherEncodingsAreNamed() throws {
        let saveAgain = "save it as CSV UTF-8"
        let latin = Array("a,b\r\nx,y\rx,".utf8) + [0xFC, 0x0A]
        #expect(failure(of: latin)?.line == 3)
        #expect(failure(of: latin)?.help == saveAgain)
        // The header is fine, and nobody asked for more.
        #expect(try tableHeader(of: latin, as: .csv) == ["a", "b"])
        for bytes in [[0xFF, 0xFE, 0x61, 0, 0x0A, 0], [0xFE, 0xFF, 0, 0x61], [0x61, 0, 0x0A, 0], [0x66, 0xFC, 0x72]] as [[UInt8]]
        {
            #expect(failure(of: bytes)?.help == saveAgain)
            #expect(failure(of: bytes)?.line == 1)
            #expect(throws: TableFailure.self) { try tableHeader(of: bytes, as: .csv) }
        }
    }

    @Test func theHeaderIsReadAlone() throws {
        #expect(try tableHeader(of: Array("a;b\n\"never closed".utf8), as: .csv) == ["a", "b"])
    }

    @Test func markdownIsNotRead() {
        #expect(failure(of: "| a |\n| --- |\n", as: .markdown)?.message == "Markdown tables are written, not read")
    }
}

struct ObjectTableTests {
    @Test func valuesKeepTheirTypes() throws {
        let read = try table(
            #"[{"a": "x", "b": 1.5, "c": true, "d": null, "e": ["x", 2, null], "f": [], "g": [[1], {"h": 2}], "i": " "}]"#,
            as: .json)
        #expect(read.header == ["a", "b", "c", "d", "e", "f", "g", "i"])
        let lists: [LeadModel.Value] = [
            .list([.text("x"), .number(2)]), .empty, .list([.text("[1]"), .text(#"{"h":2}"#)]), .empty,
        ]
        #expect(read.rows == [[.text("x"), .number(1.5), .bool(true), .empty] + lists])
        #expect(try table("[{\"id\": 9007199254740993}]", as: .json).texts == [["9007199254740993"]])
    }

    @Test func objectsFlattenAndLaterKeysAreColumns() throws {
        let lines =
            "{\"company\": null, \"n\": 1}\n\n{\"n\": 2, \"company\": {\"name\": \"A\", \"hq\": {\"city\": \"B\"}}}\r\n{\"z\": 3}"
        let read = try table(lines, as: .ndjson)
        #expect(read.header == ["n", "company.name", "company.hq.city", "z"])
        #expect(read.texts == [["1", "", "", ""], ["2", "A", "B", ""], ["", "", "", "3"]])
        #expect(try tableHeader(of: Array(lines.utf8), as: .ndjson) == read.header)
    }

    @Test(arguments: [
        "[{\"a\": 1}]", "\u{FEFF}{\"results\": [{\"a\": 1}]}",
        "{\"total\": 1, \"errors\": [], \"tags\": [\"x\"], \"rows\": [{\"a\": 1}]}",
    ])
    func anArrayMayStandInAnObject(_ text: String) throws {
        #expect(try table(text, as: .json) == table("{\"a\": 1}", as: .ndjson))
    }

    @Test(arguments: [("[]", FileFormat.json), ("[\n]\n", .json), ("{\"results\": []}", .json), ("", .ndjson)])
    func noRowsAreATable(_ text: String, _ format: FileFormat) throws {
        #expect(try table(text, as: format).header == [])
        #expect(try table(text, as: format).rows == [])
    }

    @Test(
        arguments: [
            ("{\"a\": 1}\n\n[1]\n", FileFormat.ndjson, 3), ("{\"a\": 1}\n{\"a\": \n", .ndjson, 2),
            ("{\"a\": 1}\n{\"a\": 1, \"a\": 2}", .ndjson, 2),
            ("{\"a\": {\"b\": 1}, \"a.b\": 2}", .ndjson, 1), ("[{\"a\": 1},\n{\"a\": 1,}]", .json, 2), ("", .json, 1),
            ("{\"a\": 1}\n{\"a\": 2}\n", .json, 2), ("[1, {}]", .json, nil), ("{\"a\": [{}], \"b\": [{}]}", .json, nil),
            ("7", .json, nil),
            ("{\"a\": 1}\n\n{\"a\": \"\0\"}\n", .ndjson, 3),
        ] as [(String, FileFormat, Int?)])
    func failuresNameTheLine(_ text: String, _ format: FileFormat, _ line: Int?) throws {
        let refusal = try #require(failure(of: text, as: format))
        #expect(refusal.line == line)
    }

    @Test func aColumnForEachRowIsRefused() {
        let lines = (0..<8_000).map { "{\"k\($0)\": 1}\n" }.joined()
        #expect(failure(of: lines, as: .ndjson)?.message == "the table has 8000 columns and too many rows for them")
    }
}

struct TablePropertyTests {
    private static let readable: [FileFormat] = [.csv, .tsv, .json, .ndjson]
    private static let pieces = [
        "\"", "\n", "\r\n", "\r", ",", ";", "\t", "=", "+", "-", "@", "'", " ", "x", "1", "👩‍👩‍👧", "e\u{301}", "株", "\u{FEFF}", "\\",
        "{", "[",
        "\u{85}", "\u{2028}",
    ]

    @Test(arguments: readable)
    func whatIsWrittenIsReadBack(_ format: FileFormat) throws {
        var generator = SeededGenerator(seed: 41)
        func text() -> String {
            (0..<Int.random(in: 0..<6, using: &generator)).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }
                .joined()
        }
        for _ in 0..<400 {
            let width = Int.random(in: 1..<5, using: &generator)
            let header = (0..<width).map { "h\(text())\($0)\(text())" }.map(\.trimmed)
            let rows = (0..<Int.random(in: 1..<6, using: &generator)).map { _ in (0..<width).map { _ in text() } }
            var encoder = format.encoder()
            var bytes = encoder.header(header)
            for row in rows { bytes += encoder.row(row.map { .string($0) }) }
            bytes += encoder.end()
            let read = try Table(reading: bytes, as: format)
            #expect(read.header == header)
            #expect(read.rows == rows.map { $0.map { Value(text: $0) } }, "\(String(decoding: bytes, as: UTF8.self))")
        }
    }

    @Test(arguments: readable)
    func garbageIsReadOrRefused(_ format: FileFormat) {
        var generator = SeededGenerator(seed: 7)
        let likely = Array("\"\"\n\r,;\t'=a{}[]:1e.-tn\\u".utf8) + [0, 0xEF, 0xBB, 0xBF, 0xFF, 0xFE, 0xC3, 0xF0]
        for _ in 0..<3_000 {
            let bytes = (0..<Int.random(in: 0..<40, using: &generator)).map { _ -> UInt8 in
                Bool.random(using: &generator)
                    ? likely.randomElement(using: &generator) ?? 0 : .random(in: 0...255, using: &generator)
            }
            expectSound(bytes, format)
        }
        let files: [FileFormat: String] = [
            .csv: "\u{FEFF}a;\"b\r\n\"\r\n1;\"ü\"\"\"\n", .tsv: "a\t\"b\"\n株\t\n",
            .json: "{\"n\": 1, \"r\": [{\"a\": {\"b\": \"\\ud83d\\ude00\"}}, {\"a\": [1, {}]}]}",
            .ndjson: "{\"a\": -1.5e3}\n{\"b\": [null]}\r\n",
        ]
        let whole = Array((files[format] ?? "").utf8)
        for count in 0...whole.count { expectSound(Array(whole[..<count]), format) }
    }

    /// Whether the bytes are a table that keeps its promises, or are refused with words.
    private func expectSound(_ bytes: [UInt8], _ format: FileFormat) {
        do throws(TableFailure) {
            let read = try Table(reading: bytes, as: format)
            #expect(Set(read.header).count == read.header.count, "\(bytes)")
            #expect(read.rows.allSatisfy { $0.count == read.header.count }, "\(bytes)")
            #expect(try tableHeader(of: bytes, as: format) == read.header, "\(bytes)")
        } catch {
            #expect(!error.message.isEmpty && !error.help.isEmpty, "\(bytes)")
        }
    }

    /// Anything worse than linear shows as a test that does not end.
    @Test(arguments: readable)
    func longAndWideFilesAreRead(_ format: FileFormat) throws {
        var encoder = format.encoder()
        var bytes = encoder.header(["name", "title"])
        for number in 0..<20_000 { bytes += encoder.row([.integer(number), "VP, \"Engines\""]) }
        bytes += encoder.end()
        #expect(try Table(reading: bytes, as: format).rows.count == 20_000)
        let wide: String
        switch format {
        case .csv, .tsv, .markdown: wide = (0..<20_000).map { "k\($0)" }.joined(separator: format == .tsv ? "\t" : ",") + "\n"
        case .json, .ndjson: wide = "{" + (0..<20_000).map { "\"k\($0)\":1" }.joined(separator: ",") + "}"
        }
        let bytesOfWide = Array((format == .json ? "[\(wide)]" : wide).utf8)
        #expect(try tableHeader(of: bytesOfWide, as: format).count == 20_000)
    }
}
