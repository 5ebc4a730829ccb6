import Geometries
import SpatialIndexes
import TestSupport
import Testing

@Suite("Bulk loading")
struct BulkLoadTests {
    @Test("keeps every entry exactly as it was given, and every invariant", arguments: IndexData.Places.allCases)
    func roundTrip(places: IndexData.Places) throws {
        var random = IndexRandom(seed: 500 + UInt64(IndexData.Places.allCases.firstIndex(of: places) ?? 0))
        var failures: [String] = []
        for times in IndexData.Times.allCases {
            for _ in 0..<3 * IndexTestScale.factor {
                let count = [0, 1, 2, 63, 64, 65, 1_023, 1_025, random.int(0...1_500)][random.int(0...8)]
                let data = IndexData(places: places, times: times, extents: [0, 0.2, 1][random.int(0...2)])
                let entries = data.entries(count, using: &random)
                let tree = try PackedTree(bulkLoading: entries, orders: random.orders())
                failures += tree.violations().prefix(3).map { "\(data), \(count) entries: \($0)" }
                var found: [IndexEntry] = []
                tree.forEachEntry { found.append($0) }
                if found.sorted(by: { $0.id < $1.id }) != entries {
                    failures.append("\(data), \(count): entries differ")
                }
                if tree.count != count { failures.append("\(data), \(count): count \(tree.count)") }
            }
        }
        #expect(failures.isEmpty, "\(failures.count) failures, the first: \(failures.first ?? "")")
    }

    @Test("an empty tree answers nothing")
    func empty() throws {
        let tree = try PackedTree(bulkLoading: [])
        #expect(tree.count == 0 && tree.byteCount == 0)
        #expect(tree.ids(in: QueryWindow()).isEmpty)
        #expect(!tree.hasMatch(in: QueryWindow()))
        let ruler = SphericalRuler(from: Coordinate(longitude: 0, latitude: 0))
        #expect(tree.nearest(NearestSearch(count: 5), from: ruler).isEmpty)
    }

