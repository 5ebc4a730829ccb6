import Geometries
import SpatialIndexes

/// The edges of a feature in boxes: it knows where most points and rectangles lie without asking GEOS.
///
/// A point's answer is the parity of the edges east of it. Each comparison is either certain, by the bound on its rounding
/// error, or the point is left to GEOS. So the index never contradicts GEOS, whose own predicate is exact, and every point
/// on or next to the border is GEOS's to judge.
///
/// The feature must be valid: its interiors do not overlap, so parity over all rings together is right.
struct BorderIndex {
    let paths: BorderPaths

    /// The envelope of the feature.
    var bounds: Rectangle { paths.bounds }

    /// Whether a point lies in the interior (true) or outside (false), or nil when only GEOS can tell.
    ///
    /// - Complexity: O(log *n* + *k*) in the number of edges, and of those whose boxes hold the point.
    func holds(longitude: Double, latitude: Double) -> Bool? {
        guard paths.bounds.holds(longitude, latitude) else { return false }
        return holds(longitude: longitude, latitude: latitude, below: paths.root)
    }

    /// The same for the rings below one node, as if there were no others; the point must lie in the world.
    func holds(longitude: Double, latitude: Double, below node: Int) -> Bool? {
        let place = Coordinate(longitude: longitude, latitude: latitude)
        var crossings = 0
        guard count(&crossings, below: node, longitude, latitude, StepRectangle(around: place, place)) else {
            return nil
        }
        return crossings & 1 != 0
    }

    /// Counts the edges east of a point below a node, some of them by their parity alone; returns false when rounding leaves
    /// doubt.
    private func count(
        _ crossings: inout Int, below number: Int, _ x: Double, _ y: Double, _ step: StepRectangle
    ) -> Bool {
        let kind = paths.nodes[number].kind
        if kind == .run { return countRun(&crossings, paths.nodes[number].members, x, y) }
        let first = Int(paths.nodes[number].first)
        // What surely lies east of the point has been passed over in groups: closed rings are crossed evenly.
        let block = Int(paths.nodes[number].block)
        var left =
            kind == .group ? paths.blocks[block].meeting(step) : paths.blocks[block].meetingOrEast(of: step)
        while left != 0 {
            let child = first &+ left.trailingZeroBitCount
            left &= left &- 1
            if paths.nodes[child].box.minLongitude > step.maxLongitude {
                if paths.isCrossed(child, atLatitude: y) { crossings &+= 1 }
            } else {
                guard count(&crossings, below: child, x, y, step) else { return false }
            }
        }
        return true
    }

    private func countRun(_ crossings: inout Int, _ edges: Range<Int>, _ x: Double, _ y: Double) -> Bool {
        var start = paths.corners[edges.lowerBound]
        for index in edges {
            let end = paths.corners[index + 1]
            defer { start = end }
            guard let isCrossed = Orientation.isCrossed(from: x, y, start, end) else { return false }
            if isCrossed { crossings &+= 1 }
        }
        return true
    }

    /// How a rectangle lies; `crossing` also where the border only touches it.
    ///
    /// - Complexity: O(log *n* + *k*) in the number of edges, and of those whose boxes meet the rectangle.
    func relation(to rectangle: Rectangle) -> RectangleRelation {
        guard paths.bounds.meets(rectangle) else { return .outside }
        if mayMeet(rectangle, StepRectangle(rectangle), below: paths.root) { return .crossing }
        // The border stays away, so one corner tells for all.
        switch holds(longitude: rectangle.minLongitude, latitude: rectangle.minLatitude) {
        case true?: return .inside
        case false?: return .outside
        case nil: return .crossing
        }
    }

    /// Whether some edge below a node may have a point in a rectangle.
    private func mayMeet(_ rectangle: Rectangle, _ box: StepRectangle, below number: Int) -> Bool {
        if paths.nodes[number].kind == .run {
            for edge in paths.nodes[number].members where mayMeet(rectangle, edge: edge) { return true }
            return false
        }
        let first = Int(paths.nodes[number].first)
        var left = paths.blocks[Int(paths.nodes[number].block)].meeting(box)
        while left != 0 {
            let child = first &+ left.trailingZeroBitCount
            left &= left &- 1
            if box.surrounds(paths.nodes[child].box) || mayMeet(rectangle, box, below: child) { return true }
        }
        return false
    }

    /// False when the edge certainly has no point in the closed rectangle.
    private func mayMeet(_ rectangle: Rectangle, edge: Int) -> Bool {
        let start = paths.corners[edge]
        let end = paths.corners[edge + 1]
        guard min(start.longitude, end.longitude) <= rectangle.maxLongitude,
            max(start.longitude, end.longitude) >= rectangle.minLongitude,
            min(start.latitude, end.latitude) <= rectangle.maxLatitude,
            max(start.latitude, end.latitude) >= rectangle.minLatitude
        else { return false }
        // All corners on one side of the edge's line keep the two apart.
        guard let side = Orientation.isLeft(rectangle.minLongitude, rectangle.minLatitude, of: start, end) else {
            return true
        }
        return Orientation.isLeft(rectangle.maxLongitude, rectangle.minLatitude, of: start, end) != side
            || Orientation.isLeft(rectangle.minLongitude, rectangle.maxLatitude, of: start, end) != side
            || Orientation.isLeft(rectangle.maxLongitude, rectangle.maxLatitude, of: start, end) != side
    }
}

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

    @inline(__always)
    func holds(_ x: Double, _ y: Double) -> Bool {
        minLongitude <= x && x <= maxLongitude && minLatitude <= y && y <= maxLatitude
    }
}
