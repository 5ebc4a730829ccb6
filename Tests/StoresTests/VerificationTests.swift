import Foundation
import Geometries
import Incidents
import JSONValues
import Queries
import Stores
import TestSupport
import Testing

@Suite("Verifying names what is broken, and nothing broken is lost")
struct VerificationTests {
    private func prepared(_ fixture: StoreFixture) throws -> IncidentStore {
        let store = try fixture.open()
        try store.insert([try fullIncident(), try pointIncident("b", 3, 4, during: .day(2022, 1, 1))])
        return store
    }

    @Test("a sound store has no findings, empty or full, in a file or in memory")
    func sound() throws {
        let fixture = try StoreFixture()
        #expect(try fixture.open().verify() == [])
        var generator = IncidentGenerator(seed: 9)
        let store = try fixture.open()
        try store.insert(generator.incidents(200))
        try store.rebuildIndex()
        #expect(try store.verify() == [])
        try store.insert([try pointIncident("later", 1, 1)])
        #expect(try store.verify() == [])
        #expect(try IncidentStore.inMemory().verify() == [])
    }

    @Test(
        "every broken row is named by what is broken, is kept, and is found by nothing that is broken in it",
        arguments: [
            ("geom = X'00'", "geometry cannot be used"),
            ("geom = 'text'", "geometry is no blob"),
            // A point at latitude 95, and one at NaN and 0.
            ("geom = X'47500001E6100000010100000000000000000024400000000000C05740'", "latitude 95"),
            ("geom = X'47500001E61000000101000000000000000000F87F0000000000000000'", "not finite"),
            ("geom = X'47500001E610000001010000000000'", "geometry cannot be used"),
            ("id = NULL", "has no id"),
            ("start = 'soon'", "is none"),
            ("start = '2022-02-30T00:00:00Z'", "is none"),
            ("start = '2023-01-01T00:00:00.000Z'", "is none"),
            ("start = NULL", "is none"),
            ("properties = '{'", "properties is no JSON"),
            ("actors = 'x'", "actors is no JSON"),
            ("deaths_best = 'many'", "deaths_best is no number"),
            ("title = CAST(X'FF' AS TEXT)", "title is not UTF-8"),
        ])
    func brokenRows(change: String, message: String) throws {
        let fixture = try StoreFixture()
        let store = try prepared(fixture)
        try fixture.outside("UPDATE incidents SET \(change) WHERE id = 'b'")
        let findings = try store.verify()
        #expect(findings.count == 1 && findings[0].location == "row 2" && findings[0].message.contains(message))
        #expect(try store.count(Query()) == 2)
        #expect(try store.all().count == 2)
        let scanning = try fixture.open(usesIndex: false)
        let box = Query(in: .boundingBox(try BoundingBox(west: -180, south: -90, east: 180, north: 90)))
        for query in [box, Query(during: .year(2022)), Query(during: .year(2023))] {
            #expect(try store.all(query) == scanning.all(query))
        }
        if change.hasPrefix("geom") { #expect(try store.count(box) == 1) }
        if change.hasPrefix("start") { #expect(try store.count(Query(during: .day(2022, 1, 1))) == 0) }
    }

    @Test("a time and a number that cannot be read are kept as properties")
    func leftovers() throws {
        let fixture = try StoreFixture()
        let store = try prepared(fixture)
        try fixture.outside("UPDATE incidents SET start = 'soon', deaths_best = 'many' WHERE id = 'b'")
        let incident = try #require(try store.incident(id: try id("b")))
        #expect(incident.interval == nil && incident.deathsBest == nil)
        #expect(incident.value(ofProperty: "source.start") == .string("soon"))
        #expect(incident.value(ofProperty: "source.deaths_best") == .string("many"))
    }

    @Test("a damaged index file is named")
    func damagedIndex() throws {
        let fixture = try StoreFixture()
        let store = try prepared(fixture)
        try store.rebuildIndex()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: fixture.indexPath))
        bytes[bytes.count - 1] ^= 0x40
        // Replaced, as everyone must who changes a mapped file.
        try FileManager.default.removeItem(atPath: fixture.indexPath)
        try bytes.write(to: URL(fileURLWithPath: fixture.indexPath))
        #expect(try store.verify().map(\.location) == ["index file"])
        try store.rebuildIndex()
        #expect(try store.verify() == [])
    }

    @Test("lost triggers are named")
    func lostTriggers() throws {
        let fixture = try StoreFixture()
        try prepared(fixture).close()
        try fixture.outside("DROP TRIGGER incidents_log_deleted")
        let findings = try fixture.open(readOnly: true).verify()
        #expect(findings.count == 1 && findings[0].message.contains("triggers"))
        #expect(try fixture.open().verify() == [])
    }

    @Test("the survey counts what is there")
    func info() throws {
        let fixture = try StoreFixture()
        let store = try prepared(fixture)
        try store.insert([Incident(id: try id("nothing")), try pointIncident("c", -5, 6, type: "drone_attack")])
        let info = try store.info()
        #expect(info.incidents == 4 && info.located == 3 && info.dated == 2)
        let box = try BoundingBox(west: -5, south: 4, east: 44.123_456_789_012_3, north: 33.1)
        #expect(info.boundingBox == box)
        #expect(info.types.map(\.name) == [nil, "drone_attack"] && info.types.map(\.count) == [2, 2])
        #expect(info.usesMilliseconds && info.schemaVersion == 1 && info.storeBytes > 0)
        #expect(info.earliestStart == Instant(year: 2022, month: 1, day: 1))
    }
}
