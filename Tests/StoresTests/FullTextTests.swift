import Incidents
import JSONValues
import Queries
import Stores
import TestSupport
import Testing

@Suite("Words are found in every text of an incident, with the full-text table and without")
struct FullTextTests {
    private func incidents() throws -> [Incident] {
        var first = try pointIncident("a", 1, 2, type: "drone_attack")
        first.title = "Drones shot down at al-Asad"
        first.place = "Ain al-Asad"
        var second = try pointIncident("b", 3, 4)
        second.title = "Explosion in the CAFÉ Čapek"
        second.properties = [JSONMember("notes", .string("a drone was heard")), JSONMember("n", .integer(42))]
        var third = try pointIncident("c", 5, 6)
        third.title = "غارة على بغداد"
        third.title = third.title.map { $0 + " \"quoted\" OR NOT" }
        third.tags = ["al", "Asad"]
        return [first, second, third]
    }

    private static let questions: [(words: String, ids: [String])] = [
        ("drone", ["a", "b"]), ("DRONE attack", ["a"]), ("drones", ["a"]), ("cafe capek", ["b"]),
        ("café", ["b"]), ("al-Asad", ["a"]), ("asad", ["a", "c"]), ("بغداد", ["c"]), ("\"quoted\"", ["c"]),
        ("OR", ["c"]), ("NOT", ["c"]), ("drone OR", []), ("42", []), ("dron", []), ("dron*", []), ("- down", ["a"]),
    ]

    private func wrong(_ store: IncidentStore) throws -> [String] {
        var wrong: [String] = []
        for question in Self.questions {
            let found = try store.all(Query(text: question.words)).map(\.id.text)
            if found != question.ids { wrong.append("\(question.words): \(found)") }
            if try store.count(Query(text: question.words)) != found.count { wrong.append("count \(question.words)") }
        }
        return wrong
    }

    @Test("by the table in the store, by one in memory for a store that is only read, and in memory")
    func everyWay() throws {
        let fixture = try StoreFixture()
        let writing = try fixture.open()
        try writing.insert(try incidents())
        try writing.close()
        let reading = try fixture.open(readOnly: true)
        #expect(try wrong(reading) == [])
        try reading.close()
        let store = try fixture.open()
        #expect(try wrong(store) == [])
        let inStore = "SELECT count(*) FROM incidents_text WHERE incidents_text MATCH 'drone OR asad OR explosion'"
        #expect(try fixture.value(inStore, as: Int.self) == 3)
        #expect(try wrong(try fixture.open(readOnly: true)) == [])
        let memory = try IncidentStore.inMemory()
        try memory.insert(try incidents())
        #expect(try wrong(memory) == [])
    }

    @Test("the words follow every change, ours and others'")
    func follows() throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        try store.insert(try incidents())
        #expect(try wrong(store) == [])
        var changed = try incidents()[0]
        changed.title = "Nothing"
        let change = changed
        try store.write { try $0.update(change) }
        #expect(try store.all(Query(text: "down")).isEmpty)
        #expect(try store.count(Query(text: "nothing")) == 1)
        try fixture.outside(
            "UPDATE incidents SET title = 'mortar' WHERE id = 'b'; DELETE FROM incidents WHERE id = 'c'")
        #expect(try store.all(Query(text: "mortar")).map(\.id.text) == ["b"])
        #expect(try store.count(Query(text: "quoted")) == 0)
        #expect(try store.count(Query(text: "explosion")) == 0)
    }

    @Test("words narrow a place and a time, by index and by scan")
    func together() throws {
        let fixture = try StoreFixture()
        var generator = IncidentGenerator(seed: 3)
        var incidents = generator.incidents(200)
        for number in incidents.indices where number % 3 == 0 { incidents[number].title = "common word \(number % 2)" }
        let store = try fixture.open()
        try store.insert(incidents)
        let scanning = try fixture.open(usesIndex: false)
        for query in [Query(during: .month(2022, 1), text: "common 0"), Query(during: .year(2022), text: "word")] {
            var plain = query
            plain.text = nil
            let expected = QueryOracle.matches(plain, in: incidents).filter { incident in
                let words = incident.title?.split(separator: " ").map(String.init) ?? []
                return (query.text ?? "").split(separator: " ").allSatisfy { words.contains(String($0)) }
            }
            #expect(try store.all(query) == expected)
            #expect(try scanning.all(query) == expected)
            #expect(try store.count(query) == expected.count)
        }
        #expect(throws: StoreError.self) { try store.count(Query(text: "-- !")) }
    }
}
