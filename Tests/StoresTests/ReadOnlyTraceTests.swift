import Foundation
import Queries
import Stores
import TestSupport
import Testing

@Suite("What reading a store leaves beside it")
struct ReadOnlyTraceTests {
    private func filled() throws -> StoreFixture {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        try store.insert([try pointIncident("a", 1, 2)])
        try store.close()
        return fixture
    }

    @Test("a store that was opened for reading leaves nothing, whether it is closed or let go")
    func nothing() throws {
        let fixture = try filled()
        let before = try fixture.folder.contents()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: fixture.path))
        for closes in [true, false] {
            let store = try fixture.open(readOnly: true)
            #expect(try store.count(Query()) == 1)
            if closes { try store.close() }
        }
        #expect(try fixture.folder.contents() == before)
        #expect(try Data(contentsOf: URL(fileURLWithPath: fixture.path)) == bytes)
    }

    @Test("the log of another who has the store open stays, with what it holds")
    func others() throws {
        let fixture = try filled()
        let writer = try fixture.open()
        let reading = try fixture.open(readOnly: true)
        try writer.insert([try pointIncident("b", 1, 2)])
        #expect(try reading.count(Query()) == 2)
        try reading.close()
        #expect(try fixture.folder.contents().contains("incidents.gpkg-wal"))
        try writer.insert([try pointIncident("c", 1, 2)])
        #expect(try writer.count(Query()) == 3)
        try writer.close()
        #expect(try fixture.open(readOnly: true).count(Query()) == 3)
    }

    @Test("a log that was there before the store was opened for reading stays")
    func earlier() throws {
        let fixture = try filled()
        let copy = try StoreFixture()
        let writer = try fixture.open()
        try writer.insert([try pointIncident("b", 1, 2)])
        for name in ["incidents.gpkg", "incidents.gpkg-wal"] {
            try FileManager.default.copyItem(atPath: fixture.folder.file(name), toPath: copy.folder.file(name))
        }
        try writer.close()
        let reading = try copy.open(readOnly: true)
        #expect(try reading.count(Query()) == 2)
        try reading.close()
        #expect(try copy.folder.contents().contains("incidents.gpkg-wal"))
        #expect(try copy.open().count(Query()) == 2)
    }
}
