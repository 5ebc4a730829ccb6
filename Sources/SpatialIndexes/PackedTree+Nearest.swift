public import Geometries

extension PackedTree {
    /// The entries nearest to the place that `ruler` measures from: nearest first, and by identifier among equals.
    ///
    /// Best first: of all nodes and leaves seen, the one with the least lower bound is opened next, until no bound is
    /// below the farthest entry found (G. R. Hjaltason, H. Samet, "Distance Browsing in Spatial Databases", 1999).
    ///
    /// `filter` says whether an entry counts; it is asked only for entries that would be among the nearest so far.
    /// `extentDistance` is the distance to an entry that is not a point, of which the index knows only the rectangle, or nil
    /// when it does not count; it must not be less than the ruler's lower bound for the rectangle.
    ///
    /// - Throws: What the closures throw.
    /// - Complexity: O(log n + k log k) for k results of evenly spread entries.
    public func nearest(
        _ search: NearestSearch, from ruler: some Ruler, statistics: inout QueryStatistics,
        filter: (Int64) throws -> Bool, extentDistance: (Int64, Rectangle) throws -> Double?
    ) throws -> [Neighbour] {
        var collector = NearestCollector(search)
        try nearest(
            search, from: ruler, hiding: nil, statistics: &statistics, into: &collector, filter: filter,
            extentDistance: extentDistance)
        let found = collector.sorted
        statistics.matches += found.count
        return found
    }

    func nearest(
        _ search: NearestSearch, from ruler: some Ruler, hiding hidden: HiddenIDs?, statistics: inout QueryStatistics,
        into collector: inout NearestCollector, filter: (Int64) throws -> Bool,
        extentDistance: (Int64, Rectangle) throws -> Double?
    ) throws {
        for part in parts {
            var way = PartNearest(part: part, kernels: kernels, hidden: hidden)
            try way.search(
                search, from: ruler, statistics: &statistics, into: &collector, filter: filter,
                extentDistance: extentDistance)
        }
    }
}

/// A node or leaf that was seen but not opened.
private struct Unopened: Comparable {
    var bound: Double
    /// The level of a node; -1 for a leaf.
    var level: Int
    /// Its number on its level.
    var index: Int
    /// The number of its level's first node among all.
    var start: Int

    static func < (left: Unopened, right: Unopened) -> Bool { left.bound < right.bound }
}

/// The way of a nearest search through one part.
private struct PartNearest {
    let part: TreePart
    let kernels: Kernels
    let hidden: HiddenIDs?
    private var queue = BinaryHeap<Unopened>()

    init(part: TreePart, kernels: Kernels, hidden: HiddenIDs?) {
        self.part = part
        self.kernels = kernels
        self.hidden = hidden
        queue.insert(Unopened(bound: 0, level: part.layout.levelCount - 1, index: 0, start: 0))
    }

    /// Opens what is near, in a window around the ruler's place that shrinks with the limit: comparing steps is far cheaper
    /// than measuring, so only what lies in the window is measured.
    mutating func search(
        _ search: NearestSearch, from ruler: some Ruler, statistics: inout QueryStatistics,
        into collector: inout NearestCollector, filter: (Int64) throws -> Bool,
        extentDistance: (Int64, Rectangle) throws -> Double?
    ) throws {
        while let first = queue.first, first.bound <= collector.limit {
            let limit = collector.limit
            let window = QueryWindow(
                ruler.rectangle(within: limit), time: search.time, timeMatch: search.timeMatch)
            let searched: Void? = try PartQuery.with(window, on: part, kernels: kernels) { query throws in
                while let next = queue.first, next.bound <= collector.limit, collector.limit >= limit * 0.75 {
                    _ = queue.popFirst()
                    if next.level < 0 {
                        try measure(
                            leaf: next.index, query, from: ruler, statistics: &statistics, into: &collector,
                            filter: filter, extentDistance: extentDistance)
                    } else {
                        open(next, query, from: ruler, limit: collector.limit, statistics: &statistics)
                    }
                }
            }
            guard searched != nil else { return }
        }
    }

    private mutating func open(
        _ next: Unopened, _ query: PartQuery, from ruler: some Ruler, limit: Double, statistics: inout QueryStatistics
    ) {
        statistics.nodes += 1
        let firstChild = next.index * PartLayout.nodeCapacity
        let node = next.start + next.index
        let valid = part.layout.childCount(level: next.level) - firstChild
        let masks = part.compare(node: node, valid: valid, with: query)
        var left = masks.crossing | masks.covered
        while left != 0 {
            let slot = left.trailingZeroBitCount
            left &= left &- 1
            let bound = ruler.lowerBound(to: part.rectangle(ofChild: slot, of: node))
            guard bound <= limit else { continue }
            queue.insert(
                Unopened(
                    bound: bound, level: next.level - 1, index: firstChild + slot,
                    start: next.start + part.layout.nodeCount(level: next.level)))
        }
    }

    private func measure(
        leaf: Int, _ query: PartQuery, from ruler: some Ruler, statistics: inout QueryStatistics,
        into collector: inout NearestCollector, filter: (Int64) throws -> Bool,
        extentDistance: (Int64, Rectangle) throws -> Double?
    ) throws {
        statistics.leaves += 1
        var mask = part.compare(leaf: leaf, with: query, statistics: &statistics)
        while mask != 0 {
            let position = leaf * PartLayout.leafCapacity + mask.trailingZeroBitCount
            mask &= mask &- 1
            let rectangle = part.rectangle(at: position)
            // A damaged file may hold places that no ruler knows.
            guard Rectangle.world.contains(rectangle) else { continue }
            let isPoint = rectangle.isPoint
            if ruler.isCostly || !isPoint {
                guard ruler.lowerBound(to: rectangle) <= collector.limit else { continue }
            }
            let id = part.id(at: position)
            guard hidden?.contains(id) != true else { continue }
            statistics.tested += 1
            let place = Coordinate(longitude: rectangle.minLongitude, latitude: rectangle.minLatitude)
            guard let distance = try isPoint ? ruler.distance(to: place) : extentDistance(id, rectangle) else {
                continue
            }
            let neighbour = Neighbour(id: id, distance: distance)
            if try collector.accepts(neighbour) && filter(id) { collector.add(neighbour) }
        }
    }
}
