import Incidents
import Queries
import Testing

@Suite("Time windows")
struct TemporalPredicateTests {
    private func instant(_ milliseconds: Int64) -> Instant { Instant(milliseconds: milliseconds) }

    @Test("a query window is half-open: its start is included, its end is not")
    func halfOpen() throws {
        let window = try TemporalPredicate(since: instant(1_000), until: instant(2_000))
        #expect(window.matches(try TemporalInterval(start: instant(1_000), end: instant(1_000))))
        #expect(window.matches(try TemporalInterval(start: instant(1_999), end: instant(1_999))))
        #expect(!window.matches(try TemporalInterval(start: instant(2_000), end: instant(2_000))))
        #expect(!window.matches(try TemporalInterval(start: instant(0), end: instant(1_000))))
        #expect(window.matches(try TemporalInterval(start: instant(0), end: instant(1_001))))
    }

    @Test("possible means that the intervals intersect, certain that the whole interval lies in the window")
    func matchModes() throws {
        let january = TemporalPredicate(.month(2022, 1), match: .certain)
        #expect(january.matches(.day(2022, 1, 31)))
        #expect(january.matches(.month(2022, 1)))
        #expect(!january.matches(.year(2022)))
        #expect(TemporalPredicate(.month(2022, 1), match: .possible).matches(.year(2022)))
    }

    @Test("an incident without a date is never matched by a time window, not even an open one")
    func undated() throws {
        #expect(!(try TemporalPredicate(since: nil, until: nil)).matches(nil))
    }

    @Test("an inverted window is an error, an empty one matches nothing")
    func invertedAndEmpty() throws {
        #expect(throws: TemporalError.self) { try TemporalPredicate(since: instant(2), until: instant(1)) }
        let empty = try TemporalPredicate(since: instant(5), until: instant(5))
        #expect(!empty.matches(try TemporalInterval(start: instant(5), end: instant(5))))
        #expect(!empty.matches(try TemporalInterval(start: instant(0), end: instant(9))))
    }

    @Test("the closed form of the index agrees with the half-open definition on every small case")
    func exhaustive() throws {
        var mismatches = 0
        for start in Int64(0)..<6 {
            for end in start..<6 {
                let interval = try TemporalInterval(start: instant(start), end: instant(end))
                for since in Int64(0)..<6 {
                    for until in since..<6 {
                        // The definition on points: an interval [s, e) holds the moments s..<e, an instant holds s.
                        let moments = Set(start == end ? start...start : start...(end - 1))
                        let window = Set(since..<until)
                        let possible = try TemporalPredicate(since: instant(since), until: instant(until))
                        let certain = try TemporalPredicate(
                            since: instant(since), until: instant(until), match: .certain)
                        if possible.matches(interval) != !moments.isDisjoint(with: window) { mismatches += 1 }
                        if certain.matches(interval) != moments.isSubset(of: window) { mismatches += 1 }
                    }
                }
            }
        }
        #expect(mismatches == 0)
    }
}
