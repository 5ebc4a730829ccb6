import Queries
import TestSupport
import Testing

@Suite("What is wrong with a filter's text")
struct CQL2ErrorTests {
    struct Fault: CustomTestStringConvertible {
        var text: String
        var column: Int
        var reason: String
        var testDescription: String { text }
    }

    static let faults: [Fault] = [
        Fault(text: "", column: 1, reason: "the filter is empty"),
        Fault(text: "  ", column: 3, reason: "the filter is empty"),
        Fault(text: "a = ", column: 5, reason: "expected a property, a value or a condition, not the end"),
        Fault(text: "a == 1", column: 4, reason: "equality is a single ="),
        Fault(text: "a != 1", column: 3, reason: "unequal is <>"),
        Fault(text: "a = 1 b = 2", column: 7, reason: "expected the end, AND or OR, not 'b'"),
        Fault(text: "(a = 1", column: 7, reason: "expected ')', not the end"),
        Fault(text: "a = 'x", column: 5, reason: "no closing quote"),
        Fault(text: "\"a = 1", column: 1, reason: "no closing quote"),
        Fault(text: "\"\" = 1", column: 1, reason: "a property has a name"),
        Fault(text: "a = 1e", column: 7, reason: "an exponent has digits"),
        Fault(text: "a = 12x", column: 5, reason: "a number ends before 'x'"),
        Fault(text: "a = 1e999", column: 5, reason: "beyond the numbers"),
        Fault(text: "a && b", column: 3, reason: "write AND"),
        Fault(text: "a = ‘x’", column: 5, reason: "straight quotes"),
        Fault(text: "a", column: 1, reason: "expected a comparison after 'a'"),
        Fault(text: "'x'", column: 1, reason: "a value stands where a condition is expected"),
        Fault(text: "a + 1", column: 3, reason: "a value stands where a condition is expected"),
        Fault(text: "a = NULL", column: 5, reason: "IS NULL"),
        Fault(text: "a IS NOT 3", column: 10, reason: "expected NULL, not '3'"),
        Fault(text: "a NOT = 3", column: 7, reason: "expected LIKE, BETWEEN or IN"),
        Fault(text: "a BETWEEN 1 OR 2", column: 13, reason: "expected AND and the upper end"),
        Fault(text: "a IN ()", column: 7, reason: "expected a property, a value or a condition, not ')'"),
        Fault(text: "a LIKE b", column: 8, reason: "not supported: a pattern that is not a text in quotes"),
        Fault(text: "a LIKE 3", column: 8, reason: "expected a text"),
        Fault(text: "'x' + 1 = a", column: 1, reason: "expected a number to reckon with"),
        Fault(text: "start - 1 > 0", column: 1, reason: "a time is no number"),
        Fault(text: "(a = 1) = TRUE", column: 4, reason: "not supported: a condition as a value"),
        Fault(text: "geometry = 1", column: 1, reason: "geometry is a location"),
        Fault(text: "datetime > DATE('2022-01-01')", column: 1, reason: "datetime is a span of time"),
        Fault(text: "start > 'soon'", column: 9, reason: "'soon' is not a date or time"),
        Fault(text: "a > DATE('2022-02-30')", column: 5, reason: "month 2 of 2022 has no day 30"),
        Fault(text: "a > DATE('2022')", column: 5, reason: "'2022' is no date"),
        Fault(text: "a > DATE(2022)", column: 5, reason: "DATE takes a text"),
        Fault(text: "a > TIMESTAMP('2022-01-04T10:30:00')", column: 5, reason: "has no zone; end it with Z"),
        Fault(text: "a > TIMESTAMP('2022-01-04')", column: 5, reason: "is no moment"),
        Fault(
            text: "T_AFTER(datetime, INTERVAL('2022-01-02', '2022-01-01'))", column: 19,
            reason: "the interval ends before it starts"),
        Fault(text: "T_AFTER(datetime, '2022-01-02')", column: 19, reason: "a time is written DATE('2022-01-02')"),
        Fault(text: "T_AFTER(datetime)", column: 1, reason: "'T_AFTER' takes 2 arguments, not 1"),
        Fault(text: "T_AFTER(geometry, datetime)", column: 9, reason: "geometry is a location"),
        Fault(text: "T_AFTER(datetime, INTERVAL('..'))", column: 19, reason: "INTERVAL takes two ends"),
        Fault(text: "S_WITHIN(geometry, POINT(1 2, 3 4))", column: 29, reason: "expected )"),
        Fault(text: "S_WITHIN(geometry, POINT(200 2))", column: 20, reason: "longitude 200.0 is outside"),
        Fault(text: "S_WITHIN(geometry, POINT(1 2)", column: 30, reason: "expected ')', not the end"),
        Fault(text: "S_WITHIN(geometry, POLYGON((0 0, 1 0, 1 1)))", column: 20, reason: "ring"),
        Fault(text: "S_WITHIN(geometry, POINT(1 2", column: 20, reason: "no closing ')'"),
        Fault(text: "S_WITHIN(geometry, BBOX(1, 2, 3))", column: 20, reason: "a box has four numbers"),
        Fault(text: "S_WITHIN(geometry, BBOX(1, 3, 2, 2))", column: 20, reason: "south 3.0 is above north 2.0"),
        Fault(text: "S_WITHIN(geometry, BBOX(a, 3, 2, 2))", column: 25, reason: "BBOX takes numbers"),
        Fault(text: "S_WITHIN(geometry, 3)", column: 20, reason: "expected geometry"),
        Fault(
            text: "S_WITHIN(geometry, Buffer(geometry, 10))", column: 20, reason: "not supported: the function 'Buffer'"
        ),
        Fault(text: "A_CONTAINS(tags, (('a', 'b'), 'c'))", column: 19, reason: "not supported: an array in an array"),
        Fault(text: "A_CONTAINS(tags, 'a')", column: 18, reason: "expected an array"),
        Fault(
            text: "S_INTERSECT(geometry, POINT(1 2))", column: 1, reason: "not supported: the function 'S_INTERSECT'"),
    ]

