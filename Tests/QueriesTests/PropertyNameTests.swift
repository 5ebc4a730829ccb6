import Queries
import Testing

/// Which properties a condition asks for.
@Suite("names in conditions")
struct PropertyNameTests {
    @Test(
        "every name is found once, wherever it stands",
        arguments: [
            ("a = b AND NOT c > 1 OR a < 3", ["a", "b", "c"]), ("CASEI(a) LIKE CASEI('x%')", ["a"]),
            ("a IN (b, 3)", ["a", "b"]), ("a BETWEEN b AND c + d", ["a", "b", "c", "d"]), ("a IS NOT NULL", ["a"]),
            ("T_AFTER(a, DATE('2022-01-01'))", ["a"]),
            ("T_DURING(INTERVAL(a, b), INTERVAL('..', '2022-01-01'))", ["a", "b"]),
            ("A_CONTAINS(a, (b, 'x'))", ["a", "b"]), ("S_INTERSECTS(geometry, BBOX(0,0,1,1))", []),
            ("T_AFTER(datetime, DATE('2022-01-01'))", []), ("TRUE", []), ("\"a b\" = 'x'", ["a b"]),
        ])
    func found(condition: String, names: [String]) throws {
        #expect(try Filter(cql2: condition).propertyNames == names)
    }
}
