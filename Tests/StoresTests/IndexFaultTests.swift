import Foundation
import Incidents
import MappedFiles
import Queries
import Stores
import TestSupport
import Testing

/// Each call by which the index file is written fails, in every place and in every way.
@Suite("an index file that cannot be written")
struct IndexFaultTests {
    private static let query = Query(during: .year(2022))

    private static let failures: [FaultyFiles.Failure] = [
        .error(EIO), .error(ENOSPC), .error(EINTR), .short, .partial(ENOSPC), .partial(EIO),
    ]

    @Test(
        "keeps no answer from being right, and leaves the old file or a whole new one",
        arguments: FaultyFiles.Call.ofIndexes)
    func everyCall(call: FaultyFiles.Call) throws {
        let fixture = try StoreFixture()
        let files = FaultyFiles()
        let store = try IncidentStore(path: fixture.path, options: StoreOptions(), files: files)
        var incidents: [Incident] = []
        for number in 0..<40 {
            let day: TemporalInterval? = number % 4 == 0 ? nil : .day(2022, 1, 1 + number % 28)
            incidents.append(try pointIncident("n\(number)", Double(number), 1, during: day))
        }
        try store.insert(incidents)
        try store.rebuildIndex()
        var faults: [String] = []
        var injected = 0
        for failure in Self.failures where call == .write || failure == .error(EIO) || failure == .error(ENOSPC) {
            for isForEver in [false, true] where !(isForEver && failure == .error(EINTR)) {
                // Until the writing of the index makes no such call any more.
                for number in 1... {
                    let what = "\(call) \(number) \(failure)\(isForEver ? " for ever" : "")"
                    let added = try pointIncident("x\(incidents.count)", 1, 1, during: .day(2022, 2, 2))
                    try store.insert([added])
                    incidents.append(added)
                    files.follow(.init(call: call, number: number, isForEver: isForEver, failure: failure))
                    let isWritten: Bool
                    do {
                        try store.rebuildIndex()
                        isWritten = true
                    } catch StoreError.indexNotWritten {
                        isWritten = false
                    }
                    let failed = files.failureCount
                    files.follow(nil)
                    injected += failed
                    // A write that is interrupted or ends early goes on; what cannot be removed is only in the way.
                    let goesOn = failure == .error(EINTR) || failure == .short || call == .remove
                    if isWritten != (failed == 0 || goesOn) { faults.append("\(what): reported as if it were not so") }
                    faults += try check(fixture, store, incidents, isWritten: isWritten).map { "\(what): \($0)" }
                    if failed == 0 { break }
                }
            }
        }
        #expect(faults == [])
        #expect(injected > 0 || call == .remove)
        try store.close()
        #expect(try fixture.folder.contents() == ["incidents.gpkg", "incidents.gpkg.index"])
    }

    @Test("a new file that somebody who clears up takes for one that was left is made once more")
    func takenForAbandoned() throws {
        let fixture = try StoreFixture()
        let files = FaultyFiles()
        let store = try IncidentStore(path: fixture.path, options: StoreOptions(), files: files)
        try store.insert([try pointIncident("a", 1, 1)])
        files.follow(.init(call: .create, number: 1, isForEver: false, failure: .removed))
        try store.rebuildIndex()
        #expect(files.failureCount == 1)
        files.follow(nil)
        #expect(try fixture.open(readOnly: true).info().indexState == "current")
        try store.close()
        #expect(try fixture.folder.contents() == ["incidents.gpkg", "incidents.gpkg.index"])
    }

    private func check(
        _ fixture: StoreFixture, _ store: IncidentStore, _ incidents: [Incident], isWritten: Bool
    ) throws -> [String] {
        var faults: [String] = []
        let expected = incidents.count { $0.interval != nil }
        if try store.count(Self.query) != expected { faults.append("the store that writes counts wrongly") }
        let reading = try fixture.open(readOnly: true)
        if try reading.count(Self.query) != expected { faults.append("another reader counts wrongly") }
        let state = try reading.info().indexState
        if !state.hasPrefix("current") { faults.append("the file beside the store is \(state)") }
        if isWritten, state != "current" { faults.append("the new file is not in its place") }
        if try reading.verify() != [] { faults.append("verify finds something") }
        return faults
    }

    @Test("a content that the disk did not confirm is never put in place, and nothing can be added to it")
    func unconfirmed() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("old", to: "file")
        let files = FaultyFiles()
        files.follow(.init(call: .write, number: 2, isForEver: false, failure: .error(EIO)))
        var replacement = try FileReplacement(of: path, through: files)
        try Self.write([1, 2, 3], to: &replacement)
        for _ in 0..<2 {
            do {
                // The second write would succeed, but nobody knows what the first left.
                try Self.write([1, 2, 3], to: &replacement)
                Issue.record("something was added after a failure")
            } catch let error as FileError {
                #expect(error.code == EIO)
            }
        }
        do {
            try replacement.commit()
            Issue.record("half a content was put in place")
        } catch {
            #expect(error.code == EIO)
        }
        #expect(try folder.contents() == ["file"])
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
        files.follow(.init(call: .synchronise, number: 1, isForEver: false, failure: .error(EIO)))
        let second = try FileReplacement(of: path, through: files)
        do {
            try second.commit()
            Issue.record("an unconfirmed content was put in place")
        } catch {
            #expect(error.description.contains("brought to the disk"))
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
    }

    private static func write(_ bytes: [UInt8], to replacement: inout FileReplacement) throws {
        // The array is valid during the call.
        try unsafe bytes.withUnsafeBytes { try unsafe replacement.write($0) }
    }

    @Test("what killed writers left beside it goes with the next index; what is being written stays")
    func abandoned() throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let left = try fixture.folder.write("left", to: "incidents.gpkg.index.123-456.tmp")
        let others = try ["incidents.gpkg.index.old.tmp", "incidents.gpkg.index.1-2-3.tmp", "other.index.1-2.tmp"].map {
            try fixture.folder.write("stays", to: $0)
        }
        let busy = try FileReplacement(of: fixture.indexPath)
        try store.rebuildIndex()
        #expect(FileManager.default.fileExists(atPath: left) == false)
        #expect(others.allSatisfy { FileManager.default.fileExists(atPath: $0) })
        #expect(FileManager.default.fileExists(atPath: busy.temporaryPath))
    }
}
