public import Geometries
public import SpatialIndexes

/// Many regions, prepared, by which a tree is counted in one walk.
///
///     var countries = PreparedRegions(try all.map { try PreparedRegion($0) })
///     var tally = RegionTally(regions: countries.count)
///     try tree.tally(QueryWindow(), over: &countries, into: &tally, statistics: &statistics)
///
/// Like the regions it holds, it stays in the task that made it.
public struct PreparedRegions: RegionBatch {
    /// The regions.
    public let regions: [PreparedRegion]
    private var borders: [LocalBorder]

    /// Puts regions together.
    public init(_ regions: [PreparedRegion]) {
        self.regions = regions
        borders = Array(repeating: LocalBorder(), count: regions.count)
    }

    /// How many there are.
    public var count: Int { regions.count }

    /// See ``SpatialIndexes/RegionBatch``.
    public mutating func relation(of region: Int, to rectangle: Rectangle) -> RectangleRelation {
        let relation = regions[region].relation(to: rectangle)
        // Of a leaf on the border the points come next.
        if relation == .crossing { borders[region].enter(rectangle) }
        return relation
    }

    /// See ``SpatialIndexes/RegionBatch``.
    public mutating func matches(_ region: Int, longitude: Double, latitude: Double) throws -> Bool {
        try borders[region].matches(Coordinate(longitude: longitude, latitude: latitude), regions[region])
    }
}
