internal import Geometries

/// The way of a nearest search through one part.
struct PartNearest<R: Ruler> {
    let part: TreePart
    let deleted: DeletedEntries
    let kernels: Kernels
    let search: NearestSearch
    let ruler: R
    let hidden: HiddenIDs?
    var queue = UnopenedQueue()
    /// What was measured in a plane before anything was measured exactly.
    var measured = MeasuredLeaves()
    /// The plane, and how far it holds, once all leaves up to ``reach`` have been measured in it.
    var flat: (plane: StepPlane, radius: Double)?
    /// Nodes and leaves whose bounds in the plane are at most this square have been opened.
    var reach: Float = -1
    /// No entry is near that is more degrees of longitude away.
    private var side = 360.0

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
        if !collector.isFull, search.count > 0 {
            searchPlane(within: collector.limit, statistics: &statistics)
            try considerMeasured(
                above: -1, statistics: &statistics, into: &collector, filter: filter, extentDistance: extentDistance)
            if let square = square(within: collector.limit) {
                let before = measured.limit
                guard before < square else { return }
                measured.limit = square
                return try considerMeasured(
                    above: before, statistics: &statistics, into: &collector, filter: filter,
                    extentDistance: extentDistance)
            }
        }
        queue.reserve()
        queue.insert(0, bound: 0)
        let plane = plane(within: collector.limit)
        // A plane measures in squares; all bounds in the queue are of one kind.
        func reach(_ distance: Double) -> Double { plane == nil || distance < 0 ? distance : distance * distance }
        while queue.leastBound <= reach(collector.limit) {
            let limit = collector.limit
            side = ruler.longitudes(within: limit)
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
                            leaf: leaf, mask & ~measured.mask(ofLeaf: leaf, kernels), plane, statistics: &statistics,
                            into: &collector, filter: filter, extentDistance: extentDistance)
                    } else {
                        open(number, query, plane, limit: reach(collector.limit), statistics: &statistics)
                    }
                }
            }
            guard searched != nil else { return }
        }
    }

    /// The plane that bounds distances in the neighbourhood; nil where there is none.
    func plane(within distance: Double) -> StepPlane? {
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
                let rectangle = part.rectangle(ofChild: slot, of: node)
                // Where the window spans all longitudes, most of them are far.
                guard gap(to: rectangle) <= side else { continue }
                let bound = ruler.lowerBound(to: rectangle)
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

    /// Degrees of longitude between the place and a rectangle, the shorter way round.
    private func gap(to rectangle: Rectangle) -> Double {
        let east = rectangle.minLongitude - ruler.origin.longitude
        let west = ruler.origin.longitude - rectangle.maxLongitude
        if east <= 0, west <= 0 { return 0 }
        // A rectangle of steps may reach a step beyond ±180, which comes out below zero; that is near as well.
        return min(east < 0 ? east + 360 : east, west < 0 ? west + 360 : west)
    }

    /// Measures those entries of leaves that are near enough in the plane, and farther than a square there.
    private mutating func considerMeasured(
        above square: Float, statistics: inout QueryStatistics, into collector: inout NearestCollector,
        filter: (Int64) throws -> Bool, extentDistance: (Int64, Rectangle) throws -> Double?
    ) throws {
        for index in 0..<measured.count {
            let mask = measured.mask(at: index, kernels, above: square)
            guard mask != 0 else { continue }
            try consider(
                leaf: measured.leaf(at: index), mask, nil, statistics: &statistics, into: &collector, filter: filter,
                extentDistance: extentDistance)
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
        let isCostly = plane == nil && ruler.isCostly
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
            if !isPoint || isCostly {
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
struct UnopenedQueue {
    /// The bits of a bound, which is not negative, order it as a number does; below them stands what it belongs to.
    private var heap = BinaryHeap<UInt64>()

    /// Makes room for what most searches see.
    mutating func reserve() { heap.reserveCapacity(64) }

    /// The least bound; not a number, and so below no limit, where the queue is empty.
    var leastBound: Double {
        heap.first.map { Double(Float(bitPattern: UInt32(truncatingIfNeeded: $0 >> 32))) } ?? .nan
    }

    /// Forgets what is left.
    mutating func removeAll() { heap.removeAll() }

    /// Adds a node, or a leaf by its number behind all nodes.
    mutating func insert(_ number: Int, bound: Float) {
        heap.insert(UInt64(max(bound, 0).bitPattern) << 32 | UInt64(number))
    }

    /// Takes out what has the least bound.
    mutating func popFirst() -> Int? { heap.popFirst().map { Int($0 & 0xffff_ffff) } }
}
