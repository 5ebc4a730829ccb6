/// The first stage of a nearest search: the entries that are the nearest in a plane, which are nearly those that are nearest.
///
/// Squares of distances in a plane come 8 or 16 at a time, and need no identifiers, no closures and no heap; so exact distances
/// are found for hardly more entries than are asked for. What rounding and the plane may hide is bounded: ``square(within:)`` says
/// up to which square entries have to be measured exactly, or that other leaves have to be opened as well.
extension PartNearest {
    /// Measures the leaves near the place, but for those farther than a distance, in a plane.
    mutating func searchPlane(within distance: Double, statistics: inout QueryStatistics) {
        guard let time = search.time else {
            let all = AnyTime(deleted: deleted)
            return searchPlane(within: distance, all, statistics: &statistics)
        }
        let window = QueryWindow(time: time, timeMatch: search.timeMatch)
        _ = PartQuery.with(window, on: part, without: deleted, kernels: kernels) { query in
            searchPlane(within: distance, query, statistics: &statistics)
        }
    }

    /// The square in the plane that no entry within a distance exceeds; nil where leaves that were not measured may hold such
    /// entries.
    func square(within distance: Double) -> Float? {
        // Farther than the radius the plane may show entries nearer or farther than they are.
        guard let (plane, radius) = flat, distance <= radius else { return nil }
        let square = plane.square(within: distance)
        return square <= reach ? square : nil
    }

    private mutating func searchPlane(
        within distance: Double, _ query: some PlaneQuery, statistics: inout QueryStatistics
    ) {
        guard let around = plane(within: 0) else { return }
        let seeds = seeds(around, query, statistics: &statistics)
        // With extents a plane bounds nothing but their corners.
        guard measured.limit < .greatestFiniteMagnitude, part.kind.isDisjoint(with: .extents) else { return }
        let near = around.distance(within: measured.limit)
        guard let (plane, radius) = neighbourhood(near, within: distance, around) else { return }
        flat = (plane, radius)
        if plane != around { measured.measureAgain(part, in: plane, kernels) }
        // How much farther than in the plane an entry may be: the scales shrink with the radius by about as much.
        let slack = around.stretch(to: plane) + (ruler.isCostly ? 0.012 : 1e-5)
        let farthest = plane.square(within: distance)
        func reach(_ limit: Float) -> Float {
            min(farthest, plane.square(within: plane.distance(within: limit) * slack))
        }
        self.reach = reach(measured.limit)
        queue.reserve()
        queue.insert(0, bound: 0)
        // How many near ones were found since the limit was set.
        var fresh = 0
        while queue.leastBound <= Double(self.reach), let number = queue.popFirst() {
            guard number >= part.layout.nodeCount else {
                open(number, query, plane, statistics: &statistics)
                continue
            }
            let leaf = number - part.layout.nodeCount
            if seeds.holds(leaf) { continue }
            statistics.leaves += 1
            let mask = query.matches(leaf: leaf, on: part, statistics: &statistics)
            guard mask != 0 else { continue }
            fresh += measured.measure(part, leaf, mask, in: plane, kernels, within: self.reach)
            if fresh > max(4, search.count / 4) {
                measured.tighten(to: search.count, kernels)
                self.reach = reach(measured.limit)
                fresh = 0
            }
        }
        queue.removeAll()
    }

    /// A plane that holds as far as what is near around the place may be, and how far that is.
    private func neighbourhood(_ near: Double, within distance: Double, _ around: StepPlane) -> (StepPlane, Double)? {
        let radius = min(distance, near * 1.02)
        guard radius < .infinity, let plane = plane(within: radius) else { return nil }
        // Where degrees soon grow shorter, what looks as far may be farther.
        let stretch = around.stretch(to: plane)
        guard stretch > 1.01, radius < distance else { return (plane, radius) }
        let wider = min(distance, radius * stretch)
        return self.plane(within: wider).map { ($0, wider) }
    }

    private mutating func open(
        _ node: Int, _ query: some PlaneQuery, _ plane: StepPlane, statistics: inout QueryStatistics
    ) {
        statistics.nodes += 1
        let place = part.layout.place(of: node)
        let firstChild = place.index * PartLayout.nodeCapacity
        let valid = part.layout.childCount(level: place.level) - firstChild
        let firstNumber = place.start + part.layout.nodeCount(level: place.level) + firstChild
        var left = query.matches(node: node, valid: valid, on: part)
        part.withSquaredBounds(ofChildrenOf: node, in: plane, kernels: kernels) { bounds in
            while left != 0 {
                let slot = left.trailingZeroBitCount
                left &= left &- 1
                guard bounds[slot] <= reach else { continue }
                if place.level == 0 { part.prefetch(leaf: firstChild + slot, timed: query.isTimed, ids: true) }
                queue.insert(firstNumber + slot, bound: bounds[slot])
            }
        }
    }
}

