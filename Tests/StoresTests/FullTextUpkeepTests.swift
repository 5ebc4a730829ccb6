import Foundation
import Incidents
import Queries
import Stores
import TestSupport
import Testing

@Suite("The full-text tables follow many changes, and only what changed is read again")
struct FullTextUpkeepTests {
    private func titled(_ number: Int, _ title: String) throws -> Incident {
        var incident = try pointIncident("n\(number)", 1, 2)
        incident.title = title
        return incident
    }

    /// Every answer, against the titles as a table of ours has them.
    private func wrong(_ store: IncidentStore, _ titles: [Int: String]) throws -> [String] {
        var wrong: [String] = []
        for word in ["common", "odd", "even", "later", "again", "appended", "word7", "word4999"] {
            let expected = titles.filter { $0.value.split(separator: " ").contains(Substring(word)) }.map {
                "n\($0.key)"
            }
            let found = try store.all(Query(text: word)).map(\.id.text)
            if Set(found) != Set(expected) || found.count != expected.count {
                wrong.append("\(word): \(found.count) instead of \(expected.count)")
            }
        }
        return wrong
    }

    private func base(_ fixture: StoreFixture) throws -> String? {
        try fixture.value("SELECT value FROM incidents_store WHERE name = 'text_base'")
    }

    @Test("changes of a few, of many, of nearly all, and rows added behind the last, ours and others'")
    func changes() throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        var titles: [Int: String] = [:]
        func write(_ numbers: some Sequence<Int>, _ title: (Int) -> String) throws {
            for number in numbers { titles[number] = title(number) }
            let incidents = try numbers.map { try titled($0, titles[$0] ?? "") }
            try store.write { batch in for incident in incidents { _ = try batch.upsert(incident, policy: .replace) } }
        }
        try write(0..<5_000) { "common \($0 % 2 == 0 ? "even" : "odd") word\($0)" }
        #expect(try wrong(store, titles) == [])
        let first = try base(fixture)
        #expect(first != nil)

        try write(stride(from: 0, to: 300, by: 3)) { _ in "later" }
        #expect(try wrong(store, titles) == [])
        try write(1_000..<4_000) { _ in "again common" }
        #expect(try wrong(store, titles) == [])
        #expect(try base(fixture) == first, "the base is kept where a part has changed")
        try write(3_000..<4_500) { _ in "later again" }
        #expect(try wrong(store, titles) == [])
        for number in 3_500..<3_600 {
            titles[number] = nil
            let id = try id("n\(number)")
            try store.write { _ = try $0.delete(id: id) }
        }
        #expect(try wrong(store, titles) == [])

        try write(0..<4_999) { "common \($0 % 2 == 0 ? "even" : "odd")" }
        try write(6_000..<28_000) { _ in "appended common" }
        #expect(try wrong(store, titles) == [])
        let second = try base(fixture)
        #expect(second != first, "more has changed than is worth keeping apart")

        try write(30_000..<33_000) { _ in "appended" }
        #expect(try wrong(store, titles) == [])
        #expect(try base(fixture) != second, "rows behind the last go into the base")
        try fixture.outside(
            "UPDATE incidents SET title = 'later' WHERE id = 'n31000'; DELETE FROM incidents WHERE id = 'n32999'")
        titles[31_000] = "later"
        titles[32_999] = nil
        #expect(try wrong(store, titles) == [])
        try write([40_000]) { _ in "again" }
        #expect(try wrong(store, titles) == [])
        try store.close()
        let reading = try fixture.open(readOnly: true)
        #expect(try wrong(reading, titles) == [])
        #expect(try fixture.open().verify() == [])
    }

    @Test("whoever makes the tables tells how far it is, and answers from them at once")
    func progress() throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let incidents = try (0..<25_000).map { try titled($0, "common") }
        try store.insert(incidents)
        // Readers that have seen the store without the tables.
        #expect(try store.count(Query()) == 25_000)
        let calls = Calls()
        store.onIndexingText { calls.note($0) }
        #expect(try store.count(Query(text: "common")) == 25_000)
        #expect(calls.all == [10_000, 20_000, nil])
        #expect(try store.count(Query(text: "common")) == 25_000)
        #expect(calls.all == [10_000, 20_000, nil], "made once")
    }
}

/// What a closure was called with; behind a lock, since nobody promises the thread.
private final class Calls: @unchecked Sendable {
    private let lock = NSLock()
    private var calls: [Int?] = []
    var all: [Int?] { lock.withLock { calls } }
    func note(_ rows: Int?) { lock.withLock { calls.append(rows) } }
}
