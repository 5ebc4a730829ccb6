import Foundation
import IncidentIndex

/// Asks our index everything that the peers are asked.
struct Suites {
    private let workload: Workload
    private let name = "IncidentIndex"

    init(_ workload: Workload) {
        self.workload = workload
    }

    func run() throws {
        let entries = workload.records.map { record in
            IndexEntry(
                id: record.id,
                envelope: Envelope(
                    longitude: record.longitude, latitude: record.latitude,
                    time: TimeSpan(first: record.time * 1_000, last: record.time * 1_000)))
        }
        var tree = PackedTree()
        try report("build", "-", queries: entries.count) {
            tree = try PackedTree(bulkLoading: entries)
            return entries.count
        }
        print(line("bytes", "-", 1, entries.count, [Double(tree.byteCount) / Double(entries.count)]))
        for (index, area) in Workload.areaClasses.enumerated() {
            let start = index * Workload.windowsPerClass
            windows(Array(workload.windows[start..<(start + Workload.windowsAsked[index])]), area.name, tree)
        }
        nearest(tree)
    }

    private func windows(_ windows: [Window], _ area: String, _ tree: PackedTree) {
        var statistics = QueryStatistics()
        var ids: [Int64] = []
        ids.reserveCapacity(workload.records.count)
        func rectangle(_ window: Window) -> Rectangle {
            Rectangle(
                minLongitude: window.west, minLatitude: window.south, maxLongitude: window.east,
                maxLatitude: window.north)
        }
        func collect(_ span: (Window) -> TimeSpan?) -> Int {
            var hits = 0
            for window in windows {
                ids.removeAll(keepingCapacity: true)
                tree.collect(QueryWindow(rectangle(window), time: span(window)), into: &ids, statistics: &statistics)
                hits += ids.count
            }
            return hits
        }
        report("window count", area, queries: windows.count) {
            windows.reduce(0) { $0 + tree.count(in: QueryWindow(rectangle($1)), statistics: &statistics) }
        }
        report("window ids", area, queries: windows.count) { collect { _ in nil } }
        report("window 30 days", area, queries: windows.count) {
            collect { TimeSpan(first: Int64($0.monthStart) * 1_000, last: Int64($0.monthEnd) * 1_000) }
        }
        report("window 1 year", area, queries: windows.count) {
            collect { TimeSpan(first: Int64($0.yearStart) * 1_000, last: Int64($0.yearEnd) * 1_000) }
        }
    }

    private func nearest(_ tree: PackedTree) {
        for count in [10, 100] {
            report("nearest planar", "\(count)", queries: workload.centres.count) {
                var sum = 0.0
                for centre in workload.centres {
                    let ruler = PlanarRuler(
                        from: Coordinate(longitude: centre.longitude, latitude: centre.latitude))
                    for neighbour in tree.nearest(NearestSearch(count: count), from: ruler) {
                        sum += neighbour.distance
                    }
                }
                return Int(sum)
            }
            report("nearest sphere", "\(count)", queries: workload.centres.count) {
                var sum = 0.0
                for centre in workload.centres {
                    let ruler = SphericalRuler(
                        from: Coordinate(longitude: centre.longitude, latitude: centre.latitude))
                    for neighbour in tree.nearest(NearestSearch(count: count), from: ruler) {
                        sum += neighbour.distance
                    }
                }
                return Int(sum)
            }
        }
    }

    /// Repeats for half a second, three times at least, and prints the fastest and the median time a query.
    private func report(_ suite: String, _ area: String, queries: Int, _ body: () throws -> Int) rethrows {
        var times: [Double] = []
        var hits = 0
        while times.count < 3 || (times.reduce(0, +) < 5e8 && times.count < 50) {
            let start = Self.threadTime()
            hits = try body()
            times.append(Self.threadTime() - start)
        }
        print(line(suite, area, queries, hits, times.sorted().map { $0 / Double(queries) }))
    }

    private func line(_ suite: String, _ area: String, _ queries: Int, _ hits: Int, _ times: [Double]) -> String {
        let (fastest, median) = (times[0], times[times.count / 2])
        return [
            name, "\(workload.records.count)", suite, area, "\(queries)", "\(hits)", String(format: "%.2f", fastest),
            String(format: "%.2f", median),
        ].joined(separator: "\t")
    }

    /// Nanoseconds of this thread: what other programs take does not count.
    private static func threadTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
}
