import IncidentIndex
import TestSupport
import Testing

@Suite("Every source of incidents answers as the definitions say")
struct QueryContractTests {
    @Test("random queries of every kind give the oracle's matches", arguments: Subject.allCases)
    func randomQueries(subject: Subject) async throws {
        var failures: [String] = []
        for round in 0..<TestScale.rounds(6) {
            var generator = IncidentGenerator(seed: UInt64(round) &* 7919 &+ 11)
            let incidents = generator.incidents([0, 1, 60, 300, 700, 1_500][round % 6])
            let folder = try TemporaryFolder()
            let store = try await subject.make(holding: incidents, in: folder)
            for _ in 0..<150 {
                let query = generator.query()
                let expected = QueryOracle.matches(query, in: incidents).map(\.id.text)
                var found = try await store.matchedIDs(query)
                if query.effectiveOrder == .store { found.sort() }
                let wanted = query.effectiveOrder == .store ? expected.sorted() : expected
                if found != wanted {
                    let difference = Set(found).symmetricDifference(wanted)
                    let culprits = incidents.filter { difference.contains($0.id.text) }.prefix(2)
                    failures.append(
                        "round \(round): \(query): \(found.count) instead of \(wanted.count), such as "
                            + culprits.map {
                                "\($0.id) \(String(describing: $0.geometry)) \(String(describing: $0.interval))"
                            }.joined())
                }
                var unlimited = query
                (unlimited.limit, unlimited.offset) = (nil, 0)
                let total = QueryOracle.matches(unlimited, in: incidents).count
                if try store.count(query) != total { failures.append("round \(round): count of \(query)") }
            }
            try store.close()
        }
        #expect(failures.isEmpty, "\(failures.prefix(5))")
    }

    @Test("nearest gives the oracle's order of geodesic distances", arguments: Subject.allCases)
    func nearest(subject: Subject) async throws {
        var failures: [String] = []
        for round in 0..<TestScale.rounds(3) {
            var generator = IncidentGenerator(seed: UInt64(round) &+ 500)
            // Distances to lines and areas have their own tests.
            let incidents = generator.incidents(400).filter {
                if case .point = $0.geometry { true } else { $0.geometry == nil }
            }
            let folder = try TemporaryFolder()
            let store = try await subject.make(holding: incidents, in: folder)
            for _ in 0..<60 {
                let centre = generator.position().coordinate
                var query = Query()
                query.time = generator.query().time
                let expected = nearest(to: centre, count: 10, among: query, in: incidents)
                let found = try store.nearest(to: centre, count: 10, among: query)
                let metres = found.map { $0.distanceInMetres ?? -1 }
                if metres != expected.map(\.metres) || found.map(\.incident.id) != expected.map(\.id) {
                    failures.append("round \(round), \(centre): \(metres) instead of \(expected.map(\.metres))")
                }
            }
            try store.close()
        }
        #expect(failures.isEmpty, "\(failures.prefix(3))")
    }

    private func nearest(
        to centre: Coordinate, count: Int, among query: Query, in incidents: [Incident]
    ) -> [(id: IncidentID, metres: Double)] {
        var found: [(id: IncidentID, metres: Double)] = []
        for incident in QueryOracle.matches(query, in: incidents) where incident.geometry != nil {
            found.append((incident.id, QueryOracle.distance(incident, centre)))
        }
        found.sort { $0.metres == $1.metres ? $0.id < $1.id : $0.metres < $1.metres }
        return Array(found.prefix(count))
    }

    @Test("a window across ±180 is the union of its two halves", arguments: Subject.allCases)
    func acrossTheAntimeridian(subject: Subject) async throws {
        var generator = IncidentGenerator(seed: 77)
        let incidents = generator.incidents(600)
        let folder = try TemporaryFolder()
        let store = try await subject.make(holding: incidents, in: folder)
        func ids(_ west: Double, _ east: Double) async throws -> Set<String> {
            let box = try BoundingBox(west: west, south: -60, east: east, north: 60)
            return Set(try await store.matchedIDs(Query(in: .boundingBox(box))))
        }
        let whole = try await ids(100, -100)
        let west = try await ids(100, 180)
        let east = try await ids(-180, -100)
        #expect(!whole.isEmpty)
        #expect(whole == west.union(east))
        try store.close()
    }

    @Test("what was stored comes back bit for bit", arguments: Subject.allCases)
    func roundTrip(subject: Subject) async throws {
        var generator = IncidentGenerator(seed: 4711)
        let incidents = generator.incidents(300)
        let folder = try TemporaryFolder()
        let store = try await subject.make(holding: incidents, in: folder)
        var different: [String] = []
        for incident in incidents where try store.incident(id: incident.id) != incident {
            different.append(incident.id.text)
        }
        #expect(different.isEmpty)
        try store.close()
    }
}
