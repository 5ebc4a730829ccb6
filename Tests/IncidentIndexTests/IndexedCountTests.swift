import IncidentIndex
import TestSupport
import Testing

@Suite("Counting out of the index")
struct IndexedCountTests {
    private func described(_ table: CountTable) -> [String] {
        table.rows.map { "\($0.keys.joined(separator: "|")) \($0.count)" } + ["\(table.total)"]
    }

    @Test("counts by regions and periods are those of a look at every row, for all times and for some")
    func agree() async throws {
        let folder = try TemporaryFolder()
        var differences: [String] = []
        for seed in 0..<12 {
            var generator = IncidentGenerator(seed: 900 + UInt64(seed))
            let path = folder.file("counts-\(seed).gpkg")
            let indexed = try IncidentStore(path: path)
            let incidents = generator.incidents(seed == 0 ? 0 : 300)
            try await indexed.write { batch in for incident in incidents { try batch.insert(incident) } }
            let scanned = try IncidentStore(path: path, options: StoreOptions(readOnly: true, usesIndex: false))
            let regions = (0..<seed).map { LabelledRegion(label: "\($0 / 2)", region: generator.region()) }
            let areas = Grouping.regions(title: "area", regions)
            for round in 0..<8 {
                var query = Query()
                query.time = round < 2 ? nil : generator.query().time
                for groupings in [
                    [areas], [areas, .year], [.month, areas], [areas, .week], [.day, areas], [areas, .hour(nil)],
                    [areas, .type], [areas, .year, .month],
                ] {
                    let fast = described(try indexed.count(query, by: groupings))
                    let slow = described(try scanned.count(query, by: groupings))
                    if fast != slow {
                        differences.append("seed \(seed), \(groupings.map(\.title)), \(query): \(fast) and not \(slow)")
                    }
                }
            }
        }
        #expect(differences.isEmpty, "\(differences.count) differences, the first: \(differences.first ?? "")")
    }

    @Test("a time that no moment lies in counts nothing")
    func emptyTime() async throws {
        let store = try IncidentStore.inMemory()
        var incident = Incident(id: try #require(IncidentID("t:1")))
        incident.interval = .day(2022, 1, 6)
        let stored = incident
        try await store.write { batch in try batch.insert(stored) }
        let moment = TemporalInterval.day(2022, 1, 6).start
        var query = Query()
        query.time = try TemporalPredicate(since: moment, until: moment)
        let table = try store.count(query, by: [.regions(title: "area", []), .year])
        #expect(table.rows.isEmpty && table.total == 0)
    }
}
