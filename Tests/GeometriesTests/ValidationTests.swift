import Geometries
import Testing

@Suite("Geometry validation")
struct ValidationTests {
    private let square = [(0.0, 0.0), (1, 0), (1, 1), (0, 0)].map { Position(longitude: $0.0, latitude: $0.1) }

    @Test("NaN, infinity: refused in every kind of geometry, in the altitude too")
    func notFinite() {
        for bad in [
            Position(longitude: .nan, latitude: 0), Position(longitude: 0, latitude: .infinity),
            Position(longitude: 0, latitude: 0, altitude: .nan),
        ] {
            let good = Position(longitude: 1, latitude: 1)
            var ring = square
            ring.insert(bad, at: 1)
            let geometries: [Geometry] = [
                .point(bad), .multiPoint([good, bad]), .lineString([good, bad]), .multiLineString([[good, bad]]),
                .polygon(Polygon(exterior: ring)), .polygon(Polygon(exterior: square, holes: [ring])),
                .multiPolygon([Polygon(exterior: ring)]), .geometryCollection([.point(bad)]),
            ]
            for geometry in geometries {
                #expect(throws: GeometryError.self) { try geometry.validate() }
            }
        }
    }

    @Test("longitude outside ±180, latitude outside ±90: refused, the bounds themselves accepted")
    func ranges() throws {
        #expect(throws: GeometryError.longitudeOutOfRange(180.000_001)) {
            try Geometry.point(longitude: 180.000_001, latitude: 0).validate()
        }
        #expect(throws: GeometryError.latitudeOutOfRange(-90.5)) {
            try Geometry.point(longitude: 0, latitude: -90.5).validate()
        }
        try Geometry.point(longitude: -180, latitude: 90).validate()
        try Geometry.point(longitude: 180, latitude: -90).validate()
    }

    @Test("an unclosed ring, a short ring and a line of one position are refused with the reason")
    func shapes() {
        #expect(
            throws: GeometryError.invalid(
                reason: "the exterior ring is not closed: it begins at (0.0, 0.0) and ends at (1.0, 1.0)")
        ) { try Geometry.polygon(Polygon(exterior: Array(square.dropLast()))).validate() }
        let short = [square[0], square[1], square[0]]
        #expect(throws: GeometryError.invalid(reason: "hole 1 has 3 positions and needs 4 or more")) {
            try Geometry.polygon(Polygon(exterior: square, holes: [short])).validate()
        }
        #expect(throws: GeometryError.invalid(reason: "a line has 1 position and needs 2 or more")) {
            try Geometry.lineString([square[0]]).validate()
        }
        #expect(throws: GeometryError.invalid(reason: "the exterior ring is empty")) {
            try Geometry.polygon(Polygon(exterior: [], holes: [square])).validate()
        }
    }

    @Test("collections nest 32 deep and no deeper")
    func depth() throws {
        var geometry = Geometry.point(longitude: 0, latitude: 0)
        for _ in 0..<32 { geometry = .geometryCollection([geometry]) }
        try geometry.validate()
        #expect(throws: GeometryError.nestedTooDeeply(limit: 32)) {
            try Geometry.geometryCollection([geometry]).validate()
        }
    }

    @Test("vertices, envelope, count and type name of each kind of geometry")
    func vertices() {
        let polygon = Polygon(exterior: square, holes: [square])
        let collection = Geometry.geometryCollection([
            .multiPolygon([polygon]), .lineString([Position(longitude: -7, latitude: 8, altitude: 1)]),
        ])
        #expect(collection.positionCount == 9)
        #expect(collection.hasAltitude)
        #expect(!Geometry.polygon(polygon).hasAltitude)
        #expect(
            collection.rectangle
                == Rectangle(minLongitude: -7, minLatitude: 0, maxLongitude: 1, maxLatitude: 8))
        #expect(Geometry.geometryCollection([.multiPoint([])]).isEmpty)
        #expect(Geometry.geometryCollection([]).rectangle.isEmpty)
        #expect(collection.typeName == "GeometryCollection")
    }
}
