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

    @Test("hours and weekdays go by the clocks of a zone; what is not known so finely stands under (none)")
    func clocks() async throws {
        // 2022-01-06 was a Thursday; 22:30 UTC is Friday, 01:30 in Baghdad.
        let night = try TemporalText.parse("2022-01-06T22:30:00Z").interval
        let store = try await store([night, .day(2022, 1, 6), .month(2022, 1), nil])
        let baghdad = try AssumedZone("Asia/Baghdad")
        #expect(rows(try store.count(Query(), by: [.hour(nil)])) == ["22 1", "(none) 3"])
        #expect(rows(try store.count(Query(), by: [.hour(baghdad)])) == ["01 1", "(none) 3"])
        #expect(rows(try store.count(Query(), by: [.weekday(nil)])) == ["Thu 2", "(none) 2"])
        #expect(rows(try store.count(Query(), by: [.weekday(baghdad)])) == ["Thu 1", "Fri 1", "(none) 2"])
    }

    @Test(
        "a cell of a grid holds its south-west edges, the last ones 180 and 90 too; an area counts in each that it meets"
    )
    func grid() async throws {
        let triangle = Geometry.polygon(
            Polygon(
                exterior: [(1, 1), (11, 1), (1, 11), (1, 1)].map { Position(longitude: $0.0, latitude: $0.1) }))
        let store = try await store(
            [nil, nil, nil, nil, nil],
            at: [
                .point(longitude: 10, latitude: 20), .point(longitude: 9.999, latitude: 20),
                .point(longitude: 180, latitude: 90), triangle, nil,
            ])
        let cells = try #require(DegreeCells(side: 10))
        let table = try store.count(Query(), by: [.grid(cells)])
        #expect(
            rows(table) == ["0,0 1", "10,0 1", "0,10 1", "0,20 1", "10,20 1", "170,80 1", "(none) 1"],
            "the hypotenuse passes by (10, 10)")
        #expect(table.total == 5)
        #expect(DegreeCells(side: 0) == nil && DegreeCells(side: .nan) == nil && DegreeCells(side: 91) == nil)
    }

    @Test("a map has every region with its counts, a property for each combination of the other groups")
    func map() async throws {
        func square(_ west: Double) -> Region {
            Region(Polygon(Rectangle(minLongitude: west, minLatitude: 0, maxLongitude: west + 2, maxLatitude: 2)))
        }
        let store = try await store(
            [.year(2020), .year(2021), .year(2021), nil],
            at: [1, 1, 1, 1].map { .point(longitude: $0, latitude: 1) })
        let groupings = [
            Grouping.year,
            .regions(
                title: "name",
                [LabelledRegion(label: "a", region: square(0)), LabelledRegion(label: "b", region: square(5))]),
        ]
        let map = try CountMap(try store.count(Query(), by: groupings), groupings: groupings)
        var bytes: [UInt8] = []
        try map.write { piece in bytes.append(contentsOf: piece) }
        let value = try JSONParser().parse(bytes.span)
        guard case .array(let features)? = value["features"] else { throw FormatError("no features") }
        #expect(
            features.map { $0["properties"]?.text ?? "" } == [
                #"{"name":"a","count":4,"(none)":1,"2020":1,"2021":2}"#,
                #"{"name":"b","count":0,"(none)":null,"2020":null,"2021":null}"#,
            ])
        #expect(throws: FormatError.self) { try CountMap(try store.count(Query(), by: [.year]), groupings: [.year]) }
    }

    @Test("regions of one name are one group, in each year too")
    func namesakes() async throws {
        func square(_ west: Double) -> LabelledRegion {
            let square = Rectangle(minLongitude: west, minLatitude: 0, maxLongitude: west + 2, maxLatitude: 2)
            return LabelledRegion(label: "island", region: Region(Polygon(square)))
        }
        let store = try await store(
            [.year(2020), .year(2021), .year(2020), .year(2021)],
            at: [1, 1, 6, 6].map { .point(longitude: $0, latitude: 1) })
        let table = try store.count(Query(), by: [.regions(title: "name", [square(0), square(5)]), .year])
        #expect(rows(table) == ["island|2020 2", "island|2021 2"])
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
