import Geometries
import Regions
import SpatialIndexes
import TestSupport
import Testing

@Suite("Outlines of many vertices against GEOS")
struct OutlineTests {
    @Test("what is found valid at a glance, GEOS finds valid")
    func validity() throws {
        var generator = SeededGenerator(seed: 61)
        var wrong: [String] = []
        var certain = 0
        var valid = 0
        var refused = 0
        for round in 0..<TestScale.rounds(30_000) {
            let polygons =
                round % 30 == 0
                ? Self.stars(&generator, isOnLattice: round % 60 == 0) : Self.tangle(&generator)
            let region = Region(features: [polygons])
            guard let glance = try? region.isCertainlyValid(feature: 0) else { continue }
            let judged = try region.isValidToGEOS(feature: 0)
            if glance { certain += 1 }
            if judged { valid += 1 } else { refused += 1 }
            if glance, !judged { wrong.append(WKT.encode(.multiPolygon(region.features[0]))) }
            #expect((try? region.validate()) == nil ? !judged : judged)
        }
        #expect(wrong.isEmpty)
        #expect(certain > 2_000)
        #expect(refused > 2_000)
        #expect(certain * 3 > valid)
    }

    @Test("stars of hundreds of corners, on a lattice and off it, hold the points that GEOS says")
    func stars() throws {
        var generator = SeededGenerator(seed: 62)
        var failures = 0
        var checked = 0
        for round in 0..<TestScale.rounds(60) {
            let polygons = Self.stars(&generator, isOnLattice: round % 2 == 0)
            let region = Region(features: [polygons])
            guard (try? region.validate()) != nil else { continue }
            let predicate: RegionPredicate = round % 3 == 0 ? .within : .intersects
            let prepared = try PreparedRegion(region, predicate: predicate)
            let places = Self.places(polygons, &generator)
            for place in places {
                let byGEOS = try prepared.matchesByGEOS(place)
                if try prepared.matches(place) != byGEOS { failures += 1 }
                checked += 1
            }
        }
        #expect(failures == 0)
        #expect(checked > 10_000)
    }

