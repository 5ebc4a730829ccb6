import Geometries
import Testing

@Suite("Cutting at ±180°, and the sense of rings")
struct AntimeridianTests {
    @Test("a box across ±180° becomes one part on each side, its hole with the part that holds it")
    func polygon() throws {
        let across = try WKT.decode(
            "POLYGON ((170 -10, -170 -10, -170 10, 170 10, 170 -10), (172 0, 172 1, 173 1, 173 0, 172 0))")
        let expected = try WKT.decode(
            """
            MULTIPOLYGON (((180 10, 170 10, 170 -10, 180 -10, 180 10), (172 0, 172 1, 173 1, 173 0, 172 0)),
            ((-180 -10, -170 -10, -170 10, -180 10, -180 -10)))
            """)
        let split = try across.splitAtAntimeridian()
        #expect(areas(split) == areas(expected))
        #expect(split.rectangle == expected.rectangle)
        guard case .multiPolygon(let parts) = split else {
            Issue.record("not a multipolygon")
            return
        }
        #expect(parts.map(\.holes.count).sorted() == [0, 1])
        #expect(parts.allSatisfy { $0.firstEdgeLongerThanHalfTheWorld == nil })
        #expect(parts.allSatisfy { Polygon.signedArea(of: $0.exterior) > 0 })
    }

    @Test("a hole across ±180° leaves a bay in each part")
    func holeAcross() throws {
        let across = try WKT.decode(
            "POLYGON ((170 -10, -170 -10, -170 10, 170 10, 170 -10), (178 -5, 178 5, -178 5, -178 -5, 178 -5))")
        let split = try across.splitAtAntimeridian()
        #expect(areas(split) == [180, 180])
        #expect(split.distance(from: Coordinate(longitude: 179, latitude: 0)) > 100_000)
        #expect(split.distance(from: Coordinate(longitude: -180, latitude: 7)) == 0)
    }

    @Test("a line is cut where it crosses, its altitude in proportion")
    func line() throws {
        let across = try WKT.decode("LINESTRING Z (170 0 100, -170 10 200, -160 10 200)")
        let expected = try WKT.decode(
            "MULTILINESTRING Z ((170 0 100, 180 5 150), (-180 5 150, -170 10 200, -160 10 200))")
        #expect(try across.splitAtAntimeridian() == expected)
        let there = try WKT.decode("LINESTRING (179 0, 180 0, -179 1)").splitAtAntimeridian()
        #expect(try there == WKT.decode("MULTILINESTRING ((179 0, 180 0), (-180 0, -179 1))"))
    }

    @Test("what does not cross comes back as it is, Antarctica's edge along the pole included")
    func untouched() throws {
        for text in [
            "POINT (180 1)", "LINESTRING (-90 0, 90 0)", "POLYGON ((0 0, 180 0, 180 10, 0 10, 0 0))",
            "POLYGON ((-180 -90, 180 -90, 180 -80, 0 -70, -180 -80, -180 -90))", "GEOMETRYCOLLECTION EMPTY",
        ] {
            let geometry = try WKT.decode(text)
            #expect(try geometry.splitAtAntimeridian() == geometry)
        }
    }

    @Test("a ring around a pole cannot be cut at ±180 alone and is refused")
    func aroundAPole() throws {
        let ring = try WKT.decode("POLYGON ((-120 80, 0 80, 120 80, -120 80))")
        #expect(throws: GeometryError.self) { try ring.splitAtAntimeridian() }
    }

    @Test("rings are turned as RFC 7946 wants them, and only when they are not")
    func rewinding() throws {
        let clockwise = try WKT.decode(
            "POLYGON ((0 0, 0 10, 10 10, 10 0, 0 0), (2 2, 4 2, 4 4, 2 4, 2 2))")
        let right = try WKT.decode(
            "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (2 2, 2 4, 4 4, 4 2, 2 2))")
        #expect(clockwise.rewound() == right)
        #expect(right.rewound() == right)
        #expect(Geometry.geometryCollection([clockwise]).rewound() == .geometryCollection([right]))
        let far = [(179.0, 89.0), (179.000_001, 89), (179.000_001, 89.000_001), (179, 89)].map {
            Position(longitude: $0.0, latitude: $0.1)
        }
        #expect(Polygon.signedArea(of: far) > 0)
    }

    private func areas(_ geometry: Geometry) -> [Double] {
        guard case .multiPolygon(let polygons) = geometry else { return [] }
        return polygons.map { polygon in
            polygon.rings.reduce(0) { $0 + Polygon.signedArea(of: $1) }
        }.sorted()
    }
}
