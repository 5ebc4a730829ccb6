public import Geometries

/// Whether two geometries have a point in common, by definition and slowly.
///
/// Everything rests on the sign of one cross product, which is exact for coordinates that are multiples of 1/64 degree:
/// their differences take at most 16 bits, the products 32, and a double holds 53. It knows nothing of GEOS or of an index.
public enum PlanarOracle {
    /// Whether the area (of any feature) and the geometry have a point in common; boundaries belong to the area.
    public static func intersects(_ features: [[Polygon]], _ geometry: Geometry) -> Bool {
        features.contains { polygons in polygons.contains { intersects($0, geometry) } }
    }

    /// Whether the polygon and the geometry have a point in common.
    public static func intersects(_ polygon: Polygon, _ geometry: Geometry) -> Bool {
        switch geometry {
        case .point(let position): covers(polygon, position)
        case .multiPoint(let positions): positions.contains { covers(polygon, $0) }
        case .lineString(let line): intersects(polygon, path: line)
        case .multiLineString(let lines): lines.contains { intersects(polygon, path: $0) }
        case .polygon(let other): intersects(polygon, other)
        case .multiPolygon(let others): others.contains { intersects(polygon, $0) }
        case .geometryCollection(let members): members.contains { intersects(polygon, $0) }
        }
    }

    /// Whether the position lies in the polygon or on its boundary.
    public static func covers(_ polygon: Polygon, _ position: Position) -> Bool {
        var isInside = false
        for ring in polygon.rings {
            for (start, end) in zip(ring, ring.dropFirst()) {
                if isOn(position, start, end) { return true }
                // A ray eastwards: the edge counts when it straddles the ray's latitude and crosses to the east.
                guard (start.latitude > position.latitude) != (end.latitude > position.latitude) else { continue }
                let turn = cross(start, end, position)
                if (end.latitude > start.latitude) == (turn > 0) { isInside.toggle() }
            }
        }
        return isInside
    }

    private static func intersects(_ polygon: Polygon, path: [Position]) -> Bool {
        if path.contains(where: { covers(polygon, $0) }) { return true }
        return polygon.rings.contains { ring in
            zip(ring, ring.dropFirst()).contains { edge in
                zip(path, path.dropFirst()).contains { touch(edge.0, edge.1, $0.0, $0.1) }
            }
        }
    }

    private static func intersects(_ polygon: Polygon, _ other: Polygon) -> Bool {
        // Either some boundary meets the other area, or one contains the other's boundary whole.
        other.rings.contains { intersects(polygon, path: $0) } || polygon.exterior.contains { covers(other, $0) }
    }

    /// Whether two closed segments have a point in common.
    private static func touch(_ a: Position, _ b: Position, _ c: Position, _ d: Position) -> Bool {
        let (first, second) = (cross(a, b, c), cross(a, b, d))
        let (third, fourth) = (cross(c, d, a), cross(c, d, b))
        if first * second < 0, third * fourth < 0 { return true }
        return isOn(c, a, b) || isOn(d, a, b) || isOn(a, c, d) || isOn(b, c, d)
    }

    /// Whether the position lies on the closed segment.
    private static func isOn(_ position: Position, _ start: Position, _ end: Position) -> Bool {
        cross(start, end, position) == 0
            && min(start.longitude, end.longitude) <= position.longitude
            && position.longitude <= max(start.longitude, end.longitude)
            && min(start.latitude, end.latitude) <= position.latitude
            && position.latitude <= max(start.latitude, end.latitude)
    }

    /// Twice the signed area of a triangle: positive where `c` lies to the left of the way from `a` to `b`.
    private static func cross(_ a: Position, _ b: Position, _ c: Position) -> Double {
        (b.longitude - a.longitude) * (c.latitude - a.latitude) - (b.latitude - a.latitude)
            * (c.longitude - a.longitude)
    }
}
