import Geometries
import SpatialIndexes
import TestSupport
import Testing

@Suite("Window searches of the packed tree")
struct SearchTests {
    /// Compares every kind of window search with the oracle; returns what differs.
    static func disagreement(of index: some SpatialIndex, with oracle: IndexOracle, in window: QueryWindow) -> String? {
        let expected = oracle.ids(in: window)
        var statistics = QueryStatistics()
        var ids: [Int64] = [-1]
        index.collect(window, into: &ids, statistics: &statistics)
        guard ids.first == -1, ids.dropFirst().sorted() == expected else {
            return "\(window): ids \(ids.dropFirst().sorted()) instead of \(expected)"
        }
        guard statistics.matches == expected.count else { return "\(window): \(statistics.matches) matches counted" }
        guard index.count(in: window) == expected.count else { return "\(window): count \(index.count(in: window))" }
        guard index.hasMatch(in: window) == !expected.isEmpty else { return "\(window): hasMatch" }
        var called: [Int64] = []
        try? index.forEach(in: window, statistics: &statistics) { id in
            called.append(id)
            return true
        }
        guard called.sorted() == expected else { return "\(window): called with \(called.sorted())" }
        return nil
    }

    @Test("agree with brute force on every kind of data and window", arguments: IndexData.Places.allCases)
    func agree(places: IndexData.Places) throws {
        var random = IndexRandom(seed: UInt64(IndexData.Places.allCases.firstIndex(of: places) ?? 0))
        var failures: [String] = []
        for times in IndexData.Times.allCases {
            for _ in 0..<62 * IndexTestScale.factor {
                let data = IndexData(places: places, times: times, extents: [0, 0, 0.3, 1][random.int(0...3)])
                let entries = data.entries(
                    random.chance(0.4) ? random.int(0...70) : random.int(0...1_200), using: &random)
                let tree = try PackedTree(bulkLoading: entries, orders: random.orders())
                let oracle = IndexOracle(entries)
                for _ in 0..<40 {
                    let window = data.window(over: entries, using: &random)
                    if let failure = Self.disagreement(of: tree, with: oracle, in: window) {
                        failures.append("\(data), \(entries.count) entries, \(failure.prefix(400))")
                    }
                }
            }
        }
        #expect(failures.isEmpty, "\(failures.count) failures, the first: \(failures.first ?? "")")
    }
}
