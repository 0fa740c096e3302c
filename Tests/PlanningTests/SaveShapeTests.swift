import LeadModel
import LeadPlanner
import LeadProviders
import Testing

/// By which calls rows become contacts.
struct SaveShapeTests {
    /// Rows of which the first have no telephone and the others have one.
    private func rows(plain: Int, phones: Int) -> Batch {
        Batch(
            kind: .people,
            rows: (0..<plain + phones).map { row in
                row < plain ? ["name": .text("P \(row)")] : ["name": .text("P \(row)"), "phone": .text("+49 \(row)")]
            })
    }

    private func shape(plain: Int, phones: Int, joining: Int?, areOwn: Bool = true) -> SaveShape {
        SaveShape(
            Array(0..<plain + phones), of: rows(plain: plain, phones: phones), areOwn: areOwn, joining: joining, at: .leadLex)
    }

    @Test(
        arguments: [
            // No list: one kind of call does for all as soon as one row needs it.
            (3, 0, nil, [3, 0, 1]), (0, 3, nil, [0, 3, 1]), (3, 3, nil, [0, 6, 1]), (700, 0, nil, [700, 0, 2]),
            (499, 1, nil, [0, 500, 1]), (500, 1, nil, [500, 1, 2]), (0, 0, nil, [0, 0, 0]),
            // A list: prospects join it in the same call, contacts in another.
            (3, 0, 0, [3, 0, 1]), (0, 3, 0, [0, 3, 2]), (3, 3, 0, [0, 6, 2]), (0, 500, 0, [0, 500, 6]),
            (450, 60, 0, [450, 60, 3]), (550, 50, 0, [500, 100, 3]),
            // As many calls either way: the one with a duplicate rule.
            (60, 60, 0, [60, 60, 3]),
            // The contacts that are there join the list with those that are made.
            (0, 0, 120, [0, 0, 2]), (5, 0, 250, [5, 0, 4]), (0, 3, 95, [0, 3, 2]), (0, 6, 95, [0, 6, 3]),
        ] as [(Int, Int, Int?, [Int])])
    func theFewestCallsThatLoseNothing(_ plain: Int, _ phones: Int, _ joining: Int?, _ expected: [Int]) {
        let shape = shape(plain: plain, phones: phones, joining: joining)
        #expect([shape.prospects.count, shape.contacts.count, shape.calls] == expected)
        #expect((shape.prospects + shape.contacts).sorted() == Array(0..<plain + phones))
        #expect(shape.contacts.filter { $0 >= plain }.count == phones)
    }

    @Test func whatTheServiceHasFoundItselfGoesAsProspects() {
        let shape = shape(plain: 0, phones: 3, joining: 0, areOwn: false)
        #expect(shape.prospects == [0, 1, 2] && shape.contacts.isEmpty && shape.calls == 1 && shape.lost.isEmpty)
    }

    @Test func onlyWhatNoCallKeepsIsLost() {
        let rows = Batch(
            kind: .people,
            rows: [
                ["name": .text("A"), "phone": .text("1"), "city": .text("Berlin")],
                ["name": .text("B"), "country": .text("Italy")],
            ])
        #expect(SaveShape([0, 1], of: rows, areOwn: true, joining: nil, at: .leadLex).lost == ["city", "country"])
        // A row that is not new is not sent, so nothing of it is lost.
        let second = SaveShape([1], of: rows, areOwn: true, joining: 1, at: .leadLex)
        #expect(second.lost == ["country"] && second.prospects == [1] && second.contacts.isEmpty)
        #expect(SaveShape([0, 1], of: rows, areOwn: false, joining: nil, at: .leadLex).lost.isEmpty)
    }
}
