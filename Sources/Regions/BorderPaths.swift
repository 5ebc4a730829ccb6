import Geometries

/// The corners of a feature's rings and boxes around runs of their edges, runs of those, and so on up to one.
///
/// Neighbours along a ring are neighbours in space, so nothing is sorted: making the boxes is a pass over the corners. A run
/// turns back neither in longitude nor in latitude. Whether a path is crossed an odd number of times by a line of latitude
/// follows from its two ends alone, so a path that lies east of a point need not be walked.
struct BorderPaths {
    /// A box around a path along a ring, or around several rings.
    struct Node {
        var box: StepRectangle
        /// The first corner of a run, or the first of the nodes below.
        var first: Int32
        /// The first corner of the path and its last.
        var firstCorner: Int32
        var lastCorner: Int32
        /// The boxes of the nodes below, where it is no run.
        var block: Int32
        /// The number of edges of a run, or of nodes below.
        var count: UInt8
        var kind: Kind

        /// The edges, by their first corners, or the nodes below.
        @inline(__always)
        var members: Range<Int> { Int(first)..<(Int(first) &+ Int(count)) }
    }

    /// What lies below a node.
    enum Kind: UInt8 {
        /// Edges that turn back neither in longitude nor in latitude, so that the two ends are corners of their box.
        case run
        /// Nodes one after the other along a ring.
        case path
        /// Rings or groups of them: what lies beside the point asked about is crossed an even number of times.
        case group
    }

    /// One ring.
    struct Ring {
        /// The corners, the first of them again as the last.
        var corners: Range<Int>
        /// The nodes of its runs.
        var runs = 0..<0
        var polygon: Int
        var isHole: Bool
    }

    private static let mostEdgesOfARun = 8
    private static let nodesOfABlock = 8

    /// The corners of all rings, one ring after the other.
    let corners: [Coordinate]
    private(set) var nodes: [Node] = []
    private(set) var blocks: [BorderBlock] = []
    private(set) var rings: [Ring] = []
    /// Whether some corner of a ring is the same as the one before.
    private(set) var hasRepeatedCorners = false
    /// The nodes of the rings in their order, below those of groups.
    private(set) var ringNodes = 0..<0
    /// Around everything.
    private(set) var root = 0

    /// Takes closed rings of four or more corners that lie in the world.
    ///
    /// - Complexity: O(*n*) in the number of vertices.
    init(_ parts: [Polygon]) {
        var corners: [Coordinate] = []
        corners.reserveCapacity(parts.reduce(0) { $0 + $1.positionCount })
        for (number, part) in parts.enumerated() {
            rings.append(Self.append(part.exterior, to: &corners, polygon: number, isHole: false))
            for hole in part.holes {
                rings.append(Self.append(hole, to: &corners, polygon: number, isHole: true))
            }
        }
        self.corners = corners
        nodes.reserveCapacity(corners.count / 2 + 2 * rings.count + 2)
        blocks.reserveCapacity(corners.count / 12 + 2 * rings.count + 2)
        var whole: [Node] = []
        for index in rings.indices {
            let runs = appendRuns(of: rings[index].corners)
            rings[index].runs = runs
            whole.append(nodes[appendParents(of: runs, kind: .path)])
        }
        // The nodes of all rings side by side, so that groups can be made of them.
        ringNodes = nodes.count..<(nodes.count + whole.count)
        nodes += whole
        root = appendParents(of: ringNodes, kind: .group)
    }

    private static func append(
        _ ring: [Position], to corners: inout [Coordinate], polygon: Int, isHole: Bool
    ) -> Ring {
        let start = corners.count
        for position in ring {
            corners.append(Coordinate(longitude: position.longitude, latitude: position.latitude))
        }
        return Ring(corners: start..<corners.count, polygon: polygon, isHole: isHole)
    }

