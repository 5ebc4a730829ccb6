import Geometries
import Incidents
import Queries
import TestSupport
import Testing

@Suite("Filters moved into place and time")
struct PushedQueryTests {
    private func pushed(_ text: String, during time: TemporalPredicate? = nil) throws -> PushedQuery {
        PushedQuery(Query(during: time, where: try Filter(cql2: text)))
    }

    @Test("a place and a span of time that must both hold leave nothing of the filter")
    func complete() throws {
        let pushed = try pushed(
            "S_INTERSECTS(geometry, BBOX(40, 30, 50, 40)) AND T_INTERSECTS(datetime, INTERVAL('2022-01-01', '2022-01-31'))"
        )
        #expect(pushed.query.space == .boundingBox(try BoundingBox(west: 40, south: 30, east: 50, north: 40)))
        #expect(pushed.query.time == .month(2022, 1))
        #expect(pushed.query.filter == nil)
        #expect(pushed.notes.count == 2)
    }

    @Test("what only implies a place or a time gets it beside the filter")
    func implied() throws {
        let touching = try pushed("S_TOUCHES(POLYGON((0 0, 2 0, 2 3, 0 0)), geometry) AND type = 'IED'")
        #expect(touching.query.space == .boundingBox(try BoundingBox(west: 0, south: 0, east: 2, north: 3)))
        #expect(
            touching.query.filter
                == (try Filter(cql2: "S_TOUCHES(POLYGON((0 0, 2 0, 2 3, 0 0)), geometry) AND type = 'IED'")))
        let later = try pushed("start >= DATE('2022-01-04')")
        #expect(later.query.time == (try TemporalPredicate(since: Instant(year: 2022, month: 1, day: 4), until: nil)))
        #expect(later.query.filter == (try Filter(cql2: "start >= DATE('2022-01-04')")))
    }

    @Test("what stands under OR or NOT, or is disjoint, is left where it is")
    func untouched() throws {
        for text in [
            "S_INTERSECTS(geometry, POINT(1 1)) OR type = 'IED'", "NOT start > DATE('2022-01-01')",
            "S_DISJOINT(geometry, BBOX(0, 0, 1, 1))", "T_DISJOINT(datetime, DATE('2022-01-01'))",
            "start <> DATE('2022-01-01')",
            "T_BEFORE(datetime, INTERVAL('..', '2022-01-01'))", "T_AFTER(datetime, INTERVAL('2022-01-01', '..'))",
        ] {
            let filter = try Filter(cql2: text)
            let pushed = PushedQuery(Query(where: filter))
            #expect(pushed.query == Query(where: filter), "\(text)")
        }
    }

    @Test(
        "a window narrows another that it meets; windows apart stay in the filter, since a long incident touches both")
    func windows() throws {
        let narrowed = try pushed("start < TIMESTAMP('2022-01-10T00:00:00Z')", during: .month(2022, 1))
        #expect(narrowed.query.filter == nil)
        #expect(narrowed.query.time?.end == Instant(year: 2022, month: 1, day: 10))
        let apart = try pushed("T_INTERSECTS(datetime, DATE('2022-03-01'))", during: .month(2022, 1))
        #expect(apart.query.time == .month(2022, 1))
        #expect(apart.query.filter != nil)
        var certain = TemporalPredicate.month(2022, 1)
        certain.match = .certain
        #expect(try pushed("start < DATE('2022-01-10')", during: certain).query.time == certain)
    }

    @Test("random queries match the same incidents before and after")
    func random() {
        var failures: [String] = []
        var moved = 0
        for round in 0..<TestScale.rounds(6) {
            var generator = IncidentGenerator(seed: UInt64(round) &* 977 &+ 3)
            let incidents = generator.incidents(150)
            for _ in 0..<300 {
                var query = generator.query()
                query.filter = generator.conjunction()
                let pushed = PushedQuery(query)
                if pushed.query != query { moved += 1 }
                for incident in incidents
                where QueryOracle.matches(query, incident) != QueryOracle.matches(pushed.query, incident) {
                    failures.append("round \(round): \(query) became \(pushed.query) for \(incident)")
                }
            }
        }
        #expect(failures.isEmpty, "\(failures.count): \(failures.prefix(2))")
        #expect(moved > 300)
    }
}
