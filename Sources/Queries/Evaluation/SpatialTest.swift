import Geometries
import Incidents
import Regions

/// Compares locations as a filter asks for it.
enum SpatialTest {
    /// The condition that two geometries have a relation; open for an incident without a location.
    ///
    /// - Throws: ``FilterError`` for a geometry that cannot be compared with.
    static func condition(
        _ relation: SpatialRelation, _ left: FilterGeometry, _ right: FilterGeometry
    ) throws -> CompiledFilter.Condition {
        switch (left, right) {
        case (.incident, .incident):
            return { incident in
                try incident.geometry.flatMap { try PreparedGeometry($0).isMet(relation, by: $0) }
            }
        case (.incident, let given): return try asked(relation, of: given)
        case (let given, .incident): return try asked(relation.converse, of: given)
        case (let first, let second):
            let answer = try PreparedGeometry(usable(second)).isMet(relation, by: usable(first))
            return { _ in answer }
        }
    }

    /// The condition that an incident's location has a relation to a given geometry.
    private static func asked(_ relation: SpatialRelation, of given: FilterGeometry) throws -> CompiledFilter.Condition
    {
        switch (relation, given) {
        case (.intersects, .box(let box)):
            return intersects(box)
        case (.disjoint, .box(let box)):
            let intersects = intersects(box)
            return { try intersects($0).map { !$0 } }
        case (.intersects, .literal(.polygon)), (.intersects, .literal(.multiPolygon)):
            return try region(given, .intersects)
        case (.disjoint, .literal(.polygon)), (.disjoint, .literal(.multiPolygon)):
            let intersects = try region(given, .intersects)
            return { try intersects($0).map { !$0 } }
        case (.within, .literal(.polygon)), (.within, .literal(.multiPolygon)):
            return try region(given, .within)
        default:
            let geometry = try PreparedGeometry(usable(given))
            guard geometry.answers(relation) else {
                throw FilterError.unusableGeometry(
                    reason: "not supported: \(relation.rawValue.uppercased()) of a collection of several dimensions")
            }
            return { incident in try incident.geometry.flatMap { try geometry.isMet(relation, by: $0) } }
        }
    }

    /// The same test by which a query's own box is asked.
    private static func intersects(_ box: BoundingBox) -> CompiledFilter.Condition {
        let test = BoxTest(box)
        return { incident in
            guard let geometry = incident.geometry else { return nil }
            if case .point(let position) = geometry { return box.contains(position.coordinate) }
            return try test.matches(geometry)
        }
    }

    /// The same test by which a query's own region is asked.
    private static func region(
        _ given: FilterGeometry, _ predicate: RegionPredicate
    ) throws -> CompiledFilter.Condition {
        let region = try FilterError.rewording { () throws(RegionError) in
            guard case .literal(let geometry) = given else { throw RegionError.empty }
            return try PreparedRegion(Region(geometry), predicate: predicate)
        }
        return { incident in try incident.geometry.map { try region.matches($0) } }
    }

    /// The geometry, checked.
    private static func usable(_ given: FilterGeometry) throws -> Geometry {
        switch given {
        case .incident: throw FilterError.unusableGeometry(reason: "the incident's location is not known beforehand")
        case .box(let box): return box.geometry
        case .literal(let geometry):
            do {
                try geometry.validate()
            } catch {
                throw FilterError.unusableGeometry(reason: "\(error)")
            }
            try FilterError.rewording { () throws(RegionError) in
                for part in geometry.simpleParts {
                    if case .polygon = part { try Region(part).validate() }
                }
                if case .multiPolygon = geometry { try Region(geometry).validate() }
            }
            return geometry
        }
    }
}

extension BoundingBox {
    /// The box as a geometry: an area, or a line or a point where it has no width or height; of two parts across ±180°.
    var geometry: Geometry {
        let whole: [Rectangle] =
            crossesAntimeridian
            ? rectangles : [Rectangle(minLongitude: west, minLatitude: south, maxLongitude: east, maxLatitude: north)]
        let parts = whole.map(\.geometry)
        return parts.count == 1 ? parts[0] : .union(of: parts)
    }
}

extension Rectangle {
    fileprivate var geometry: Geometry {
        let corners = [
            Position(longitude: minLongitude, latitude: minLatitude),
            Position(longitude: maxLongitude, latitude: minLatitude),
            Position(longitude: maxLongitude, latitude: maxLatitude),
            Position(longitude: minLongitude, latitude: maxLatitude),
        ]
        if isPoint { return .point(corners[0]) }
        if minLongitude == maxLongitude || minLatitude == maxLatitude { return .lineString([corners[0], corners[2]]) }
        return .polygon(Polygon(exterior: corners + [corners[0]]))
    }
}

extension Geometry {
    /// Parts that have no point in common, as one geometry.
    fileprivate static func union(of parts: [Geometry]) -> Geometry {
        let polygons = parts.compactMap { part -> Polygon? in
            if case .polygon(let polygon) = part { polygon } else { nil }
        }
        return polygons.count == parts.count ? .multiPolygon(polygons) : .geometryCollection(parts)
    }
}
