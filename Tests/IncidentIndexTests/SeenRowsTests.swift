import IncidentIndex
import TestSupport
import Testing

@Suite("Remembering the rows of an import")
struct SeenRowsTests {
    @Test("older rows are met when noted, new ones at once, whatever their identifiers")
    func membership() {
        var seen = SeenRows(firstNewRow: 1_000)
        for row in [Int64.min, -1, 0, 63, 64, 999, 4_095] { seen.insert(older: row) }
        #expect([Int64.min, -1, 0, 63, 64, 999].allSatisfy(seen.contains))
        #expect(![Int64.min + 1, -2, 1, 62, 65, 998].contains(where: seen.contains))
        #expect([1_000, Int64.max].allSatisfy(seen.contains))
    }

    @Test("lines are remembered for new rows only, and absurd ones are left alone")
    func lines() {
        var seen = SeenRows(firstNewRow: 10)
        seen.note(line: 5, ofNewRow: 12)
        seen.note(line: 7, ofNewRow: 9)
        seen.note(line: 7, ofNewRow: .max)
        seen.note(line: 7, ofNewRow: .min)
        seen.note(line: 0, ofNewRow: 11)
        #expect(seen.line(ofRow: 12) == 5)
        #expect(seen.line(ofRow: 10) == nil)
        #expect(seen.line(ofRow: 11) == nil)
        #expect(seen.line(ofRow: 9) == nil)
        #expect(seen.line(ofRow: .max) == nil)
        #expect(seen.line(ofRow: .min) == nil)
    }

    @Test("it agrees with a set over random rows")
    func random() {
        var generator = SeededGenerator(seed: 5)
        var seen = SeenRows(firstNewRow: 100_000)
        var oracle: Set<Int64> = []
        for _ in 0..<5_000 {
            let row = Int64.random(in: 0..<100_000, using: &generator)
            seen.insert(older: row)
            oracle.insert(row)
        }
        #expect((0..<100_000).allSatisfy { seen.contains(Int64($0)) == oracle.contains(Int64($0)) })
    }
}
