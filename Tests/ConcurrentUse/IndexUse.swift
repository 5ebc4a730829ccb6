import Geometries
import SpatialIndexes
import TestSupport

/// Two tasks that change an index in memory and two that search it, while it merges its trees in the background.
struct IndexUse: Sendable {
    let end: ContinuousClock.Instant
    private let index = MutableIndex()

    init(end: ContinuousClock.Instant) { self.end = end }

    /// Works until the time has come.
    func run() async -> UseReport {
        await withTaskGroup(of: UseReport.self) { group in
            for writer in 0..<2 { group.addTask { await write(writer) } }
            for _ in 0..<2 { group.addTask { await read() } }
            return await group.reduce(into: UseReport()) { $0.add($1) }
        }
    }

    /// Changes entries of its own, and knows in the end which there must be.
    private func write(_ writer: Int) async -> UseReport {
        var report = UseReport()
        var random = SeededGenerator(seed: UInt64(writer))
        var expected: Set<Int64> = []
        while ContinuousClock.now < end {
            let id = Int64.random(in: 0..<5_000, using: &random) * 2 + Int64(writer)
            if random.oneIn(3) {
                if index.remove(id) != (expected.remove(id) != nil) {
                    report.faults.append("\(id) was not there, or was")
                }
            } else {
                let longitude = Double.random(in: -180...180, using: &random)
                let envelope = Envelope(longitude: longitude, latitude: 1, time: TimeSpan(first: id, last: id))
                let isNew = expected.insert(id).inserted
                do {
                    if try index.upsert(IndexEntry(id: id, envelope: envelope)) == isNew {
                        report.faults.append("\(id) was not there, or was")
                    }
                } catch {
                    report.faults.append("\(error)")
                }
            }
            report.writes += 1
            if report.writes % 64 == 0 { await Task.yield() }
        }
        await index.waitForMerges()
        let found = Set(index.snapshot.ids(in: QueryWindow()).filter { $0 % 2 == Int64(writer) })
        if found != expected { report.faults.append("\(found.count) entries instead of \(expected.count)") }
        return report
    }

    private func read() async -> UseReport {
        var report = UseReport()
        while ContinuousClock.now < end {
            let snapshot = index.snapshot
            let ids = snapshot.ids(in: QueryWindow())
            await Task.yield()
            // Whatever was changed meanwhile, a snapshot counts the same twice.
            let counts = [snapshot.count(in: QueryWindow()), snapshot.ids(in: QueryWindow()).count, snapshot.count]
            if counts != [ids.count, ids.count, ids.count] {
                report.faults.append("\(counts) instead of \(ids.count)")
            }
            if Set(ids).count != ids.count { report.faults.append("an entry was found twice") }
            report.reads += 3
        }
        return report
    }
}
