import Geometries

/// What of a region's borders matters to the points of one rectangle: the edges in it and east of it, most of them taken
/// together.
///
/// A border leaf of the tree has up to 64 points in a small rectangle. Whatever lies beside it is sorted out once for all of
/// them. An edge or a whole path that lies east and spans the rectangle's latitudes is crossed by every point's line to the
/// east, and is only counted; of one that begins or ends at these latitudes the two ends are kept, and the few edges whose
/// boxes meet the rectangle are compared point by point. The answers are those of ``BorderIndex``.
struct LocalBorder {
    /// Where the points lie that may be asked about.
    private var rectangle = Rectangle.empty
    /// How many were.
    private var asked = 0
    private var isSorted = false
    /// The features whose envelopes meet the rectangle.
    private var parts: [Part] = []
    /// Where paths east of the rectangle begin and end.
    private var paths: [Path] = []
    private var edges: [Edge] = []

    /// From so many points in one rectangle on, what matters to all of them is sorted out first.
    private static let pointsWorthSorting = 3
    /// With more than so many edges and ends of paths, the way down the border is shorter.
    private static let mostCompared = 20

    private struct Part {
        var feature: Int
        /// Whether an odd number of edges is crossed from every point.
        var isCrossed = false
        var firstPath: Int
        var firstEdge: Int
    }

    private struct Path {
        var firstLatitude: Double
        var lastLatitude: Double
    }

    private struct Edge {
        var start: Coordinate
        var end: Coordinate
    }

    /// Says that points of a rectangle come next that the border crosses.
    mutating func enter(_ rectangle: Rectangle) {
        self.rectangle = rectangle
        asked = 0
        isSorted = false
    }

    /// As ``PreparedRegion/matches(_:)-(Coordinate)``, for a point of the rectangle or any other.
    mutating func matches(_ point: Coordinate, _ region: PreparedRegion) throws(RegionError) -> Bool {
        asked += 1
        if asked == Self.pointsWorthSorting { isSorted = sort(region) }
        // The other sign of ±180 may lie in the region, too.
        guard isSorted, rectangle.holds(point.longitude, point.latitude), abs(point.longitude) != 180 else {
            return try region.matches(point)
        }
        for (number, part) in parts.enumerated() {
            if let holds = holds(part, before: number + 1, point.longitude, point.latitude) {
                if holds { return true }
                continue
            }
            // Nobody knows but GEOS.
            let feature = region.features[part.feature]
            if try feature.matches(longitude: point.longitude, latitude: point.latitude) { return true }
        }
        return false
    }

    /// Whether a point of the rectangle lies in the interior of a part's feature (true) or outside (false), or nil when only
    /// GEOS can tell.
    @inline(__always)
    private func holds(_ part: Part, before next: Int, _ x: Double, _ y: Double) -> Bool? {
        let isLast = next == parts.count
        var isInside = part.isCrossed
        for index in part.firstPath..<(isLast ? paths.count : parts[next].firstPath) {
            isInside = isInside != ((paths[index].firstLatitude > y) != (paths[index].lastLatitude > y))
        }
        for index in part.firstEdge..<(isLast ? edges.count : parts[next].firstEdge) {
            guard let isCrossed = Orientation.isCrossed(from: x, y, edges[index].start, edges[index].end) else {
                return nil
            }
            isInside = isInside != isCrossed
        }
        return isInside
    }
}

// MARK: - Sorting

extension LocalBorder {
    /// Takes what matters to the rectangle; returns whether it is little enough.
    ///
    /// - Complexity: That of asking about one point, and O(*k*) for *k* edges near the rectangle.
    private mutating func sort(_ region: PreparedRegion) -> Bool {
        parts.removeAll(keepingCapacity: true)
        paths.removeAll(keepingCapacity: true)
        edges.removeAll(keepingCapacity: true)
        for (number, feature) in region.features.enumerated() where feature.bounds.meets(rectangle) {
            parts.append(Part(feature: number, firstPath: paths.count, firstEdge: edges.count))
            guard add(feature.border.paths, feature.border.paths.root, StepRectangle(rectangle)) else { return false }
        }
        return true
    }

    private mutating func add(_ all: BorderPaths, _ number: Int, _ box: StepRectangle) -> Bool {
        guard paths.count + edges.count <= Self.mostCompared else { return false }
        let kind = all.nodes[number].kind
        let members = all.nodes[number].members
        if kind != .run {
            let block = Int(all.nodes[number].block)
            // Closed rings are crossed an even number of times from beside them.
            var left = kind == .group ? all.blocks[block].meeting(box) : all.blocks[block].meetingOrEast(of: box)
            while left != 0 {
                let child = members.lowerBound &+ left.trailingZeroBitCount
                left &= left &- 1
                if all.nodes[child].box.minLongitude > box.maxLongitude {
                    add(
                        from: all.corners[Int(all.nodes[child].firstCorner)].latitude,
                        to: all.corners[Int(all.nodes[child].lastCorner)].latitude)
                } else {
                    guard add(all, child, box) else { return false }
                }
            }
            return true
        }
        var start = all.corners[members.lowerBound]
        for index in members {
            let end = all.corners[index + 1]
            defer { start = end }
            guard min(start.latitude, end.latitude) <= rectangle.maxLatitude,
                rectangle.minLatitude <= max(start.latitude, end.latitude),
                rectangle.minLongitude <= max(start.longitude, end.longitude)
            else { continue }
            if min(start.longitude, end.longitude) > rectangle.maxLongitude {
                add(from: start.latitude, to: end.latitude)
            } else {
                edges.append(Edge(start: start, end: end))
            }
        }
        return true
    }

    /// Adds a path that lies east of the rectangle.
    private mutating func add(from first: Double, to last: Double) {
        let (low, high) = (min(first, last), max(first, last))
        // An end counts as above a point when its latitude is greater.
        if high <= rectangle.minLatitude || low > rectangle.maxLatitude { return }
        if low <= rectangle.minLatitude, high > rectangle.maxLatitude {
            parts[parts.count - 1].isCrossed.toggle()
        } else {
            paths.append(Path(firstLatitude: first, lastLatitude: last))
        }
    }
}
