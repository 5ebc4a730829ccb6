import Geometries
import JSONValues

extension RowInterpreter {
    /// The location by the row's columns: both coordinates, or well-known text; nil when all of them are empty.
    mutating func geometry(_ members: [JSONMember]) throws(RowError) -> Geometry? {
        let longitude = text(.longitude, members)
        let latitude = text(.latitude, members)
        if longitude != nil || latitude != nil {
            guard let longitude else { throw RowError("a latitude without a longitude", column: mapping[.longitude]) }
            guard let latitude else { throw RowError("a longitude without a latitude", column: mapping[.latitude]) }
            return .point(
                longitude: try degrees(longitude, .longitude, limit: 180),
                latitude: try degrees(latitude, .latitude, limit: 90))
        }
        guard let wkt = text(.wkt, members) else { return nil }
        let geometry: Geometry
        do {
            geometry = try WKT.decode(wkt)
        } catch {
            throw RowError(error.description, column: mapping[.wkt])
        }
        return try checked(geometry, column: mapping[.wkt])
    }

    private func degrees(_ text: String, _ field: ColumnField, limit: Double) throws(RowError) -> Double {
        guard let value = Numbers.degrees(text) else {
            throw RowError("'\(text)' is not a number of degrees", column: mapping[field])
        }
        if abs(value) <= limit { return value }
        if field == .longitude, options.wrapsLongitude { return RowInterpreter.wrapped(value) }
        throw RowError("\(field.rawValue) \(value) is outside -\(Int(limit))...\(Int(limit))", column: mapping[field])
    }

    /// Checks a geometry, and wraps its longitudes where that was asked for.
    func checked(_ geometry: Geometry, column: String?) throws(RowError) -> Geometry {
        let geometry = options.wrapsLongitude ? geometry.mapPositions(RowInterpreter.wrapped) : geometry
        do {
            try geometry.validate()
        } catch {
            throw RowError(error.description, column: column)
        }
        return geometry
    }

    /// The geometry, none of whose edges spans more than 180° of longitude: whether such an edge goes the long way or
    /// across ±180 is for the user to say, but for one along a pole.
    func uncrossing(_ geometry: Geometry, column: String?) throws(RowError) -> Geometry {
        guard let edge = geometry.edgeLongerThanHalfTheWorld else { return geometry }
        guard options.splitsAtAntimeridian else {
            throw RowError(
                "the edge from longitude \(edge.start) to \(edge.end) spans more than 180°; if it crosses the "
                    + "antimeridian, --split-antimeridian cuts it there", column: column)
        }
        do {
            return try geometry.splitAtAntimeridian()
        } catch {
            throw RowError(error.description, column: column)
        }
    }

    /// The longitude between -180 and 180 of the same meridian; those already there stay as they are.
    static func wrapped(_ longitude: Double) -> Double {
        guard abs(longitude) > 180, longitude.isFinite else { return longitude }
        let turned = longitude.truncatingRemainder(dividingBy: 360)
        return turned > 180 ? turned - 360 : turned < -180 ? turned + 360 : turned
    }

    private static func wrapped(_ position: Position) -> Position {
        var position = position
        position.longitude = wrapped(position.longitude)
        return position
    }
}

extension Geometry {
    /// The longitudes of the first edge that spans more than 180°, other than along a pole.
    var edgeLongerThanHalfTheWorld: (start: Double, end: Double)? {
        func first(_ positions: [Position]) -> (start: Double, end: Double)? {
            for (start, end) in zip(positions, positions.dropFirst())
            where abs(start.longitude - end.longitude) > 180
                && !(start.latitude == end.latitude && abs(start.latitude) == 90)
            {
                return (start.longitude, end.longitude)
            }
            return nil
        }
        func first(_ lines: [[Position]]) -> (start: Double, end: Double)? {
            for line in lines {
                if let edge = first(line) { return edge }
            }
            return nil
        }
        switch self {
        case .point, .multiPoint: return nil
        case .lineString(let line): return first(line)
        case .multiLineString(let lines): return first(lines)
        case .polygon(let polygon): return first(polygon.rings)
        case .multiPolygon(let polygons): return first(polygons.flatMap(\.rings))
        case .geometryCollection(let members):
            for member in members {
                if let edge = member.edgeLongerThanHalfTheWorld { return edge }
            }
            return nil
        }
    }

    /// The geometry with every position replaced by what `change` makes of it.
    func mapPositions(_ change: (Position) -> Position) -> Geometry {
        func polygon(_ polygon: Polygon) -> Polygon {
            Polygon(exterior: polygon.exterior.map(change), holes: polygon.holes.map { $0.map(change) })
        }
        return switch self {
        case .point(let position): .point(change(position))
        case .multiPoint(let positions): .multiPoint(positions.map(change))
        case .lineString(let positions): .lineString(positions.map(change))
        case .multiLineString(let lines): .multiLineString(lines.map { $0.map(change) })
        case .polygon(let area): .polygon(polygon(area))
        case .multiPolygon(let areas): .multiPolygon(areas.map(polygon))
        case .geometryCollection(let members): .geometryCollection(members.map { $0.mapPositions(change) })
        }
    }
}
