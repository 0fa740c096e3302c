import Foundation
import LeadCLI
import LeadJSON
import LeadModel
import LeadTestSupport
import Testing

/// What `lead plan --out` keeps, and when `lead apply` carries it out.
struct ApplyTests {
    private static let script = """
        param place = "Germany"
        include "parts/list.lead"
        search people where seniority is "vp" and country is $place
        except file "known.csv" by email
        select first 5
        add to list "Q1"
        print outcome.added
        """

    private let folder: TemporaryFolder

    init() async throws {
        folder = try TemporaryFolder()
        let data = folder.path("data/lead")
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: try await DemoData.shared.path(), toPath: data + "/sandbox.sqlite")
        try folder.write(Self.script, to: "q1.lead")
        try folder.write("ensure list \"Q1\"\n", to: "parts/list.lead")
        try folder.write("email\nnobody@example.com\n", to: "known.csv")
    }

    private struct Called {
        let code: ExitCode
        let output: String
        let errors: String
    }

    @discardableResult
    private func lead(_ arguments: String..., now: String = "2026-01-15") async -> Called {
        let (output, errors) = (MemorySink(), MemorySink())
        let environment = [
            "XDG_DATA_HOME": folder.path("data"), "HOME": folder.path, "NO_COLOR": "1", "LEAD_NOW": now, "TZ": "UTC",
        ]
        let code = await LeadCLI.run(
            Invocation(
                arguments: arguments, environment: environment, workingDirectory: folder.path,
                input: MemorySource(bytes: []), output: output, errors: errors))
        return Called(code: code, output: output.text, errors: errors.text)
    }

    private func plan() async {
        let planned = await lead("plan", "--sandbox", "--var", "place=France", "q1.lead", "-o", "q1.leadplan")
        #expect(planned.code == .success)
        #expect(planned.errors == "the plan is kept in q1.leadplan\n")
    }

    private func apply() async -> Called { await lead("apply", "--sandbox", "--trace", "trace.ndjson", "q1.leadplan") }

    /// Expects that nothing is written, for one reason.
    private func expectRefusal(
        _ reason: String, _ code: ExitCode,
        help: String = "make the plan again: `lead plan --sandbox --var place=France q1.lead -o q1.leadplan`"
    ) async {
        let before = await lists()
        let applied = await apply()
        #expect(applied.code == code)
        #expect(applied.errors.contains("error[L3004]: the plan no longer holds: \(reason)\n"), "\(applied.errors)")
        #expect(applied.errors.contains(help), "\(applied.errors)")
        #expect(applied.output.isEmpty)
        #expect(await lists() == before)
    }

    /// The lists of the sandbox with their sizes.
    private func lists() async -> String {
        await lead("--sandbox", "-c", "show lists").output
    }

    private var document: String {
        get throws { try folder.read("q1.leadplan") }
    }

    private func edit(_ text: String, to replacement: String) throws {
        let before = try document
        let edited = before.replacingOccurrences(of: text, with: replacement)
        #expect(edited != before)
        try folder.write(edited, to: "q1.leadplan")
    }

    // MARK: Carrying it out

    @Test func whatWasPlannedIsDone() async throws {
        await plan()
        let saved = try JSON(parsing: Array(document.utf8))
        let applied = await apply()
        #expect(applied.code == .success)
        #expect(applied.output == "5\n")
        let sent = try folder.read("trace.ndjson").split(separator: "\n").map { try JSON(parsing: Array($0.utf8)) }
        let changing = sent.filter { $0["request"]?["method"]?.string != "GET" }
            .filter { $0["request"]?["path"]?.string?.contains("/leadlists") == true }
        let planned = try #require(saved["writes"]?.array)
        #expect(changing.count == planned.count && planned.count == 2)
        let added = try #require(planned.last?["ids"]?.array)
        let ids = added.compactMap(\.string)
        let body = try #require(changing.last?["request"]?["body"]).bytes
        #expect(ids.count == 5 && ids.allSatisfy { String(decoding: body, as: UTF8.self).contains($0) })
        // The list is there now: to do it twice is another plan.
        await expectRefusal("the list \"Q1\" is there now, and was not when it was planned", .failed)
    }

    @Test func theDayIsThatOfThePlan() async throws {
        try folder.write("ensure list \"Day ${today()}\"\nprint today()\n", to: "q1.lead")
        await lead("plan", "--sandbox", "q1.lead", "-o", "q1.leadplan", now: "2026-01-15")
        let applied = await lead("apply", "--sandbox", "q1.leadplan", now: "2026-02-20")
        #expect(applied.code == .success)
        #expect(applied.output == "2026-01-15\n")
        #expect(await lists().contains("Day 2026-01-15"))
    }

    @Test func nobodyIsAskedAgain() async throws {
        await lead("--sandbox", "-c", "ensure list \"Old\"")
        try folder.write("delete list \"Old\"\n", to: "q1.lead")
        await lead("plan", "--sandbox", "q1.lead", "-o", "q1.leadplan")
        #expect(await apply().code == .success)
        #expect(await !lists().contains("Old"))
    }

    @Test func aTextOfTheCommandLineIsKept() async throws {
        let planned = await lead("plan", "--sandbox", "-c", "ensure list \"Q1\"; print 7", "-o", "q1.leadplan")
        #expect(planned.code == .success)
        let applied = await apply()
        #expect(applied.code == .success)
        #expect(applied.output == "7\n")
    }

    @Test func thePlanIsTheOwnersAndHoldsNoToken() async throws {
        await plan()
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("q1.leadplan"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let text = try document.lowercased()
        // How the tokens of the sandbox begin and end, and what stands around one.
        #expect(!["wbk_", "lance_", "0123456789abcdef", "authorization", "bearer"].contains { text.contains($0) })
        #expect(!folder.names.contains { $0.contains("partial") })
    }

    // MARK: What has changed

    @Test(arguments: [
        ("q1.lead", "print 1\n"), ("parts/list.lead", "ensure list \"Q2\"\n"),
        ("known.csv", "email\nsomebody@example.com\n"),
    ])
    func aChangedFileIsNamed(_ name: String, _ text: String) async throws {
        await plan()
        try folder.write(text, to: name)
        await expectRefusal("`\(name)` has changed since", .usage)
        try FileManager.default.removeItem(atPath: folder.path(name))
        await expectRefusal(
            "`\(name)` is gone", .usage, help: "nothing was sent; put `\(name)` back, or plan a script that does without")
    }

    @Test func theCommandIsToldWithItsConditions() async throws {
        try folder.write("param who\nparam places: list\nparam most: number\nprint $who, $places, $most\n", to: "of mine.lead")
        await lead(
            "plan", "--sandbox", "--max-rows", "50", "--var", "who=O'Neill & co", "--var", "places=a, \"b, c\"", "--var",
            "most=2000", "of mine.lead", "-o", "q1.leadplan")
        try folder.write("print 1\n", to: "of mine.lead")
        await expectRefusal(
            "`of mine.lead` has changed since", .usage,
            help: "`lead plan --sandbox --var most=2000 --var 'places=a, \"b, c\"' --var 'who=O'\\''Neill & co' --max-rows 50 "
                + "'of mine.lead' -o q1.leadplan`")
    }

    @Test func otherPeopleAreAnotherPlan() async throws {
        await plan()
        await lead("sandbox", "reset", "--people", "3000")
        let applied = await apply()
        #expect(applied.code == .failed)
        let search = "the search `seniority is \"vp\" and country is \"France\"` has "
        #expect(applied.errors.contains("the plan no longer holds: \(search)"))
        #expect(applied.errors.contains(" when it was planned\nhelp: nothing was changed; make the plan again"))
        #expect(await !lists().contains("Q1"))
    }

    @Test func anotherMemberOfTheTargetIsAnotherPlan() async throws {
        await lead("--sandbox", "-c", "ensure list \"Q1\"")
        await plan()
        await lead("--sandbox", "-c", "search people where seniority is \"c_suite\"; select first 3; add to list \"Q1\"")
        await expectRefusal("the list \"Q1\" has 3 members more", .failed)
        await plan()
        await lead("--sandbox", "-c", "open list \"Q1\"; select first 1; remove from list \"Q1\"")
        await expectRefusal("the list \"Q1\" has 1 member fewer", .failed)
    }

    @Test func aDeletedListIsNamed() async throws {
        await lead("--sandbox", "-c", "ensure list \"Q1\"")
        await plan()
        await lead("--sandbox", "--yes", "-c", "delete list \"Q1\"")
        await expectRefusal("the list \"Q1\" is gone", .failed)
    }

    // MARK: The document

    @Test func anEditedParameterIsNoticed() async throws {
        await plan()
        try edit("\"value\": \"France\"", to: "\"value\": \"Poland\"")
        let applied = await apply()
        #expect(applied.code == .usage)
        #expect(applied.errors.hasPrefix("error[L3004]: the plan `q1.leadplan` does not say what it said when it was made\n"))
    }

    @Test(arguments: [
        ("\"account\": null,", "\"account\": null, \"colour\": {\"of\": [\"the plan\"]},"),
        ("\"account\": null", "\"account\": \"mine\""), ("\"exact\": true", "\"exact\": false"),
    ])
    func whateverIsEditedIsNoticed(_ text: String, _ replacement: String) async throws {
        await plan()
        try edit(text, to: replacement)
        let applied = await apply()
        #expect(applied.code == .usage)
        #expect(applied.errors.hasPrefix("error[L3004]: the plan `q1.leadplan` does not say what it said when it was made\n"))
    }

    @Test(arguments: [
        ("\"lead_plan\": 2", "\"lead_plan\": 3", "the plan `q1.leadplan` has the format 3; this lead reads the format 2", 2),
        ("\"lead_plan\": 2", "\"plan_of\": 1", "`q1.leadplan` is no plan: its member `lead_plan` is missing", 2),
        ("\"lead\": \"0.", "\"lead\": \"99.", "the plan `q1.leadplan` was made by lead 99.", 2),
        ("\"seed\": \"", "\"seed\": \"x", "`q1.leadplan` is no plan: its member `seed` is no number", 2),
        ("\"files\": [", "\"files\": 1, \"old\": [", "`q1.leadplan` is no plan: its member `files` is no list", 2),
        ("\"runs_on\": \"sandbox\"", "\"runs_on\": \"mars\"", "`q1.leadplan` is no plan: its member `runs_on` is no word", 2),
        (
            "\"runs_on\": \"sandbox\"", "\"runs_on\": \"accounts\"",
            "the plan `q1.leadplan` was made for accounts of your own, and not for the sandbox", 2
        ),
    ])
    func anotherDocumentIsRefused(_ text: String, _ replacement: String, _ message: String, _ code: Int32) async throws {
        await plan()
        try edit(text, to: replacement)
        let applied = await apply()
        #expect(applied.code.rawValue == code)
        #expect(applied.errors.contains("]: \(message)"), "\(applied.errors)")
        #expect(await !lists().contains("Q1"))
    }

    @Test func aTruncatedDocumentIsNoPlan() async throws {
        await plan()
        let whole = Array(try document.utf8)
        for part in [0, 1, whole.count / 2, whole.count - 3] {
            try folder.write(String(decoding: whole[..<part], as: UTF8.self), to: "q1.leadplan")
            let applied = await apply()
            #expect(applied.code == .usage)
            #expect(applied.errors.hasPrefix("error[L6002]: `q1.leadplan` is no plan: it is no JSON document"), "\(part)")
        }
    }

    @Test func theSandboxIsNamedBothTimes() async throws {
        await plan()
        let applied = await lead("apply", "q1.leadplan")
        #expect(applied.code == .unauthorized)
        #expect(applied.errors.contains("help: nothing was sent; `lead apply --sandbox q1.leadplan` carries it out"))
        #expect(
            await lead("apply", "--sandbox", "missing.leadplan").errors.hasPrefix("error[L6002]: the plan `missing.leadplan`"))
    }

    // MARK: Keeping it

    @Test func onlyAPlanThatHoldsIsKept() async throws {
        try folder.write("budget 1 row\n" + Self.script, to: "q1.lead")
        #expect(await lead("plan", "--sandbox", "q1.lead", "-o", "q1.leadplan").code == .overBudget)
        try folder.write("fail \"no\"\n", to: "q1.lead")
        #expect(await lead("plan", "--sandbox", "q1.lead", "-o", "q1.leadplan").code == .failed)
        #expect(await lead("plan", "--sandbox", "q1.lead", "q1.lead", "-o", "q1.leadplan").code == .usage)
        #expect(await lead("plan", "--sandbox", "q1.lead", "-o", "./q1.lead").code == .usage)
        #expect(await lead("plan", "--sandbox", "-c", "print 1", "-o", "no/folder.leadplan").code == .failed)
        #expect(!folder.names.contains { $0.contains("leadplan") })
    }

    @Test func detailedExitCodesStay() async throws {
        let planned = await lead("plan", "--sandbox", "--detailed-exitcode", "q1.lead", "-o", "q1.leadplan")
        #expect(planned.code == .changes)
        #expect(await apply().code == .success)
    }

    /// What only the run can know is not compared; what was read is.
    @Test func aPlanWithTwoWaysSaysSo() async throws {
        let script = """
            ensure list "Q1"
            search people where seniority is "vp" and country is "France"
            select first 5
            add to list "Q1"
            search people where country is "Poland" and seniority is "c_suite"
            select first 2
            if outcome.added > 3 { add to list "Q1" }
            """
        let filling = "search people where country is \"Poland\"; select first 2; add to list \"Q1\""
        await lead("--sandbox", "-c", "ensure list \"Q1\"; " + filling)
        try folder.write(script, to: "q1.lead")
        let planned = await lead("plan", "--sandbox", "q1.lead", "-o", "q1.leadplan")
        #expect(planned.code == .success)
        let saved = try JSON(parsing: Array(document.utf8))
        #expect(saved["exact"] == false && saved["writes"]?.isNull == true)
        #expect(planned.errors.contains("only the run can know all that it writes"))
        #expect(await apply().code == .success)
        await expectRefusal(
            "the list \"Q1\" has 5 members more", .failed, help: "`lead plan --sandbox q1.lead -o q1.leadplan`")
    }

    @Test func theRunIsReportedAsData() async throws {
        await plan()
        let applied = await lead("apply", "--sandbox", "--json", "q1.leadplan")
        let report = try JSON(parsing: Array(applied.output.utf8))
        #expect(report["exit"]?.integer == 0)
        #expect(report["scripts"]?.array?.first?["file"]?.string == "q1.lead")
        let refused = await lead("apply", "--sandbox", "--json", "q1.leadplan")
        let told = try JSON(parsing: Array(refused.output.utf8))["scripts"]?.array?.first?["diagnostics"]?.array
        #expect(refused.code == .failed)
        #expect(told?.map { $0["code"]?.string } == ["L3004"])
    }
}
