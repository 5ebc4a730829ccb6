import Geometries
import SpatialIndexes

/// The edges of a feature in rows of latitude: it knows where most points and rectangles lie without asking GEOS.
///
/// A point's answer is the parity of the edges east of it. Each comparison is either certain, by the bound on its rounding
/// error (J. R. Shewchuk, Adaptive precision floating-point arithmetic and fast robust geometric predicates, Discrete &
/// Computational Geometry 18, 1997, the first stage of `orient2d`), or the point is left to GEOS. So the index never
/// contradicts GEOS, whose own predicate is exact, and every point on or next to the border is GEOS's to judge.
///
/// The feature must be valid: its interiors do not overlap, so parity over all rings together is right.
struct BorderIndex {
    private struct Edge {
        var startX: Double
        var startY: Double
        var endX: Double
        var endY: Double
    }

    /// No more rows than this, however many edges.
    private static let mostRows = 4_096
    /// No more entries for an edge than this on average, so that tall edges cannot fill the memory.
    private static let mostEntriesPerEdge = 8

    private let bounds: Rectangle
    private let rowsPerDegree: Double
    private let rowCount: Int
    private let edges: [Edge]
    /// Where each row begins in ``entries``, and where the last one ends.
    private var starts: [Int32] = []
    /// For each row the edges that reach into it.
    private var entries: [Int32] = []
    private let boxes: EdgeBoxes

    /// Indexes all rings of a feature.
    ///
    /// - Complexity: O(*n*) in the number of vertices, in time and memory.
    init(_ parts: [Polygon], bounds: Rectangle) {
        self.bounds = bounds
        var edges: [Edge] = []
        for ring in parts.lazy.flatMap(\.rings) {
            for (start, end) in zip(ring, ring.dropFirst()) {
                edges.append(
                    Edge(startX: start.longitude, startY: start.latitude, endX: end.longitude, endY: end.latitude))
            }
        }
        self.edges = edges
        boxes = EdgeBoxes(
            edges.map { edge in
                Rectangle(
                    minLongitude: min(edge.startX, edge.endX), minLatitude: min(edge.startY, edge.endY),
                    maxLongitude: max(edge.startX, edge.endX), maxLatitude: max(edge.startY, edge.endY))
            })
        let height = bounds.maxLatitude - bounds.minLatitude
        var rows = min(Self.mostRows, max(1, edges.count / 2))
        // An edge reaches into at most as many rows as its share of the height, and two more.
        let spanned = edges.reduce(0) { $0 + abs($1.endY - $1.startY) } / height
        while rows > 1, spanned * Double(rows) > Double(Self.mostEntriesPerEdge - 2) * Double(edges.count) { rows /= 2 }
        let scale = Double(rows) / height
        rowsPerDegree = scale.isFinite ? scale : 0
        rowCount = scale.isFinite ? rows : 1
        fillRows()
    }

    /// A counting sort of the edges into rows.
    private mutating func fillRows() {
        var counts = [Int32](repeating: 0, count: rowCount + 1)
        for edge in edges {
            for row in rows(from: min(edge.startY, edge.endY), to: max(edge.startY, edge.endY)) { counts[row + 1] += 1 }
        }
        for row in 0..<rowCount { counts[row + 1] += counts[row] }
        starts = counts
        entries = [Int32](repeating: 0, count: Int(counts[rowCount]))
        for (number, edge) in edges.enumerated() {
            for row in rows(from: min(edge.startY, edge.endY), to: max(edge.startY, edge.endY)) {
                entries[Int(counts[row])] = Int32(number)
                counts[row] += 1
            }
        }
    }

    /// The row of a latitude; it never falls as the latitude grows, rounding included.
    private func row(of latitude: Double) -> Int {
        let row = (latitude - bounds.minLatitude) * rowsPerDegree
        return row <= 0 ? 0 : row >= Double(rowCount) ? rowCount - 1 : Int(row)
    }

    private func rows(from south: Double, to north: Double) -> ClosedRange<Int> {
        row(of: south)...row(of: north)
    }

    /// Whether a point lies in the interior (true) or outside (false), or nil when only GEOS can tell.
    ///
    /// - Complexity: O(*k*) in the number of edges in the point's row.
    func holds(longitude x: Double, latitude y: Double) -> Bool? {
        var isInside = false
        let row = row(of: y)
        for index in Int(starts[row])..<Int(starts[row + 1]) {
            let edge = edges[Int(entries[index])]
            guard (edge.startY > y) != (edge.endY > y) else {
                // An end at the point's latitude: the point may lie on a vertex or on a level edge.
                if edge.startY == y || edge.endY == y, min(edge.startX, edge.endX) <= x,
                    x <= max(edge.startX, edge.endX)
                {
                    return nil
                }
                continue
            }
            if x > max(edge.startX, edge.endX) { continue }
            if x < min(edge.startX, edge.endX) {
                isInside.toggle()
                continue
            }
            guard let side = Self.side(of: edge, x, y) else { return nil }
            if side == (edge.endY > edge.startY) { isInside.toggle() }
        }
        return isInside
    }

    /// How a rectangle lies; `crossing` also where the border only touches it.
    ///
    /// - Complexity: O(log *n* + *k*) in the number of edges, and of those whose boxes meet the rectangle.
    func relation(to rectangle: Rectangle) -> RectangleRelation {
        if boxes.contains(near: rectangle, where: { mayMeet(edges[$0], rectangle) }) { return .crossing }
        // The border stays away, so one corner tells for all.
        switch holds(longitude: rectangle.minLongitude, latitude: rectangle.minLatitude) {
        case true?: return .inside
        case false?: return .outside
        case nil: return .crossing
        }
    }

    /// False when the edge, whose box meets the closed rectangle, certainly has no point in it.
    private func mayMeet(_ edge: Edge, _ rectangle: Rectangle) -> Bool {
        // All corners on one side of the edge's line keep the two apart.
        guard let side = Self.side(of: edge, rectangle.minLongitude, rectangle.minLatitude) else { return true }
        return Self.side(of: edge, rectangle.maxLongitude, rectangle.minLatitude) != side
            || Self.side(of: edge, rectangle.minLongitude, rectangle.maxLatitude) != side
            || Self.side(of: edge, rectangle.maxLongitude, rectangle.maxLatitude) != side
    }

    /// Whether the point lies to the left of the edge, or nil when rounding leaves doubt.
    @inline(__always)
    private static func side(of edge: Edge, _ x: Double, _ y: Double) -> Bool? {
        let left = (edge.startX - x) * (edge.endY - y)
        let right = (edge.endX - x) * (edge.startY - y)
        let determinant = left - right
        let sum = abs(left) + abs(right)
        // (3 + 16ε)ε with ε = 2⁻⁵³, rounded up; below the floor, products may have lost digits to underflow.
        guard sum > 1e-280, abs(determinant) > 3.330_7e-16 * sum else { return nil }
        return determinant > 0
    }
}
