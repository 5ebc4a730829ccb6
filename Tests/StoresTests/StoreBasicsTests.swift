import Foundation
import Geometries
import Incidents
import Queries
import Stores
import TestSupport
import Testing

@Suite("A store keeps what it is given")
struct StoreBasicsTests {
    @Test("every field comes back exactly as it was written, also after reopening")
    func roundTrip() throws {
        let fixture = try StoreFixture()
        let incident = try fullIncident()
        let store = try fixture.open()
        try store.insert([incident])
        #expect(try store.incident(id: incident.id) == incident)
        try store.close()
        let again = try fixture.open()
        let read = try #require(try again.incident(id: incident.id))
        #expect(read == incident)
        // String's own equality merges spellings; the bytes must be the same too.
        #expect(read.title.map { Array($0.utf8) } == incident.title.map { Array($0.utf8) })
    }

    @Test("random incidents of every geometry come back exactly, in the order of the store")
    func randomRoundTrip() throws {
        let fixture = try StoreFixture()
        var generator = IncidentGenerator(seed: 1)
        let incidents = generator.incidents(500)
        let store = try fixture.open()
        try store.insert(incidents)
        #expect(try store.all() == incidents)
    }

    @Test("an incident about which nothing is known is stored and found")
    func emptyIncident() throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let incident = Incident(id: try id("only"))
        try store.insert([incident])
        #expect(try store.all() == [incident])
        #expect(try store.count(Query(during: .year(2022))) == 0)
    }

    @Test("a store in memory answers like one in a file")
    func inMemory() throws {
        let store = try IncidentStore.inMemory()
        let incident = try fullIncident()
        try store.insert([incident])
        #expect(try store.incident(id: incident.id) == incident)
        #expect(try store.all(Query(during: .month(2022, 1))) == [incident])
        #expect(
            try store.count(Query(in: .within(metres: 1_000, of: Coordinate(longitude: 44.12, latitude: 33.1)))) == 1)
    }

    @Test("a batch that fails leaves nothing behind")
    func atomicBatch() throws {
        struct Stop: Error {}
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let first = try pointIncident("a", 1, 2)
        try store.insert([first])
        #expect(throws: Stop.self) {
            try store.write { batch in
                for number in 0..<200 { try batch.insert(try pointIncident("b\(number)", 1, 2)) }
                _ = try batch.delete(id: first.id)
                throw Stop()
            }
        }
        #expect(try store.all() == [first])
        // The triggers that a large batch takes away are back too.
        try fixture.outside("DELETE FROM incidents")
        #expect(try store.count(Query(in: .boundingBox(try BoundingBox(west: 0, south: 0, east: 9, north: 9)))) == 0)
    }

    @Test("a second incident of the same id is refused by insert")
    func duplicateID() throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        try store.insert([try pointIncident("a", 1, 2)])
        #expect(throws: StoreError.duplicateID(try id("a"))) { try store.insert([try pointIncident("a", 3, 4)]) }
        #expect(try store.count(Query()) == 1)
    }

    @Test("ids are their bytes: spellings that String calls equal are two incidents")
    func idsAreBytes() throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        try store.insert([try pointIncident("e\u{301}", 1, 2), try pointIncident("\u{E9}", 3, 4)])
        #expect(try store.count(Query()) == 2)
    }

    @Test("update changes and delete removes; both need the incident to be there")
    func updateAndDelete() throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        var incident = try pointIncident("a", 1, 2)
        try store.insert([incident])
        incident.geometry = .point(longitude: 50, latitude: 60)
        incident.deathsBest = 3
        let changed = incident
        try store.write { try $0.update(changed) }
        #expect(try store.incident(id: incident.id) == incident)
        let other = try pointIncident("other", 1, 2)
        #expect(throws: StoreError.noSuchIncident(other.id)) { try store.write { try $0.update(other) } }
        #expect(try store.write { try $0.delete(id: incident.id) })
        #expect(try store.write { try $0.delete(id: incident.id) } == false)
        #expect(try store.count(Query()) == 0)
    }

    @Test("a commit is on the disk when it returns: synchronous is FULL and the log is ahead")
    func durability() throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        #expect(try store.writerPragma("synchronous") == "2")
        #expect(try store.writerPragma("journal_mode") == "wal")
        // Another connection sees the write although this one was never closed.
        try store.insert([try pointIncident("a", 1, 2)])
        #expect(try fixture.value("SELECT count(*) FROM incidents", as: Int.self) == 1)
    }

    @Test("an asynchronous write is atomic and gives back what the closure returns")
    func asynchronousWrite() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let incident = try pointIncident("a", 1, 2)
        let row = try await store.write { batch in
            try batch.insert(incident)
            return batch.lastInsertedRow
        }
        #expect(row == 1)
        var found: [Incident] = []
        for try await match in store.matches(Query()) { found.append(match) }
        #expect(found == [incident])
    }

    @Test("closing brings the log into the file, so that the file alone is the store")
    func closing() throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        try store.insert([try pointIncident("a", 1, 2)])
        try store.close()
        try store.close()
        #expect(try fixture.folder.contents().contains("incidents.gpkg-wal") == false)
        #expect(throws: StoreError.closed(path: fixture.path)) { try store.count(Query()) }
    }
}
