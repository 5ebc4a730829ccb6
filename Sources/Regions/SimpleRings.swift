import Geometries

/// Whether a feature is certainly valid: its rings stay clear of themselves and of one another, but that polygons may
/// touch at corners, holes lie in their own shells and shells in nobody's interior.
///
/// Most outlines are like that, and it is found out in a small part of the time that GEOS's check of everything takes. Every
/// comparison is certain or the whole question is left to GEOS, which also says what is wrong. So the verdict is always
/// GEOS's: what is accepted here, GEOS accepts, as the tests compare.
struct SimpleRings {
    private let paths: BorderPaths
    /// How many corners of a ring are looked at for one that does not lie on another ring.
    private static let cornersTried = 8
    /// Pairs that may still be compared: tangled outlines are left to GEOS before they take long.
    private var budget: Int

    /// Whether the rings are certainly valid; false where that is not known.
    ///
    /// - Complexity: O(*n* log *n*) for ordinary outlines of *n* vertices, at most a constant number of comparisons a vertex.
    static func areCertain(of paths: BorderPaths) -> Bool {
        var check = SimpleRings(paths: paths, budget: 1_000 + 200 * paths.corners.count)
        return check.neighboursPart() && check.isSimple(below: paths.root) && check.areNested()
    }

    /// Whether consecutive edges certainly have no more than their common corner in common. Those of one run have not.
    private func neighboursPart() -> Bool {
        guard !paths.hasRepeatedCorners else { return false }
        for ring in paths.rings {
            var before = paths.corners[ring.corners.upperBound - 2]
            for run in ring.runs {
                let first = Int(paths.nodes[run].first)
                let (corner, after) = (paths.corners[first], paths.corners[first + 1])
                guard Self.goesOn(before, corner, after) || Self.bends(before, corner, after) else { return false }
                before = paths.corners[first + Int(paths.nodes[run].count) - 1]
            }
        }
        return true
    }

    /// Whether a path goes on in longitude or in latitude, and so has left all behind that came before the corner.
    @inline(__always)
    private static func goesOn(_ before: Coordinate, _ corner: Coordinate, _ after: Coordinate) -> Bool {
        isBetween(before.longitude, corner.longitude, after.longitude)
            || isBetween(before.latitude, corner.latitude, after.latitude)
    }

    /// Whether two edges with a corner in common certainly do not lie on one line.
    private static func bends(_ before: Coordinate, _ corner: Coordinate, _ after: Coordinate) -> Bool {
        Orientation.isLeft(after.longitude, after.latitude, of: before, corner) != nil
    }

    @inline(__always)
    private static func isBetween(_ low: Double, _ middle: Double, _ high: Double) -> Bool {
        (low < middle && middle < high) || (low > middle && middle > high)
    }

    /// Whether no two edges below a node have a point in common, but neighbours.
    private mutating func isSimple(below number: Int) -> Bool {
        // A run turns back in neither direction, and so never meets itself.
        if paths.nodes[number].kind == .run { return true }
        let first = Int(paths.nodes[number].first)
        let count = Int(paths.nodes[number].count)
        let block = Int(paths.nodes[number].block)
        let areRuns = paths.nodes[first].kind == .run
        for slot in 0..<count {
            let child = first &+ slot
            var met = paths.blocks[block].meeting(paths.nodes[child].box) & (.max << UInt32(slot + 1))
            if areRuns {
                // The next run goes on where this one ends: all of this one has been left behind.
                if slot + 1 < count, goesOn(at: Int(paths.nodes[child + 1].first)) { met &= ~(1 << UInt32(slot + 1)) }
            } else {
                guard isSimple(below: child) else { return false }
            }
            while met != 0 {
                guard arePart(child, first &+ met.trailingZeroBitCount) else { return false }
                met &= met &- 1
            }
        }
        return true
    }

    /// Whether the path goes on at a corner that is not the first of its ring.
    @inline(__always)
    private func goesOn(at corner: Int) -> Bool {
        Self.goesOn(paths.corners[corner - 1], paths.corners[corner], paths.corners[corner + 1])
    }

    /// Whether no edge below one node has a point in common with an edge below another, but neighbours; their boxes meet.
    private mutating func arePart(_ left: Int, _ right: Int) -> Bool {
        budget -= 1
        guard budget > 0 else { return false }
        let (upper, other) = paths.nodes[left].kind == .run ? (right, left) : (left, right)
        guard paths.nodes[upper].kind != .run else { return areRunsPart(min(left, right), max(left, right)) }
        let first = Int(paths.nodes[upper].first)
        var met = paths.blocks[Int(paths.nodes[upper].block)].meeting(paths.nodes[other].box)
        while met != 0 {
            // The other one next, so that both grow small together.
            guard arePart(other, first &+ met.trailingZeroBitCount) else { return false }
            met &= met &- 1
        }
        return true
    }

    /// Whether no edge of a run has a point in common with one of a later run, but neighbours.
    private mutating func areRunsPart(_ left: Int, _ right: Int) -> Bool {
        let (run, other) = (paths.nodes[left].members, paths.nodes[right].members)
        // As above, of runs below different nodes.
        if other.lowerBound == run.upperBound, goesOn(at: other.lowerBound) { return true }
        let box = Rectangle(around: paths.corners[other.lowerBound], paths.corners[other.upperBound])
        for edge in run where Rectangle(around: paths.corners[edge], paths.corners[edge + 1]).meets(box) {
            guard arePart(edge: edge, from: other) else { return false }
        }
        return true
    }