    @Test("NaN, infinity, numbers out of range and inverted envelopes are refused")
    func refused() {
        let good = IndexEntry(id: 1, envelope: Envelope(longitude: 1, latitude: 2, time: nil))
        let bad: [Rectangle] = [
            Rectangle(minLongitude: .nan, minLatitude: 0, maxLongitude: 1, maxLatitude: 1),
            Rectangle(minLongitude: 0, minLatitude: 0, maxLongitude: .nan, maxLatitude: 1),
            Rectangle(minLongitude: 0, minLatitude: .nan, maxLongitude: 1, maxLatitude: .nan),
            Rectangle(minLongitude: -.infinity, minLatitude: 0, maxLongitude: 1, maxLatitude: 1),
            Rectangle(minLongitude: 0, minLatitude: 0, maxLongitude: 1, maxLatitude: .infinity),
            Rectangle(minLongitude: 0, minLatitude: 0, maxLongitude: 180.0.nextUp, maxLatitude: 1),
            Rectangle(minLongitude: 0, minLatitude: (-90.0).nextDown, maxLongitude: 1, maxLatitude: 1),
            Rectangle(minLongitude: 2, minLatitude: 0, maxLongitude: 1, maxLatitude: 1),
            .empty,
        ]
        for rectangle in bad {
            let entry = IndexEntry(id: 7, envelope: Envelope(rectangle, time: nil))
            do {
                _ = try PackedTree(bulkLoading: [good, entry])
                Issue.record("\(rectangle) was taken")
            } catch {
                guard case .invalidRectangle(id: 7, _) = error else {
                    Issue.record("\(error)")
                    continue
                }
            }
        }
        let inverted = TimeSpan(first: 5, last: 4)
        #expect(throws: BulkLoadError.invalidTime(id: 9, inverted)) {
            try PackedTree(bulkLoading: [
                good, IndexEntry(id: 9, envelope: Envelope(longitude: 0, latitude: 0, time: inverted)),
            ])
        }
        #expect("\(BulkLoadError.invalidTime(id: 9, inverted))".contains("9"))
    }

    @Test("a collection that is not contiguous gives the same tree")
    func anyCollection() throws {
        var random = IndexRandom(seed: 510)
        let entries = IndexData(places: .clustered, times: .mixed, extents: 0.1).entries(700, using: &random)
        let tree = try PackedTree(bulkLoading: entries)
        let other = try PackedTree(bulkLoading: entries.lazy.reversed())
        #expect(other.count == tree.count)
        let window = QueryWindow(time: TimeSpan(first: IndexData.epoch, last: IndexData.epoch + IndexData.day * 9))
        #expect(other.ids(in: window).sorted() == tree.ids(in: window).sorted())
    }

    @Test("days, months and instants of whole seconds are exact and cost 4 bytes more than instants alone")
    func sizes() throws {
        var random = IndexRandom(seed: 520)
        func bytes(_ times: IndexData.Times, _ orders: TreeOrders = .placeAndTime) throws -> Int {
            let data = IndexData(places: .clustered, times: times, extents: 0)
            return try PackedTree(bulkLoading: data.entries(6_400, using: &random), orders: orders).byteCount
        }
        let nodes = 384 * (7 + 1)
        #expect(try bytes(.instants) == 6_400 * 20 + nodes)
        #expect(try bytes(.days) == 6_400 * 24 + nodes)
        #expect(try bytes(.mixed) == 6_400 * 24 + nodes)
        #expect(try bytes(.undated) == 6_400 * 16 + nodes)
        #expect(try bytes(.instants, .automatic) == 2 * (6_400 * 20 + nodes))
        #expect(try bytes(.undated, .both) == 6_400 * 16 + nodes)
    }

    @Test("one entry with an extent costs the points nothing")
    func oneExtent() throws {
        var random = IndexRandom(seed: 530)
        let points = IndexData(places: .clustered, times: .instants, extents: 0).entries(6_400, using: &random)
        let box = Rectangle(minLongitude: 1, minLatitude: 1, maxLongitude: 2, maxLatitude: 2)
        let extent = IndexEntry(id: 0, envelope: Envelope(box, time: TimeSpan(first: 0, last: 0)))
        let alone = try PackedTree(bulkLoading: points).byteCount
        let together = try PackedTree(bulkLoading: points + [extent])
        #expect(together.byteCount == alone + (try PackedTree(bulkLoading: [extent]).byteCount))
        #expect(together.violations().isEmpty)
    }

    @Test(
        "a window over all times there are costs what one without time does, and a narrow one less than in order of place"
    )
    func choice() throws {
        var random = IndexRandom(seed: 535)
        let entries = IndexData(places: .clustered, times: .instants, extents: 0).entries(20_000, using: &random)
        let times = entries.compactMap(\.envelope.time?.first)
        let first = try #require(times.min())
        let last = try #require(times.max())
        let both = try PackedTree(bulkLoading: entries, orders: .both)
        func leaves(_ time: TimeSpan?, _ tree: PackedTree) -> Int {
            var statistics = QueryStatistics()
            let rectangle = Rectangle(minLongitude: 0, minLatitude: 0, maxLongitude: 30, maxLatitude: 40)
            _ = tree.count(in: QueryWindow(rectangle, time: time), statistics: &statistics)
            return statistics.leaves
        }
        #expect(leaves(TimeSpan(first: first, last: last), both) == leaves(nil, both))
        let one = try PackedTree(bulkLoading: entries, orders: .placeAndTime)
        #expect(leaves(nil, both) < leaves(nil, one))
        let day = TimeSpan(first: first, last: first + IndexData.day)
        #expect(leaves(day, both) == leaves(day, one))
    }

    @Test("many tasks may search one tree at once")
    func concurrency() async throws {
        var random = IndexRandom(seed: 540)
        let data = IndexData(places: .clustered, times: .mixed, extents: 0.1)
        let entries = data.entries(3_000, using: &random)
        let tree = try PackedTree(bulkLoading: entries)
        let windows = (0..<40).map { _ in data.window(over: entries, using: &random) }
        let expected = windows.map { IndexOracle(entries).ids(in: $0) }
        let right = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask { windows.map { tree.ids(in: $0).sorted() } == expected }
            }
            return await group.allSatisfy { $0 }
        }
        #expect(right)
    }

    @Test("a search counts what it cost")
    func statistics() throws {
        var random = IndexRandom(seed: 550)
        let entries = IndexData(places: .uniform, times: .instants, extents: 0).entries(9_000, using: &random)
        let tree = try PackedTree(bulkLoading: entries)
        var statistics = QueryStatistics()
        #expect(tree.count(in: QueryWindow(), statistics: &statistics) == 9_000)
        #expect(statistics.covered == 9_000 && statistics.leaves == 0 && statistics.nodes == 1)
        statistics = QueryStatistics()
        let window = QueryWindow(Rectangle(minLongitude: 0, minLatitude: 0, maxLongitude: 20, maxLatitude: 20))
        let found = tree.count(in: window, statistics: &statistics)
        #expect(statistics.matches == found && statistics.tested == 0)
        #expect(statistics.leaves > 0 && statistics.leaves < 9_000 / 64 / 2)
    }
}
