internal import Geometries

/// The way of a nearest search through one part.
struct PartNearest<R: Ruler> {
    let part: TreePart
    let deleted: DeletedEntries
    let kernels: Kernels
    let search: NearestSearch
    let ruler: R
    let hidden: HiddenIDs?
    private var queue = UnopenedQueue()
    /// The entries that were looked at before the rest.
    private var examined = Examined()

    init(
        part: TreePart, deleted: DeletedEntries, kernels: Kernels, search: NearestSearch, ruler: R, hidden: HiddenIDs?
    ) {
        self.part = part
        self.deleted = deleted
        self.kernels = kernels
        self.search = search
        self.ruler = ruler
        self.hidden = hidden
    }

    /// Finds the entries of the part that are among the nearest.
    mutating func run(
        statistics: inout QueryStatistics, into collector: inout NearestCollector, filter: (Int64) throws -> Bool,
        extentDistance: (Int64, Rectangle) throws -> Double?
    ) throws {
        if !collector.isFull {
            examined = seeds(statistics: &statistics)
            for slot in 0..<PartLayout.nodeCapacity where examined.masks[slot] != 0 {
                try consider(
                    leaf: examined.firstLeaf + slot, examined.masks[slot], nil, statistics: &statistics,
                    into: &collector,
                    filter: filter, extentDistance: extentDistance)
            }
        }
        queue.insert(0, bound: 0)
        let plane = plane(within: collector.limit)
        // A plane measures in squares; all bounds in the queue are of one kind.
        func reach(_ distance: Double) -> Double { plane == nil || distance < 0 ? distance : distance * distance }
        while queue.leastBound <= reach(collector.limit) {
            let limit = collector.limit
            let window = QueryWindow(ruler.rectangle(within: limit), time: search.time, timeMatch: search.timeMatch)
            let searched: Void? = try PartQuery.with(window, on: part, without: deleted, kernels: kernels) {
                query throws in
                while queue.leastBound <= reach(collector.limit), collector.limit >= limit * 0.75 {
                    guard let number = queue.popFirst() else { return }
                    if number >= part.layout.nodeCount {
                        let leaf = number - part.layout.nodeCount
                        statistics.leaves += 1
                        let mask = part.compare(leaf: leaf, with: query, statistics: &statistics)
                        try consider(
                            leaf: leaf, mask & ~examined[leaf], plane, statistics: &statistics, into: &collector,
                            filter: filter, extentDistance: extentDistance)
                    } else {
                        open(number, query, plane, limit: reach(collector.limit), statistics: &statistics)
                    }
                }
            }
            guard searched != nil else { return }
        }
    }

    private func plane(within distance: Double) -> StepPlane? {
        guard distance < .infinity, let bound = ruler.flatBound(within: distance) else { return nil }
        return StepPlane(bound, around: ruler.origin.longitude, ruler.origin.latitude)
    }

    private mutating func open(
        _ node: Int, _ query: PartQuery, _ plane: StepPlane?, limit: Double, statistics: inout QueryStatistics
    ) {
        statistics.nodes += 1
        let place = part.layout.place(of: node)
        let firstChild = place.index * PartLayout.nodeCapacity
        let valid = part.layout.childCount(level: place.level) - firstChild
        let masks = part.compare(node: node, valid: valid, with: query)
        let firstNumber = place.start + part.layout.nodeCount(level: place.level) + firstChild
        var left = masks.crossing | masks.covered
        guard let plane else {
            while left != 0 {
                let slot = left.trailingZeroBitCount
                left &= left &- 1
                let bound = ruler.lowerBound(to: part.rectangle(ofChild: slot, of: node))
                // As a single-precision number that is no larger.
                if bound <= limit { queue.insert(firstNumber + slot, bound: Float(bound).nextDown) }
            }
            return
        }
        part.withSquaredBounds(ofChildrenOf: node, in: plane, kernels: kernels) { bounds in
            while left != 0 {
                let slot = left.trailingZeroBitCount
                left &= left &- 1
                guard Double(bounds[slot]) <= limit else { continue }
                if place.level == 0 { part.prefetch(leaf: firstChild + slot, timed: query.isTimed, ids: true) }
                queue.insert(firstNumber + slot, bound: bounds[slot])
            }
        }
    }

    /// Measures entries of a leaf, and adds those that are among the nearest so far.
    ///
    /// It changes nothing here, but said to be mutating it works on this value and not on a copy.
    private mutating func consider(
        leaf: Int, _ mask: UInt64, _ plane: StepPlane?, statistics: inout QueryStatistics,
        into collector: inout NearestCollector, filter: (Int64) throws -> Bool,
        extentDistance: (Int64, Rectangle) throws -> Double?
    ) throws {
        let hasExtents = part.kind.contains(.extents)
        var limit = collector.limit
        var mask = mask
        while mask != 0 {
            let position = leaf * PartLayout.leafCapacity + mask.trailingZeroBitCount
            mask &= mask &- 1
            if let plane, !hasExtents {
                let place = part.place(at: position)
                guard plane.squaredBound(place.longitude, place.latitude) <= limit * limit else { continue }
            }
            let rectangle = part.rectangle(at: position)
            // A damaged file may hold places that no ruler knows.
            guard Rectangle.world.contains(rectangle) else { continue }
            let isPoint = !hasExtents || rectangle.isPoint
            if !isPoint || plane == nil && ruler.isCostly {
                guard ruler.lowerBound(to: rectangle) <= limit else { continue }
            }
            let id = part.id(at: position)
            guard hidden?.contains(id) != true else { continue }
            statistics.tested += 1
            let place = Coordinate(longitude: rectangle.minLongitude, latitude: rectangle.minLatitude)
            guard let distance = try isPoint ? ruler.distance(to: place) : extentDistance(id, rectangle) else {
                continue
            }
            let neighbour = Neighbour(id: id, distance: distance)
            if try collector.accepts(neighbour) && filter(id) {
                collector.add(neighbour)
                limit = collector.limit
            }
        }
    }
}

