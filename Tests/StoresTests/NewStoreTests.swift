import Foundation
import Incidents
import Queries
import Stores
import TestSupport
import Testing

@Suite("a store that is filled before anybody sees it")
struct NewStoreTests {
    private func fill(_ new: NewStore, count: Int = 300) throws {
        try new.store.insert(
            try (0..<count).map { try pointIncident("n\($0)", Double($0 % 180), 1, during: .day(2022, 1, 1 + $0 % 28)) }
        )
    }

    @Test("it appears whole, with its index, and is then as durable as any other")
    func whole() throws {
        let fixture = try StoreFixture()
        let new = try NewStore(at: fixture.path)
        // More rows than are left to the log when a store is closed.
        try fill(new, count: 60_000)
        #expect(!FileManager.default.fileExists(atPath: fixture.path))
        try new.commit()
        #expect(try fixture.folder.contents() == ["incidents.gpkg", "incidents.gpkg.index"])
        let store = try fixture.open()
        #expect(try store.info().indexState == "current")
        #expect(try store.count(Query()) == 60_000)
        #expect(try store.verify() == [])
        #expect(try store.writerPragma("journal_mode") == "wal")
        #expect(try store.writerPragma("synchronous") == "2")
        try store.insert([try pointIncident("later", 1, 1)])
        #expect(try store.count(Query()) == 60_001)
    }

    @Test("what is dropped leaves nothing behind")
    func dropped() throws {
        let fixture = try StoreFixture()
        do {
            let new = try NewStore(at: fixture.path)
            try fill(new)
            #expect(throws: StoreError.self) { try new.store.insert([try pointIncident("n1", 0, 0)]) }
        }
        #expect(try fixture.folder.contents() == [])
    }

    @Test("a store that another program made meanwhile stays")
    func taken() throws {
        let fixture = try StoreFixture()
        let new = try NewStore(at: fixture.path)
        try fill(new)
        let other = try fixture.open()
        try other.insert([try pointIncident("theirs", 5, 5)])
        #expect(throws: StoreError.busy(path: fixture.path)) { try new.commit() }
        #expect(try other.all().map(\.id.text) == ["theirs"])
        #expect(!NewStore.isPossible(at: fixture.path))
    }

    @Test("a link to a file that is not there yet is followed")
    func link() throws {
        let fixture = try StoreFixture()
        let link = fixture.folder.file("link.gpkg")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: fixture.path)
        let new = try NewStore(at: link)
        try fill(new)
        try new.commit()
        #expect(try fixture.open(readOnly: true).count(Query()) == 300)
        #expect(try fixture.folder.contents().sorted() == ["incidents.gpkg", "link.gpkg"])
    }

    @Test(
        "each call by which it gets its name fails: there is no store, or a whole one",
        arguments: FaultyFiles.Call.ofNewStores)
    func faults(call: FaultyFiles.Call) throws {
        for failure in [FaultyFiles.Failure.error(EIO), .error(ENOSPC), .error(EINTR), .error(EPERM)] {
            let fixture = try StoreFixture()
            let files = FaultyFiles()
            var options = StoreOptions()
            options.usesIndex = false
            var isCommitted = true
            do {
                let new = try NewStore(at: fixture.path, options: options, files: files)
                try fill(new)
                files.follow(.init(call: call, number: 1, isForEver: false, failure: failure))
                try new.commit()
            } catch is StoreError {
                isCommitted = false
            }
            #expect(files.failureCount == 1)
            let left = try fixture.folder.contents()
            // A disk that did not confirm the name may still have it.
            let mayBeThere = isCommitted || call == .synchroniseFolder
            #expect(left == (mayBeThere ? ["incidents.gpkg"] : []), "\(call) \(failure)")
            if mayBeThere { #expect(try fixture.open(readOnly: true).count(Query()) == 300) }
            // What was interrupted is done again, and a file system without second names gets the first one moved.
            let goesOn =
                (call == .synchronise && failure == .error(EINTR)) || (call == .link && failure == .error(EPERM))
            #expect(isCommitted == goesOn, "\(call) \(failure)")
        }
    }

    @Test("the log of a store that is not there is left as it is, and no store is begun over it")
    func lost() throws {
        for ending in ["-wal", "-journal"] {
            let fixture = try StoreFixture()
            let log = fixture.path + ending
            try Data("what only the log holds".utf8).write(to: URL(fileURLWithPath: log))
            #expect(!NewStore.isPossible(at: fixture.path))
            #expect(throws: StoreError.lostStore(path: fixture.path, log: log)) { try fixture.open() }
            #expect(try fixture.folder.contents() == ["incidents.gpkg" + ending])
            #expect(try Data(contentsOf: URL(fileURLWithPath: log)) == Data("what only the log holds".utf8))
            // An empty one holds nothing.
            try Data().write(to: URL(fileURLWithPath: log))
            #expect(NewStore.isPossible(at: fixture.path))
        }
    }

    @Test("a folder that cannot be written says so, under the name of the store")
    func readOnlyFolder() throws {
        let fixture = try StoreFixture()
        let path = fixture.folder.file("missing/incidents.gpkg")
        do {
            _ = try NewStore(at: path)
            Issue.record("a store was begun in a folder that is not there")
        } catch {
            #expect("\(error)".contains("missing/incidents.gpkg") && !"\(error)".contains(".part"), "\(error)")
        }
    }
}
