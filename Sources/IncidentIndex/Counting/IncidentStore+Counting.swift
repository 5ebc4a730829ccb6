public import Queries
import Regions
public import Stores

extension IncidentStore {
    /// Counts the matches of a query by groups.
    ///
    /// Undated, unlocated and unmatched incidents fall into ``CountTable/noValue``. An incident that intersects several
    /// regions counts in each of them, and once in the total.
    ///
    /// - Throws: what a query throws; a region that cannot be used is reported in the table.
    /// - Complexity: O(matches × groupings), and where the index knows the answer (all incidents, or those of a time, by
    ///   regions and perhaps by years, months, weeks or days) O(incidents near a border); memory grows with the number of
    ///   groups, not of matches.
    public func count(_ query: Query, by groupings: [Grouping]) throws -> CountTable {
        var keys = try groupings.map { try GroupKeys($0) }
        let counted = try countInIndex(query, by: groupings, keys) ?? countRows(query, by: groupings, &keys)
        let groups = counted.groups.sorted { left, right in
            for (level, pair) in zip(left.numbers, right.numbers).enumerated() where pair.0 != pair.1 {
                // Two regions of one name are one group, and what else they are counted by decides.
                if keys[level].precedes(pair.0, pair.1) { return true }
                if keys[level].precedes(pair.1, pair.0) { return false }
            }
            return false
        }
        let rows = groups.map { group in
            CountTable.Row(
                keys: group.numbers.enumerated().map { keys[$0.offset].name(of: $0.element) }, count: group.count)
        }
        return CountTable(
            titles: groupings.map(\.title), rows: CountTable.merged(rows), total: counted.total,
            unusableRegions: keys.flatMap(\.unusableRegions))
    }

    /// Looks at each match.
    private func countRows(
        _ query: Query, by groupings: [Grouping], _ keys: inout [GroupKeys]
    ) throws -> CountedGroups {
        var tally = GroupTally(levels: groupings.count)
        var total = 0
        var query = query
        query.order = .store
        _ = try forEachMatch(query, reading: IncidentParts(groupings)) { match in
            total += 1
            for level in keys.indices { try keys[level].find(match.incident, &tally.numbers[level]) }
            tally.count()
            return true
        }
        return CountedGroups(groups: tally.groups, total: total)
    }

    /// Counts by regions, and by one division of time, out of the index; nil where it does not know the answer.
    private func countInIndex(
        _ query: Query, by groupings: [Grouping], _ keys: [GroupKeys]
    ) throws -> CountedGroups? {
        guard let level = groupings.firstIndex(where: \.isRegional), groupings.count <= 2,
            let classifier = keys[level].classifier
        else { return nil }
        let other = groupings.indices.first { $0 != level }
        var periods: CountedPeriods?
        let counted = try tally(query, over: PreparedRegions(classifier.prepared)) { span in
            periods = CountedPeriods(other.map { groupings[$0] }, of: span)
            return periods?.boundaries
        } decide: {
            try classifier.indexes(for: $0)
        }
        guard let counted, let periods else { return nil }
        var groups: [(numbers: [Int64], count: Int)] = []
        func add(_ count: Int, _ region: Int64, _ period: Int) {
            guard count > 0 else { return }
            guard let other else { return groups.append(([region], count)) }
            var numbers: [Int64] = [region, region]
            numbers[other] = periods.number(of: period) ?? GroupKeys.absent
            groups.append((numbers, count))
        }
        for period in 0..<counted.tally.periodCount {
            for region in 0..<counted.tally.regionCount {
                add(counted.tally[region: region, period: period], Int64(region), period)
            }
            add(counted.tally.countOutside(period: period), GroupKeys.absent, period)
        }
        return CountedGroups(groups: groups, total: counted.total)
    }
}

/// How many incidents fall into each combination of groups, by the groups' numbers.
private struct CountedGroups {
    var groups: [(numbers: [Int64], count: Int)]
    var total: Int
}

extension CountTable {
    /// Rows of the same keys as one: two features of a region file may have one name.
    fileprivate static func merged(_ rows: [Row]) -> [Row] {
        var merged: [Row] = []
        for row in rows {
            if let last = merged.last, last.keys == row.keys {
                merged[merged.count - 1].count += row.count
            } else {
                merged.append(row)
            }
        }
        return merged
    }
}

extension IncidentParts {
    /// What the groupings look at.
    fileprivate init(_ groupings: [Grouping]) {
        self = []
        for grouping in groupings {
            switch grouping {
            case .type: insert(.type)
            case .year, .month, .week, .day, .hour, .weekday: insert(.time)
            case .grid, .regions: insert(.location)
            }
        }
    }
}
