import Geometries

/// The slow oracle: where a point lies to polygons with integer corners, decided in integers and so without rounding.
struct ExactPolygon {
    /// Where a point lies.
    enum Location {
        case interior
        case boundary
        case exterior
    }

    /// A corner or a point.
    struct Point: Hashable {
        var x: Int
        var y: Int
    }

    /// Closed rings, all of one polygon or of several that do not overlap; holes need no mark, for parity decides.
    var rings: [[Point]]

    /// Twice the signed area of a triangle: positive when c lies to the left of a → b.
    static func orientation(_ a: Point, _ b: Point, _ c: Point) -> Int {
        (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    }

    static func isOn(_ p: Point, _ a: Point, _ b: Point) -> Bool {
        orientation(a, b, p) == 0 && min(a.x, b.x) <= p.x && p.x <= max(a.x, b.x) && min(a.y, b.y) <= p.y
            && p.y <= max(a.y, b.y)
    }

    var edges: [(Point, Point)] {
        rings.flatMap { Array(zip($0, $0.dropFirst())) }
    }

    /// By the parity of the edges that a ray to the east crosses.
    func location(of p: Point) -> Location {
        var isInside = false
        for (a, b) in edges {
            if Self.isOn(p, a, b) { return .boundary }
            guard (a.y > p.y) != (b.y > p.y) else { continue }
            let side = Self.orientation(a, b, p)
            if (b.y > a.y) == (side > 0) { isInside.toggle() }
        }
        return isInside ? .interior : .exterior
    }

    /// Whether the boundary has a point in common with a closed rectangle.
    func boundaryMeets(_ low: Point, _ high: Point) -> Bool {
        let corners = [low, Point(x: high.x, y: low.y), high, Point(x: low.x, y: high.y), low]
        return edges.contains { a, b in
            func holds(_ p: Point) -> Bool { low.x <= p.x && p.x <= high.x && low.y <= p.y && p.y <= high.y }
            return holds(a) || holds(b)
                || zip(corners, corners.dropFirst()).contains { Self.segmentsMeet(a, b, $0, $1) }
        }
    }

    static func segmentsMeet(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> Bool {
        if isOn(a, c, d) || isOn(b, c, d) || isOn(c, a, b) || isOn(d, a, b) { return true }
        return (orientation(a, b, c) > 0) != (orientation(a, b, d) > 0)
            && (orientation(c, d, a) > 0) != (orientation(c, d, b) > 0)
    }
}
