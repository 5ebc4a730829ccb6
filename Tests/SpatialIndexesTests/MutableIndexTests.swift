import Geometries
import SpatialIndexes
import TestSupport
import Testing

@Suite("The mutable index")
struct MutableIndexTests {
    @Test("answers like brute force after any sequence of changes, and snapshots stay as they were")
    func agree() async throws {
        var failures: [String] = []
        for round in 0..<60 * IndexTestScale.factor {
            var random = IndexRandom(seed: 600 + UInt64(round))
            let data = IndexData(
                places: IndexData.Places.allCases[round % 9], times: IndexData.Times.allCases[round / 9 % 9],
                extents: [0, 0.2][random.int(0...1)])
            let initial = data.entries(random.int(0...600), using: &random)
            let index = MutableIndex(try PackedTree(bulkLoading: initial, orders: random.orders()))
            var current = Dictionary(uniqueKeysWithValues: initial.map { ($0.id, $0) })
            var next: Int64 = 1_000
            var kept: [(snapshot: LayeredIndex, entries: [IndexEntry])] = []
            for step in 0..<random.int(1...8) {
                for _ in 0..<random.int(0...150) {
                    guard let made = data.entries(1, using: &random).first else { continue }
                    let known = current.keys.randomElement(using: &random) ?? 5
                    switch random.int(0...5) {
                    case 0...2:
                        next += Int64(random.int(1...(round % 2 == 0 ? 1 : 1_000_000)))
                        let entry = IndexEntry(id: next, envelope: made.envelope)
                        try index.insert(entry)
                        current[next] = entry
                    case 3:
                        let entry = IndexEntry(id: known, envelope: made.envelope)
                        if try index.upsert(entry) != (current.updateValue(entry, forKey: known) != nil) {
                            failures.append("round \(round): upsert of \(known)")
                        }
                    default:
                        let id = random.chance(0.1) ? -3 : known
                        if index.remove(id) != (current.removeValue(forKey: id) != nil) {
                            failures.append("round \(round): removal of \(id)")
                        }
                    }
                }
                if step % 3 == 2 { await index.waitForMerges() }
                if index.count != current.count { failures.append("round \(round): count \(index.count)") }
                kept.append((index.snapshot, Array(current.values)))
            }
            await index.waitForMerges()
            for (snapshot, entries) in kept {
                if snapshot.count != entries.count { failures.append("round \(round): snapshot of \(snapshot.count)") }
                let oracle = IndexOracle(entries)
                for _ in 0..<10 {
                    let window = data.window(over: entries, using: &random)
                    if let failure = SearchTests.disagreement(of: snapshot, with: oracle, in: window) {
                        failures.append("round \(round): \(failure)")
                    }
                    if let failure = try Self.disagreement(of: snapshot, over: entries, data, window, &random) {
                        failures.append("round \(round): \(failure)")
                    }
                }
            }
        }
        #expect(failures.isEmpty, "\(failures.count) failures, the first: \(failures.first?.prefix(600) ?? "")")
    }

    /// Compares a walk and a nearest search with brute force.
    private static func disagreement(
        of index: LayeredIndex, over entries: [IndexEntry], _ data: IndexData, _ window: QueryWindow,
        _ random: inout IndexRandom
    ) throws -> String? {
        let region = data.window(over: entries, using: &random).rectangle
        var visitor = RectangleVisitor(region)
        var statistics = QueryStatistics()
        try index.walk(window, visitor: &visitor, statistics: &statistics)
        let expected = entries.filter {
            window.matches($0.envelope) && region.intersects($0.envelope.rectangle)
        }
        if !region.isEmpty, (visitor.taken + visitor.passed).sorted() != expected.map(\.id).sorted() {
            return "walk \(window) in \(region)"
        }
        let ruler = SphericalRuler(from: data.place(using: &random))
        let search = NearestSearch(count: random.int(1...80), time: window.time, timeMatch: window.timeMatch)
        let nearest = IndexOracle(entries).nearest(search, distance: ruler.distance(to:))
        return index.nearest(search, from: ruler) == nearest ? nil : "nearest \(search)"
    }

    @Test("a bad entry is refused and changes nothing")
    func refused() throws {
        let index = MutableIndex()
        let time = TimeSpan(first: 5, last: 4)
        #expect(throws: BulkLoadError.invalidTime(id: 3, time)) {
            try index.insert(IndexEntry(id: 3, envelope: Envelope(longitude: 1, latitude: 1, time: time)))
        }
        try index.insert(IndexEntry(id: 3, envelope: Envelope(longitude: 1, latitude: 1, time: nil)))
        #expect(throws: BulkLoadError.self) {
            try index.upsert(IndexEntry(id: 3, envelope: Envelope(longitude: .nan, latitude: 1, time: nil)))
        }
        #expect(index.snapshot.ids(in: QueryWindow()) == [3])
    }

    @Test("many tasks change it and read it at once; every reader sees one state, and in the end all changes are there")
    func concurrency() async throws {
        var random = IndexRandom(seed: 660)
        let entries = IndexData(places: .clustered, times: .instants, extents: 0).entries(2_000, using: &random)
        let index = MutableIndex(try PackedTree(bulkLoading: entries))
        let place = Envelope(longitude: 10, latitude: 10, time: TimeSpan(first: 0, last: 0))
        let isSteady = try await withThrowingTaskGroup(of: Bool.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    for number in 0..<500 {
                        try index.insert(IndexEntry(id: Int64(10_000 * (writer + 1) + number), envelope: place))
                        index.remove(Int64(writer * 500 + number + 1))
                    }
                    return true
                }
            }
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<200 {
                        let snapshot = index.snapshot
                        let count = snapshot.count(in: QueryWindow())
                        guard snapshot.count == count, snapshot.ids(in: QueryWindow()).count == count,
                            (2_000 - 4...2_000 + 4).contains(count)
                        else { return false }
                    }
                    return true
                }
            }
            return try await group.allSatisfy { $0 }
        }
        #expect(isSteady)
        await index.waitForMerges()
        let left = index.snapshot.ids(in: QueryWindow()).sorted()
        let expected: [Int64] = (1...4).flatMap { writer -> [Int64] in
            let first = Int64(10_000 * writer)
            return Array(first..<first + 500)
        }
        #expect(left == expected)
    }

    @Test("merges keep the number of trees small, and a tree that is mostly deleted is built anew")
    func merging() async throws {
        let index = MutableIndex()
        for id in 0..<20_000 {
            let longitude = Double(id % 360) - 180
            try index.insert(
                IndexEntry(id: Int64(id), envelope: Envelope(longitude: longitude, latitude: 1, time: nil)))
        }
        await index.waitForMerges()
        #expect(index.snapshot.base.count <= 16)
        for id in 0..<19_000 { index.remove(Int64(id)) }
        await index.waitForMerges()
        let snapshot = index.snapshot
        #expect(snapshot.count == 1_000)
        #expect(snapshot.base.reduce(0) { $0 + $1.byteCount } < 20_000 * 16 / 2)
    }
}
