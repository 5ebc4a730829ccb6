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
        var classifiers: [Int: RegionClassifier] = [:]
        for (index, grouping) in groupings.enumerated() {
            if case .regions(_, let regions) = grouping { classifiers[index] = try RegionClassifier(regions) }
        }
        var counts: [[String]: Int] = [:]
        var total = 0
        var query = query
        query.order = .store
        _ = try forEachMatch(query) { match in
            total += 1
            var combinations: [[String]] = [[]]
            for (index, grouping) in groupings.enumerated() {
                let keys: [String]
                switch grouping {
                case .type:
                    keys = [match.incident.type ?? CountTable.noValue]
                case .regions:
                    let labels = try match.incident.geometry.flatMap { try classifiers[index]?.labels(for: $0) } ?? []
                    keys = labels.isEmpty ? [CountTable.noValue] : labels
                default:
                    keys = [match.incident.interval?.start.key(of: grouping) ?? CountTable.noValue]
                }
                combinations = combinations.flatMap { prefix in keys.map { prefix + [$0] } }
            }
            for combination in combinations { counts[combination, default: 0] += 1 }
            return true
        }
        let rows = counts.map { CountTable.Row(keys: $0.key, count: $0.value) }.sorted { left, right in
            for (first, second) in zip(left.keys, right.keys) where first != second {
                if first == CountTable.noValue { return false }
                if second == CountTable.noValue { return true }
                return first.utf8.lexicographicallyPrecedes(second.utf8)
            }
            return false
        }
        return CountTable(
            titles: groupings.map(\.title), rows: rows, total: total,
            unusableRegions: classifiers.keys.sorted().flatMap { classifiers[$0]?.unusable ?? [] })
    }
}
