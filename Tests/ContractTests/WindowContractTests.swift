import IncidentIndex
import TestSupport
import Testing

@Suite("The tree and the store find the same incidents in a window")
struct WindowContractTests {
    @Test("a window asked of the bare tree and of the store gives the same points")
    func treeAndStore() async throws {
        var failures = 0
        for round in 0..<TestScale.rounds(4) {
            var generator = IncidentGenerator(seed: UInt64(round) &+ 9_000)
            let incidents = generator.incidents(800).filter { if case .point = $0.geometry { true } else { false } }
            let entries = incidents.enumerated().compactMap { row, incident in
                incident.geometry.map { geometry in
                    IndexEntry(
                        id: Int64(row),
                        envelope: Envelope(
                            geometry.rectangle,
                            time: incident.interval.map {
                                TimeSpan(first: $0.start.milliseconds, last: $0.lastMillisecond)
                            }))
                }
            }
            let tree = try PackedTree(bulkLoading: entries)
            let folder = try TemporaryFolder()
            let store = try await Subject.indexed.make(holding: incidents, in: folder)
            for _ in 0..<100 {
                let query = generator.query()
                guard case .boundingBox(let box) = query.space, !box.rectangles.isEmpty else { continue }
                var found: Set<String> = []
                for rectangle in box.rectangles {
                    var window = QueryWindow(rectangle)
                    if let time = query.time {
                        let (first, last) = (
                            time.start?.milliseconds ?? .min, time.end.map { $0.milliseconds - 1 } ?? .max
                        )
                        guard first <= last else { continue }
                        window.time = TimeSpan(first: first, last: last)
                        window.timeMatch = time.match == .certain ? .within : .intersects
                    }
                    for id in tree.ids(in: window) { found.insert(incidents[Int(id)].id.text) }
                }
                let stored = Set(try await store.matchedIDs(Query(in: query.space, during: query.time)))
                if stored != found { failures += 1 }
            }
            try store.close()
        }
        #expect(failures == 0)
    }
}
