public import Queries
public import Stores

extension IncidentStore {
    /// Counts the matches of a query by groups.
    ///
    /// Undated, unlocated and unmatched incidents fall into ``CountTable/noValue``. An incident that intersects several
    /// regions counts in each of them, and once in the total.
    ///
    /// - Throws: what a query throws; a region that cannot be used is reported in the table.
    /// - Complexity: O(matches × groupings); memory grows with the number of groups, not of matches.
    public func count(_ query: Query, by groupings: [Grouping]) throws -> CountTable {
        var keys = try groupings.map { try GroupKeys($0) }
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
        let groups = tally.groups.sorted { left, right in
            for (level, pair) in zip(left.numbers, right.numbers).enumerated() where pair.0 != pair.1 {
                return keys[level].precedes(pair.0, pair.1)
            }
            return false
        }
        let rows = groups.map { group in
            CountTable.Row(
                keys: group.numbers.enumerated().map { keys[$0.offset].name(of: $0.element) }, count: group.count)
        }
        return CountTable(
            titles: groupings.map(\.title), rows: CountTable.merged(rows), total: total,
            unusableRegions: keys.flatMap(\.unusableRegions))
    }
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
