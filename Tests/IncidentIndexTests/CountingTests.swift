import Foundation
import IncidentIndex
import TestSupport
import Testing

@Suite("Counting by groups")
struct CountingTests {
    private func store(_ intervals: [TemporalInterval?], at places: [Geometry?] = []) async throws -> IncidentStore {
        let store = try IncidentStore.inMemory()
        try await store.write { batch in
            for (index, interval) in intervals.enumerated() {
                guard let id = IncidentID("t:\(index)") else { continue }
                var incident = Incident(id: id)
                incident.interval = interval
                incident.geometry = places.indices.contains(index) ? places[index] : nil
                try batch.insert(incident)
            }
        }
        return store
    }

    private func rows(_ table: CountTable) -> [String] {
        table.rows.map { "\($0.keys.joined(separator: "|")) \($0.count)" }
    }

    @Test("an incident counts at its start, in the week that holds its day; undated ones stand under (none), last")
    func time() async throws {
        // 2021-01-03 is the Sunday of the last week of 2020; 2020-12-31 lies in the same week.
        let store = try await store([.day(2021, 1, 3), .day(2020, 12, 31), .day(2021, 1, 4), nil, .month(2021, 1)])
        #expect(rows(try store.count(Query(), by: [.week])) == ["2020-W53 3", "2021-W01 1", "(none) 1"])
        #expect(rows(try store.count(Query(), by: [.year])) == ["2020 1", "2021 3", "(none) 1"])
        #expect(
            rows(try store.count(Query(), by: [.month, .day])) == [
                "2020-12|2020-12-31 1", "2021-01|2021-01-01 1", "2021-01|2021-01-03 1", "2021-01|2021-01-04 1",
                "(none)|(none) 1",
            ])
    }

    @Test("every week of four hundred years gets the key that ISO 8601 gives it")
    func weeks() throws {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        var wrong = 0
        for day in stride(from: -70_000, to: 76_000, by: 1) {
            let instant = Instant(milliseconds: Int64(day) * Instant.millisecondsPerDay)
            let parts = calendar.dateComponents(
                [.yearForWeekOfYear, .weekOfYear], from: Date(timeIntervalSince1970: Double(day) * 86_400))
            guard let year = parts.yearForWeekOfYear, let week = parts.weekOfYear else { continue }
            if instant.key(of: .week) != "\(year)-W\(week < 10 ? "0" : "")\(week)" { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    @Test(
        "an incident counts in every region that it intersects, and once in the total; an unusable region is reported")
    func regions() async throws {
        let store = try await store(
            [nil, nil, nil, nil],
            at: [
                .point(longitude: 1, latitude: 1), .point(longitude: 3, latitude: 1), .point(longitude: 9, latitude: 9),
                .lineString([Position(longitude: 0.5, latitude: 1), Position(longitude: 3.5, latitude: 1)]),
            ])
        func box(_ west: Double, _ east: Double) -> Region {
            Region(
                Polygon(
                    exterior: [(west, 0), (east, 0), (east, 2), (west, 2), (west, 0)].map {
                        Position(longitude: $0.0, latitude: $0.1)
                    }))
        }
        let bowTie = Region(
            Polygon(
                exterior: [(0, 0), (1, 1), (1, 0), (0, 1), (0, 0)].map { Position(longitude: $0.0, latitude: $0.1) }))
        let table = try store.count(
            Query(),
            by: [
                .regions(
                    title: "area",
                    [
                        LabelledRegion(label: "west", region: box(0, 2)),
                        LabelledRegion(label: "east", region: box(2, 4)),
                        LabelledRegion(label: "broken", region: bowTie),
                    ])
            ])
        #expect(rows(table) == ["east 2", "west 2", "(none) 1"])
        #expect(table.total == 4)
        #expect(table.unusableRegions.map(\.label) == ["broken"])
    }
}
