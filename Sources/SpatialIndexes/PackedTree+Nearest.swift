public import Geometries

extension PackedTree {
    /// The entries nearest to the place that `ruler` measures from: nearest first, and by identifier among equals.
    ///
    /// Best first: of all nodes and leaves seen, the one with the least lower bound is opened next, until no bound is
    /// below the farthest entry found (G. R. Hjaltason, H. Samet, "Distance Browsing in Spatial Databases", 1999). Before that,
    /// the leaves around the place give a first limit, which lets most of the tree be left out by comparing steps.
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
        let found = collector.sorted()
        statistics.matches += found.count
        return found
    }

    @specialized(where R == SphericalRuler)
    @specialized(where R == EllipsoidalRuler)
    @specialized(where R == PlanarRuler)
    func nearest<R: Ruler>(
        _ search: NearestSearch, from ruler: R, hiding hidden: HiddenIDs?, statistics: inout QueryStatistics,
        into collector: inout NearestCollector, filter: (Int64) throws -> Bool,
        extentDistance: (Int64, Rectangle) throws -> Double?
    ) throws {
        for entries in classes {
            try entries.withPart(forNearestIn: search.time) { part, deleted throws in
                var way = PartNearest(
                    part: part, deleted: deleted, kernels: kernels, search: search, ruler: ruler, hidden: hidden)
                try way.run(statistics: &statistics, into: &collector, filter: filter, extentDistance: extentDistance)
            }
        }
    }
}
