public import Geometries
public import SpatialIndexes

/// Walks down a tree with a region and collects what matches: covered nodes whole, points of border leaves one by one.
///
///     var visitor = RegionVisitor(try PreparedRegion(iraq))
///     try tree.walk(QueryWindow(visitor.region.window), visitor: &visitor)
///     visitor.ids          // the matches so far
///     visitor.undecided    // lines and areas near the border: ask region.matches(geometry) for each
public struct RegionVisitor: TreeVisitor {
    /// The region searched in.
    public let region: PreparedRegion
    /// The matches, in the order of the tree.
    public private(set) var ids: [Int64] = []
    /// Entries with an extent, of which only the caller holds the geometry to ask ``PreparedRegion/matches(_:)-(Geometry)``.
    public private(set) var undecided: [Int64] = []
    /// Points tested and matches found here; nodes and leaves are the tree's to count.
    public private(set) var statistics = QueryStatistics()

    /// Makes a visitor that has seen nothing yet.
    public init(_ region: PreparedRegion) {
        self.region = region
    }

    /// See ``SpatialIndexes/TreeVisitor``.
    public mutating func relation(to rectangle: Rectangle) throws -> RectangleRelation {
        region.relation(to: rectangle)
    }

    /// See ``SpatialIndexes/TreeVisitor``.
    public mutating func take(_ taken: Span<Int64>) throws {
        ids.reserveCapacity(ids.count + taken.count)
        for index in taken.indices { ids.append(taken[index]) }
        statistics.matches += taken.count
    }

    /// See ``SpatialIndexes/TreeVisitor``.
    public mutating func test(id: Int64, longitude: Double, latitude: Double) throws {
        let point = Coordinate(longitude: longitude, latitude: latitude)
        statistics.tested += 1
        if try region.matches(point) {
            ids.append(id)
            statistics.matches += 1
        }
    }

    /// See ``SpatialIndexes/TreeVisitor``.
    public mutating func test(_ tested: Span<Int64>, longitudes: Span<Double>, latitudes: Span<Double>) throws {
        var matches = try region.matches(longitudes, latitudes)
        statistics.tested += tested.count
        statistics.matches += matches.nonzeroBitCount
        while matches != 0 {
            ids.append(tested[matches.trailingZeroBitCount])
            matches &= matches &- 1
        }
    }

    /// See ``SpatialIndexes/TreeVisitor``.
    public mutating func test(id: Int64, rectangle: Rectangle) throws {
        switch region.relation(to: rectangle) {
        case .outside: return
        case .inside:
            ids.append(id)
            statistics.matches += 1
        case .crossing: undecided.append(id)
        }
    }
}

/// Walks down a tree with a region and counts what matches, without a look at covered entries.
public struct RegionCounter: TreeVisitor {
    /// The region searched in.
    public let region: PreparedRegion
    /// How many entries match, those in ``undecided`` not counted.
    public private(set) var count = 0
    /// Entries with an extent, of which only the caller holds the geometry to ask ``PreparedRegion/matches(_:)-(Geometry)``.
    public private(set) var undecided: [Int64] = []
    /// Points tested and matches found here; nodes and leaves are the tree's to count.
    public private(set) var statistics = QueryStatistics()

    /// Makes a counter that has seen nothing yet.
    public init(_ region: PreparedRegion) {
        self.region = region
    }

    /// See ``SpatialIndexes/TreeVisitor``.
    public mutating func relation(to rectangle: Rectangle) throws -> RectangleRelation {
        region.relation(to: rectangle)
    }

    /// See ``SpatialIndexes/TreeVisitor``.
    public mutating func take(_ ids: Span<Int64>) throws {
        count += ids.count
        statistics.matches += ids.count
    }

    /// See ``SpatialIndexes/TreeVisitor``.
    public mutating func test(id: Int64, longitude: Double, latitude: Double) throws {
        let point = Coordinate(longitude: longitude, latitude: latitude)
        statistics.tested += 1
        if try region.matches(point) {
            count += 1
            statistics.matches += 1
        }
    }

    /// See ``SpatialIndexes/TreeVisitor``.
    public mutating func test(_ tested: Span<Int64>, longitudes: Span<Double>, latitudes: Span<Double>) throws {
        let matches = try region.matches(longitudes, latitudes).nonzeroBitCount
        statistics.tested += tested.count
        statistics.matches += matches
        count += matches
    }

    /// See ``SpatialIndexes/TreeVisitor``.
    public mutating func test(id: Int64, rectangle: Rectangle) throws {
        switch region.relation(to: rectangle) {
        case .outside: return
        case .inside:
            count += 1
            statistics.matches += 1
        case .crossing: undecided.append(id)
        }
    }
}
