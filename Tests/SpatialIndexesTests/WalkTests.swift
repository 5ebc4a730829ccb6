import Geometries
import SpatialIndexes
import TestSupport
import Testing

@Suite("Walks with a visitor")
struct WalkTests {
    @Test(
        "take and test exactly what lies in the window and the visitor's region", arguments: IndexData.Places.allCases)
    func agree(places: IndexData.Places) throws {
        var random = IndexRandom(seed: 200 + UInt64(IndexData.Places.allCases.firstIndex(of: places) ?? 0))
        var failures: [String] = []
        for times in IndexData.Times.allCases {
            for _ in 0..<31 * IndexTestScale.factor {
                let data = IndexData(places: places, times: times, extents: [0, 0.3][random.int(0...1)])
                let entries = data.entries(random.int(0...(random.chance(0.2) ? 1_500 : 300)), using: &random)
                let tree = try PackedTree(bulkLoading: entries, orders: random.orders())
                let envelopes = Dictionary(uniqueKeysWithValues: entries.map { ($0.id, $0.envelope) })
                for _ in 0..<80 {
                    let window = data.window(over: entries, using: &random)
                    let region = data.window(over: entries, using: &random).rectangle
                    guard !region.isEmpty else { continue }
                    let expected = entries.filter {
                        window.matches($0.envelope) && region.intersects($0.envelope.rectangle)
                    }.map(\.id).sorted()
                    var visitor = RectangleVisitor(region)
                    var statistics = QueryStatistics()
                    try tree.walk(window, visitor: &visitor, statistics: &statistics)
                    if (visitor.taken + visitor.passed).sorted() != expected {
                        failures.append("\(data) \(window) in \(region)")
                    }
                    for (id, rectangle) in visitor.tested where envelopes[id]?.rectangle != rectangle {
                        failures.append("entry \(id) was tested as \(rectangle)")
                    }
                }
            }
        }
        #expect(failures.isEmpty, "\(failures.count) failures, the first: \(failures.first ?? "")")
    }

    @Test("only entries near the region's border are tested")
    func economy() throws {
        var random = IndexRandom(seed: 220)
        let entries = IndexData(places: .uniform, times: .instants, extents: 0).entries(20_000, using: &random)
        let tree = try PackedTree(bulkLoading: entries)
        var visitor = RectangleVisitor(
            Rectangle(minLongitude: -90, minLatitude: -60, maxLongitude: 80, maxLatitude: 60))
        var statistics = QueryStatistics()
        try tree.walk(QueryWindow(), visitor: &visitor, statistics: &statistics)
        #expect(visitor.tested.count < visitor.taken.count)
        #expect(statistics.tested == visitor.tested.count)
        #expect(statistics.matches == visitor.taken.count)
    }

    @Test("what the visitor throws ends the walk")
    func throwing() throws {
        struct Stop: Error {}
        struct Stopper: TreeVisitor {
            func relation(to rectangle: Rectangle) throws -> RectangleRelation { throw Stop() }
            func take(_ ids: Span<Int64>) {}
            func test(id: Int64, longitude: Double, latitude: Double) {}
            func test(id: Int64, rectangle: Rectangle) {}
        }
        var random = IndexRandom(seed: 221)
        let entries = IndexData(places: .uniform, times: .instants, extents: 0).entries(10, using: &random)
        let tree = try PackedTree(bulkLoading: entries)
        var visitor = Stopper()
        var statistics = QueryStatistics()
        #expect(throws: Stop.self) { try tree.walk(QueryWindow(), visitor: &visitor, statistics: &statistics) }
    }
}