// MARK: - Where to begin

extension PartNearest {
    /// The leaves that were looked at first: 16 neighbours, a bit each.
    private struct Seeds {
        var firstLeaf = 0
        var looked: UInt32 = 0

        func holds(_ leaf: Int) -> Bool {
            let slot = leaf - firstLeaf
            return slot >= 0 && slot < PartLayout.nodeCapacity && looked >> UInt32(slot) & 1 == 1
        }
    }

    /// Measures the leaves around the place, until they hold more entries than are asked for.
    @inline(__always)
    private mutating func seeds(
        _ plane: StepPlane, _ query: some PlaneQuery, statistics: inout QueryStatistics
    ) -> Seeds {
        let node = nodeAround(plane, statistics: &statistics)
        var seeds = Seeds(firstLeaf: node.index * PartLayout.nodeCapacity)
        let leafCount = min(PartLayout.nodeCapacity, part.layout.leafCount - seeds.firstLeaf)
        let all: UInt32 = (1 << UInt32(leafCount)) - 1
        var found = 0
        while found <= search.count, seeds.looked != all {
            let slot = nearestChild(of: node.start + node.index, among: all & ~seeds.looked, plane)
            seeds.looked |= 1 << UInt32(slot)
            part.prefetch(leaf: seeds.firstLeaf + slot, timed: query.isTimed, ids: true)
            statistics.leaves += 1
            let mask = query.matches(leaf: seeds.firstLeaf + slot, on: part, statistics: &statistics)
            guard mask != 0 else { continue }
            found += measured.measure(
                part, seeds.firstLeaf + slot, mask, in: plane, kernels, within: .greatestFiniteMagnitude)
        }
        if found > search.count { measured.tighten(to: search.count, kernels) }
        return seeds
    }

    /// The node of level 0 that is reached by going to the nearest child each time, by its index and its level's start.
    private func nodeAround(_ plane: StepPlane, statistics: inout QueryStatistics) -> (index: Int, start: Int) {
        var index = 0
        var start = 0
        for level in stride(from: part.layout.levelCount - 1, to: 0, by: -1) {
            statistics.nodes += 1
            let firstChild = index * PartLayout.nodeCapacity
            let childCount = min(PartLayout.nodeCapacity, part.layout.childCount(level: level) - firstChild)
            let slot = nearestChild(of: start + index, among: (1 << UInt32(childCount)) - 1, plane)
            start += part.layout.nodeCount(level: level)
            index = firstChild + slot
        }
        return (index, start)
    }

    /// The child of a node that is nearest in the plane, of those whose bits are set.
    private func nearestChild(of node: Int, among children: UInt32, _ plane: StepPlane) -> Int {
        part.withSquaredBounds(ofChildrenOf: node, in: plane, kernels: kernels) { bounds in
            var left = children
            var nearest = 0
            var least = Float.infinity
            while left != 0, least > 0 {
                let slot = left.trailingZeroBitCount
                left &= left &- 1
                if bounds[slot] < least { (nearest, least) = (slot, bounds[slot]) }
            }
            return nearest
        }
    }
}

// MARK: - What counts

/// Says what of a part a search in a plane looks at.
private protocol PlaneQuery {
    /// Whether times are compared.
    var isTimed: Bool { get }

    /// A bit for each entry of a leaf that matches.
    func matches(leaf: Int, on part: TreePart, statistics: inout QueryStatistics) -> UInt64

    /// A bit for each of a node's children, `valid` in number, below which something may match.
    func matches(node: Int, valid: Int, on part: TreePart) -> UInt32
}

/// Everything that was not deleted.
private struct AnyTime: PlaneQuery {
    let deleted: DeletedEntries

    var isTimed: Bool { false }

    @inline(__always)
    func matches(leaf: Int, on part: TreePart, statistics: inout QueryStatistics) -> UInt64 {
        part.present(inLeaf: leaf, without: deleted)
    }

    @inline(__always)
    func matches(node: Int, valid: Int, on part: TreePart) -> UInt32 {
        valid >= PartLayout.nodeCapacity ? 0xffff : (1 << UInt32(max(valid, 0))) - 1
    }
}

extension PartQuery: PlaneQuery {
    @inline(__always)
    fileprivate func matches(leaf: Int, on part: TreePart, statistics: inout QueryStatistics) -> UInt64 {
        part.compare(leaf: leaf, with: self, statistics: &statistics)
    }

    @inline(__always)
    fileprivate func matches(node: Int, valid: Int, on part: TreePart) -> UInt32 {
        let masks = part.compare(node: node, valid: valid, with: self)
        return masks.crossing | masks.covered
    }
}
