import LeadJSON
import LeadModel
import LeadTables
import Testing

struct RowEncoderTests {
    private func encode(_ format: FileFormat, raw: Bool = false, _ rows: [[JSON]]) -> String {
        var encoder = format.encoder(raw: raw)
        var bytes = encoder.header(["name", "note"])
        for row in rows { bytes += encoder.row(row) }
        return String(decoding: bytes + encoder.end(), as: UTF8.self)
    }

    @Test func separatedValuesAreQuotedOnlyWhereNeeded() {
        let rows: [[JSON]] = [["a,b", "say \"x\""], ["two\nlines", .null], [1.5, ["x", "y"]], ["t\tb", true]]
        #expect(encode(.csv, rows) == "name,note\n\"a,b\",\"say \"\"x\"\"\"\n\"two\nlines\",\n1.5,x; y\nt\tb,true\n")
        #expect(encode(.tsv, [["a,b", "t\tb"]]) == "name\tnote\na,b\t\"t\tb\"\n")
    }

    @Test(arguments: ["=1+1", "+1", "-x", "@a", "\tx", "\rx"])
    func formulasAreDisarmed(_ text: String) throws {
        let written = try CSVReader.rows(of: encode(.csv, [[.string(text), -5]]).utf8)
        #expect(written[1] == ["'" + text, "-5"])
        #expect(try CSVReader.rows(of: encode(.csv, raw: true, [[.string(text), -5]]).utf8)[1] == [text, "-5"])
    }

    @Test func jsonIsOneDocumentWhateverTheCount() throws {
        #expect(encode(.json, []) == "[]\n")
        #expect(
            encode(.json, [["=a", .null], ["b", 1]]) == "[\n{\"name\":\"=a\",\"note\":null},\n{\"name\":\"b\",\"note\":1}\n]\n")
        #expect(encode(.ndjson, [["a", 1], ["b", 2]]) == "{\"name\":\"a\",\"note\":1}\n{\"name\":\"b\",\"note\":2}\n")
    }

    @Test func markdownKeepsItsColumns() {
        #expect(
            encode(.markdown, [["a|b", "x\r\ny"], ["\\", .null]])
                == "| name | note |\n| --- | --- |\n| a\\|b | x<br>y |\n| \\\\ | |\n")
    }

    @Test(arguments: [
        ("a.csv", FileFormat.csv), ("A.TSV", .tsv), ("dir.csv/a.jsonl", .ndjson), ("a.json", .json), ("a.md", .markdown),
        ("a.txt", nil),
        ("csv", nil), ("dir.csv/a", nil),
    ])
    func suffixNamesTheFormat(_ name: String, _ format: FileFormat?) {
        #expect(FileFormat(fileName: name) == format)
    }
}

struct CSVReaderTests {
    @Test(arguments: [
        ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]), ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]), ("a\rb", [["a"], ["b"]]),
        ("\u{FEFF}a,\n", [["a", ""]]), ("\"x,\"\"y\"\"\r\nz\",2\r\n", [["x,\"y\"\r\nz", "2"]]), ("", []), ("\n\n", []),
        ("\"\"\n", [[""]]), (",\n", [["", ""]]), ("a\"b\n", [["a\"b"]]), ("é,株\n", [["é", "株"]]),
    ])
    func reads(_ text: String, _ rows: [[String]]) throws {
        #expect(try CSVReader.rows(of: text.utf8) == rows)
        var reader = CSVReader()
        var pieces: [[String]] = []
        for byte in text.utf8 { pieces += try reader.read([byte]) }
        #expect(try pieces + reader.finish() == rows)
    }

    @Test func errorsNameTheLine() {
        #expect(throws: CSVError.unclosedQuote(line: 3)) { try CSVReader.rows(of: "a\n\"b\"\n\"c\nd\n".utf8) }
        #expect(throws: CSVError.textAfterQuote(line: 4)) { try CSVReader.rows(of: "a\n\"b\r\nc\"\n\"d\"e".utf8) }
    }

    @Test func whatIsWrittenIsRead() throws {
        var encoder = FileFormat.csv.encoder(raw: true)
        let cells = ["", "a\"", "\n", "\r\n", ",", "'", "株", "\"\"", " x "]
        let bytes = encoder.header(cells) + encoder.row(cells.reversed().map { .string($0) }) + encoder.end()
        #expect(try CSVReader.rows(of: bytes) == [cells, cells.reversed()])
    }
}
