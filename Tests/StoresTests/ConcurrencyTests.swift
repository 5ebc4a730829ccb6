import Geometries
import Incidents
import Queries
import Stores
import TestSupport
import Testing

@Suite("Readers beside a writer")
struct ConcurrencyTests {
    @Test("every reader sees whole batches only, while they are written")
    func consistentCounts() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let batches = 30
        let size = 7
        let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask {
                for batch in 0..<batches {
                    let incidents = try (0..<size).map {
                        try pointIncident("n\(batch)-\($0)", Double(batch), 1, during: .day(2022, 1, 1 + batch % 28))
                    }
                    try await store.write { writer in
                        for incident in incidents { try writer.insert(incident) }
                    }
                }
                return 0
            }
            for reader in 0..<3 {
                group.addTask {
                    var wrong = 0
                    var last = 0
                    while last < batches * size {
                        let query = reader == 0 ? Query() : Query(during: .year(2022))
                        let count = try store.count(query)
                        if count % size != 0 || count < last { wrong += 1 }
                        last = count
                        var streamed = 0
                        for try await _ in store.matches(query) { streamed += 1 }
                        if streamed % size != 0 || streamed < count { wrong += 1 }
                        await Task.yield()
                    }
                    return wrong
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(wrong == 0)
        #expect(try store.verify() == [])
    }

    @Test("a stream keeps its snapshot while the store changes, and writing does not wait for it")
    func snapshot() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let count = 700
        try store.insert(try (0..<count).map { try pointIncident("n\($0)", 1, 2, during: .day(2022, 1, 1)) })
        for query in [Query(), Query(during: .year(2022)), Query(order: .id)] {
            var seen = 0
            for try await incident in store.matches(query) {
                if seen == 0 {
                    let extra = try pointIncident("extra\(query.order == nil)", 1, 2, during: .day(2022, 1, 1))
                    try await store.write { batch in
                        _ = try batch.upsert(extra)
                        _ = try batch.delete(id: extra.id)
                        try batch.update(incident)
                    }
                }
                seen += 1
            }
            #expect(seen == count)
        }
        // A stream that is given up in the middle gives its snapshot back too.
        for try await _ in store.matches(Query()) { break }
        try store.close()
        #expect(try fixture.folder.contents().contains("incidents.gpkg-wal") == false)
    }

    @Test("writes from many tasks are all there, one after the other")
    func manyWriters() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let other = try fixture.open()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask {
                    let incident = try pointIncident("n\(number)", 1, 2)
                    try await (number % 2 == 0 ? store : other).write { try $0.insert(incident) }
                }
            }
            try await group.waitForAll()
        }
        #expect(try store.count(Query()) == 40)
        #expect(try other.count(Query(in: .within(metres: 1, of: .init(longitude: 1, latitude: 2)))) == 40)
    }
}
