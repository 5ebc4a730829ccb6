import Geometries
import Incidents
import Queries
import Regions
import Stores
import TestSupport
import Testing

@Suite("With the index and without it every query gives the answer of the definition")
struct QueryAgreementTests {
    /// Distances to lines and areas have tests of their own; the oracle measures points only.
    private static func isComparable(_ query: Query, _ incident: Incident) -> Bool {
        guard case .within = query.space, let geometry = incident.geometry else { return true }
        if case .point = geometry { return true }
        return false
    }

    /// The region in question; the generator also makes such as are refused, with edges longer than 180°.
    private static func isSearchable(_ query: Query) -> Bool {
        guard case .region(let region, _) = query.space else { return true }
        return (try? PreparedRegion(region)) != nil
    }

    /// Random incidents but for lines and areas at ±180°, for which the oracle does not know that it is one meridian.
    private static func incidents(_ count: Int, _ generator: inout IncidentGenerator) -> [Incident] {
        generator.incidents(count).filter { incident in
            guard let geometry = incident.geometry else { return true }
            if case .point = geometry { return true }
            let rectangle = geometry.rectangle
            return rectangle.minLongitude > -180 && rectangle.maxLongitude < 180
        }
    }

    /// What is wrong with the answers to random queries, one line each.
    private static func disagreements(
        _ store: IncidentStore, _ incidents: [Incident], seed: UInt64, _ rounds: Int
    ) throws -> [String] {
        var generator = IncidentGenerator(seed: seed)
        var wrong: [String] = []
        for _ in 0..<rounds {
            var query = generator.query()
            guard isSearchable(query) else { continue }
            if case .within = query.space { (query.limit, query.offset) = (nil, 0) }
            let expected = QueryOracle.matches(query, in: incidents.filter { isComparable(query, $0) })
            let found = try store.all(query).filter { isComparable(query, $0) }
            if found != expected { wrong.append(difference(found, expected, query)) }
            var everything = query
            (everything.limit, everything.offset, everything.order) = (nil, 0, nil)
            let whole = try store.all(everything)
            if try store.count(query) != whole.count { wrong.append("count is not \(whole.count) for \(query)") }
        }
        return wrong
    }

    private static func difference(_ found: [Incident], _ expected: [Incident], _ query: Query) -> String {
        let extra = found.filter { !expected.contains($0) }
        let missing = expected.filter { !found.contains($0) }
        let example = (extra + missing).first.map { "\($0.geometry as Any) \($0.interval as Any)" } ?? "order"
        return "\(extra.count) too many, \(missing.count) missing for \(query), such as \(example)"
    }

    @Test("random queries over random incidents, by index, by scan and in memory", arguments: [2, 3, 4] as [UInt64])
    func randomQueries(seed: UInt64) throws {
        let fixture = try StoreFixture()
        var generator = IncidentGenerator(seed: seed)
        let incidents = Self.incidents(400, &generator)
        let indexed = try fixture.open()
        try indexed.insert(incidents)
        let indexedWrong = try Self.disagreements(indexed, incidents, seed: seed, 60)
        #expect(indexedWrong == [])
        let scanning = try fixture.open(usesIndex: false)
        let scanningWrong = try Self.disagreements(scanning, incidents, seed: seed, 60)
        #expect(scanningWrong == [])
        let memory = try IncidentStore.inMemory()
        try memory.insert(incidents)
        let memoryWrong = try Self.disagreements(memory, incidents, seed: seed, 40)
        #expect(memoryWrong == [])
    }

    @Test("the index follows inserts, updates and deletes one by one")
    func indexFollows() throws {
        let fixture = try StoreFixture()
        var generator = IncidentGenerator(seed: 7)
        var incidents = Self.incidents(120, &generator)
        let store = try fixture.open()
        try store.insert(incidents)
        var random = SeededGenerator(seed: 8)
        var wrong: [String] = []
        for round in 0..<40 {
            let position = Int.random(in: 0..<incidents.count, using: &random)
            switch round % 3 {
            case 0:
                let gone = incidents.remove(at: position)
                _ = try store.write { try $0.delete(id: gone.id) }
            case 1:
                var changed = incidents[position]
                changed.geometry = incidents[(position + 1) % incidents.count].geometry
                changed.interval = incidents[(position + 2) % incidents.count].interval
                incidents[position] = changed
                let change = changed
                try store.write { try $0.update(change) }
            default:
                var new = incidents[position]
                new.id = try id("new:\(round)")
                let fresh = new
                incidents.append(fresh)
                try store.insert([fresh])
            }
            wrong += try Self.disagreements(store, incidents, seed: UInt64(round), 8)
        }
        #expect(wrong == [])
        #expect(try store.explain(Query(during: .year(2022))).access == .index)
    }

    @Test("the nearest are the same by index and by scan, and in the order of the definition")
    func nearest() throws {
        let fixture = try StoreFixture()
        var generator = IncidentGenerator(seed: 11)
        let incidents = Self.incidents(300, &generator)
        let indexed = try fixture.open()
        try indexed.insert(incidents)
        let scanning = try fixture.open(usesIndex: false)
        var wrong = 0
        for round in 0..<60 {
            let centre = generator.position().coordinate
            var query = generator.query()
            guard Self.isSearchable(query) else { continue }
            query.order = nil
            let count = round % 7 + 1
            let first = try indexed.nearest(to: centre, count: count, among: query)
            let second = try scanning.nearest(to: centre, count: count, among: query)
            if first != second { wrong += 1 }
            let distances = first.compactMap(\.distanceInMetres)
            if distances != distances.sorted() || distances.count != first.count { wrong += 1 }
            query = Query(where: query.filter)
            let all = incidents.filter { QueryOracle.matches(query, $0) }
                .map { QueryOracle.distance($0, centre) }.filter(\.isFinite).sorted()
            let found = try indexed.nearest(to: centre, count: incidents.count, among: query)
                .compactMap(\.distanceInMetres)
            if found != all { wrong += 1 }
        }
        #expect(wrong == 0)
    }
}
