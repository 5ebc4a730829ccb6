package import Geometries
import Regions

/// Whether lines, areas and collections have a point in common with a bounding box.
///
/// GEOS decides for a box with an area. A box without width or height is no polygon that GEOS takes; it is a segment or a
/// point along an axis, and there the edges are clipped, which for axis-parallel borders is a comparison.
package final class BoxTest {
    private let rectangles: [Rectangle]
    private var prepared: [Int: PreparedRegion] = [:]

    /// Plans the test of a box; regions of it are prepared when they are first needed.
    package init(_ box: BoundingBox) {
        // A region's edge may not be longer than 180°, so a wider box is tested in two halves.
        rectangles = box.rectangles.flatMap { whole in
            guard whole.maxLongitude - whole.minLongitude > 180 else { return [whole] }
            var (west, east) = (whole, whole)
            west.maxLongitude = (whole.minLongitude + whole.maxLongitude) / 2
            east.minLongitude = west.maxLongitude
            return [west, east]
        }
    }

    /// Whether the geometry and the box have a point in common.
    package func matches(_ geometry: Geometry) throws -> Bool {
        let envelope = geometry.rectangle
        for (index, rectangle) in rectangles.enumerated() where rectangle.intersects(envelope) {
            if rectangle.contains(envelope) { return true }
            if rectangle.minLongitude < rectangle.maxLongitude, rectangle.minLatitude < rectangle.maxLatitude {
                if try region(index, rectangle).matches(geometry) { return true }
            } else if BoxTest.touches(geometry, rectangle) {
                return true
            }
        }
        return false
    }

    private func region(_ index: Int, _ rectangle: Rectangle) throws -> PreparedRegion {
        if let known = prepared[index] { return known }
        let corners = [
            Position(longitude: rectangle.minLongitude, latitude: rectangle.minLatitude),
            Position(longitude: rectangle.maxLongitude, latitude: rectangle.minLatitude),
            Position(longitude: rectangle.maxLongitude, latitude: rectangle.maxLatitude),
            Position(longitude: rectangle.minLongitude, latitude: rectangle.maxLatitude),
        ]
        let region = try PreparedRegion(Region(Polygon(exterior: corners + corners.prefix(1))))
        prepared[index] = region
        return region
    }

    // MARK: Boxes without an area

    private static func touches(_ geometry: Geometry, _ rectangle: Rectangle) -> Bool {
        switch geometry {
        case .point(let position):
            rectangle.contains(position.coordinate)
        case .multiPoint(let positions):
            positions.contains { rectangle.contains($0.coordinate) }
        case .lineString(let line):
            touches(line, rectangle)
        case .multiLineString(let lines):
            lines.contains { touches($0, rectangle) }
        case .polygon(let polygon):
            touches(polygon, rectangle)
        case .multiPolygon(let polygons):
            polygons.contains { touches($0, rectangle) }
        case .geometryCollection(let members):
            members.contains { touches($0, rectangle) }
        }
    }

    private static func touches(_ polygon: Polygon, _ rectangle: Rectangle) -> Bool {
        if polygon.rings.contains(where: { touches($0, rectangle) }) { return true }
        // No edge meets the box, so it lies inside as a whole or outside as a whole.
        return polygon.surrounds(Coordinate(longitude: rectangle.minLongitude, latitude: rectangle.minLatitude))
    }

    private static func touches(_ line: [Position], _ rectangle: Rectangle) -> Bool {
        zip(line, line.dropFirst()).contains { start, end in edge(start.coordinate, end.coordinate, meets: rectangle) }
    }

    /// Clips an edge to the rectangle (Liang and Barsky): what is left of it has a length or is a point.
    private static func edge(_ start: Coordinate, _ end: Coordinate, meets rectangle: Rectangle) -> Bool {
        if rectangle.contains(start) || rectangle.contains(end) { return true }
        var enters = 0.0
        var leaves = 1.0
        func clip(_ from: Double, _ step: Double, _ low: Double, _ high: Double) -> Bool {
            guard step != 0 else { return low <= from && from <= high }
            let first = (low - from) / step
            let second = (high - from) / step
            enters = max(enters, min(first, second))
            leaves = min(leaves, max(first, second))
            return enters <= leaves
        }
        return clip(
            start.longitude, end.longitude - start.longitude, rectangle.minLongitude, rectangle.maxLongitude)
            && clip(start.latitude, end.latitude - start.latitude, rectangle.minLatitude, rectangle.maxLatitude)
    }
}

extension Polygon {
    /// Whether a place lies inside by the even-odd rule over all rings, edges straight in degrees.
    ///
    /// For places that are known not to lie on an edge; there the answer may be either.
    func surrounds(_ place: Coordinate) -> Bool {
        var isInside = false
        for ring in rings {
            for (start, end) in zip(ring, ring.dropFirst())
            where (start.latitude > place.latitude) != (end.latitude > place.latitude) {
                let share = (place.latitude - start.latitude) / (end.latitude - start.latitude)
                if place.longitude < start.longitude + share * (end.longitude - start.longitude) { isInside.toggle() }
            }
        }
        return isInside
    }
}
