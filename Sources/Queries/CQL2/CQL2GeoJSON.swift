import Geometries
import Incidents
import JSONValues

/// Geometries in a filter's JSON, which are those of GeoJSON (RFC 7946).
struct CQL2GeoJSON {
    /// The text that errors quote.
    let text: String
    private var depth = 0

    init(text: String) {
        self.text = text
    }

    private func failure(_ reason: String, _ pointer: String) -> CQL2Error {
        CQL2Error(reason, at: .member(pointer), of: text)
    }

    /// Reads a geometry, whose numbers and rings are checked.
    mutating func geometry(_ json: JSONValue, _ pointer: String) throws(CQL2Error) -> Geometry {
        let geometry = try shape(json, pointer)
        do {
            try geometry.validate()
        } catch {
            throw failure("\(error)", pointer)
        }
        return geometry
    }

    private mutating func shape(_ json: JSONValue, _ pointer: String) throws(CQL2Error) -> Geometry {
        guard case .string(let type)? = json["type"] else { throw failure("a geometry has a type", pointer) }
        if type == "GeometryCollection" { return try collection(json["geometries"], pointer) }
        guard let coordinates = json["coordinates"] else { throw failure("a \(type) has coordinates", pointer) }
        let place = pointer + "/coordinates"
        switch type {
        case "Point": return .point(try position(coordinates, place))
        case "MultiPoint": return .multiPoint(try positions(coordinates, place))
        case "LineString": return .lineString(try positions(coordinates, place))
        case "MultiLineString": return .multiLineString(try lines(coordinates, place))
        case "Polygon": return .polygon(try polygon(coordinates, place))
        case "MultiPolygon":
            var polygons: [Polygon] = []
            for element in try array(coordinates, place) { polygons.append(try polygon(element, place)) }
            return .multiPolygon(polygons)
        default: throw failure("'\(type)' is no type of geometry", pointer)
        }
    }

    private mutating func collection(_ members: JSONValue?, _ pointer: String) throws(CQL2Error) -> Geometry {
        guard depth < Geometry.maximumDepth else {
            throw failure("geometry collections are nested deeper than \(Geometry.maximumDepth)", pointer)
        }
        depth += 1
        defer { depth -= 1 }
        var geometries: [Geometry] = []
        for (index, member) in try array(members ?? .null, pointer + "/geometries").enumerated() {
            geometries.append(try shape(member, "\(pointer)/geometries/\(index)"))
        }
        return .geometryCollection(geometries)
    }

    private func array(_ json: JSONValue, _ pointer: String) throws(CQL2Error) -> [JSONValue] {
        guard case .array(let elements) = json else {
            throw failure("coordinates are not nested as the type of the geometry demands", pointer)
        }
        return elements
    }

    private func position(_ json: JSONValue, _ pointer: String) throws(CQL2Error) -> Position {
        let numbers = try array(json, pointer).map(\.number)
        guard (2...3).contains(numbers.count), let longitude = numbers[0], let latitude = numbers[1] else {
            throw failure("a position has two or three numbers", pointer)
        }
        var position = Position(longitude: longitude, latitude: latitude)
        if numbers.count == 3 {
            guard let altitude = numbers[2] else { throw failure("a position has two or three numbers", pointer) }
            position.altitude = altitude
        }
        return position
    }

    private func positions(_ json: JSONValue, _ pointer: String) throws(CQL2Error) -> [Position] {
        var positions: [Position] = []
        for element in try array(json, pointer) { positions.append(try position(element, pointer)) }
        return positions
    }

    private func lines(_ json: JSONValue, _ pointer: String) throws(CQL2Error) -> [[Position]] {
        var lines: [[Position]] = []
        for element in try array(json, pointer) { lines.append(try positions(element, pointer)) }
        return lines
    }

    private func polygon(_ json: JSONValue, _ pointer: String) throws(CQL2Error) -> Polygon {
        let rings = try lines(json, pointer)
        return Polygon(exterior: rings.first ?? [], holes: Array(rings.dropFirst()))
    }
}
