import LeadModel
import LeadSemantics
import Testing

@testable import LeadPlanner

/// What is known of a reading before it.
struct EstimateTests {
    private static let test = Recipe.Refinement.where(.isEmpty(.field("email")))
    private static let strangers = Recipe.Refinement.except(Members(unknownBy: .id, label: "list"))

    @Test(
        arguments: [
            // Of an unknown number of rows, in pages of 100.
            ([], Bounds(0, nil), Bounds(0, nil), Bounds(1, nil), Int.max),
            ([.all], Bounds(0, nil), Bounds(0, nil), Bounds(1, nil), .max),
            ([.places([0..<0])], Bounds(0, nil), .zero, .zero, 0),
            ([.places([0..<100])], Bounds(0, nil), Bounds(0, 100), Bounds(1), 1),
            ([.places([0..<101])], Bounds(0, nil), Bounds(0, 101), Bounds(1, 2), 2),
            ([.places([250..<260])], Bounds(0, nil), Bounds(0, 10), Bounds(1, 3), 3),
            ([.places([0..<5, 500..<510])], Bounds(0, nil), Bounds(0, 15), Bounds(1, 6), 6),
            ([.places([900..<Int.max])], Bounds(0, nil), Bounds(0, nil), Bounds(1, nil), .max),
            ([.places([0..<150]), strangers], Bounds(0, nil), Bounds(0, 150), Bounds(1, 2), 2),
            ([.places([0..<150]), .sample(7)], Bounds(0, nil), Bounds(0, 7), Bounds(1, 2), 2),
            ([.sample(7)], Bounds(0, nil), Bounds(0, 7), Bounds(1, nil), .max),
            ([.sample(0)], Bounds(0, nil), .zero, .zero, 0),
            ([test, .places([0..<20])], Bounds(0, nil), Bounds(0, 20), Bounds(1, nil), 1),
            ([.keep(Members(ids: ["a", "b"], label: ""))], Bounds(0, nil), Bounds(0, 2), Bounds(1, nil), 1),
            ([.keep(Members(unknownBy: .id, label: ""))], Bounds(0, nil), Bounds(0, nil), Bounds(0, nil), 0),
            ([.keep(Members(unknownBy: .person, label: ""))], Bounds(0, nil), Bounds(0, nil), Bounds(1, nil), .max),
            // Of a known number of rows.
            ([], Bounds(0), .zero, Bounds(1), .max),
            ([], Bounds(250), Bounds(250), Bounds(3), .max),
            ([test], Bounds(250), Bounds(0, 250), Bounds(3), .max),
            ([.dedupe(["email"])], Bounds(250), Bounds(1, 250), Bounds(3), .max),
            ([.limit(2, per: "country")], Bounds(250), Bounds(1, 250), Bounds(3), .max),
            ([.exceptPlaces([0..<30])], Bounds(20, 250), Bounds(0, 220), Bounds(1, 3), .max),
            ([.places([0..<150])], Bounds(120, 900), Bounds(120, 150), Bounds(2), 2),
            ([.order([]), .places([0..<10])], Bounds(250), Bounds(10), Bounds(3), .max),
        ] as [([Recipe.Refinement], Bounds, Bounds, Bounds, Int)])
    func setsHaveBounds(_ steps: [Recipe.Refinement], _ total: Bounds, _ rows: Bounds, _ pages: Bounds, _ certain: Int) {
        let estimate = Estimate(steps, of: total, pageSize: 100)
        #expect(estimate.rows == rows)
        #expect(estimate.pages == pages)
        #expect(estimate.certainPages == certain)
    }

    @Test func rowsThatAreGivenUpOnBoundTheReading() {
        let estimate = Estimate([Self.test, .places([0..<20])], of: Bounds(0, nil), pageSize: 100, mostRead: 10_000)
        #expect(estimate.pages == Bounds(1, 100))
        #expect(Estimate([Self.test], of: Bounds(0, nil), pageSize: 100, mostRead: 950).rows == Bounds(0, 1_000))
    }

    @Test func rowsThatAreWantedBoundTheReading() {
        #expect(Estimate([], of: Bounds(0, nil), pageSize: 100, needed: 250).pages == Bounds(1, 3))
        #expect(Estimate([], of: Bounds(0, nil), pageSize: 100, needed: 0).pages == .zero)
        #expect(Estimate([.places([0..<500])], of: Bounds(0, nil), pageSize: 100, needed: 20).pages == Bounds(1))
        let narrowed = Estimate([Self.test], of: Bounds(0, nil), pageSize: 100, mostRead: 10_000, needed: 20)
        #expect(narrowed.pages == Bounds(1, 100))
        #expect(narrowed.certainPages == 1)
    }

    @Test func aServiceWithoutPagesAnswersAtOnce() {
        let estimate = Estimate([.places([0..<3])], of: Bounds(0, nil), pageSize: nil)
        #expect(estimate.pages == Bounds(1))
        #expect(estimate.rows == Bounds(0, 3))
    }

    @Test(arguments: [
        (Bounds(0, nil), Bounds(0, nil)), (Bounds(1), Bounds(1)), (Bounds(100, 101), Bounds(1, 2)), (.zero, .zero),
    ]) func rowsTakeCalls(_ rows: Bounds, _ calls: Bounds) {
        #expect(rows.parts(of: 100) == calls)
    }

    @Test func boundsMultiply() {
        #expect(Bounds(2, 3) * Bounds(1, nil) == Bounds(2, nil))
        #expect(Bounds(2, nil) * .zero == .zero)
        #expect(Bounds(0, 1) * Bounds(4) == Bounds(0, 4))
        #expect(Bounds(3, nil).atMost(2) == Bounds(2))
        #expect(Bounds(3, 9).orNone == Bounds(0, 9))
    }
}
