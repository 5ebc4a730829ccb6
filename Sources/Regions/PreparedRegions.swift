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

    /// Puts regions together.
    public init(_ regions: [PreparedRegion]) {
        self.regions = regions
    }

    /// How many there are.
    public var count: Int { regions.count }

    /// See ``SpatialIndexes/RegionBatch``.
    public mutating func relation(of region: Int, to rectangle: Rectangle) -> RectangleRelation {
        regions[region].relation(to: rectangle)
    }

    /// See ``SpatialIndexes/RegionBatch``.
    public mutating func matches(_ region: Int, longitude: Double, latitude: Double) throws -> Bool {
        try regions[region].matches(Coordinate(longitude: longitude, latitude: latitude))
    }
}
