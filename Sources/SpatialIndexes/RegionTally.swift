public import Geometries

/// Many regions by which a tree is counted in one walk.
public protocol RegionBatch {
    /// How many regions there are; they are numbered from 0.
    var count: Int { get }

    /// Says how the envelope of a node, a leaf or an entry lies to a region; `inside` and `outside` are certain.
    mutating func relation(of region: Int, to rectangle: Rectangle) throws -> RectangleRelation

    /// Says whether a point lies in a region.
    mutating func matches(_ region: Int, longitude: Double, latitude: Double) throws -> Bool
}

/// How many entries lie in each of many regions, and in none, by the period of time in which they begin.
///
///     var tally = RegionTally(regions: countries.count, boundaries: newYears)
///     try tree.tally(QueryWindow(), over: &countries, into: &tally, statistics: &statistics)
///     tally[region: 3, period: 2]      // from the second boundary to just before the third
///
/// Period 0 ends just before the first boundary, the last one never; ``undatedPeriod`` follows it. An entry that lies in
/// several regions counts in each.
public struct RegionTally: Sendable {
    /// The first millisecond of each period but the first, ascending.
    public let boundaries: [Int64]
    /// How many regions there are.
    public let regionCount: Int
    private var counts: [Int]
    private var outside: [Int]
    /// Lines and areas of which the envelope does not tell in which regions they lie, counted nowhere, with their periods.
    public private(set) var undecided: [(id: Int64, period: Int)] = []

    /// Makes a tally of zeros; the boundaries ascend.
    public init(regions: Int, boundaries: [Int64] = []) {
        self.boundaries = boundaries
        regionCount = regions
        counts = Array(repeating: 0, count: regions * (boundaries.count + 2))
        outside = Array(repeating: 0, count: boundaries.count + 2)
    }

    /// How many periods there are, that of undated entries included.
    public var periodCount: Int { outside.count }

    /// The period of entries without a date.
    public var undatedPeriod: Int { boundaries.count + 1 }

    /// How many entries of a period lie in a region.
    public subscript(region region: Int, period period: Int) -> Int { counts[region * periodCount + period] }

    /// How many entries of a period lie in no region.
    public func countOutside(period: Int) -> Int { outside[period] }

    /// The period that a moment lies in.
    ///
    /// - Complexity: O(log *p*) in the number of periods.
    public func period(of milliseconds: Int64) -> Int {
        var low = 0
        var high = boundaries.count
        while low < high {
            let middle = (low + high) / 2
            if boundaries[middle] <= milliseconds { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The period in which a time begins.
    func period(of time: TimeSpan?) -> Int { time.map { period(of: $0.first) } ?? undatedPeriod }

    /// Counts entries of a period in a region.
    public mutating func add(_ count: Int, region: Int, period: Int) { counts[region * periodCount + period] += count }

    /// Counts entries of a period that lie in no region.
    public mutating func add(_ count: Int, outsideIn period: Int) { outside[period] += count }

    mutating func addUndecided(_ id: Int64, period: Int) { undecided.append((id, period)) }
}
