import Geometries

/// How often the edges of a feature cross one another, counted up to a limit.
///
/// GEOS makes a vertex of every crossing, and *n* edges may cross *n*² times: 20,000 of them have taken 20 GB. A repair is
/// for outlines with a few faults, so those are told apart before it is tried.
struct BorderCrossings {
    private let paths: BorderPaths
    private let limit: Int
    private var count = 0
    /// Pairs that may still be compared. Edges that meet but do not cross take GEOS time by their pairs too, but no memory.
    private var budget = 10_000_000

    private init(paths: BorderPaths, limit: Int) {
        self.paths = paths
        self.limit = limit
    }

    /// Whether the edges cross more often than that. Where rounding leaves doubt they do not.
    ///
    /// - Complexity: O(*n* log *n* + *k*) for *n* edges of which *k* pairs have boxes that meet; at most 10 million pairs are
    ///   compared.
    static func areMore(than limit: Int, in paths: BorderPaths) -> Bool {
        var crossings = BorderCrossings(paths: paths, limit: limit)
        for ring in paths.rings {
            for edge in ring.corners.lowerBound..<(ring.corners.upperBound - 1) {
                let box = StepRectangle(around: paths.corners[edge], paths.corners[edge + 1])
                crossings.countCrossings(of: edge, box, below: paths.root)
                if crossings.count > limit { return true }
                if crossings.budget <= 0 { return false }
            }
        }
        return false
    }

    /// Counts the later edges below a node that an edge crosses.
    private mutating func countCrossings(of edge: Int, _ box: StepRectangle, below number: Int) {
        guard count <= limit, budget > 0 else { return }
        if paths.nodes[number].kind == .run {
            for other in paths.nodes[number].members where other > edge {
                budget -= 1
                if isCrossed(edge, by: other) { count += 1 }
            }
            return
        }
        let first = Int(paths.nodes[number].first)
        var met = paths.blocks[Int(paths.nodes[number].block)].meeting(box)
        while met != 0 {
            countCrossings(of: edge, box, below: first &+ met.trailingZeroBitCount)
            met &= met &- 1
        }
    }

    /// Whether the ends of each edge lie on either side of the other.
    private func isCrossed(_ edge: Int, by other: Int) -> Bool {
        let (a, b) = (paths.corners[edge], paths.corners[edge + 1])
        let (c, d) = (paths.corners[other], paths.corners[other + 1])
        return Self.side(of: c, a, b) * Self.side(of: d, a, b) < 0
            && Self.side(of: a, c, d) * Self.side(of: b, c, d) < 0
    }

    private static func side(of place: Coordinate, _ start: Coordinate, _ end: Coordinate) -> Double {
        (end.longitude - start.longitude) * (place.latitude - start.latitude)
            - (end.latitude - start.latitude) * (place.longitude - start.longitude)
    }
}