    @Test("points asked about leaf by leaf are answered as they are one by one, and rectangles as their points are")
    func leaves() throws {
        var generator = SeededGenerator(seed: 63)
        var failures: [String] = []
        var seen: [RectangleRelation: Int] = [:]
        for round in 0..<TestScale.rounds(60) {
            let features = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
                Self.stars(&generator, isOnLattice: round % 2 == 0)
            }
            let region = Region(features: features)
            guard (try? region.validate()) != nil else { continue }
            let prepared = try PreparedRegion(region)
            var batch = PreparedRegions([prepared])
            var visitor = RegionVisitor(prepared)
            var leafVisitor = RegionVisitor(prepared)
            var leafCounter = RegionCounter(prepared)
            for _ in 0..<60 {
                let centre = Coordinate(
                    longitude: Double(Int.random(in: -10...90, using: &generator)) / 4,
                    latitude: Double(Int.random(in: -10...90, using: &generator)) / 4)
                let size = Double(Int.random(in: 0...12, using: &generator)) / 4
                let rectangle = Rectangle(
                    minLongitude: centre.longitude, minLatitude: centre.latitude,
                    maxLongitude: centre.longitude + size, maxLatitude: centre.latitude + size)
                let relation = try visitor.relation(to: rectangle)
                _ = batch.relation(of: 0, to: rectangle)
                seen[relation, default: 0] += 1
                var points: [Coordinate] = []
                let before = (visitor.ids.count, leafVisitor.ids.count)
                for id in 0..<Int64(20) {
                    var point = Coordinate(
                        longitude: Double.random(in: 0...max(size, 1e-9), using: &generator) + centre.longitude,
                        latitude: Double.random(in: 0...max(size, 1e-9), using: &generator) + centre.latitude)
                    if id % 2 == 0 {
                        point.longitude = (point.longitude * 4).rounded() / 4
                        point.latitude = (point.latitude * 4).rounded() / 4
                    }
                    let expected = try prepared.matchesByGEOS(point)
                    points.append(point)
                    let before = visitor.ids.count
                    try visitor.test(id: id, longitude: point.longitude, latitude: point.latitude)
                    if (visitor.ids.count > before) != expected { failures.append("\(point)") }
                    let matches = try batch.matches(0, longitude: point.longitude, latitude: point.latitude)
                    if matches != expected { failures.append("\(point) of a batch") }
                    guard rectangle.contains(point) else { continue }
                    if relation == (expected ? .outside : .inside) { failures.append("\(rectangle) \(relation)") }
                }
                let (longitudes, latitudes) = (points.map(\.longitude), points.map(\.latitude))
                let ids = Array(0..<Int64(20))
                try leafVisitor.test(ids.span, longitudes: longitudes.span, latitudes: latitudes.span)
                try leafCounter.test(ids.span, longitudes: longitudes.span, latitudes: latitudes.span)
                if leafVisitor.ids[before.1...] != visitor.ids[before.0...] {
                    failures.append("\(rectangle) as a leaf")
                }
                if leafCounter.count != visitor.ids.count { failures.append("\(rectangle) as a leaf, counted") }
            }
        }
        #expect(failures.isEmpty)
        #expect(seen.count == 3)
    }

    @Test("polygons that touch at corners are one feature, those that cross there or lie in one another are none")
    func touching() throws {
        func isValid(_ wkt: String) throws -> (glance: Bool, byGEOS: Bool) {
            let region = try Region(wkt: wkt)
            return try (region.isCertainlyValid(feature: 0), region.isValidToGEOS(feature: 0))
        }
        let touch = try isValid("MULTIPOLYGON (((0 0, 4 0, 2 3, 0 0)), ((2 3, 5 6, 0 7, 2 3)))")
        #expect(touch == (true, true))
        let twice = try isValid(
            "MULTIPOLYGON (((0 0, 4 1, 4 6, 0 7, 3 4, 0 0)), ((4 1, 9 1, 9 6, 4 6, 6 4, 4 1)))")
        #expect(twice == (true, true))
        let inside = try isValid("MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0)), ((9 9, 3 6, 6 3, 9 9)))")
        #expect(inside == (false, false))
        let island = try isValid(
            "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 8, 8 8, 8 1, 1 1)), ((3 3, 5 3, 4 6, 3 3)))")
        #expect(island == (true, true))
        let sunk = try isValid(
            "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1)), ((3 3, 5 3, 4 6, 3 3)))")
        #expect(sunk == (false, false))
        let nested = try isValid(
            "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 8, 8 8, 8 1, 1 1), (3 3, 5 3, 4 6, 3 3))")
        #expect(nested == (false, false))
        let spike = try isValid("POLYGON ((0 0, 4 0, 4 4, 4 0, 8 0, 8 8, 0 8, 0 0))")
        #expect(spike == (false, false))
        let figureOfEight = try isValid("POLYGON ((0 0, 2 2, 4 0, 4 4, 2 2, 0 4, 0 0))")
        #expect(figureOfEight == (false, false))
    }
}

