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
        var careful = 0
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
                let loose = intersects.relation(to: rectangle)
                let strict = within.relation(to: rectangle)
                seen[loose, default: 0] += 1
                let isSound: Bool
                if random.exact.boundaryMeets(low, high) {
                    let allMatch = Self.grid(low, high).allSatisfy { random.exact.location(of: $0) != .exterior }
                    isSound = loose != .outside && (loose != .inside || allMatch) && strict != .inside
                } else {
                    let expected: RectangleRelation =
                        random.exact.location(of: low) == .interior ? .inside : .outside
                    if loose == .crossing { careful += 1 }
                    isSound = (loose == expected || loose == .crossing) && strict == loose
                }
                if !isSound { failures.append("\(low) \(high): \(loose) \(strict)") }
            }
        }
        #expect(failures.isEmpty)
        #expect(seen.count == 3)
        // `crossing` without need: only where a corner lies in line with an edge, as it often does on this lattice.
        #expect(careful * 10 < (seen[.crossing] ?? 0))
    }

    @Test("off the lattice, points near edges and vertices are answered as GEOS alone answers them")
    func nearTheBorder() throws {
        var generator = SeededGenerator(seed: 5)
        var failures = 0
        var checked = 0
        for round in 0..<TestScale.rounds(40) {
            let random = try RandomRegion(&generator)
            let predicate: RegionPredicate = round % 2 == 0 ? .intersects : .within
            let region = try PreparedRegion(random.region, predicate: predicate)
            for (start, end) in random.exact.edges {
                for _ in 0..<12 {
                    // On the edge as nearly as doubles can be, and a few roundings beside it.
                    let part =
                        [0, 1, Double.random(in: 0...1, using: &generator)].randomElement(using: &generator) ?? 0
                    var x = Double(start.x) + part * Double(end.x - start.x)
                    var y = Double(start.y) + part * Double(end.y - start.y)
                    for _ in 0..<Int.random(in: 0...3, using: &generator) {
                        x = Bool.random(using: &generator) ? x.nextUp : x.nextDown
                    }
                    for _ in 0..<Int.random(in: 0...3, using: &generator) {
                        y = Bool.random(using: &generator) ? y.nextUp : y.nextDown
                    }
                    let byGEOS = try region.matchesByGEOS(Coordinate(longitude: x, latitude: y))
                    if try region.matches(Coordinate(longitude: x, latitude: y)) != byGEOS { failures += 1 }
                    checked += 1
                }
            }
        }
        #expect(failures == 0)
        #expect(checked > 5_000)
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

    @Test("the visitors answer for every point as the region does, and count what they test")
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
            if visitor.statistics.matches != expected.count || visitor.statistics.tested != 20_000 { failures += 1 }
        }
        #expect(failures == 0)
    }

    /// Every integer point of a rectangle.
    private static func grid(_ low: ExactPolygon.Point, _ high: ExactPolygon.Point) -> [ExactPolygon.Point] {
        (low.x...high.x).flatMap { x in (low.y...high.y).map { ExactPolygon.Point(x: x, y: $0) } }
    }
}
