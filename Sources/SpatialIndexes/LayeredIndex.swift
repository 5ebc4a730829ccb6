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

    /// Puts trees together.
    public init(base: [PackedTree], recent: PackedTree = PackedTree(), hidden: HiddenIDs = HiddenIDs()) {
        self.base = base
        self.recent = recent
        self.hidden = hidden
    }

    /// The number of entries that can be found.
    ///
    /// - Complexity: O(1) when nothing is hidden; otherwise the identifiers of the base trees are read through.
    public var count: Int {
        var count = base.reduce(0) { $0 + $1.count } + recent.count
        guard !hidden.isEmpty else { return count }
        for part in base.flatMap(\.parts) { part.withIDs(0..<part.count) { count -= hidden.count(in: $0) } }
        return count
    }

    /// The trees, each with what is hidden in it.
    private var layers: [(tree: PackedTree, hidden: HiddenIDs?)] {
        base.map { ($0, hidden.isEmpty ? nil : hidden) } + [(recent, nil)]
    }

    /// Calls `body` with the identifier of each entry that matches, until it returns false.
    ///
    /// - Throws: What `body` throws.
    public func forEach(
        in window: QueryWindow, statistics: inout QueryStatistics, _ body: (Int64) throws -> Bool
    ) throws {
        for layer in layers {
            guard try layer.tree.forEach(in: window, hiding: layer.hidden, statistics: &statistics, body) else {
                return
            }
        }
    }

    /// Appends the identifiers of the entries that match.
    public func collect(_ window: QueryWindow, into ids: inout [Int64], statistics: inout QueryStatistics) {
        for layer in layers {
            layer.tree.collect(window, hiding: layer.hidden, into: &ids, statistics: &statistics)
        }
    }

    /// The number of entries that match.
    ///
    /// - Complexity: As for one tree when nothing is hidden; otherwise the identifiers that match in the base trees are read.
    public func count(in window: QueryWindow, statistics: inout QueryStatistics) -> Int {
        layers.reduce(0) { sum, layer in
            sum + layer.tree.count(in: window, hiding: layer.hidden, statistics: &statistics)
        }
    }

    /// Walks down all trees with a visitor that decides more finely than the window.
    ///
    /// - Throws: What the visitor throws.
    public func walk(
        _ window: QueryWindow, visitor: inout some TreeVisitor, statistics: inout QueryStatistics
    ) throws {
        for layer in layers {
            try layer.tree.walk(window, hiding: layer.hidden, visitor: &visitor, statistics: &statistics)
        }
    }

    /// The entries nearest to the place that `ruler` measures from: nearest first, and by identifier among equals.
    ///
    /// - Throws: What the closures throw.
    public func nearest(
        _ search: NearestSearch, from ruler: some Ruler, statistics: inout QueryStatistics,
        filter: (Int64) throws -> Bool, extentDistance: (Int64, Rectangle) throws -> Double?
    ) throws -> [Neighbour] {
        var collector = NearestCollector(search)
        for layer in layers {
            try layer.tree.nearest(
                search, from: ruler, hiding: layer.hidden, statistics: &statistics, into: &collector, filter: filter,
                extentDistance: extentDistance)
        }
        let found = collector.sorted
        statistics.matches += found.count
        return found
    }
}
