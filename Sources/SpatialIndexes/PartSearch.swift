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
    @inline(__always)
    func search<Sink: PositionSink>(
        _ query: PartQuery, statistics: inout QueryStatistics, into sink: inout Sink
    ) throws(Sink.Failure) -> Bool {
        try descend(level: layout.levelCount - 1, start: 0, node: 0, query: query, statistics: &statistics, into: &sink)
    }

    /// Searches below one node of a level whose nodes start at `start`, counted from the first of all levels.
    func descend<Sink: PositionSink>(
        level: Int, start: Int, node: Int, query: PartQuery, statistics: inout QueryStatistics, into sink: inout Sink
    ) throws(Sink.Failure) -> Bool {
        // Numbers of nodes, leaves and entries are far below the largest integer: what is added here does not overflow.
        let firstChild = node &* PartLayout.nodeCapacity
        let masks = compare(node: start &+ node, valid: layout.childCount(level: level) &- firstChild, with: query)
        statistics.nodes &+= 1
        if masks.covered != 0 {
            let stride = PartLayout.entriesBelowChild(level: level)
            let goesOn = try take(
                masks.covered, from: firstChild, stride: stride, query: query, statistics: &statistics, into: &sink)
            guard goesOn else { return false }
        }
        var crossing = masks.crossing
        guard level > 0 else {
            return try search(leaves: crossing, from: firstChild, query: query, statistics: &statistics, into: &sink)
        }
        let childStart = start &+ layout.nodeCount(level: level)
        while crossing != 0 {
            let child = firstChild &+ crossing.trailingZeroBitCount
            crossing &= crossing &- 1
            let goesOn = try descend(
                level: level &- 1, start: childStart, node: child, query: query, statistics: &statistics, into: &sink)
            guard goesOn else { return false }
        }
        return true
    }

    /// Takes the entries below the children of a node whose bits are set, those of neighbours as one range.
    private func take<Sink: PositionSink>(
        _ covered: UInt32, from firstChild: Int, stride: Int, query: PartQuery, statistics: inout QueryStatistics,
        into sink: inout Sink
    ) throws(Sink.Failure) -> Bool {
        var covered = covered
        while covered != 0 {
            let skip = covered.trailingZeroBitCount
            let run = (~(covered >> UInt32(skip))).trailingZeroBitCount
            let from = (firstChild + skip) * stride
            let positions = from..<min(count, from + run * stride)
            statistics.covered += positions.count
            let goesOn =
                if query.deleted.isEmpty {
                    try sink.take(positions, of: self)
                } else {
                    try take(positions, without: query.deleted, kernels: query.kernels, into: &sink)
                }
            guard goesOn else { return false }
            covered &= ~(((1 << UInt32(run)) - 1) << UInt32(skip))
        }
        return true
    }

    /// Takes what was not deleted of positions that begin with a leaf.
    private func take<Sink: PositionSink>(
        _ positions: Range<Int>, without deleted: DeletedEntries, kernels: Kernels, into sink: inout Sink
    ) throws(Sink.Failure) -> Bool {
        try forEachRun(of: positions, without: deleted) { run throws(Sink.Failure) in
            try sink.take(run, of: self)
        } some: { leaf, mask throws(Sink.Failure) in
            try sink.take(leaf: leaf, mask, of: self, kernels)
        }
    }

    /// Compares the entries of the leaves whose bits are set.
    @inline(__always)
    private func search<Sink: PositionSink>(
        leaves: UInt32, from firstLeaf: Int, query: PartQuery, statistics: inout QueryStatistics, into sink: inout Sink
    ) throws(Sink.Failure) -> Bool {
        // One leaf is asked for and needed at once; of several, the later ones can be on their way.
        var coming = leaves & (leaves &- 1)
        while coming != 0 {
            prefetch(leaf: firstLeaf &+ coming.trailingZeroBitCount, timed: query.isTimed, ids: Sink.readsIDs)
            coming &= coming &- 1
        }
        var leaves = leaves
        while leaves != 0 {
            let leaf = firstLeaf &+ leaves.trailingZeroBitCount
            leaves &= leaves &- 1
            statistics.leaves &+= 1
            let mask = compare(leaf: leaf, with: query, statistics: &statistics)
            if mask != 0 {
                guard try sink.take(leaf: leaf, mask, of: self, query.kernels) else { return false }
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
