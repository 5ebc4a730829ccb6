import Foundation
import GRDB
import Geometries
import Incidents
import Queries
import Stores
import TestSupport
import Testing

@Suite("What can be opened as a store, and what is refused with a reason")
struct StoreOpeningTests {
    @Test("a missing file is made, but not for reading and not when it must be there")
    func missing() throws {
        let fixture = try StoreFixture()
        #expect(throws: StoreError.notFound(path: fixture.path)) { try fixture.open(readOnly: true) }
        #expect(throws: StoreError.notFound(path: fixture.path)) {
            try IncidentStore(path: fixture.path, options: StoreOptions(createIfMissing: false))
        }
        #expect(try fixture.folder.contents() == [])
        #expect(try fixture.open().count(Query()) == 0)
    }

    @Test("a file that is not SQLite is refused and left as it is")
    func notADatabase() throws {
        let fixture = try StoreFixture()
        let text = "id,start\n1,2022-01-01\n"
        try fixture.folder.write(text, to: "incidents.gpkg")
        for readOnly in [true, false] {
            #expect(throws: StoreError.notADatabase(path: fixture.path)) { try fixture.open(readOnly: readOnly) }
        }
        #expect(try String(contentsOfFile: fixture.path, encoding: .utf8) == text)
        #expect(try fixture.folder.contents() == ["incidents.gpkg"])
    }

    @Test("a folder is refused")
    func folder() throws {
        let folder = try TemporaryFolder()
        #expect(throws: StoreError.notADatabase(path: folder.path)) { try IncidentStore(path: folder.path) }
    }

    @Test("a database without the layer is refused and left as it is")
    func otherDatabase() throws {
        let fixture = try StoreFixture()
        try fixture.outside("CREATE TABLE notes (text TEXT)")
        let before = try Data(contentsOf: URL(fileURLWithPath: fixture.path))
        for readOnly in [true, false] {
            #expect(throws: StoreError.self) { try fixture.open(readOnly: readOnly) }
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: fixture.path)) == before)
    }

    @Test("a database without any table, which a crash may leave, counts as an empty file")
    func blankDatabase() throws {
        let fixture = try StoreFixture()
        try fixture.outside("PRAGMA journal_mode = WAL; PRAGMA user_version = 1")
        #expect(throws: StoreError.empty(path: fixture.path)) { try fixture.open(readOnly: true) }
        #expect(throws: StoreError.empty(path: fixture.path)) {
            try IncidentStore(path: fixture.path, options: StoreOptions(createIfMissing: false))
        }
        let store = try fixture.open()
        try store.insert([try pointIncident("a", 1, 2)])
        #expect(try fixture.open(readOnly: true).count(Query()) == 1)
        #expect(try store.verify() == [])
    }

    @Test("a store written by a newer version is refused")
    func newerVersion() throws {
        let fixture = try StoreFixture()
        try fixture.open().close()
        try fixture.outside("UPDATE incidents_store SET value = '99' WHERE name = 'schema_version'")
        for readOnly in [true, false] {
            #expect(throws: StoreError.newerVersion(path: fixture.path, version: 99, supported: 1)) {
                try fixture.open(readOnly: readOnly)
            }
        }
    }

    @Test("a layer in another spatial reference is refused")
    func otherReference() throws {
        let fixture = try StoreFixture()
        try fixture.open().close()
        try fixture.outside("UPDATE gpkg_geometry_columns SET srs_id = 3857")
        #expect(throws: StoreError.unsupportedReference(path: fixture.path, identifier: 3857)) { try fixture.open() }
    }

    @Test("each refusal is one sentence that says what to do")
    func descriptions() throws {
        let errors: [StoreError] = [
            .notFound(path: "p"), .notADatabase(path: "p"), .notAStore(path: "p", reason: "r"),
            .unsupportedReference(path: "p", identifier: 1), .newerVersion(path: "p", version: 2, supported: 1),
            .readOnly(path: "p"), .busy(path: "p"), .closed(path: "p"), .duplicateID(try id("i")),
        ]
        for error in errors {
            #expect(
                error.description.count > 20 && !error.description.contains("\n") && !error.description.hasSuffix("."))
        }
    }

    @Test("a store opened for reading cannot be written, and no index is written beside it")
    func readOnly() throws {
        let fixture = try StoreFixture()
        let writing = try fixture.open()
        try writing.insert([try pointIncident("a", 1, 2)])
        try writing.close()
        let store = try fixture.open(readOnly: true)
        #expect(store.isReadOnly)
        #expect(throws: StoreError.readOnly(path: fixture.path)) { try store.insert([try pointIncident("b", 1, 2)]) }
        #expect(try store.count(Query(text: "a")) == 0)
        #expect(try store.count(Query(in: .within(metres: 10, of: Coordinate(longitude: 1, latitude: 2)))) == 1)
        try store.close()
        #expect(try fixture.folder.contents().contains("incidents.gpkg.index") == false)
    }

    @Test("a path with signs that a URI would take for its own is a path")
    func oddPath() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("50% of #1? ü.gpkg")
        let store = try IncidentStore(path: path)
        try store.insert([try pointIncident("a", 1, 2)])
        try store.close()
        #expect(try folder.contents().contains("50% of #1? ü.gpkg"))
        #expect(try IncidentStore(path: path, options: StoreOptions(readOnly: true)).count(Query()) == 1)
    }

    @Test("what was committed is there after a crash: a copy of the files of an open store is the store")
    func crash() throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        for number in 0..<20 { try store.insert([try pointIncident("n\(number)", 1, 2)]) }
        let copy = try StoreFixture()
        for name in try fixture.folder.contents() where !name.hasSuffix("-shm") {
            try FileManager.default.copyItem(atPath: fixture.folder.file(name), toPath: copy.folder.file(name))
        }
        #expect(try copy.open().count(Query()) == 20)
        #expect(try copy.open().verify() == [])
        // A torn end of the log is a transaction that was not acknowledged, or one whose pages are all before it.
        let log = copy.path + "-wal"
        if let bytes = try? Data(contentsOf: URL(fileURLWithPath: log)), bytes.count > 5_000 {
            try bytes.dropLast(3_000).write(to: URL(fileURLWithPath: log))
            #expect(try copy.open().verify() == [])
        }
    }

    @Test("a GeoPackage whose layer another program made becomes a store with all its rows")
    func adoption() throws {
        let fixture = try StoreFixture()
        try fixture.open().close()
        try fixture.outside(
            """
            DROP TABLE incidents_store; DROP TABLE incidents_changes;
            DROP TRIGGER incidents_log_inserted; DROP TRIGGER incidents_log_updated;
            DROP TRIGGER incidents_log_deleted; DROP TRIGGER incidents_log_replaced; DROP TRIGGER incidents_log_displaced;
            INSERT INTO incidents (id, start, "end") VALUES ('a', '2022-01-04T00:00:00Z', '2022-01-05T00:00:00Z')
            """)
        let reading = try fixture.open(readOnly: true)
        #expect(try reading.count(Query(during: .day(2022, 1, 4))) == 1)
        try reading.close()
        let store = try fixture.open()
        #expect(try store.count(Query(during: .day(2022, 1, 4))) == 1)
        #expect(try store.info().schemaVersion == 1)
        #expect(try store.verify() == [])
    }

    @Test("another program's lock is waited for, and then named")
    func busy() throws {
        let fixture = try StoreFixture()
        let store = try IncidentStore(path: fixture.path, options: StoreOptions(busyTimeout: 0.05))
        try store.insert([try pointIncident("a", 1, 2)])
        let other = try DatabaseQueue(path: fixture.path)
        try other.inDatabase { db in
            try db.execute(sql: "BEGIN IMMEDIATE")
            #expect(throws: StoreError.busy(path: fixture.path)) { try store.insert([try pointIncident("b", 1, 2)]) }
            // Readers are never blocked.
            #expect(try store.count(Query()) == 1)
            try db.execute(sql: "ROLLBACK")
        }
        try store.insert([try pointIncident("b", 1, 2)])
        #expect(try store.count(Query()) == 2)
    }
}
