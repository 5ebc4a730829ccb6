package import Geometries
package import JSONValues

/// Geometries as GeoJSON writes them.
package enum GeoJSONGeometry {
    /// Reads a geometry object.
    ///
    /// The shape is checked here: the type, the nesting of arrays, two or three numbers in a position. Ranges and rings are
    /// checked by ``Geometry/validate()``.
    /// - Throws: ``RowError`` that says what is wrong.
    package static func decode(_ value: JSONValue) throws(RowError) -> Geometry {
        try decode(value, depth: 1)
    }

    private static func decode(_ value: JSONValue, depth: Int) throws(RowError) -> Geometry {
        guard case .object(let members) = value else { throw error("a geometry is a JSON object") }
        guard let typeValue = value["type"] else { throw error("the geometry has no member 'type'") }
        guard case .string(let type) = typeValue else { throw error("the type of a geometry is a string") }
        guard GeoJSONType.geometries.contains(type) else {
            let hint = GeoJSONType.hint(for: type).map { "; \($0)" } ?? ""
            throw error("'\(type)' is no type of geometry\(hint)")
        }
        // RFC 7946 §7.1: a type must not have the members that define another one.
        if let foreign = members.first(where: { ["geometry", "properties", "features"].contains($0.name) }) {
            throw error("a \(type) must not have a member '\(foreign.name)'")
        }
        if let crs = value["crs"], let reason = LegacyCRS.refusal(of: crs) { throw error(reason) }
        if type == "GeometryCollection" {
            guard depth <= Geometry.maximumDepth else {
                throw error("geometry collections are nested deeper than \(Geometry.maximumDepth)")
            }
            guard case .array(let geometries)? = value["geometries"] else {
                throw error("a GeometryCollection has an array 'geometries'")
            }
            var decoded: [Geometry] = []
            decoded.reserveCapacity(geometries.count)
            for geometry in geometries { decoded.append(try decode(geometry, depth: depth + 1)) }
            return .geometryCollection(decoded)
        }
        guard let coordinates = value["coordinates"] else { throw error("the \(type) has no coordinates") }
        switch type {
        case "Point": return .point(try position(coordinates, type))
        case "MultiPoint": return .multiPoint(try positions(coordinates, type))
        case "LineString": return .lineString(try positions(coordinates, type))
        case "MultiLineString": return .multiLineString(try lines(coordinates, type))
        case "Polygon": return .polygon(try polygon(coordinates, type))
        default:
            var polygons: [Polygon] = []
            for element in try array(coordinates, type) { polygons.append(try polygon(element, type)) }
            return .multiPolygon(polygons)
        }
    }

    private static func error(_ reason: String) -> RowError { RowError(reason, column: "geometry") }

    private static func array(_ value: JSONValue, _ type: String) throws(RowError) -> [JSONValue] {
        guard case .array(let elements) = value else {
            throw error("the coordinates of the \(type) are not nested as its type demands")
        }
        return elements
    }

    private static func position(_ value: JSONValue, _ type: String) throws(RowError) -> Position {
        let numbers = try array(value, type)
        guard (2...3).contains(numbers.count) else {
            throw error("a position of the \(type) has \(numbers.count) numbers, not 2 or 3")
        }
        func number(_ index: Int) throws(RowError) -> Double {
            switch numbers[index] {
            case .real(let number): return number
            case .integer(let number): return Double(number)
            default: throw error("a coordinate of the \(type) is \(numbers[index].text), which is no number")
            }
        }
        return Position(
            longitude: try number(0), latitude: try number(1), altitude: numbers.count == 3 ? try number(2) : nil)
    }

    private static func positions(_ value: JSONValue, _ type: String) throws(RowError) -> [Position] {
        let elements = try array(value, type)
        var positions: [Position] = []
        positions.reserveCapacity(elements.count)
        for element in elements { positions.append(try position(element, type)) }
        return positions
    }

    private static func lines(_ value: JSONValue, _ type: String) throws(RowError) -> [[Position]] {
        var lines: [[Position]] = []
        for element in try array(value, type) { lines.append(try positions(element, type)) }
        return lines
    }

    private static func polygon(_ value: JSONValue, _ type: String) throws(RowError) -> Polygon {
        let rings = try lines(value, type)
        for ring in rings {
            // Where a ring is open, whoever checks the geometry says so.
            if let first = ring.first, let last = ring.last, first.altitude != last.altitude {
                throw error("the first and the last position of a ring are not the same: their altitudes differ")
            }
        }
        return Polygon(exterior: rings.first ?? [], holes: Array(rings.dropFirst()))
    }
}
