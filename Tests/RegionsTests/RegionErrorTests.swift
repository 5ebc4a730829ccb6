import Foundation
import Geometries
import Regions
import Testing

@Suite("What is refused as a region")
struct RegionErrorTests {
    private func error(_ wkt: String, limits: RegionLimits = .file) -> RegionError? {
        do {
            try Region(wkt: wkt).validate(limits: limits)
            return nil
        } catch {
            return error
        }
    }

    @Test("an invalid region is refused with GEOS's reason and the place of the fault")
    func invalid() {
        #expect(
            error("POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))")
                == .invalid(feature: 1, reason: "Self-intersection", at: Coordinate(longitude: 1, latitude: 1)))
        let overlapping = error("MULTIPOLYGON (((0 0, 2 0, 2 2, 0 2, 0 0)), ((1 1, 3 1, 3 3, 1 3, 1 1)))")
        #expect(
            overlapping == .invalid(feature: 1, reason: "Self-intersection", at: Coordinate(longitude: 2, latitude: 1))
                || overlapping
                    == .invalid(feature: 1, reason: "Self-intersection", at: Coordinate(longitude: 1, latitude: 2))
        )
        let hole = error("POLYGON ((0 0, 2 0, 2 2, 0 2, 0 0), (5 5, 6 5, 6 6, 5 5))")
        #expect(
            hole
                == .invalid(
                    feature: 1, reason: "Hole lies outside shell", at: Coordinate(longitude: 5, latitude: 5)))
        #expect(
            RegionError.invalid(feature: 3, reason: "Self-intersection", at: Coordinate(longitude: 1, latitude: 2))
                .description
                == "the region's feature 3 is invalid: Self-intersection at (1.0, 2.0); --make-valid repairs it")
    }

    @Test("an unclosed ring, a short ring and an empty polygon are refused with what is wrong")
    func malformed() {
        #expect(
            error("POLYGON ((0 0, 2 0, 2 2, 0 2))")
                == .malformed(
                    feature: 1,
                    reason: "the exterior ring is not closed: it begins at (0.0, 0.0) and ends at (0.0, 2.0)"))
        #expect(
            error("POLYGON ((0 0, 2 0, 0 0))")
                == .malformed(feature: 1, reason: "the exterior ring has 3 positions and needs 4 or more"))
        #expect(error("POLYGON EMPTY") == .empty)
        #expect(error("MULTIPOLYGON EMPTY") == .empty)
        #expect(
            error("MULTIPOLYGON (EMPTY, ((0 0, 2 0, 2 2, 0 0)))")
                == .malformed(feature: 1, reason: "the exterior ring is empty"))
        #expect(throws: RegionError.empty) { try Region(features: []).validate() }
    }

    @Test("numbers out of range, NaN and infinity are refused")
    func numbers() {
        #expect(
            error("POLYGON ((0 0, 181 0, 181 2, 0 0))")
                == .malformed(feature: 1, reason: "longitude 181.0 is outside -180...180"))
        #expect(
            error("POLYGON ((0 0, 1 0, 1 91, 0 0))")
                == .malformed(feature: 1, reason: "latitude 91.0 is outside -90...90"))
        for bad in [Double.nan, .infinity, -.infinity] {
            var polygon = Polygon(Rectangle(minLongitude: 0, minLatitude: 0, maxLongitude: 1, maxLatitude: 1))
            polygon.exterior[1].longitude = bad
            #expect(throws: RegionError.self) { try Region(polygon).validate() }
        }
    }

    @Test("an edge longer than 180° is refused, except along a pole")
    func longEdges() {
        #expect(
            error("POLYGON ((-170 0, 170 0, 170 10, -170 10, -170 0))")
                == .edgeTooLong(
                    feature: 1, from: Coordinate(longitude: -170, latitude: 0),
                    to: Coordinate(longitude: 170, latitude: 0)))
        #expect(error("POLYGON ((-180 -90, 180 -90, 180 -80, 0 -70, -180 -80, -180 -90))") == nil)
        #expect(error("POLYGON ((-180 90, -180 80, 0 70, 180 80, 180 90, -180 90))") == nil)
    }

    @Test("only polygons and multipolygons are regions; a GeometryCollection is refused")
    func types() {
        for (text, name) in [
            ("POINT (1 2)", "Point"), ("LINESTRING (1 2, 3 4)", "LineString"),
            ("GEOMETRYCOLLECTION (POLYGON ((0 0, 1 0, 1 1, 0 0)))", "GeometryCollection"),
        ] {
            #expect(error(text) == .notAnArea(typeName: name))
        }
        #expect(error("POLYGON (") == .unreadable(.malformed(reason: "expected (", byteOffset: 9)))
    }

    @Test("limits on untrusted regions: 10,000 vertices from the network, 1,000,000 from a file")
    func limits() throws {
        #expect(RegionLimits.file.maximumVertices == 1_000_000)
        #expect(RegionLimits.network.maximumVertices == 10_000)
        let square = Polygon(Rectangle(minLongitude: 0, minLatitude: 0, maxLongitude: 1, maxLatitude: 1))
        let region = Region(features: Array(repeating: [square], count: 2_001))
        #expect(throws: RegionError.tooManyVertices(count: 10_005, limit: 10_000)) {
            try region.validate(limits: .network)
        }
        #expect(throws: RegionError.tooManyVertices(count: 10_005, limit: 10_000)) {
            try PreparedRegion(region, limits: .network)
        }
        try region.validate(limits: .file)
    }

    @Test("validity is judged per feature: neighbours may overlap and need not form one multipolygon")
    func perFeature() throws {
        let first = try Region(wkt: "POLYGON ((0 0, 2 0, 2 2, 0 2, 0 0))").features[0]
        let second = try Region(wkt: "POLYGON ((1 1, 3 1, 3 3, 1 3, 1 1))").features[0]
        let prepared = try PreparedRegion(Region(features: [first, second]))
        #expect(try prepared.matches(Coordinate(longitude: 0.5, latitude: 0.5)))
        #expect(try prepared.matches(Coordinate(longitude: 2.5, latitude: 2.5)))
        #expect(try prepared.matches(Coordinate(longitude: 1.5, latitude: 1.5)))
        #expect(try !prepared.matches(Coordinate(longitude: 2.5, latitude: 0.5)))
    }

    @Test("a region found valid remembers it, and is checked again once its features are others")
    func remembered() throws {
        let plain = try Region(name: "square", wkt: "POLYGON ((0 0, 2 0, 2 2, 0 2, 0 0))")
        var region = try plain.validated()
        #expect(region == plain)
        #expect(Set([region, plain]).count == 1)
        #expect(try PreparedRegion(region).matches(Coordinate(longitude: 1, latitude: 1)))
        region.name = "renamed"
        let bowTie = try Region(wkt: "POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))")
        #expect(throws: RegionError.self) { try bowTie.validated() }
        region.features += bowTie.features
        #expect(throws: RegionError.self) { try PreparedRegion(region) }
        #expect(throws: RegionError.self) { try region.validated() }
    }

    @Test("a repair closes rings, cuts self-intersections and unites overlaps, and only where asked")
    func repair() throws {
        let bowTie = try Region(wkt: "POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))")
        let cut = try bowTie.madeValid()
        try cut.validate()
        #expect(cut.features[0].count == 2)
        let open = try Region(wkt: "POLYGON ((0 0, 2 0, 2 2, 0 2))").madeValid()
        try open.validate()
        #expect(open.features[0][0].exterior.count == 5)
        let overlapping = try Region(
            wkt: "MULTIPOLYGON (((0 0, 2 0, 2 2, 0 2, 0 0)), ((1 1, 3 1, 3 3, 1 3, 1 1)))"
        ).madeValid()
        #expect(try PreparedRegion(overlapping).matches(Coordinate(longitude: 1.5, latitude: 1.5)))
        #expect(throws: RegionError.empty) { try Region(wkt: "POLYGON ((0 0, 2 0, 0 0))").madeValid() }
    }

    /// A star of an odd number of points, each joined to those opposite: its edges cross *n*(*n* - 3)/2 times.
    private func star(_ points: Int) -> Region {
        let ring = (0...points).map { number in
            let angle = 2 * Double.pi * Double(number % points * (points / 2) % points) / Double(points)
            return Position(longitude: 50 * cos(angle), latitude: 50 * sin(angle))
        }
        return Region(features: [[Polygon(exterior: ring)]])
    }

    @Test("outlines are repaired whose edges cross 50,000 times at most, and more tangled ones refused at once")
    func tangled() throws {
        #expect(RegionLimits.maximumCrossings == 50_000)
        try star(317).madeValid().validate()
        for points in [319, 20_001] {
            let reason = "its edges cross more than 50000 times, too often for a repair"
            #expect(throws: RegionError.malformed(feature: 1, reason: reason)) { try star(points).madeValid() }
        }
    }

    @Test("edges that meet without crossing, however often, are repaired")
    func overlaid() throws {
        let square = Polygon(Rectangle(minLongitude: 0, minLatitude: 0, maxLongitude: 1, maxLatitude: 1))
        let region = Region(features: [Array(repeating: square, count: 2_000)])
        #expect(try region.madeValid().features[0].count == 1)
    }
}