    @Test("a fault is named, at its character", arguments: faults)
    func fault(fault: Fault) throws {
        let error = try #require(throws: CQL2Error.self) { try Filter(cql2: fault.text) }
        #expect(error.reason.contains(fault.reason), "\(error)")
        #expect(error.position?.line == 1)
        #expect(error.position?.column == fault.column, "\(error)")
    }

    @Test("lines and columns are counted in characters, and the line is quoted with a mark under the place")
    func lines() throws {
        let error = try #require(throws: CQL2Error.self) {
            try Filter(cql2: "type = 'قاعدة'\r\n\tAND \"Überfall\" = ,\nAND x = 1")
        }
        #expect(error.position?.line == 2)
        #expect(error.position?.column == 19)
        #expect(error.quote == " AND \"Überfall\" = ,\n                  ^")
        #expect(error.description.hasPrefix("line 2, column 19: expected a property"))
    }

    @Test("a text nested without end is refused and does not crash")
    func depth() {
        for text in [
            String(repeating: "(", count: 100_000), String(repeating: "NOT ", count: 100_000),
            "a = " + String(repeating: "-", count: 100_000) + "b", String(repeating: "f(", count: 100_000),
            "a = 1" + String(repeating: " + 1", count: 100_000), "a = 1" + String(repeating: " * 1", count: 100_000),
            "a = 1" + String(repeating: " DIV 1", count: 100_000),
        ] {
            #expect(throws: CQL2Error.self) { try Filter(cql2: text) }
        }
        func nested(_ depth: Int) -> String {
            String(repeating: "(", count: depth) + "a = 1" + String(repeating: ")", count: depth)
        }
        // The condition itself is the first level.
        #expect(throws: Never.self) { try Filter(cql2: nested(CQL2TextParser.depthLimit - 1)) }
        let error = #expect(throws: CQL2Error.self) { try Filter(cql2: nested(CQL2TextParser.depthLimit)) }
        #expect(error?.description.contains("nested deeper than \(CQL2TextParser.depthLimit)") == true)
    }

    @Test("no text crashes the reader, whatever is cut off, doubled or swapped")
    func mutations() {
        let texts = [
            "NOT (floors<5) OR swimming_pool = true AND a.b:c LIKE CASEI('%x\\%_')",
            "S_INTERSECTS(geometry, POLYGON((0 0, 1 0, 1 1, 0 0))) AND T_DURING(datetime, INTERVAL('..', '2022-01-01'))",
            "A_OVERLAPS(tags, ('a', 2, DATE('2022-01-01'))) AND -x ^ 2 div 3 BETWEEN +1 AND 2.e3 OR a NOT IN (1, '''')",
        ]
        var generator = SeededTextMutator(seed: 99)
        var read = 0
        for _ in 0..<20_000 {
            let text = generator.mutation(of: texts.randomElement(using: &generator.random) ?? "")
            do {
                _ = try Filter(cql2: text)
                read += 1
            } catch {
                // Whatever is wrong lies in the text or at its end.
                let position = error.position
                #expect(position != nil && !error.reason.isEmpty)
                _ = error.quote
            }
        }
        #expect(read > 100)
    }
}