    /// Cuts a ring into runs and returns the range of their nodes.
    private mutating func appendRuns(of ring: Range<Int>) -> Range<Int> {
        let firstNode = nodes.count
        let corners = corners
        var (start, first) = (ring.lowerBound, corners[ring.lowerBound])
        var before = first
        var directions = Directions.none
        for corner in (ring.lowerBound + 1)..<ring.upperBound {
            let place = corners[corner]
            let next = Directions(from: before, to: place)
            if next.areNone { hasRepeatedCorners = true }
            let union = directions.union(next)
            if union.areOpposed || corner - start > Self.mostEdgesOfARun {
                appendRun(start..<(corner - 1), first, before)
                (start, first) = (corner - 1, before)
                directions = next
            } else {
                directions = union
            }
            before = place
        }
        appendRun(start..<(ring.upperBound - 1), first, before)
        return firstNode..<nodes.count
    }

    /// Appends a node of edges, by their first corners, from one place to another.
    @inline(__always)
    private mutating func appendRun(_ edges: Range<Int>, _ start: Coordinate, _ end: Coordinate) {
        nodes.append(
            Node(
                box: StepRectangle(around: start, end), first: Int32(edges.lowerBound),
                firstCorner: Int32(edges.lowerBound), lastCorner: Int32(edges.upperBound), block: 0,
                count: UInt8(edges.count), kind: .run))
    }

    /// Appends nodes around nodes until there is one, and returns its number.
    private mutating func appendParents(of level: Range<Int>, kind: Kind) -> Int {
        var level = level
        while level.count > 1 {
            let next = nodes.count
            for start in stride(from: level.lowerBound, to: level.upperBound, by: Self.nodesOfABlock) {
                let end = min(start + Self.nodesOfABlock, level.upperBound)
                var box = nodes[start].box
                var block = BorderBlock()
                for index in start..<end {
                    block.set(index - start, nodes[index].box)
                    box.formUnion(nodes[index].box)
                }
                nodes.append(
                    Node(
                        box: box, first: Int32(start), firstCorner: nodes[start].firstCorner,
                        lastCorner: nodes[end - 1].lastCorner, block: Int32(blocks.count), count: UInt8(end - start),
                        kind: kind))
                blocks.append(block)
            }
            level = next..<nodes.count
        }
        return level.lowerBound
    }

    /// Whether a line along a latitude crosses the path of a node, which is no group, an odd number of times.
    @inline(__always)
    func isCrossed(_ node: Int, atLatitude latitude: Double) -> Bool {
        (corners[Int(nodes[node].firstCorner)].latitude > latitude)
            != (corners[Int(nodes[node].lastCorner)].latitude > latitude)
    }

    /// The number of the ring whose corners hold this one.
    func ring(ofCorner corner: Int) -> Int {
        var low = 0
        var high = rings.count - 1
        while low < high {
            let middle = (low + high) / 2
            if rings[middle].corners.upperBound <= corner { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The corners before and after one along its ring.
    func neighbours(ofCorner corner: Int, in ring: Ring) -> (before: Coordinate, after: Coordinate) {
        let (first, last) = (ring.corners.lowerBound, ring.corners.upperBound - 1)
        return (
            corners[corner == first ? last - 1 : corner - 1], corners[corner == last ? first + 1 : corner + 1]
        )
    }
}

/// Which ways a path leads: a bit each for east, west, north and south.
private struct Directions {
    private var bits: UInt64

    /// Those of a path without edges.
    static let none = Directions(bits: 0)

    private init(bits: UInt64) {
        self.bits = bits
    }

    /// Without branches, which no processor could foretell. A difference of unlike numbers is never zero, and one of like
    /// numbers has no sign.
    @inline(__always)
    init(from start: Coordinate, to end: Coordinate) {
        bits =
            Self.sign(start.longitude - end.longitude) | Self.sign(end.longitude - start.longitude) << 1
            | Self.sign(start.latitude - end.latitude) << 2 | Self.sign(end.latitude - start.latitude) << 3
    }

    @inline(__always)
    private static func sign(_ difference: Double) -> UInt64 { difference.bitPattern >> 63 }

    @inline(__always)
    func union(_ other: Directions) -> Directions {
        var union = self
        union.bits |= other.bits
        return union
    }

    /// Whether the path leads nowhere.
    @inline(__always)
    var areNone: Bool { bits == 0 }

    /// Whether the path turns back somewhere.
    @inline(__always)
    var areOpposed: Bool { bits & (bits >> 1) & 0b0101 != 0 }
}
