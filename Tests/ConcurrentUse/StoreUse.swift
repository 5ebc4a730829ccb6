import Geometries
import Incidents
import Queries
import Regions
import Stores
import TestSupport

/// One writer and four readers of a store, until a time.
///
/// A batch adds, moves or deletes all seven incidents of a group at once. Whoever sees a group in part has seen half a batch.
struct StoreUse: Sendable {
    let store: IncidentStore
    /// Whose incidents these are; every process has one writer.
    let writer: String
    let end: ContinuousClock.Instant

    private static let size = 7

    /// Works until the time has come.
    func run() async throws -> UseReport {
        try await withThrowingTaskGroup(of: UseReport.self) { group in
            group.addTask { try await write() }
            for reader in 0..<4 { group.addTask { try await read(reader) } }
            return try await group.reduce(into: UseReport()) { $0.add($1) }
        }
    }

    // MARK: Writing

    private func incidents(of group: Int, at step: Int) -> [Incident] {
        (0..<Self.size).compactMap { member in
            guard let id = IncidentID("\(writer):\(group)/\(member)") else { return nil }
            var incident = Incident(id: id)
            incident.geometry = .point(longitude: Double((group + 7 * step) % 40), latitude: Double(member))
            incident.interval = .day(2022, 1, 1 + (group + step) % 28)
            incident.timePrecision = .day
            incident.title = "group \(group)"
            return incident
        }
    }

    private func write() async throws -> UseReport {
        var report = UseReport()
        var random = SeededGenerator(seed: writer == "first" ? 1 : 2)
        var groups: [Int] = []
        while ContinuousClock.now < end {
            let step = report.writes
            let members = incidents(of: step, at: step)
            switch Int.random(in: 0..<4, using: &random) {
            case 0 where groups.count > 40:
                let gone = groups.remove(at: Int.random(in: 0..<groups.count, using: &random))
                let ids = incidents(of: gone, at: 0).map(\.id)
                try await store.write { batch in
                    for id in ids { _ = try batch.delete(id: id) }
                }
            case 1 where !groups.isEmpty:
                let moved = incidents(of: groups[Int.random(in: 0..<groups.count, using: &random)], at: step)
                try await store.write { batch in
                    for incident in moved { try batch.update(incident) }
                }
            default:
                try await store.write { batch in
                    for incident in members { try batch.insert(incident) }
                }
                groups.append(step)
            }
            report.writes += 1
            // Both processes write the file of the index, and each takes up the other's.
            if step % 25 == 24 { try store.rebuildIndex() }
        }
        return report
    }

    // MARK: Reading

    private static let queries: [Query] = {
        let rectangle = Rectangle(minLongitude: -1, minLatitude: -1, maxLongitude: 41, maxLatitude: 7)
        return [
            Query(), Query(during: .year(2022)), Query(in: .region(Region(name: "all", Polygon(rectangle)))),
            Query(in: .within(metres: 9_000_000, of: Coordinate(longitude: 20, latitude: 3)), during: .year(2022)),
        ]
    }()

    private func read(_ reader: Int) async throws -> UseReport {
        var report = UseReport()
        let query = Self.queries[reader]
        while ContinuousClock.now < end {
            let count = try store.count(query)
            if count % Self.size != 0 { report.faults.append("\(count) counted by reader \(reader)") }
            // A stream that takes its time, while batch after batch is written.
            var groups: [String: Int] = [:]
            for try await incident in store.matches(query) {
                groups[String(incident.id.text.split(separator: "/")[0]), default: 0] += 1
                if groups.count % 16 == 15 { await Task.yield() }
            }
            if let (group, members) = groups.first(where: { $0.value != Self.size }) {
                report.faults.append("\(members) of group \(group) seen by reader \(reader)")
            }
            let nearest = try store.nearest(to: Coordinate(longitude: 20, latitude: 3), count: 5, among: query)
            if nearest.count != 5, groups.count > 0 { report.faults.append("\(nearest.count) nearest instead of 5") }
            report.reads += 3
            await Task.yield()
        }
        return report
    }
}
