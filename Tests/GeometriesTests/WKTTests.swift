import Geometries
import TestSupport
import Testing

@Suite("WKT")
struct WKTTests {
    @Test("what is written is read back equal, bit for bit")
    func roundTrip() throws {
        var generator = SeededGenerator(seed: 41)
        var failures: [String] = []
        for _ in 0..<2_000 {
            let geometry = generator.geometry(depth: 4, hasAltitude: Bool.random(using: &generator))
            let text = WKT.encode(geometry)
            if try WKT.decode(text) != geometry { failures.append(text) }
        }
        #expect(failures.isEmpty)
    }

    @Test(
        "each type is written as the standard has it",
        arguments: [
            (Geometry.point(longitude: 44.25, latitude: -33), "POINT (44.25 -33)"),
            (.point(Position(longitude: 1, latitude: 2, altitude: 3.5)), "POINT Z (1 2 3.5)"),
            (.multiPoint([Position(longitude: 1, latitude: 2)]), "MULTIPOINT ((1 2))"),
            (
                .lineString([Position(longitude: 0.1, latitude: 0.2), Position(longitude: 1e-7, latitude: 3)]),
                "LINESTRING (0.1 0.2, 1e-07 3)"
            ),
            (
                .lineString([Position(longitude: 1, latitude: 2), Position(longitude: 3, latitude: 4, altitude: 0)]),
                "LINESTRING Z (1 2 NaN, 3 4 0)"
            ),
            (.polygon(Polygon(exterior: [])), "POLYGON EMPTY"),
            (.geometryCollection([.point(longitude: 1, latitude: 2)]), "GEOMETRYCOLLECTION (POINT (1 2))"),
        ])
    func written(geometry: Geometry, text: String) {
        #expect(WKT.encode(geometry) == text)
    }

    @Test(
        "the spellings that programs use are understood",
        arguments: [
            ("point(1 2)", Geometry.point(longitude: 1, latitude: 2)),
            ("  SRID=4326; POINT ( 1  2 )\n", .point(longitude: 1, latitude: 2)),
            ("POINT Z (1 2 3)", .point(Position(longitude: 1, latitude: 2, altitude: 3))),
            ("POINTZ(1 2 3)", .point(Position(longitude: 1, latitude: 2, altitude: 3))),
            ("Point (1 2 3)", .point(Position(longitude: 1, latitude: 2, altitude: 3))),
            ("POINT M (1 2 9)", .point(longitude: 1, latitude: 2)),
            ("POINT ZM (1 2 3 9)", .point(Position(longitude: 1, latitude: 2, altitude: 3))),
            ("POINT Z (1 2 nan)", .point(longitude: 1, latitude: 2)),
            ("POINT (+1.5e1 -.5)", .point(longitude: 15, latitude: -0.5)),
            (
                "MULTIPOINT (1 2, 3 4)",
                .multiPoint([Position(longitude: 1, latitude: 2), Position(longitude: 3, latitude: 4)])
            ),
            ("MULTIPOLYGON (EMPTY)", .multiPolygon([Polygon(exterior: [])])),
            ("GEOMETRYCOLLECTION EMPTY", .geometryCollection([])),
            (
                "GeometryCollection(Point(1 2),LineString empty)",
                .geometryCollection([.point(longitude: 1, latitude: 2), .lineString([])])
            ),
        ])
    func spellings(text: String, geometry: Geometry) throws {
        #expect(try WKT.decode(text) == geometry)
    }

    @Test(
        "a fault is named with its byte",
        arguments: [
            ("", "expected the type of a geometry", 0),
            ("CIRCLE (1 2)", "CIRCLE is not a geometry type of GeoJSON", 0),
            ("POINT (1)", "expected a number", 8),
            ("POINT (1 2", "expected )", 10),
            ("POINT (1 2) x", "expected the end of the text", 12),
            ("POINT (1, 2)", "expected a number", 8),
            ("POINT (nan 2)", "expected a number", 7),
            ("POINT (0x1 2)", "expected a number", 8),
            ("POINT (1e999 2)", "expected a number", 7),
            ("POINT EMPTY", "an empty point has no place", 0),
            ("POLYGON (1 2, 3 4)", "expected (", 9),
            ("LINESTRING (1 2 3 4 5)", "expected )", 20),
            ("SRID=3857;POINT (1 2)", "SRID 3857.0 is not 4326 (WGS 84)", 5),
            ("ü POINT (1 2)", "expected the type of a geometry", 0),
        ])
    func faults(text: String, reason: String, offset: Int) {
        #expect(throws: GeometryError.malformed(reason: reason, byteOffset: offset)) { try WKT.decode(text) }
    }

    @Test("collections nest 32 deep and no deeper")
    func depth() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "GEOMETRYCOLLECTION (", count: depth) + "POINT (1 2)"
                + String(repeating: ")", count: depth)
        }
        #expect(try WKT.decode(nested(32)).positionCount == 1)
        #expect(throws: GeometryError.nestedTooDeeply(limit: 32)) { try WKT.decode(nested(33)) }
        #expect(throws: GeometryError.nestedTooDeeply(limit: 32)) { try WKT.decode(nested(50_000)) }
    }

    @Test("texts with flipped, lost and doubled bytes never trap")
    func hostileTexts() {
        var generator = SeededGenerator(seed: 42)
        var decoded = 0
        for _ in 0..<5_000 {
            var bytes = Array(WKT.encode(generator.geometry(depth: 3, hasAltitude: true)).utf8)
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: place)
                default: bytes.insert(bytes[place], at: place)
                }
            }
            if (try? WKT.decode(String(decoding: bytes, as: UTF8.self))) != nil { decoded += 1 }
        }
        #expect(decoded > 500)
    }
}
