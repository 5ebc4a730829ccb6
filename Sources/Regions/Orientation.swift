import Geometries

/// On which side of a line a point lies, where that is certain.
enum Orientation {
    /// Whether the point lies to the left of the line from `start` to `end`, or nil when rounding leaves doubt.
    ///
    /// By the first stage of `orient2d` of J. R. Shewchuk, Adaptive precision floating-point arithmetic and fast robust
    /// geometric predicates, Discrete & Computational Geometry 18, 1997.
    @inline(__always)
    static func isLeft(_ x: Double, _ y: Double, of start: Coordinate, _ end: Coordinate) -> Bool? {
        let left = (start.longitude - x) * (end.latitude - y)
        let right = (end.longitude - x) * (start.latitude - y)
        let determinant = left - right
        let sum = abs(left) + abs(right)
        // (3 + 16ε)ε with ε = 2⁻⁵³, rounded up; below the floor, products may have lost digits to underflow.
        guard sum > 1e-280, abs(determinant) > 3.330_7e-16 * sum else { return nil }
        return determinant > 0
    }

    /// Whether the line east from a point crosses an edge, or nil when rounding leaves doubt and when the point may lie on it.
    @inline(__always)
    static func isCrossed(from x: Double, _ y: Double, _ start: Coordinate, _ end: Coordinate) -> Bool? {
        let (west, east) = (min(start.longitude, end.longitude), max(start.longitude, end.longitude))
        guard (start.latitude > y) != (end.latitude > y) else {
            // An end at the point's latitude: the point may lie on a vertex or on a level edge.
            if start.latitude == y || end.latitude == y, west <= x, x <= east { return nil }
            return false
        }
        if x > east { return false }
        if x < west { return true }
        guard let isLeft = isLeft(x, y, of: start, end) else { return nil }
        return isLeft == (end.latitude > start.latitude)
    }
}

extension Rectangle {
    /// As ``intersects(_:)``, known to the optimiser here.
    @inline(__always)
    func meets(_ other: Rectangle) -> Bool {
        minLongitude <= other.maxLongitude && other.minLongitude <= maxLongitude && minLatitude <= other.maxLatitude
            && other.minLatitude <= maxLatitude
    }
}
