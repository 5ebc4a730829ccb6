import Geometries
import Regions
import SpatialIndexes
import TestSupport
import Testing

@Suite("Regions at ±180°")
struct AntimeridianRegionTests {
    /// Two parts as RFC 7946 cuts them; the western one reaches 180 only south of 10° S.
    private let fiji = """
        MULTIPOLYGON (((177 -20, 180 -20, 180 -12, 177 -12, 177 -20)), ((-180 -20, -178 -20, -178 -16, -180 -16, -180 -20)))
        """

    @Test("180 and -180: the same meridian, so a point stored at either sign matches a region at the other")
    func sameMeridian() throws {
        let east = try PreparedRegion(Region(wkt: "POLYGON ((170 0, 180 0, 180 10, 170 10, 170 0))"))
        #expect(try east.matches(Coordinate(longitude: -180, latitude: 5)))
        #expect(try east.matches(Coordinate(longitude: 180, latitude: 5)))
        #expect(try !east.matches(Coordinate(longitude: -180, latitude: 11)))
        #expect(try !east.matches(Coordinate(longitude: -179.999, latitude: 5)))
        let west = try PreparedRegion(Region(wkt: "POLYGON ((-170 0, -180 0, -180 10, -170 10, -170 0))"))
        #expect(try west.matches(Coordinate(longitude: 180, latitude: 10)))
        #expect(
            try west.matches(
                .lineString([Position(longitude: 175, latitude: 5), Position(longitude: 180, latitude: 5)])))
        #expect(
            try !west.matches(
                .lineString([Position(longitude: 175, latitude: 5), Position(longitude: 179, latitude: 5)])))
    }

    @Test("a node that touches one sign of the meridian is not dropped when the region touches the other")
    func nodes() throws {
        let east = try PreparedRegion(Region(wkt: "POLYGON ((170 0, 180 0, 180 10, 170 10, 170 0))"))
        func relation(_ west: Double, _ south: Double, _ right: Double, _ north: Double) -> RectangleRelation {
            east.relation(
                to: Rectangle(minLongitude: west, minLatitude: south, maxLongitude: right, maxLatitude: north))
        }
        #expect(relation(-180, 2, -175, 4) == .crossing)
        #expect(relation(-180, 2, -180, 4) != .outside)
        #expect(relation(-180, 5, -180, 5) != .outside)
        #expect(relation(-180, 8, -180, 12) == .crossing)
        #expect(relation(-180, 20, -175, 24) == .outside)
        #expect(relation(-179, 2, -175, 4) == .outside)
        #expect(relation(172, 2, 179, 4) == .inside)
        #expect(east.window == Rectangle(minLongitude: -180, minLatitude: 0, maxLongitude: 180, maxLatitude: 10))
        let inland = try PreparedRegion(Region(wkt: "POLYGON ((1 1, 2 1, 2 2, 1 1))"))
        #expect(inland.window == inland.bounds)
    }

    @Test("a region found valid is moved onto ±180° as any other where it comes so near")
    func foundValid() throws {
        let near = try Region(wkt: "POLYGON ((170 0, 179.9999999999 0, 179.9999999999 10, 170 10, 170 0))")
        for region in [near, try near.validated()] {
            let prepared = try PreparedRegion(region)
            #expect(prepared.bounds.maxLongitude == 180)
            #expect(try prepared.matches(Coordinate(longitude: -180, latitude: 5)))
        }
    }

    @Test("polygon across ±180°: two parts, and both match")
    func parts() throws {
        let region = try PreparedRegion(Region(wkt: fiji))
        #expect(try region.matches(Coordinate(longitude: 179, latitude: -18)))
        #expect(try region.matches(Coordinate(longitude: -179, latitude: -18)))
        #expect(try region.matches(Coordinate(longitude: -180, latitude: -13)))
        #expect(try !region.matches(Coordinate(longitude: -179, latitude: -13)))
        #expect(try !region.matches(Coordinate(longitude: 0, latitude: -18)))
    }

    @Test("region longitudes within 1e-9° of ±180 are taken as ±180, others beyond are refused")
    func clamping() throws {
        let almost = try PreparedRegion(
            Region(wkt: "POLYGON ((170 0, 180.0000000000002 0, 179.9999999995 10, 170 10, 170 0))"))
        #expect(almost.bounds.maxLongitude == 180)
        #expect(try almost.matches(Coordinate(longitude: -180, latitude: 9)))
        #expect(throws: RegionError.malformed(feature: 1, reason: "longitude 180.00001 is outside -180...180")) {
            try PreparedRegion(Region(wkt: "POLYGON ((170 0, 180.00001 0, 180 10, 170 10, 170 0))"))
        }
    }

    @Test("a box across ±180° is a region of two parts, a box without area is none")
    func boxes() throws {
        let box = try BoundingBox(west: 170, south: -10, east: -170, north: 10)
        let region = try PreparedRegion(Region(box))
        var failures = 0
        for longitude in stride(from: -180.0, through: 180, by: 2.5) {
            for latitude in stride(from: -20.0, through: 20, by: 2.5) {
                let place = Coordinate(longitude: longitude, latitude: latitude)
                if try region.matches(place) != box.contains(place) { failures += 1 }
            }
        }
        #expect(failures == 0)
        #expect(throws: RegionError.noArea) { try Region(BoundingBox(west: 1, south: 2, east: 1, north: 3)) }
    }

    @Test("polygon across ±180°, split on request: matches where the polygon did before it was moved there")
    func split() throws {
        var generator = SeededGenerator(seed: 71)
        var failures: [String] = []
        var refused = 0
        var disconnected = 0
        for round in 0..<TestScale.rounds(150) {
            let original = try RandomRegion(&generator).region
            let shift = Double([170, 168, 171, 157, 179][round % 5])
            func wrapped(_ longitude: Double) -> Double {
                longitude + shift > 180 ? longitude + shift - 360 : longitude + shift
            }
            let moved = Region(
                features: original.features.map { polygons in
                    polygons.map { polygon in
                        func ring(_ ring: [Position]) -> [Position] {
                            ring.map { Position(longitude: wrapped($0.longitude), latitude: $0.latitude) }
                        }
                        return Polygon(exterior: ring(polygon.exterior), holes: polygon.holes.map(ring))
                    }
                })
            do {
                try moved.validate()
            } catch {
                if case .edgeTooLong = error { refused += 1 }
            }
            // A hole that touches both the cut and an edge leaves a part in two pieces that meet in points: refused.
            let parts = try moved.splitAtAntimeridian()
            if case .invalid(_, "Interior is disconnected", _) = try parts.faults().first {
                disconnected += 1
                continue
            }
            let split = try PreparedRegion(parts)
            let plain = try PreparedRegion(original)
            for x in -1...RandomRegion.size + 1 {
                for y in -1...RandomRegion.size + 1 {
                    // Off every edge: where an edge is cut, its place is rounded.
                    let place = Coordinate(longitude: Double(x) + 0.25, latitude: Double(y) + 0.253_001)
                    let there = Coordinate(longitude: wrapped(place.longitude), latitude: place.latitude)
                    if try plain.matches(place) != split.matches(there) { failures.append("\(round) \(place)") }
                }
            }
        }
        #expect(failures.isEmpty)
        #expect(refused > 50)
        #expect(disconnected <= TestScale.rounds(150) / 50)
    }

    @Test("poles: regions are planar there, so a pole belongs to the longitudes that the region holds")
    func poles() throws {
        let wedge = try PreparedRegion(Region(wkt: "POLYGON ((0 80, 10 80, 10 90, 0 90, 0 80))"))
        #expect(try wedge.matches(Coordinate(longitude: 5, latitude: 90)))
        #expect(try !wedge.matches(Coordinate(longitude: 50, latitude: 90)))
        #expect(
            wedge.relation(to: Rectangle(minLongitude: 40, minLatitude: 89, maxLongitude: 50, maxLatitude: 90))
                == .outside)
    }

    @Test("edges of a region are straight in longitude and latitude, not great circles")
    func planarEdges() throws {
        let band = try PreparedRegion(Region(wkt: "POLYGON ((0 50, 90 50, 90 60, 0 60, 0 50))"))
        // The great circle from (0, 60) to (90, 60) passes north of 67° in the middle.
        #expect(try !band.matches(Coordinate(longitude: 45, latitude: 62)))
        #expect(try band.matches(Coordinate(longitude: 45, latitude: 51)))
    }
}
