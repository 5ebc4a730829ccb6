public import Geometries

/// A snapshot of several trees that answers as one: large trees that were built some time ago, and a small one of what
/// has changed since.
///
///     let index = LayeredIndex(base: [tree], recent: changes, hidden: HiddenIDs(changedOrDeleted))
///
/// The identifiers in `hidden` were changed or deleted after the base trees were built: the base trees' entries for them do
/// not count, those of the recent tree do. Answers equal those of one tree over the entries that count.
public struct LayeredIndex: SpatialIndex {
    /// The trees whose entries count unless they are hidden.
    public let base: [PackedTree]
    /// The tree whose entries all count.
    public let recent: PackedTree
    /// What the base trees hold in vain.
    public let hidden: HiddenIDs
    /// Entries that are in no tree yet.
    private let buffer: EntryBuffer

    /// Puts trees together.
    public init(base: [PackedTree], recent: PackedTree = PackedTree(), hidden: HiddenIDs = HiddenIDs()) {
        self.base = base
        self.recent = recent
        self.hidden = hidden
        buffer = EntryBuffer()
    }

    /// A snapshot of a mutable index.
    init(base: [PackedTree], buffer: EntryBuffer) {
        self.base = base
        self.buffer = buffer
        recent = PackedTree()
        hidden = HiddenIDs()
    }

    /// The number of entries that can be found.
    ///
    /// - Complexity: O(1) when nothing is hidden; otherwise the identifiers of the base trees are read through.
    public var count: Int {
        var count = base.reduce(0) { $0 + $1.count } + recent.count + buffer.entries.count
        guard !hidden.isEmpty else { return count }
        for tree in base { count -= tree.count { hidden.contains($0) } }
        return count
    }

    /// From the first to the last moment of any entry, or a little more; nil where none is dated.
    ///
    /// - Complexity: O(1), but for entries that are in no tree yet.
    public var duration: TimeSpan? {
        let durations = (base + [recent]).map(\.duration) + buffer.entries.map(\.envelope.time)
        return durations.reduce(nil, TimeSpan.union)
    }

    /// What is hidden in the base trees; nil for nothing, which costs nothing.
    private var hiding: HiddenIDs? { hidden.isEmpty ? nil : hidden }

    /// Calls `body` with the identifier of each entry that matches, until it returns false.
    ///
    /// - Throws: What `body` throws.
    public func forEach(
        in window: QueryWindow, statistics: inout QueryStatistics, _ body: (Int64) throws -> Bool
    ) throws {
        for tree in base {
            guard try tree.forEach(in: window, hiding: hiding, statistics: &statistics, body) else { return }
        }
        guard try recent.forEach(in: window, hiding: nil, statistics: &statistics, body) else { return }
        try buffer.forEach(in: window, statistics: &statistics, body)
    }

    /// Appends the identifiers of the entries that match.
    public func collect(_ window: QueryWindow, into ids: inout [Int64], statistics: inout QueryStatistics) {
        for index in base.indices {
            base[index].collect(window, hiding: hiding, into: &ids, statistics: &statistics)
        }
        recent.collect(window, hiding: nil, into: &ids, statistics: &statistics)
        buffer.collect(window, into: &ids, statistics: &statistics)
    }

    /// The number of entries that match.
    ///
    /// - Complexity: As for one tree when nothing is hidden; otherwise the identifiers that match in the base trees are read.
    public func count(in window: QueryWindow, statistics: inout QueryStatistics) -> Int {
        var count = recent.count(in: window, hiding: nil, statistics: &statistics)
        for index in base.indices { count += base[index].count(in: window, hiding: hiding, statistics: &statistics) }
        return count + buffer.count(in: window, statistics: &statistics)
    }

    /// Walks down all trees with a visitor that decides more finely than the window.
    ///
    /// - Throws: What the visitor throws.
    public func walk(
        _ window: QueryWindow, visitor: inout some TreeVisitor, statistics: inout QueryStatistics
    ) throws {
        for tree in base { try tree.walk(window, hiding: hiding, visitor: &visitor, statistics: &statistics) }
        try recent.walk(window, hiding: nil, visitor: &visitor, statistics: &statistics)
        try buffer.walk(window, visitor: &visitor, statistics: &statistics)
    }

    /// Counts the entries of a window by the regions that they lie in and the periods that they begin in.
    ///
    /// - Throws: What the regions throw.
    public func tally(
        _ window: QueryWindow, over regions: inout some RegionBatch, into tally: inout RegionTally,
        statistics: inout QueryStatistics
    ) throws {
        for tree in base {
            try tree.tally(window, hiding: hiding, over: &regions, into: &tally, statistics: &statistics)
        }
        try recent.tally(window, hiding: nil, over: &regions, into: &tally, statistics: &statistics)
        try buffer.tally(window, over: &regions, into: &tally, statistics: &statistics)
    }

    /// The entries nearest to the place that `ruler` measures from: nearest first, and by identifier among equals.
    ///
    /// - Throws: What the closures throw.
    public func nearest(
        _ search: NearestSearch, from ruler: some Ruler, statistics: inout QueryStatistics,
        filter: (Int64) throws -> Bool, extentDistance: (Int64, Rectangle) throws -> Double?
    ) throws -> [Neighbour] {
        var collector = NearestCollector(search)
        for tree in base {
            try tree.nearest(
                search, from: ruler, hiding: hiding, statistics: &statistics, into: &collector, filter: filter,
                extentDistance: extentDistance)
        }
        try recent.nearest(
            search, from: ruler, hiding: nil, statistics: &statistics, into: &collector, filter: filter,
            extentDistance: extentDistance)
        try buffer.nearest(
            search, from: ruler, statistics: &statistics, into: &collector, filter: filter,
            extentDistance: extentDistance)
        let found = collector.sorted()
        statistics.matches += found.count
        return found
    }
}
