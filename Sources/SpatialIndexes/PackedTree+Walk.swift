internal import Geometries

extension PackedTree {
    /// Walks down with a visitor that decides more finely than the window.
    ///
    /// Nodes and leaves outside the window are not shown to the visitor. Of a subtree that the visitor calls inside, the
    /// entries in the window are handed over as they lie in memory, without being looked at when the window covers them too.
    ///
    /// - Throws: What the visitor throws.
    /// - Complexity: O(b + k / 64) visits for b nodes on a border and k entries taken.
    public func walk(
        _ window: QueryWindow, visitor: inout some TreeVisitor, statistics: inout QueryStatistics
    ) throws {
        try walk(window, hiding: nil, visitor: &visitor, statistics: &statistics)
    }

    func walk(
        _ window: QueryWindow, hiding hidden: HiddenIDs?, visitor: inout some TreeVisitor,
        statistics: inout QueryStatistics
    ) throws {
        for entries in classes {
            _ = try entries.withQuery(window, kernels: kernels) { part, query throws in
                var walk = PartWalk(part: part, query: query, hidden: hidden, statistics: statistics)
                try walk.descend(level: part.layout.levelCount - 1, start: 0, node: 0, visitor: &visitor)
                statistics = walk.statistics
            }
        }
    }
}

/// A visitor's way through one part.
private struct PartWalk {
    let part: TreePart
    let query: PartQuery
    let hidden: HiddenIDs?
    var statistics: QueryStatistics

    mutating func descend(level: Int, start: Int, node: Int, visitor: inout some TreeVisitor) throws {
        let firstChild = node * PartLayout.nodeCapacity
        let valid = part.layout.childCount(level: level) - firstChild
        let masks = part.compare(node: start + node, valid: valid, with: query)
        statistics.nodes += 1
        var left = masks.crossing | masks.covered
        while left != 0 {
            let slot = left.trailingZeroBitCount
            left &= left &- 1
            let child = firstChild + slot
            switch try visitor.relation(to: part.rectangle(ofChild: slot, of: start + node)) {
            case .outside:
                break
            case .inside where masks.covered >> UInt32(slot) & 1 != 0:
                let stride = PartLayout.entriesBelowChild(level: level)
                try takeCovered(child * stride..<min(part.count, (child + 1) * stride), visitor: &visitor)
            case .inside where level > 0:
                try takeAll(
                    level: level - 1, start: start + part.layout.nodeCount(level: level), node: child, visitor: &visitor
                )
            case .inside:
                try takeLeaf(child, visitor: &visitor)
            case .crossing where level > 0:
                try descend(
                    level: level - 1, start: start + part.layout.nodeCount(level: level), node: child, visitor: &visitor
                )
            case .crossing:
                try testLeaf(child, visitor: &visitor)
            }
        }
    }

    /// Takes what the window holds of a subtree that the visitor has called inside.
    private mutating func takeAll(level: Int, start: Int, node: Int, visitor: inout some TreeVisitor) throws {
        let firstChild = node * PartLayout.nodeCapacity
        let valid = part.layout.childCount(level: level) - firstChild
        var masks = part.compare(node: start + node, valid: valid, with: query)
        statistics.nodes += 1
        let stride = PartLayout.entriesBelowChild(level: level)
        while masks.covered != 0 {
            let child = firstChild + masks.covered.trailingZeroBitCount
            masks.covered &= masks.covered &- 1
            try takeCovered(child * stride..<min(part.count, (child + 1) * stride), visitor: &visitor)
        }
        while masks.crossing != 0 {
            let child = firstChild + masks.crossing.trailingZeroBitCount
            masks.crossing &= masks.crossing &- 1
            if level > 0 {
                try takeAll(
                    level: level - 1, start: start + part.layout.nodeCount(level: level), node: child, visitor: &visitor
                )
            } else {
                try takeLeaf(child, visitor: &visitor)
            }
        }
    }

    private mutating func takeCovered(_ positions: Range<Int>, visitor: inout some TreeVisitor) throws {
        statistics.covered += positions.count
        guard !query.deleted.isEmpty else {
            return try part.withIDs(positions) { try take($0, visitor: &visitor) }
        }
        _ = try part.forEachRun(of: positions, without: query.deleted) { run throws in
            try part.withIDs(run) { try take($0, visitor: &visitor) }
            return true
        } some: { leaf, mask throws in
            try part.withIDs(ofLeaf: leaf, mask, kernels: query.kernels) { try take($0, visitor: &visitor) }
            return true
        }
    }

    private mutating func takeLeaf(_ leaf: Int, visitor: inout some TreeVisitor) throws {
        statistics.leaves += 1
        let mask = part.compare(leaf: leaf, with: query, statistics: &statistics)
        guard mask != 0 else { return }
        try part.withIDs(ofLeaf: leaf, mask, kernels: query.kernels) { try take($0, visitor: &visitor) }
    }

    private mutating func testLeaf(_ leaf: Int, visitor: inout some TreeVisitor) throws {
        statistics.leaves += 1
        var mask = part.compare(leaf: leaf, with: query, statistics: &statistics)
        if let hidden { mask &= ~part.hidden(inLeaf: leaf, mask, hidden) }
        guard mask != 0 else { return }
        statistics.tested += mask.nonzeroBitCount
        guard part.kind.contains(.extents) else {
            return try part.withPoints(ofLeaf: leaf, mask, kernels: query.kernels) { ids, longitudes, latitudes in
                try visitor.test(ids, longitudes: longitudes, latitudes: latitudes)
            }
        }
        while mask != 0 {
            let position = leaf * PartLayout.leafCapacity + mask.trailingZeroBitCount
            mask &= mask &- 1
            try visitor.test(id: part.id(at: position), rectangle: part.rectangle(at: position))
        }
    }

    private mutating func take(_ ids: Span<Int64>, visitor: inout some TreeVisitor) throws {
        guard let hidden else {
            statistics.matches += ids.count
            return try visitor.take(ids)
        }
        var visible: [Int64] = []
        hidden.appendVisible(ids, to: &visible)
        statistics.matches += visible.count
        if !visible.isEmpty { try visitor.take(visible.span) }
    }
}
