import IncidentIndex
import Testing

@Suite("Editing incidents by hand")
struct EditingTests {
    private func incident() throws -> Incident { Incident(id: try #require(IncidentID("t:1"))) }

    @Test("properties are set from text, and empty text clears them")
    func setting() throws {
        var incident = try incident()
        try incident.set(property: "deaths_best", toText: "3")
        try incident.set(property: "confidence", toText: "0.5")
        try incident.set(property: "tags", toText: "a,b")
        try incident.set(property: "wind", toText: "north")
        try incident.set(property: "actors", toText: #"[{"name":"A","role":"attacker"}]"#)
        #expect(incident.deathsBest == 3)
        #expect(incident.confidence == 0.5)
        #expect(incident.tags == ["a", "b"])
        #expect(incident.actors == [IncidentActor(name: "A", role: "attacker")])
        #expect(incident.value(ofProperty: "wind") == .string("north"))
        for name in ["deaths_best", "confidence", "tags", "wind", "actors"] {
            try incident.set(property: name, toText: "")
        }
        #expect(incident == (try self.incident()))
    }

    @Test(
        "text that a property cannot hold is refused and changes nothing",
        arguments: [
            ("deaths_best", "-1"), ("deaths_best", "many"), ("confidence", "1.5"), ("confidence", "nan"),
            ("time_precision", "fortnight"), ("id", "x"), ("start", "2022"), ("actors", "A"), ("location_radius", "-3"),
        ])
    func refused(property: String, text: String) throws {
        var incident = try incident()
        #expect(throws: PropertyError.self) { try incident.set(property: property, toText: text) }
        #expect(incident == (try self.incident()))
    }

    @Test("the id made from content is the same for the same content and differs with any part of it")
    func minting() throws {
        var incident = try incident()
        incident.geometry = .point(longitude: 44, latitude: 33)
        incident.interval = .day(2022, 1, 4)
        let id = IncidentID.minted(from: incident, source: "added")
        #expect(id == IncidentID.minted(from: incident, source: "added"))
        var other = incident
        other.deathsBest = 0
        #expect(IncidentID.minted(from: other, source: "added") != id)
        other = incident
        other.interval = .day(2022, 1, 5)
        #expect(IncidentID.minted(from: other, source: "added") != id)
    }
}
