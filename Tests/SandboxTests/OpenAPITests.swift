import Foundation
import LeadAPI
import LeadJSON
import LeadTestSupport
import Testing

/// The documents that say what the sandbox speaks, and the schemas in them.
struct OpenAPITests {
    @Test(arguments: [("leadlex", OpenAPIDocument.leadLex), ("lance", OpenAPIDocument.lance)])
    func theRepositoryHasTheDocument(_ name: String, _ document: JSON) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appendingPathComponent("docs/openapi/\(name).json")
        if ExpectedFile.isUpdating { try ExpectedFile.write(document.pretty + "\n", to: file) }
        // `UPDATE_GOLDEN=1 swift test --filter OpenAPITests` makes it anew.
        #expect(try String(contentsOf: file, encoding: .utf8) == document.pretty + "\n")
    }

    @Test(arguments: [OpenAPIDocument.leadLex, OpenAPIDocument.lance])
    func everyOperationHasANameOfItsOwnAndItsRefusals(_ document: JSON) throws {
        var names: [String] = []
        for path in try #require(document["paths"]?.object).members {
            for operation in try #require(path.value.object).members {
                names.append(try #require(operation.value["operationId"]?.string))
                let statuses = try #require(operation.value["responses"]?.object).names
                #expect(statuses.contains("401") && statuses.contains { $0.hasPrefix("20") }, "\(names.last ?? "")")
                let inPath = path.name.split(separator: "/").filter { $0.hasPrefix("{") }.count
                let told = operation.value["parameters"]?.array?.filter { $0["in"] == "path" }.count
                #expect(told == inPath)
            }
        }
        #expect(Set(names).count == names.count)
    }

    /// What a schema lets pass and what not, and the words for it.
    @Test(
        arguments: [
            (.text(length: 1...2), "é", nil), (.text(length: 1...2), "", "String must contain at least 1 character(s)"),
            (.text(length: 1...2), "abc", "String must contain at most 2 character(s)"),
            (.text, 1, "Expected string, received number"),
            (.name, " \n", "Required"), (.closed(["a", "b"]), "c", "Invalid enum value. Expected 'a' | 'b', received 'c'"),
            (.address, "a@b", nil), (.address, "a@b c", "Invalid email"), (.address, "@bc", "Invalid email"),
            (.instant, "2026-01-31T09:30:00Z", nil), (.instant, "now", "Invalid date"),
            (.instant, "2026-01-31 09:30:00Z", "Invalid date"), (.instant, "2026-01-31", "Invalid date"),
            (.uuid, "862ddc59-ea41-4d1f-a19a-5d1b72205e75", nil), (.uuid, "862ddc59", "Invalid uuid"),
            (.integer(1...3), 3.0, nil), (.integer(1...3), 4, "Number must be less than or equal to 3"),
            (.integer(1...3), 1.5, "Expected integer, received number"), (.number(0...1), 0.5, nil),
            (.number(0...1), 2, "Number must be from 0.0 to 1.0"), (.boolean, "true", "Expected boolean, received string"),
            (.list(.text, count: 1...2), [], "Array must contain at least 1 element(s)"),
            (.list(.text, count: 1...2), ["a", "b", "c"], "Array must contain at most 2 element(s)"),
            (.object([.required("a", .text)]), [:], "Required"), (.object([.required("a", .text)]), ["a": "", "b": 1], nil),
            (.object([.optional("a", .text)]), ["a": .null], nil),
            (.closedObject([.optional("a", .text)]), ["b": 1], "Unknown member"),
            (.either([.text, .object([.required("a", .boolean)])]), ["a": 1], "Expected boolean, received number"),
        ] as [(JSONSchema, JSON, String?)])
    func aSchemaHoldsAValueToItsWords(_ schema: JSONSchema, _ value: JSON, _ message: String?) {
        do throws(APIDecodingError) {
            try schema.check(JSONCursor(value))
            #expect(message == nil)
        } catch {
            #expect(error.message == message)
        }
    }
}
