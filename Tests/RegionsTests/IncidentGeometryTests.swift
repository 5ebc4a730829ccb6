import Geometries
import Regions
import Testing

@Suite("Lines and areas as incidents")
struct IncidentGeometryTests {
    private func matches(_ wkt: String, _ predicate: RegionPredicate) throws -> Bool {
        let region = try Region(wkt: "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 6 4, 6 6, 4 6, 4 4))")
        return try PreparedRegion(region, predicate: predicate).matches(WKT.decode(wkt))
    }

    @Test(
        "any GeoJSON geometry may be an incident's location, and GEOS decides",
        arguments: [
            // geometry, intersects, within
            ("POINT (5 5)", false, false),
            ("POINT (4 5)", true, false),
            ("POINT (2 5)", true, true),
            ("MULTIPOINT (20 20, 2 5)", true, false),
            ("MULTIPOINT (0 0, 2 5)", true, true),
            ("MULTIPOINT (0 0, 10 10)", true, false),
            ("LINESTRING (-5 5, 15 5)", true, false),
            ("LINESTRING (1 1, 3 3)", true, true),
            ("LINESTRING (1 1, 9 9)", true, false),
            ("LINESTRING (0 0, 10 0)", true, false),
            ("LINESTRING (0 0, 10 0, 9 1)", true, true),
            ("LINESTRING (4.5 5, 5.5 5)", false, false),
            ("MULTILINESTRING ((1 1, 3 3), (20 20, 30 30))", true, false),
            ("POLYGON ((1 1, 3 1, 3 3, 1 1))", true, true),
            ("POLYGON ((4.5 4.5, 5.5 4.5, 5.5 5.5, 4.5 4.5))", false, false),
            ("POLYGON ((-5 -5, 15 -5, 15 15, -5 15, -5 -5))", true, false),
            ("POLYGON ((3 3, 7 3, 7 7, 3 7, 3 3))", true, false),
            ("MULTIPOLYGON (((1 1, 3 1, 3 3, 1 1)), ((20 20, 21 20, 21 21, 20 20)))", true, false),
        ])
    func types(wkt: String, intersects: Bool, within: Bool) throws {
        #expect(try matches(wkt, .intersects) == intersects)
        #expect(try matches(wkt, .within) == within)
    }

    @Test(
        "a GeometryCollection is tested member by member",
        arguments: [
            ("GEOMETRYCOLLECTION EMPTY", false, false),
            ("GEOMETRYCOLLECTION (POINT (5 5), LINESTRING (20 20, 30 30))", false, false),
            ("GEOMETRYCOLLECTION (POINT (5 5), GEOMETRYCOLLECTION (POINT (1 1)))", true, false),
            ("GEOMETRYCOLLECTION (LINESTRING (0 0, 10 0), POINT (1 1))", true, true),
            ("GEOMETRYCOLLECTION (POLYGON ((1 1, 3 1, 3 3, 1 1)), LINESTRING (0 0, 5 0))", true, true),
        ])
    func collections(wkt: String, intersects: Bool, within: Bool) throws {
        #expect(try matches(wkt, .intersects) == intersects)
        #expect(try matches(wkt, .within) == within)
    }

    @Test("a third coordinate is never queried")
    func altitude() throws {
        #expect(try matches("POINT Z (2 5 12000)", .within))
        #expect(try matches("LINESTRING Z (1 1 0, 3 3 9000)", .within))
    }
}
