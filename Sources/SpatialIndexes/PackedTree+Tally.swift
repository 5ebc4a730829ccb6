internal import Geometries

extension PackedTree {
    /// Counts the entries of a window by the regions that they lie in and the periods that they begin in, in one walk.
    ///
    /// On the way down each node is shown to those regions only whose border runs through the node above, so that all
    /// countries together cost little more than their borders. A subtree that no border crosses is counted whole where it lies in one
    /// period.
    ///
    /// - Throws: What the regions throw.
    /// - Complexity: O(b + t) for b nodes and points on a border and t nodes on a change of period, times the regions there.
    public func tally(
        _ window: QueryWindow, over regions: inout some RegionBatch, into tally: inout RegionTally,
        statistics: inout QueryStatistics
    ) throws {
        try self.tally(window, hiding: nil, over: &regions, into: &tally, statistics: &statistics)
    }

    func tally(
        _ window: QueryWindow, hiding hidden: HiddenIDs?, over regions: inout some RegionBatch,
        into tally: inout RegionTally, statistics: inout QueryStatistics
    ) throws {
        for entries in classes {
            _ = try entries.withQuery(window, kernels: kernels) { part, query throws in
                var walk = PartTally(part: part, query: query, hidden: hidden, regionCount: regions.count)
                let root = walk.root
                try walk.descend(root, over: &regions, into: &tally)
                statistics += walk.statistics
            }
        }
    }
}

/// The way of a tally through one part.
private struct PartTally {
    let part: TreePart
    let query: PartQuery
    let hidden: HiddenIDs?
    var statistics = QueryStatistics()
    /// The regions whose border runs through the node at hand, below those of the nodes above it.
    private var crossing: [Int]
    /// The regions that hold all of the node at hand.
    private var inside: [Int] = []

    /// A node on the way, and what is known of it.
    struct Node {
        var level: Int
        /// The number of its level's first node among all.
        var start: Int
        /// Its number on its level.
        var index: Int
        /// Where the regions that cross it begin in the list of those of all nodes on the way.
        var firstCrossing: Int
        /// Whether the window holds all of it.
        var isCovered: Bool
    }

    init(part: TreePart, query: PartQuery, hidden: HiddenIDs?, regionCount: Int) {
        self.part = part
        self.query = query
        self.hidden = hidden
        crossing = Array(0..<regionCount)
    }

    var root: Node {
        Node(level: part.layout.levelCount - 1, start: 0, index: 0, firstCrossing: 0, isCovered: false)
    }

    mutating func descend(
        _ node: Node, over regions: inout some RegionBatch, into tally: inout RegionTally
    ) throws {
        let firstChild = node.index * PartLayout.nodeCapacity
        let childCount = part.layout.childCount(level: node.level) - firstChild
        let masks = part.compare(node: node.start + node.index, valid: childCount, with: query)
        statistics.nodes += 1
        let crossingEnd = crossing.count
        let insideEnd = inside.count
        var left = masks.crossing | masks.covered
        while left != 0 {
            let slot = left.trailingZeroBitCount
            left &= left &- 1
            let rectangle = part.rectangle(ofChild: slot, of: node.start + node.index)
            for place in node.firstCrossing..<crossingEnd {
                switch try regions.relation(of: crossing[place], to: rectangle) {
                case .outside: break
                case .inside: inside.append(crossing[place])
                case .crossing: crossing.append(crossing[place])
                }
            }
            let child = Node(
                level: node.level - 1, start: node.start + part.layout.nodeCount(level: node.level),
                index: firstChild + slot, firstCrossing: crossingEnd,
                isCovered: masks.covered >> UInt32(slot) & 1 != 0)
            let period =
                child.isCovered && crossing.count == crossingEnd && query.deleted.isEmpty
                ? onlyPeriod(ofChild: slot, of: node, tally) : nil
            if let period {
                let stride = PartLayout.entriesBelowChild(level: node.level)
                take(
                    child.index * stride..<min(part.count, (child.index + 1) * stride), period: period,
                    into: &tally)
            } else if node.level > 0 {
                try descend(child, over: &regions, into: &tally)
            } else {
                try test(child, over: &regions, into: &tally)
            }
            crossing.removeSubrange(crossingEnd...)
            inside.removeSubrange(insideEnd...)
        }
    }

    /// The period in which all entries below a child begin; nil where they may begin in several.
    private func onlyPeriod(ofChild slot: Int, of node: Node, _ tally: RegionTally) -> Int? {
        guard part.kind.contains(.dated) else { return tally.undatedPeriod }
        let bounds = part.bounds(ofChild: slot, of: node.start + node.index)
        let first = tally.period(of: part.grid.milliseconds(bounds.minTime))
        // Where times are off the grid, a step stands for anything up to the next.
        let reach = part.kind.contains(.looseTime) ? part.grid.unit - 1 : 0
        let last = part.grid.milliseconds(bounds.maxTime).addingReportingOverflow(reach)
        return first == tally.period(of: last.overflow ? .max : last.partialValue) ? first : nil
    }

    /// Counts consecutive entries of one period, all of which match.
    private mutating func take(_ positions: Range<Int>, period: Int, into tally: inout RegionTally) {
        statistics.covered += positions.count
        var count = positions.count
        if let hidden { part.withIDs(positions) { count -= hidden.count(in: $0) } }
        add(count, period: period, into: &tally)
    }

    /// Counts entries of a period that lie in the regions that hold the node at hand, and in no other.
    private mutating func add(_ count: Int, period: Int, into tally: inout RegionTally) {
        statistics.matches += count
        if inside.isEmpty { return tally.add(count, outsideIn: period) }
        for region in inside { tally.add(count, region: region, period: period) }
    }

    /// Asks each entry of a leaf.
    private mutating func test(
        _ leaf: Node, over regions: inout some RegionBatch, into tally: inout RegionTally
    ) throws {
        statistics.leaves += 1
        var mask = part.compare(leaf: leaf.index, with: query, statistics: &statistics)
        let insideEnd = inside.count
        while mask != 0 {
            let position = leaf.index * PartLayout.leafCapacity + mask.trailingZeroBitCount
            mask &= mask &- 1
            let id = part.id(at: position)
            guard hidden?.contains(id) != true else { continue }
            let period = tally.period(of: part.time(at: position))
            if leaf.firstCrossing < crossing.count {
                let rectangle = part.rectangle(at: position)
                statistics.tested += 1
                guard try sort(rectangle, leaf, over: &regions) else {
                    tally.addUndecided(id, period: period)
                    inside.removeSubrange(insideEnd...)
                    continue
                }
            }
            add(1, period: period, into: &tally)
            inside.removeSubrange(insideEnd...)
        }
    }

    /// Adds the regions that an entry lies in to those that hold its leaf; false where the envelope does not tell.
    private mutating func sort(
        _ rectangle: Rectangle, _ leaf: Node, over regions: inout some RegionBatch
    ) throws -> Bool {
        let isPoint = !part.kind.contains(.extents) || rectangle.isPoint
        for place in leaf.firstCrossing..<crossing.count {
            let region = crossing[place]
            if isPoint {
                let (longitude, latitude) = (rectangle.minLongitude, rectangle.minLatitude)
                if try regions.matches(region, longitude: longitude, latitude: latitude) { inside.append(region) }
            } else {
                switch try regions.relation(of: region, to: rectangle) {
                case .outside: break
                case .inside: inside.append(region)
                case .crossing: return false
                }
            }
        }
        return true
    }
}