    /// Whether an edge certainly has no point in common with those of a run, but for its neighbours along the ring.
    private mutating func arePart(edge: Int, from others: Range<Int>) -> Bool {
        let start = paths.corners[edge]
        let end = paths.corners[edge + 1]
        let box = Rectangle(around: start, end)
        budget -= others.count
        for other in others where Rectangle(around: paths.corners[other], paths.corners[other + 1]).meets(box) {
            if areNeighbours(edge, other) { continue }
            guard Self.arePart(start, end, paths.corners[other], paths.corners[other + 1]) || touch(edge, other) else {
                return false
            }
        }
        return budget > 0
    }

    /// Whether one edge follows the other along a ring.
    private func areNeighbours(_ edge: Int, _ other: Int) -> Bool {
        // The last corner of a ring begins no edge, so that these two belong to one ring.
        if other == edge + 1 || edge == other + 1 { return true }
        let (first, last) = (min(edge, other), max(edge, other))
        guard paths.corners[first] == paths.corners[last + 1] else { return false }
        let ring = paths.rings[paths.ring(ofCorner: first)].corners
        return first == ring.lowerBound && last == ring.upperBound - 2
    }

    /// Whether two edges certainly have no point in common: the ends of one lie on one side of the other.
    private static func arePart(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate, _ d: Coordinate) -> Bool {
        if let side = Orientation.isLeft(c.longitude, c.latitude, of: a, b),
            Orientation.isLeft(d.longitude, d.latitude, of: a, b) == side
        {
            return true
        }
        guard let side = Orientation.isLeft(a.longitude, a.latitude, of: c, d) else { return false }
        return Orientation.isLeft(b.longitude, b.latitude, of: c, d) == side
    }

    /// Whether two edges of different polygons certainly have no more than a corner in common, at which their rings do not
    /// cross. A multipolygon may have any number of such places.
    private func touch(_ edge: Int, _ other: Int) -> Bool {
        let ring = paths.rings[paths.ring(ofCorner: edge)]
        let second = paths.rings[paths.ring(ofCorner: other)]
        guard ring.polygon != second.polygon else { return false }
        for (corner, end) in [(edge, edge + 1), (edge + 1, edge)] {
            for (otherCorner, otherEnd) in [(other, other + 1), (other + 1, other)]
            where paths.corners[corner] == paths.corners[otherCorner] {
                let (before, at, after) = (paths.corners[end], paths.corners[corner], paths.corners[otherEnd])
                guard Self.goesOn(before, at, after) || Self.bends(before, at, after) else { return false }
                let sides = paths.neighbours(ofCorner: otherCorner, in: second)
                let (from, to) = paths.neighbours(ofCorner: corner, in: ring)
                guard let first = Self.isLeft(sides.before, ofPath: from, at, to),
                    let last = Self.isLeft(sides.after, ofPath: from, at, to)
                else { return false }
                return first == last
            }
        }
        return false
    }

    /// Whether a direction from a corner of a path leads to the left of the path, or nil when rounding leaves doubt.
    private static func isLeft(
        _ end: Coordinate, ofPath before: Coordinate, _ corner: Coordinate, _ after: Coordinate
    ) -> Bool? {
        guard let ofFirst = Orientation.isLeft(end.longitude, end.latitude, of: before, corner),
            let ofSecond = Orientation.isLeft(end.longitude, end.latitude, of: corner, after),
            let turnsLeft = Orientation.isLeft(after.longitude, after.latitude, of: before, corner)
        else { return nil }
        return turnsLeft ? ofFirst && ofSecond : ofFirst || ofSecond
    }

    /// Whether rings that do not cross one another certainly lie where a valid feature has them.
    private mutating func areNested() -> Bool {
        guard paths.rings.count > 1 else { return true }
        for (number, ring) in paths.rings.enumerated() {
            var around: [Int] = []
            guard find(&around, around: number, below: paths.root) else { return false }
            if ring.isHole {
                // Its own shell and no other hole. What other polygons are around is a matter of their shells.
                let own = around.filter { paths.rings[$0].polygon == ring.polygon }
                guard own.count == 1, !paths.rings[own[0]].isHole else { return false }
            } else {
                // Whoever is around has it in a hole; holes do not overlap, so that there is one for each shell.
                for shell in around where !paths.rings[shell].isHole {
                    let polygon = paths.rings[shell].polygon
                    guard around.filter({ paths.rings[$0].polygon == polygon }).count == 2 else { return false }
                }
            }
        }
        return true
    }

    /// Appends the other rings that are around a ring; returns false when that is not certain.
    private mutating func find(_ around: inout [Int], around number: Int, below node: Int) -> Bool {
        budget -= 1
        guard budget > 0 else { return false }
        guard paths.nodes[node].kind == .group else {
            let other = node - paths.ringNodes.lowerBound
            guard other != number else { return true }
            // Any corner tells that does not lie on the other ring.
            for corner in paths.corners[paths.rings[number].corners].prefix(Self.cornersTried) {
                let holds = paths.holds(longitude: corner.longitude, latitude: corner.latitude, below: node)
                guard let holds else { continue }
                if holds { around.append(other) }
                return true
            }
            return false
        }
        let corner = paths.corners[paths.rings[number].corners.lowerBound]
        let first = Int(paths.nodes[node].first)
        var left = paths.blocks[Int(paths.nodes[node].block)].meeting(StepRectangle(around: corner, corner))
        while left != 0 {
            guard find(&around, around: number, below: first &+ left.trailingZeroBitCount) else { return false }
            left &= left &- 1
        }
        return true
    }
}

extension Rectangle {
    /// Around an edge, or the ends of a path that does not turn back.
    @inline(__always)
    fileprivate init(around start: Coordinate, _ end: Coordinate) {
        self.init(
            minLongitude: min(start.longitude, end.longitude), minLatitude: min(start.latitude, end.latitude),
            maxLongitude: max(start.longitude, end.longitude), maxLatitude: max(start.latitude, end.latitude))
    }
}
