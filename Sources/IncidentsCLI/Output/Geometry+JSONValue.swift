import IncidentIndex

extension Geometry {
    /// The geometry as RFC 7946 writes it, without altitudes, to seven decimals.
    var jsonValue: JSONValue {
        switch self {
        case .point(let position): Self.object("Point", Self.value(position))
        case .multiPoint(let positions): Self.object("MultiPoint", Self.value(positions))
        case .lineString(let line): Self.object("LineString", Self.value(line))
        case .multiLineString(let lines): Self.object("MultiLineString", .array(lines.map(Self.value)))
        case .polygon(let polygon): Self.object("Polygon", Self.value(polygon))
        case .multiPolygon(let polygons): Self.object("MultiPolygon", .array(polygons.map(Self.value)))
        case .geometryCollection(let members):
            .object([
                JSONMember("type", .string("GeometryCollection")),
                JSONMember("geometries", .array(members.map(\.jsonValue))),
            ])
        }
    }

    private static func object(_ type: String, _ coordinates: JSONValue) -> JSONValue {
        .object([JSONMember("type", .string(type)), JSONMember("coordinates", coordinates)])
    }

    private static func value(_ polygon: Polygon) -> JSONValue { .array(polygon.rewound().rings.map(value)) }

    private static func value(_ positions: [Position]) -> JSONValue { .array(positions.map(value)) }

    private static func value(_ position: Position) -> JSONValue {
        func rounded(_ degrees: Double) -> JSONValue { .real((degrees * 1e7).rounded() / 1e7) }
        return .array([rounded(position.longitude), rounded(position.latitude)])
    }
}
