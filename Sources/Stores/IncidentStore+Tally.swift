package import Geometries
import Incidents
package import Queries
package import Regions
package import SpatialIndexes

/// The matches of a query, counted by regions and periods out of the index.
package struct QueryTally {
    /// The counts; incidents without a place are among those outside all regions.
    package var tally: RegionTally
    /// How many incidents match; one that lies in several regions counts once.
    package var total: Int
}

extension IncidentStore {
    /// Counts the matches of a query by the regions that they intersect and the periods that they begin in, without
    /// reading a row; but for lines and areas near a border, each of which `decide` gets to say in which regions it lies.
    ///
    /// - Parameters:
    ///   - query: what is counted.
    ///   - regions: the regions.
    ///   - boundaries: makes the beginnings of the periods out of the span of all dated incidents, or nil where it would
    ///     rather have the rows read.
    ///   - decide: says in which regions a geometry lies.
    /// - Returns: The counts, or nil where the index does not know the answer: where there is none, or where the query
    ///   names more than a time.
    /// - Throws: ``StoreError``, and what the regions and `decide` throw.
    package func tally(
        _ query: Query, over regions: PreparedRegions, boundaries: (TimeSpan?) -> [Int64]?,
        decide: (Geometry) throws -> [Int]
    ) throws -> QueryTally? {
        let evaluator = try Evaluator(query)
        guard evaluator.restricting.isSubset(of: .time), evaluator.words == nil, query.limit == nil, query.offset == 0
        else { return nil }
        try prepareForReading(query)
        return try reading { connection in
            guard case .ready(let snapshot) = try availableIndex(connection),
                let boundaries = boundaries(
                    TimeSpan.union(snapshot.located.duration, snapshot.unlocated.duration)),
                let when = TimeWindow(evaluator.query.time)
            else { return nil }
            var located = RegionTally(regions: regions.count, boundaries: boundaries)
            var statistics = QueryStatistics()
            var regions = regions
            try snapshot.located.tally(
                when.window(.world), over: &regions, into: &located, statistics: &statistics)
            var unlocated = RegionTally(regions: 0, boundaries: boundaries)
            var nowhere = PreparedRegions([])
            try snapshot.unlocated.tally(
                when.window(.world), over: &nowhere, into: &unlocated, statistics: &statistics)
            for period in 0..<located.periodCount {
                located.add(unlocated.countOutside(period: period), outsideIn: period)
            }
            var total = statistics.matches + located.undecided.count
            for (row, period) in located.undecided {
                let found = try connection.incident(row: row)?.geometry.map(decide) ?? []
                if found.isEmpty { located.add(1, outsideIn: period) }
                for region in found { located.add(1, region: region, period: period) }
            }
            if evaluator.restricting.isEmpty {
                // The index does not hold what has neither a place nor a time.
                let others = try connection.rowCount() - total
                located.add(others, outsideIn: located.undatedPeriod)
                total += others
            }
            return QueryTally(tally: located, total: total)
        }
    }
}