extension OutlineTests {
    /// Up to four polygons with up to two holes that may cross, touch, nest or repeat themselves.
    private static func tangle(_ generator: inout SeededGenerator) -> [Polygon] {
        let size = Int.random(in: 4...16, using: &generator)
        let isTurned = Bool.random(using: &generator)
        func ring(_ generator: inout SeededGenerator) -> [Position] {
            let corners = Int.random(in: 3...7, using: &generator)
            let low = (
                x: Int.random(in: 0...size, using: &generator), y: Int.random(in: 0...size, using: &generator)
            )
            let reach = Int.random(in: 1...5, using: &generator)
            var points = (0..<corners).map { _ in
                (
                    x: low.x + Int.random(in: 0...reach, using: &generator),
                    y: low.y + Int.random(in: 0...reach, using: &generator)
                )
            }
            if Int.random(in: 0..<4, using: &generator) > 0 {
                // By angle around the middle: mostly simple.
                let centre = (
                    x: Double(points.reduce(0) { $0 + $1.x }) / Double(corners) + 0.013,
                    y: Double(points.reduce(0) { $0 + $1.y }) / Double(corners) + 0.007
                )
                func quadrant(_ point: (x: Int, y: Int)) -> Double {
                    let (x, y) = (Double(point.x) - centre.x, Double(point.y) - centre.y)
                    let slope = y / (abs(x) + abs(y))
                    return x < 0 ? 2 - slope : slope
                }
                points.sort { quadrant($0) < quadrant($1) }
            }
            points.append(points[0])
            return points.map { point in
                let (x, y) = (Double(point.x), Double(point.y))
                return isTurned
                    ? Position(longitude: 0.8 * x - 0.6 * y, latitude: 0.6 * x + 0.8 * y)
                    : Position(longitude: x, latitude: y)
            }
        }
        return (0..<Int.random(in: 1...4, using: &generator)).map { _ in
            let exterior = ring(&generator)
            let holes = Int.random(in: 0..<3, using: &generator) == 0 ? Int.random(in: 1...2, using: &generator) : 0
            return Polygon(exterior: exterior, holes: (0..<holes).map { _ in ring(&generator) })
        }
    }

    /// Up to four stars side by side, some with a hole; the corners of half of them on a lattice of quarters.
    private static func stars(_ generator: inout SeededGenerator, isOnLattice: Bool) -> [Polygon] {
        func star(_ x: Double, _ y: Double, _ reach: Double, _ generator: inout SeededGenerator) -> [Position] {
            let corners = Int.random(in: 5...400, using: &generator)
            var ring: [Position] = []
            for corner in 0..<corners {
                // Around a square, so that no function of angles is needed.
                let way = 8 * Double(corner) / Double(corners)
                let side = way.truncatingRemainder(dividingBy: 2) - 1
                let (across, along) = way < 2 ? (1, side) : way < 4 ? (-side, 1) : way < 6 ? (-1, -side) : (side, -1)
                let radius = reach * Double.random(in: 0.6...1, using: &generator)
                var position = Position(longitude: x + radius * across, latitude: y + radius * along)
                if isOnLattice {
                    position.longitude = (position.longitude * 4).rounded() / 4
                    position.latitude = (position.latitude * 4).rounded() / 4
                }
                if position != ring.last { ring.append(position) }
            }
            return ring + ring.prefix(1)
        }
        return (0..<Int.random(in: 1...4, using: &generator)).map { number in
            let (x, y) = (Double(number % 2) * 10 + 5, Double(number / 2) * 10 + 5)
            let exterior = star(x, y, 4.9, &generator)
            let hole = Bool.random(using: &generator) ? [star(x, y, 2, &generator)] : []
            return Polygon(exterior: exterior, holes: hole)
        }
    }

    /// Anywhere, on a lattice of quarters, on corners and next to edges.
    private static func places(_ polygons: [Polygon], _ generator: inout SeededGenerator) -> [Coordinate] {
        var places: [Coordinate] = []
        for _ in 0..<200 {
            let place = Coordinate(
                longitude: Double.random(in: -1...21, using: &generator),
                latitude: Double.random(in: -1...21, using: &generator))
            places.append(place)
            places.append(
                Coordinate(longitude: (place.longitude * 4).rounded() / 4, latitude: (place.latitude * 4).rounded() / 4)
            )
        }
        for ring in polygons.flatMap(\.rings) {
            for (start, end) in zip(ring, ring.dropFirst()) where Int.random(in: 0..<4, using: &generator) == 0 {
                let part = Double.random(in: 0...1, using: &generator)
                places.append(start.coordinate)
                places.append(
                    Coordinate(
                        longitude: start.longitude + part * (end.longitude - start.longitude),
                        latitude: start.latitude + part * (end.latitude - start.latitude)))
            }
        }
        return places
    }
}
