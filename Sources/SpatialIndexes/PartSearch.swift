/// What a window search hands its findings to, in the terms of one part.
protocol PositionSink {
    associatedtype Failure: Error

    /// Whether the sink reads identifiers, so that they are worth fetching early.
    static var readsIDs: Bool { get }

    /// Takes consecutive positions that all match; returns whether to go on.
    mutating func take(_ positions: Range<Int>, of part: TreePart) throws(Failure) -> Bool

    /// Takes the entries of a leaf whose bits are set in `mask`, which is not 0; returns whether to go on.
    mutating func take(leaf: Int, _ mask: UInt64, of part: TreePart, _ kernels: Kernels) throws(Failure) -> Bool
}

extension TreePart {
    /// Hands everything that matches to `sink`; returns whether the sink wanted to go on.
    ///
    /// - Complexity: O(log n + k / 64) for k matches in the interior of a compact window, and never more than O(n).
    func search<Sink: PositionSink>(
        _ window: QueryWindow, kernels: Kernels, statistics: inout QueryStatistics, into sink: inout Sink
    ) throws(Sink.Failure) -> Bool {
        let goesOn = try PartQuery.with(window, on: self, kernels: kernels) { query throws(Sink.Failure) in
            try descend(
                level: layout.levelCount - 1, start: 0, node: 0, query: query, statistics: &statistics, into: &sink)
        }
        return goesOn ?? true
    }

    /// Searches below one node of a level whose nodes start at `start`, counted from the first of all levels.
    func descend<Sink: PositionSink>(
        level: Int, start: Int, node: Int, query: PartQuery, statistics: inout QueryStatistics, into sink: inout Sink
    ) throws(Sink.Failure) -> Bool {
        let firstChild = node * PartLayout.nodeCapacity
        var masks = compare(node: start + node, valid: layout.childCount(level: level) - firstChild, with: query)
        statistics.nodes += 1
        let stride = PartLayout.entriesBelowChild(level: level)
        while masks.covered != 0 {
            // Neighbours that are covered are taken as one range.
            let skip = masks.covered.trailingZeroBitCount
            let run = (~(masks.covered >> UInt32(skip))).trailingZeroBitCount
            let from = (firstChild + skip) * stride
            let positions = from..<min(count, from + run * stride)
            statistics.covered += positions.count
            guard try sink.take(positions, of: self) else { return false }
            masks.covered &= ~(((1 << UInt32(run)) - 1) << UInt32(skip))
        }
        if level == 0 {
            var coming = masks.crossing
            while coming != 0 {
                prefetch(leaf: firstChild + coming.trailingZeroBitCount, for: query, ids: Sink.readsIDs)
                coming &= coming &- 1
            }
        }
        while masks.crossing != 0 {
            let child = firstChild + masks.crossing.trailingZeroBitCount
            masks.crossing &= masks.crossing &- 1
            if level > 0 {
                let goesOn = try descend(
                    level: level - 1, start: start + layout.nodeCount(level: level), node: child, query: query,
                    statistics: &statistics, into: &sink)
                guard goesOn else { return false }
            } else {
                let mask = compare(leaf: child, with: query, statistics: &statistics)
                statistics.leaves += 1
                if mask != 0 {
                    guard try sink.take(leaf: child, mask, of: self, query.kernels) else { return false }
                }
            }
        }
        return true
    }
}

/// Counts; identifiers in `hidden` do not count.
struct CountingSink: PositionSink {
    static let readsIDs = false
    let hidden: HiddenIDs?
    private(set) var count = 0

    init(hidden: HiddenIDs?) { self.hidden = hidden }

    mutating func take(_ positions: Range<Int>, of part: TreePart) -> Bool {
        count += positions.count
        if let hidden { part.withIDs(positions) { count -= hidden.count(in: $0) } }
        return true
    }

    mutating func take(leaf: Int, _ mask: UInt64, of part: TreePart, _ kernels: Kernels) -> Bool {
        count += mask.nonzeroBitCount
        if let hidden { part.withIDs(ofLeaf: leaf, mask, kernels: kernels) { count -= hidden.count(in: $0) } }
        return true
    }
}

/// Collects identifiers, but for those in `hidden`.
struct CollectingSink: PositionSink {
    static let readsIDs = true
    let hidden: HiddenIDs?
    var ids: [Int64]

    mutating func take(_ positions: Range<Int>, of part: TreePart) -> Bool {
        if let hidden {
            part.withIDs(positions) { hidden.appendVisible($0, to: &ids) }
        } else {
            part.appendIDs(positions, to: &ids)
        }
        return true
    }

    mutating func take(leaf: Int, _ mask: UInt64, of part: TreePart, _ kernels: Kernels) -> Bool {
        if let hidden {
            part.withIDs(ofLeaf: leaf, mask, kernels: kernels) { hidden.appendVisible($0, to: &ids) }
        } else {
            part.appendIDs(ofLeaf: leaf, mask, kernels: kernels, to: &ids)
        }
        return true
    }
}

/// Calls a closure with each identifier that is not in `hidden`.
struct CallingSink: PositionSink {
    static let readsIDs = true
    let hidden: HiddenIDs?
    let body: (Int64) throws -> Bool
    private(set) var calls = 0

    init(hidden: HiddenIDs?, body: @escaping (Int64) throws -> Bool) {
        self.hidden = hidden
        self.body = body
    }

    mutating func take(_ positions: Range<Int>, of part: TreePart) throws -> Bool {
        try part.withIDs(positions) { try call($0) }
    }

    mutating func take(leaf: Int, _ mask: UInt64, of part: TreePart, _ kernels: Kernels) throws -> Bool {
        try part.withIDs(ofLeaf: leaf, mask, kernels: kernels) { try call($0) }
    }

    private mutating func call(_ ids: Span<Int64>) throws -> Bool {
        for index in ids.indices where hidden?.contains(ids[index]) != true {
            calls += 1
            guard try body(ids[index]) else { return false }
        }
        return true
    }
}
