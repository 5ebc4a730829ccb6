import Geometries
import Regions
import SpatialIndexes
import TestSupport
import Testing

@Suite("A prepared region against an exact oracle")
struct OracleTests {
    @Test("region predicate: a point on the boundary intersects and does not lie within")
    func points() throws {
        var generator = SeededGenerator(seed: 1)
        var failures = 0
        var onBoundary = 0
        for _ in 0..<TestScale.rounds(60) {
            let random = try RandomRegion(&generator)
            let intersects = try PreparedRegion(random.region)
            let within = try PreparedRegion(random.region, predicate: .within)
            for x in -1...RandomRegion.size + 1 {
                for y in -1...RandomRegion.size + 1 {
                    let location = random.exact.location(of: .init(x: x, y: y))
                    let place = Coordinate(longitude: Double(x), latitude: Double(y))
                    if try intersects.matches(place) != (location != .exterior) { failures += 1 }
                    if try within.matches(place) != (location == .interior) { failures += 1 }
                    if location == .boundary { onBoundary += 1 }
                }
            }
        }
        #expect(failures == 0)
        #expect(onBoundary > 1_000)
    }

    @Test("a rectangle is inside, outside or crossing as the exact boundary says")
    func rectangles() throws {
        var generator = SeededGenerator(seed: 2)
        var failures: [String] = []
        var seen: [RectangleRelation: Int] = [:]
        for _ in 0..<TestScale.rounds(150) {
            let random = try RandomRegion(&generator)
            let intersects = try PreparedRegion(random.region)
            let within = try PreparedRegion(random.region, predicate: .within)
            for _ in 0..<60 {
                let low = ExactPolygon.Point(
                    x: Int.random(in: -2...RandomRegion.size, using: &generator),
                    y: Int.random(in: -2...RandomRegion.size, using: &generator))
                // Width or height 0 included: nodes of points on one spot or one line.
                let high = ExactPolygon.Point(
                    x: low.x + Int.random(in: 0...5, using: &generator),
                    y: low.y + Int.random(in: 0...5, using: &generator))
                let rectangle = Rectangle(
                    minLongitude: Double(low.x), minLatitude: Double(low.y), maxLongitude: Double(high.x),
                    maxLatitude: Double(high.y))
                let loose = try intersects.relation(to: rectangle)
                let strict = try within.relation(to: rectangle)
                seen[loose, default: 0] += 1
                let isSound: Bool
                if random.exact.boundaryMeets(low, high) {
                    let allMatch = Self.grid(low, high).allSatisfy { random.exact.location(of: $0) != .exterior }
                    isSound = loose != .outside && (loose != .inside || allMatch) && strict != .inside
                } else {
                    let expected: RectangleRelation =
                        random.exact.location(of: low) == .interior ? .inside : .outside
                    isSound = loose == expected && strict == expected
                }
                if !isSound { failures.append("\(low) \(high): \(loose) \(strict)") }
            }
        }
        #expect(failures.isEmpty)
        #expect(seen.count == 3)
    }

    @Test("a line matches when its exact segment meets the region")
    func lines() throws {
        var generator = SeededGenerator(seed: 3)
        var failures = 0
        for _ in 0..<TestScale.rounds(100) {
            let random = try RandomRegion(&generator)
            let region = try PreparedRegion(random.region)
            for _ in 0..<40 {
                let ends = (0..<2).map { _ in
                    ExactPolygon.Point(
                        x: Int.random(in: -2...RandomRegion.size + 2, using: &generator),
                        y: Int.random(in: -2...RandomRegion.size + 2, using: &generator))
                }
                let meets =
                    random.exact.location(of: ends[0]) != .exterior
                    || random.exact.edges.contains { ExactPolygon.segmentsMeet($0, $1, ends[0], ends[1]) }
                let line = Geometry.lineString(ends.map(RandomRegion.position))
                if try region.matches(line) != meets { failures += 1 }
                if try region.matches(.geometryCollection([.multiPoint([]), line])) != meets { failures += 1 }
            }
        }
        #expect(failures == 0)
    }

    @Test("the visitors answer for every point as the region does, and test fewer points than there are")
    func visitors() throws {
        var generator = SeededGenerator(seed: 4)
        var failures = 0
        for _ in 0..<TestScale.rounds(20) {
            let random = try RandomRegion(&generator)
            let region = try PreparedRegion(random.region)
            var visitor = RegionVisitor(region)
            var counter = RegionCounter(region)
            var expected: [Int64] = []
            for id in 0..<Int64(20_000) {
                // Twice as many points on a coarse lattice, where boundaries are, as anywhere.
                var point = Coordinate(
                    longitude: Double.random(in: -1...25, using: &generator),
                    latitude: Double.random(in: -1...25, using: &generator))
                if id % 3 != 0 {
                    point = Coordinate(
                        longitude: (point.longitude * 2).rounded() / 2, latitude: (point.latitude * 2).rounded() / 2)
                }
                if try region.matches(point) { expected.append(id) }
                try visitor.test(id: id, longitude: point.longitude, latitude: point.latitude)
                try counter.test(id: id, longitude: point.longitude, latitude: point.latitude)
            }
            if visitor.ids != expected || counter.count != expected.count { failures += 1 }
            if visitor.statistics.matches != expected.count || visitor.statistics.tested >= 20_000 { failures += 1 }
        }
        #expect(failures == 0)
    }

    /// Every integer point of a rectangle.
    private static func grid(_ low: ExactPolygon.Point, _ high: ExactPolygon.Point) -> [ExactPolygon.Point] {
        (low.x...high.x).flatMap { x in (low.y...high.y).map { ExactPolygon.Point(x: x, y: $0) } }
    }
}
