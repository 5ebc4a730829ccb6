public import Geometries

/// What every index of this module answers, and all alike: as ``QueryWindow/matches(_:)`` defines it.
///
/// Every search adds its cost to `statistics`. The order of results is that of the index and means nothing; it is the same
/// each time for the same index.
public protocol SpatialIndex: Sendable {
    /// The number of entries that can be found.
    var count: Int { get }

    /// Calls `body` with the identifier of each entry that matches, until it returns false.
    ///
    /// - Throws: What `body` throws.
    func forEach(
        in window: QueryWindow, statistics: inout QueryStatistics, _ body: (Int64) throws -> Bool) throws

    /// Appends the identifiers of the entries that match.
    func collect(_ window: QueryWindow, into ids: inout [Int64], statistics: inout QueryStatistics)

    /// The number of entries that match. Whole subtrees inside the window are counted without being read.
    func count(in window: QueryWindow, statistics: inout QueryStatistics) -> Int

    /// Walks down with a visitor that decides more finely than the window.
    ///
    /// - Throws: What the visitor throws.
    func walk(
        _ window: QueryWindow, visitor: inout some TreeVisitor, statistics: inout QueryStatistics) throws

    /// The entries nearest to the place that `ruler` measures from: nearest first, and by identifier among equals.
    ///
    /// `filter` says whether an entry counts; it is asked only for entries that would be among the nearest so far.
    /// `extentDistance` is the distance to an entry that is not a point, of which the index knows only the rectangle, or nil
    /// when it does not count; it must not be less than the ruler's lower bound for the rectangle.
    ///
    /// - Throws: What the closures throw.
    func nearest(
        _ search: NearestSearch, from ruler: some Ruler, statistics: inout QueryStatistics,
        filter: (Int64) throws -> Bool, extentDistance: (Int64, Rectangle) throws -> Double?
    ) throws -> [Neighbour]
}

extension SpatialIndex {
    /// The identifiers of the entries that match.
    ///
    ///     let ids = tree.ids(in: QueryWindow(iraq, time: january))
    public func ids(in window: QueryWindow) -> [Int64] {
        var ids: [Int64] = []
        var statistics = QueryStatistics()
        collect(window, into: &ids, statistics: &statistics)
        return ids
    }

    /// The number of entries that match.
    public func count(in window: QueryWindow) -> Int {
        var statistics = QueryStatistics()
        return count(in: window, statistics: &statistics)
    }

    /// Whether any entry matches; ends at the first.
    public func hasMatch(in window: QueryWindow) -> Bool {
        var statistics = QueryStatistics()
        var found = false
        // The closure throws nothing, so there is nothing to catch.
        try? forEach(in: window, statistics: &statistics) { _ in
            found = true
            return false
        }
        return found
    }

    /// The entries nearest to the place that `ruler` measures from; an entry with an extent is as far as its rectangle.
    ///
    ///     let ruler = SphericalRuler(from: Coordinate(longitude: 44.23, latitude: 33.26))
    ///     let nearest = tree.nearest(NearestSearch(count: 10), from: ruler)
    public func nearest(_ search: NearestSearch, from ruler: some Ruler) -> [Neighbour] {
        var statistics = QueryStatistics()
        // The closures throw nothing, so there is nothing to catch.
        let found = try? nearest(
            search, from: ruler, statistics: &statistics, filter: { _ in true },
            extentDistance: { _, rectangle in ruler.distance(to: rectangle) })
        return found ?? []
    }
}