/// The nodes and leaves that were seen but not opened, the one with the least lower bound first.
private struct UnopenedQueue {
    /// The bits of a bound, which is not negative, order it as a number does; below them stands what it belongs to.
    private var heap = BinaryHeap<UInt64>()

    init() { heap.reserveCapacity(64) }

    /// The least bound; not a number, and so below no limit, where the queue is empty.
    var leastBound: Double {
        heap.first.map { Double(Float(bitPattern: UInt32(truncatingIfNeeded: $0 >> 32))) } ?? .nan
    }

    /// Adds a node, or a leaf by its number behind all nodes.
    mutating func insert(_ number: Int, bound: Float) {
        heap.insert(UInt64(max(bound, 0).bitPattern) << 32 | UInt64(number))
    }

    /// Takes out what has the least bound.
    mutating func popFirst() -> Int? { heap.popFirst().map { Int($0 & 0xffff_ffff) } }
}

// MARK: - Where to begin

extension PartNearest {
    /// As many entries as are asked for from the leaves around the place: probably near, and surely an upper limit.
    ///
    /// They are the nearest of those leaves in a plane that fits the place itself. None where there is no such plane.
    private func seeds(statistics: inout QueryStatistics) -> Examined {
        guard search.count > 0, let plane = plane(within: 0) else { return Examined() }
        let node = nodeAround(plane, statistics: &statistics)
        let firstLeaf = node.index * PartLayout.nodeCapacity
        let leafCount = min(PartLayout.nodeCapacity, part.layout.leafCount - firstLeaf)
        guard search.time != nil else {
            return seeds(around: node, firstLeaf, leafCount, plane, statistics: &statistics) { leaf, _ in
                part.present(inLeaf: leaf, without: deleted)
            }
        }
        let window = QueryWindow(time: search.time, timeMatch: search.timeMatch)
        return PartQuery.with(window, on: part, without: deleted, kernels: kernels) { query in
            seeds(around: node, firstLeaf, leafCount, plane, statistics: &statistics) { leaf, statistics in
                part.compare(leaf: leaf, with: query, statistics: &statistics)
            }
        } ?? Examined()
    }

    /// The same from the leaves below a node; `matches` gives a bit for each entry of a leaf that matches.
    @inline(__always)
    private func seeds(
        around node: (index: Int, start: Int), _ firstLeaf: Int, _ leafCount: Int, _ plane: StepPlane,
        statistics: inout QueryStatistics, matches: (Int, inout QueryStatistics) -> UInt64
    ) -> Examined {
        var left: UInt32 = (1 << UInt32(leafCount)) - 1
        var masks = SIMD16<UInt64>()
        // The squares of the distances to the entries of the leaves looked at, those that do not match infinitely far.
        var squares: [Float] = []
        squares.reserveCapacity(2 * PartLayout.leafCapacity)
        // The leaves looked at, four bits each, the last one lowest.
        var slots: UInt64 = 0
        var found = 0
        while found < search.count, left != 0 {
            let slot = nearestChild(of: node.start + node.index, among: left, plane)
            left &= ~(1 << UInt32(slot))
            part.prefetch(leaf: firstLeaf + slot, timed: search.time != nil, ids: true)
            statistics.leaves += 1
            let mask = matches(firstLeaf + slot, &statistics)
            guard mask != 0 else { continue }
            part.appendSquares(ofLeaf: firstLeaf + slot, mask, in: plane, kernels: kernels, to: &squares)
            masks[slot] = mask
            slots = slots << 4 | UInt64(slot)
            found += mask.nonzeroBitCount
        }
        guard found > search.count else { return Examined(firstLeaf: firstLeaf, masks: masks) }
        let numbers = squares.span
        let limit = kernels.limit(of: numbers, rank: search.count)
        for index in stride(from: squares.count - PartLayout.leafCapacity, through: 0, by: -PartLayout.leafCapacity) {
            masks[Int(slots & 15)] = kernels.mask(of: numbers, from: index, within: limit)
            slots >>= 4
        }
        return Examined(firstLeaf: firstLeaf, masks: masks)
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

/// Entries of neighbouring leaves, a bit each.
private struct Examined {
    /// Where the 16 leaves begin.
    var firstLeaf = 0
    /// A word for each leaf.
    var masks = SIMD16<UInt64>()

    /// Those of one leaf.
    subscript(leaf: Int) -> UInt64 {
        let slot = leaf - firstLeaf
        return slot >= 0 && slot < PartLayout.nodeCapacity ? masks[slot] : 0
    }
}
