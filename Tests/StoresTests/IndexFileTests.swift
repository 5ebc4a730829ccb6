import Foundation
import Geometries
import Incidents
import Queries
import Stores
import TestSupport
import Testing

@Suite("The index file is only a cache")
struct IndexFileTests {
    private static let query: Query = Query(
        in: .within(metres: 3_000_000, of: Coordinate(longitude: 40, latitude: 30)), during: .year(2022))

    private func prepared(_ fixture: StoreFixture, _ count: Int = 60) throws -> [Incident] {
        var incidents: [Incident] = []
        var random = SeededGenerator(seed: 5)
        for number in 0..<count {
            incidents.append(
                try pointIncident(
                    "n\(number)", Double.random(in: 0...80, using: &random), Double.random(in: 0...60, using: &random),
                    during: number % 5 == 0 ? nil : .day(2022, 1, 1 + number % 28)))
        }
        let store = try fixture.open()
        try store.insert(incidents)
        try store.rebuildIndex()
        try store.close()
        return incidents
    }

    private func answer(_ fixture: StoreFixture, readOnly: Bool = true) throws -> [Incident] {
        try fixture.open(readOnly: readOnly).all(Self.query)
    }

    @Test("it is written beside the store, nothing else is, and the next process reads it")
    func written() throws {
        let fixture = try StoreFixture()
        let incidents = try prepared(fixture)
        #expect(try fixture.folder.contents() == ["incidents.gpkg", "incidents.gpkg.index"])
        let store = try fixture.open(readOnly: true)
        #expect(try store.info().indexState == "current")
        #expect(try store.all(Self.query) == QueryOracle.matches(Self.query, in: incidents))
        #expect(try store.explain(Self.query).access == .index)
        try store.close()
    }

    @Test("without it the answer is the same, and a store that can be written writes it again")
    func deleted() throws {
        let fixture = try StoreFixture()
        let expected = QueryOracle.matches(Self.query, in: try prepared(fixture))
        try FileManager.default.removeItem(atPath: fixture.indexPath)
        #expect(try answer(fixture) == expected)
        #expect(FileManager.default.fileExists(atPath: fixture.indexPath) == false)
        #expect(try answer(fixture, readOnly: false) == expected)
        #expect(FileManager.default.fileExists(atPath: fixture.indexPath))
    }

    @Test("one of another store is not used")
    func foreign() throws {
        let fixture = try StoreFixture()
        let expected = QueryOracle.matches(Self.query, in: try prepared(fixture))
        let other = try StoreFixture()
        _ = try prepared(other, 300)
        try FileManager.default.removeItem(atPath: fixture.indexPath)
        try FileManager.default.copyItem(atPath: other.indexPath, toPath: fixture.indexPath)
        #expect(try answer(fixture) == expected)
        #expect(try answer(fixture, readOnly: false) == expected)
    }

    @Test("one that another process writes is taken up by a store that was open before")
    func takenUp() throws {
        let program = try #require(CrashWriterRun.program, "CrashWriter is not built")
        let fixture = try StoreFixture()
        let store = try fixture.open()
        #expect(try store.all(Self.query).isEmpty)
        let run = try CrashWriterRun(program, [fixture.path, "12", "12"], killed: .never)
        #expect(run.lines.suffix(2) == ["index", "closed"])
        let expected = try BatchHistory.state(after: 12)
        #expect(try store.count(Query()) == expected.count)
        let found = try store.all(Self.query)
        #expect(Set(found) == Set(QueryOracle.matches(Self.query, in: Array(expected.values))))
        #expect(try store.explain(Self.query).access == .index)
        #expect(try store.info().indexState == "current")
    }

    @Test("an older one is completed from the change log")
    func older() throws {
        let fixture = try StoreFixture()
        var incidents = try prepared(fixture)
        let store = try fixture.open()
        let gone = incidents.removeFirst()
        let added = try pointIncident("late", 40, 30, during: .day(2022, 2, 2))
        try store.write { batch in
            _ = try batch.delete(id: gone.id)
            try batch.insert(added)
        }
        incidents.append(added)
        try store.close()
        #expect(try answer(fixture) == QueryOracle.matches(Self.query, in: incidents))
        #expect(try fixture.open(readOnly: true).info().indexState.hasPrefix("current but for"))
    }

    @Test("a store restored from a backup beside a newer index answers from the store")
    func restoredBackup() throws {
        let fixture = try StoreFixture()
        let incidents = try prepared(fixture)
        let backup = fixture.folder.file("backup")
        try FileManager.default.copyItem(atPath: fixture.path, toPath: backup)
        for round in 0..<3 {
            let store = try fixture.open()
            try store.insert([try pointIncident("late\(round)", 40, 30, during: .day(2022, 2, 2))])
            try store.rebuildIndex()
            try store.close()
        }
        try FileManager.default.removeItem(atPath: fixture.path)
        try FileManager.default.copyItem(atPath: backup, toPath: fixture.path)
        let expected = QueryOracle.matches(Self.query, in: incidents)
        #expect(try answer(fixture) == expected)
        // The restored store goes its own way: as many changes, but others.
        let store = try fixture.open()
        for round in 0..<3 { try store.insert([try pointIncident("other\(round)", 40, 30, during: .day(2022, 2, 2))]) }
        #expect(try store.all(Self.query).count == expected.count + 3)
        #expect(try store.all(Self.query).contains { $0.id.text.hasPrefix("late") } == false)
    }

    @Test("a large batch ends with a new index, and after its deletion few rows are left in it")
    func largeBatch() throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        try store.write { batch in
            for number in 0..<60_000 {
                try batch.insert(try pointIncident("n\(number)", Double(number % 360) - 180, Double(number % 180) - 90))
            }
        }
        #expect(FileManager.default.fileExists(atPath: fixture.indexPath))
        let box = SpatialPredicate.boundingBox(try BoundingBox(west: -0.5, south: -90, east: 0.5, north: 90))
        #expect(try store.count(Query(in: box)) == 167)
        try store.write { batch in
            for number in 0..<60_000 where number % 360 == 180 { _ = try batch.delete(id: try id("n\(number)")) }
        }
        #expect(try store.count(Query(in: box)) == 0)
        #expect(try store.verify() == [])
    }
}
