import Geometries
import SpatialIndexes
import TestSupport
import Testing

@Suite("Tallies by regions and periods")
struct TallyTests {
    /// Rectangles in the place of prepared regions.
    struct Rectangles: RegionBatch {
        let rectangles: [Rectangle]
        var count: Int { rectangles.count }

        func relation(of region: Int, to rectangle: Rectangle) -> RectangleRelation {
            if rectangles[region].contains(rectangle) { return .inside }
            return rectangles[region].intersects(rectangle) ? .crossing : .outside
        }

        func matches(_ region: Int, longitude: Double, latitude: Double) -> Bool {
            rectangles[region].contains(Coordinate(longitude: longitude, latitude: latitude))
        }
    }

    /// What a tally says, in a form that can be compared.
    struct Answer: Equatable {
        var counts: [[Int]]
        var outside: [Int]
        var undecided: [Int64: Int]

        init(_ tally: RegionTally) {
            let periods = 0..<tally.periodCount
            counts = (0..<tally.regionCount).map { region in periods.map { tally[region: region, period: $0] } }
            outside = periods.map { tally.countOutside(period: $0) }
            undecided = Dictionary(tally.undecided.map { ($0.id, $0.period) }) { first, _ in first }
        }

        /// Asks every entry about every region and every boundary.
        init(_ entries: [IndexEntry], _ window: QueryWindow, _ regions: Rectangles, _ boundaries: [Int64]) {
            outside = Array(repeating: 0, count: boundaries.count + 2)
            counts = Array(repeating: outside, count: regions.count)
            undecided = [:]
            for entry in entries where window.matches(entry.envelope) {
                let period =
                    entry.envelope.time.map { time in boundaries.count { $0 <= time.first } } ?? boundaries.count + 1
                let relations = (0..<regions.count).map { regions.relation(of: $0, to: entry.envelope.rectangle) }
                let isPoint = entry.envelope.rectangle.isPoint
                if !isPoint, relations.contains(.crossing) {
                    undecided[entry.id] = period
                    continue
                }
                let found = relations.indices.filter { relations[$0] != .outside }
                if found.isEmpty { outside[period] += 1 }
                for region in found { counts[region][period] += 1 }
            }
        }
    }

    private func regions(_ data: IndexData, _ entries: [IndexEntry], _ random: inout IndexRandom) -> Rectangles {
        var rectangles: [Rectangle] = []
        for _ in 0..<random.int(0...6) {
            let rectangle = data.window(over: entries, using: &random).rectangle
            if !rectangle.isEmpty { rectangles.append(rectangle) }
        }
        return Rectangles(rectangles: rectangles)
    }

    private func boundaries(_ entries: [IndexEntry], _ random: inout IndexRandom) -> [Int64] {
        let moments = entries.compactMap { entry in
            entry.envelope.time.map { [$0.first, $0.last, $0.first &+ 1][random.int(0...2)] }
        }
        return Set(moments.shuffled(using: &random).prefix(random.int(0...9))).sorted()
    }

    @Test(
        "count each entry in every region that holds it, at the period it begins in",
        arguments: IndexData.Places.allCases)
    func agree(places: IndexData.Places) throws {
        var random = IndexRandom(seed: 260 + UInt64(IndexData.Places.allCases.firstIndex(of: places) ?? 0))
        var failures: [String] = []
        for times in IndexData.Times.allCases {
            for _ in 0..<31 * IndexTestScale.factor {
                let data = IndexData(places: places, times: times, extents: [0, 0.3][random.int(0...1)])
                let entries = data.entries(random.int(0...(random.chance(0.2) ? 1_500 : 300)), using: &random)
                let tree = try PackedTree(bulkLoading: entries, orders: random.orders())
                for round in 0..<40 {
                    let window = round == 0 ? QueryWindow() : data.window(over: entries, using: &random)
                    var regions = regions(data, entries, &random)
                    let boundaries = boundaries(entries, &random)
                    var tally = RegionTally(regions: regions.count, boundaries: boundaries)
                    var statistics = QueryStatistics()
                    try tree.tally(window, over: &regions, into: &tally, statistics: &statistics)
                    if Answer(tally) != Answer(entries, window, regions, boundaries) {
                        failures.append("\(data) \(window) in \(regions) by \(boundaries)")
                    }
                }
            }
        }
        #expect(failures.isEmpty, "\(failures.count) failures, the first: \(failures.first ?? "")")
    }

    @Test("leave out what is hidden or deleted, and take in what is new")
    func layers() throws {
        var random = IndexRandom(seed: 270)
        var failures: [String] = []
        for round in 0..<60 * IndexTestScale.factor {
            let data = IndexData(
                places: IndexData.Places.allCases[round % 9], times: IndexData.Times.allCases[round / 9 % 9],
                extents: [0, 0.2][random.int(0...1)])
            let entries = data.entries(random.int(1...900), using: &random)
            let gone = Set(entries.map(\.id).filter { _ in random.chance(0.2) })
            let left = entries.filter { !gone.contains($0.id) }
            let mutable = MutableIndex()
            for entry in entries { try mutable.insert(entry) }
            for id in gone { mutable.remove(id) }
            let hiding = LayeredIndex(base: [try PackedTree(bulkLoading: entries)], hidden: HiddenIDs(gone))
            for index in [hiding, mutable.snapshot] {
                let window = data.window(over: entries, using: &random)
                var regions = regions(data, entries, &random)
                let boundaries = boundaries(entries, &random)
                var tally = RegionTally(regions: regions.count, boundaries: boundaries)
                var statistics = QueryStatistics()
                try index.tally(window, over: &regions, into: &tally, statistics: &statistics)
                if Answer(tally) != Answer(left, window, regions, boundaries) {
                    failures.append("\(data) \(window) in \(regions) by \(boundaries)")
                }
                let first = left.compactMap(\.envelope.time?.first).min()
                if let duration = index.duration, let first, duration.first > first { failures.append("\(duration)") }
            }
        }
        #expect(failures.isEmpty, "\(failures.count) failures, the first: \(failures.first ?? "")")
    }

    @Test("look at few entries but those near a border")
    func economy() throws {
        var random = IndexRandom(seed: 271)
        let entries = IndexData(places: .uniform, times: .instants, extents: 0).entries(20_000, using: &random)
        let tree = try PackedTree(bulkLoading: entries)
        var halves = Rectangles(rectangles: [
            Rectangle(minLongitude: -180, minLatitude: -90, maxLongitude: 10, maxLatitude: 90),
            Rectangle(minLongitude: 10.5, minLatitude: -90, maxLongitude: 180, maxLatitude: 90),
        ])
        var tally = RegionTally(regions: 2)
        var statistics = QueryStatistics()
        try tree.tally(QueryWindow(), over: &halves, into: &tally, statistics: &statistics)
        #expect(tally[region: 0, period: 0] + tally[region: 1, period: 0] + tally.countOutside(period: 0) == 20_000)
        #expect(statistics.tested < 4_000)
        #expect(statistics.covered > 16_000)
    }
}
