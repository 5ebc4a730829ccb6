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
        statistics.matches += collector.sorted.count
        return collector.sorted
    }

    func nearest(
        _ search: NearestSearch, from ruler: some Ruler, hiding hidden: HiddenIDs?, statistics: inout QueryStatistics,
        into collector: inout NearestCollector, filter: (Int64) throws -> Bool,
        extentDistance: (Int64, Rectangle) throws -> Double?
    ) throws {
        let window = QueryWindow(time: search.time, timeMatch: search.timeMatch)
        for part in parts {
            _ = try PartQuery.with(window, on: part, kernels: kernels) { query throws in
                try part.nearest(
                    from: ruler, query, hiding: hidden, statistics: &statistics, into: &collector, filter: filter,
                    extentDistance: extentDistance)
            }
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

extension TreePart {
    fileprivate func nearest(
        from ruler: some Ruler, _ query: PartQuery, hiding hidden: HiddenIDs?, statistics: inout QueryStatistics,
        into collector: inout NearestCollector, filter: (Int64) throws -> Bool,
        extentDistance: (Int64, Rectangle) throws -> Double?
    ) throws {
        var queue = BinaryHeap<Unopened>()
        queue.insert(Unopened(bound: 0, level: layout.levelCount - 1, index: 0, start: 0))
        while let next = queue.popFirst(), next.bound <= collector.limit {
            if next.level < 0 {
                statistics.leaves += 1
                var mask = compare(leaf: next.index, with: query, statistics: &statistics)
                while mask != 0 {
                    let position = next.index * PartLayout.leafCapacity + mask.trailingZeroBitCount
                    mask &= mask &- 1
                    let rectangle = rectangle(at: position)
                    // A damaged file may hold places that no ruler knows.
                    guard Rectangle.world.contains(rectangle), ruler.lowerBound(to: rectangle) <= collector.limit else {
                        continue
                    }
                    let id = id(at: position)
                    guard hidden?.contains(id) != true else { continue }
                    statistics.tested += 1
                    let place = Coordinate(longitude: rectangle.minLongitude, latitude: rectangle.minLatitude)
                    let distance = try rectangle.isPoint ? ruler.distance(to: place) : extentDistance(id, rectangle)
                    guard let distance else { continue }
                    let neighbour = Neighbour(id: id, distance: distance)
                    if try collector.accepts(neighbour) && filter(id) { collector.add(neighbour) }
                }
            } else {
                statistics.nodes += 1
                let firstChild = next.index * PartLayout.nodeCapacity
                let node = next.start + next.index
                let masks = compare(node: node, valid: layout.childCount(level: next.level) - firstChild, with: query)
                var left = masks.crossing | masks.covered
                while left != 0 {
                    let slot = left.trailingZeroBitCount
                    left &= left &- 1
                    let bound = ruler.lowerBound(to: rectangle(ofChild: slot, of: node))
                    guard bound <= collector.limit else { continue }
                    queue.insert(
                        Unopened(
                            bound: bound, level: next.level - 1, index: firstChild + slot,
                            start: next.start + layout.nodeCount(level: next.level)))
                }
            }
        }
    }
}
