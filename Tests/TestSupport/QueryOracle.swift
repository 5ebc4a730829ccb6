public import Geometries
public import Incidents
public import Queries
import Regions

/// Answers queries by going through every incident and applying the definitions, without an index, a database or GEOS.
///
/// Spatial answers are exact for coordinates that are multiples of 1/64 degree; see ``PlanarOracle``.
public enum QueryOracle {
    /// The matches in the order that the query asks for; for the store's order, in the order given.
    public static func matches(_ query: Query, in incidents: [Incident]) -> [Incident] {
        let found = incidents.filter { matches(query, $0) }
        let ordered: [Incident]
        switch query.effectiveOrder {
        case .store: ordered = found
        case .id: ordered = found.sorted { $0.id < $1.id }
        case .start: ordered = found.sorted { byStart($0, $1, descending: false) }
        case .startDescending: ordered = found.sorted { byStart($0, $1, descending: true) }
        case .distance:
            guard case .within(_, let centre) = query.space else { return [] }
            ordered = found.sorted {
                distance($0, centre) == distance($1, centre)
                    ? $0.id < $1.id : distance($0, centre) < distance($1, centre)
            }
        }
        let rest = ordered.dropFirst(query.offset)
        return Array(query.limit.map { rest.prefix($0) } ?? rest)
    }

    /// Whether one incident matches.
    public static func matches(_ query: Query, _ incident: Incident) -> Bool {
        if let time = query.time, !time.matches(incident.interval) { return false }
        if let filter = query.filter, FilterOracle.evaluate(filter, incident) != true { return false }
        guard let space = query.space else { return true }
        guard let geometry = incident.geometry else { return false }
        switch space {
        case .within(let metres, let centre):
            return distance(incident, centre) <= metres
        case .boundingBox(let box):
            return box.rectangles.contains { PlanarOracle.intersects([[polygon($0)]], geometry) }
        case .region(let region, _):
            // 180 and -180 are one meridian: a geometry on one of them lies on both.
            return ([geometry] + twins(of: geometry)).contains { PlanarOracle.intersects(region.features, $0) }
        }
    }

    /// Metres to an incident; infinite for an unlocated one.
    public static func distance(_ incident: Incident, _ centre: Coordinate) -> Double {
        incident.geometry?.distance(from: centre) ?? .infinity
    }

    private static func byStart(_ left: Incident, _ right: Incident, descending: Bool) -> Bool {
        switch (left.interval?.start, right.interval?.start) {
        case (let first?, let second?) where first != second: return descending ? first > second : first < second
        case (_?, nil): return true
        case (nil, _?): return false
        default: return left.id < right.id
        }
    }

    private static func polygon(_ rectangle: Rectangle) -> Polygon {
        let (west, south) = (rectangle.minLongitude, rectangle.minLatitude)
        let (east, north) = (rectangle.maxLongitude, rectangle.maxLatitude)
        return Polygon(
            exterior: [(west, south), (east, south), (east, north), (west, north), (west, south)].map {
                Position(longitude: $0.0, latitude: $0.1)
            })
    }

    /// The geometry as it lies at the other end of the world, where it touches the meridian that both ends share.
    private static func twins(of geometry: Geometry) -> [Geometry] {
        let rectangle = geometry.rectangle
        var twins: [Geometry] = []
        if rectangle.minLongitude == -180 { twins.append(shifted(geometry, by: 360)) }
        if rectangle.maxLongitude == 180 { twins.append(shifted(geometry, by: -360)) }
        return twins
    }

    private static func shifted(_ geometry: Geometry, by degrees: Double) -> Geometry {
        func moved(_ positions: [Position]) -> [Position] {
            positions.map { Position(longitude: $0.longitude + degrees, latitude: $0.latitude) }
        }
        func moved(_ polygon: Polygon) -> Polygon {
            Polygon(exterior: moved(polygon.exterior), holes: polygon.holes.map(moved))
        }
        return switch geometry {
        case .point(let position): .point(longitude: position.longitude + degrees, latitude: position.latitude)
        case .multiPoint(let positions): .multiPoint(moved(positions))
        case .lineString(let line): .lineString(moved(line))
        case .multiLineString(let lines): .multiLineString(lines.map(moved))
        case .polygon(let polygon): .polygon(moved(polygon))
        case .multiPolygon(let polygons): .multiPolygon(polygons.map(moved))
        case .geometryCollection(let members): .geometryCollection(members.map { shifted($0, by: degrees) })
        }
    }
}
