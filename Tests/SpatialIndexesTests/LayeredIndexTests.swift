import Geometries
import SpatialIndexes
import TestSupport
import Testing

@Suite("Layered indexes")
struct LayeredIndexTests {
    @Test("answer as one tree over the entries that count")
    func agree() throws {
        var random = IndexRandom(seed: 300)
        var failures: [String] = []
        for round in 0..<60 * IndexTestScale.factor {
            let data = IndexData(
                places: IndexData.Places.allCases[round % 9], times: IndexData.Times.allCases[round / 9 % 9],
                extents: [0, 0.2][random.int(0...1)])
            var entries = data.entries(random.int(0...900), using: &random)
            let cut = random.int(0...entries.count)
            let base = [Array(entries[..<cut]), Array(entries[cut...])]
            // Some entries are deleted, some change, some are new.
            var hidden = HiddenIDs()
            var recent: [IndexEntry] = []
            for index in entries.indices.reversed() where random.chance(round % 5 == 0 ? 0 : 0.1) {
                hidden.insert(entries[index].id)
                let id = entries.remove(at: index).id
                if random.chance(0.5), let change = data.entries(1, using: &random).first {
                    recent.append(IndexEntry(id: id, envelope: change.envelope))
                }
            }
            for (offset, entry) in data.entries(random.int(0...80), using: &random).enumerated() {
                recent.append(IndexEntry(id: Int64(10_000 + offset), envelope: entry.envelope))
            }
            let current = entries + recent
            let index = LayeredIndex(
                base: try base.map { try PackedTree(bulkLoading: $0) }, recent: try PackedTree(bulkLoading: recent),
                hidden: hidden)
            if index.count != current.count { failures.append("count \(index.count)") }
            let oracle = IndexOracle(current)
            for _ in 0..<15 {
                let window = data.window(over: current, using: &random)
                if let failure = SearchTests.disagreement(of: index, with: oracle, in: window) {
                    failures.append(failure)
                }
                let region = data.window(over: current, using: &random).rectangle
                var visitor = RectangleVisitor(region)
                var statistics = QueryStatistics()
                try index.walk(window, visitor: &visitor, statistics: &statistics)
                let expected = current.filter {
                    window.matches($0.envelope) && region.intersects($0.envelope.rectangle)
                }
                if !region.isEmpty, (visitor.taken + visitor.passed).sorted() != expected.map(\.id).sorted() {
                    failures.append("walk \(window) in \(region)")
                }
                let ruler = SphericalRuler(from: data.place(using: &random))
                let search = NearestSearch(count: 7, time: window.time, timeMatch: window.timeMatch)
                if index.nearest(search, from: ruler) != oracle.nearest(search, distance: ruler.distance(to:)) {
                    failures.append("nearest \(search)")
                }
            }
        }
        #expect(failures.isEmpty, "\(failures.count) failures, the first: \(failures.first ?? "")")
    }

    @Test("a search that is told to stop stops, whatever layer it is in")
    func stopping() throws {
        let place = Envelope(longitude: 1, latitude: 1, time: nil)
        let trees = try (0..<3).map { try PackedTree(bulkLoading: [IndexEntry(id: $0, envelope: place)]) }
        let index = LayeredIndex(base: [trees[0], trees[1]], recent: trees[2])
        var seen: [Int64] = []
        var statistics = QueryStatistics()
        try index.forEach(in: QueryWindow(), statistics: &statistics) { id in
            seen.append(id)
            return id < 1
        }
        #expect(seen == [0, 1])
    }

    @Test("hidden identifiers are hidden, and no others")
    func hiddenIDs() {
        var random = IndexRandom(seed: 310)
        let hidden = Set((0..<5_000).map { _ in Int64.random(in: -9_000...9_000, using: &random) })
        let ids = HiddenIDs(hidden)
        #expect(ids.count == hidden.count)
        #expect((Int64(-9_100)...9_100).allSatisfy { ids.contains($0) == hidden.contains($0) })
        #expect(!HiddenIDs().contains(0) && HiddenIDs().isEmpty)
    }
}
