import Incidents
import JSONValues
import Testing

@Suite("The incident's properties")
struct IncidentTests {
    private func incident(_ id: String = "test:1") throws -> Incident {
        Incident(id: try #require(IncidentID(id)))
    }

    @Test("an id is its bytes: canonically equivalent spellings differ")
    func identity() throws {
        let composed = try #require(IncidentID("caf\u{E9}"))
        let decomposed = try #require(IncidentID("cafe\u{301}"))
        #expect(composed != decomposed)
        #expect(IncidentID("") == nil)
        #expect(IncidentID("a\u{0}b") == nil)
    }

    @Test("nil and 0 differ: unknown deaths are absent, known ones are numbers")
    func nilAndZero() throws {
        var incident = try incident()
        #expect(incident.value(ofProperty: "deaths_best") == nil)
        incident.deathsBest = 0
        #expect(incident.value(ofProperty: "deaths_best") == .integer(0))
    }

    @Test("a source's column that shares a name with the model is reached as source.NAME")
    func collisions() throws {
        var incident = try incident()
        incident.type = "drone_attack"
        incident.properties = [
            JSONMember("type", .string("UAV")), JSONMember("code", .string("007")), JSONMember("source.x", .integer(1)),
        ]
        #expect(incident.value(ofProperty: "type") == .string("drone_attack"))
        #expect(incident.value(ofProperty: "source.type") == .string("UAV"))
        #expect(incident.value(ofProperty: "code") == .string("007"))
        #expect(incident.value(ofProperty: "source.code") == .string("007"))
        #expect(incident.value(ofProperty: "source.x") == .integer(1))
    }

    @Test("the lists of an incident survive their JSON form, and a form that would lose something is refused")
    func details() throws {
        var incident = try incident()
        incident.admin2 = "Hit"
        incident.locationRadiusMetres = 2_500
        incident.revision = "3"
        incident.categories = [IncidentCategory(scheme: "cameo", code: "0190", label: "Use force")]
        incident.actors = [IncidentActor(name: "A", role: "attacker"), IncidentActor(name: "B", code: "x")]
        incident.measures = [Measure(name: "magnitude", value: 4.5, unit: "Mw")]
        incident.citations = [
            Citation(publisher: "Reuters", title: nil, url: "https://example.org", date: "2022-01-04")
        ]
        incident.tags = ["a", "b"]
        var copy = try self.incident()
        for property in Incident.FurtherProperty.allCases {
            let value = try #require(incident.value(of: property))
            let taken = copy.set(property, to: value)
            #expect(taken)
        }
        #expect(copy == incident)
        let unknownMember = JSONValue.object([JSONMember("name", .string("C")), JSONMember("age", .integer(3))])
        let actorsTaken = copy.set(.actors, to: .array([unknownMember]))
        #expect(!actorsTaken)
        let measuresTaken = copy.set(.measures, to: .string("4.5"))
        #expect(!measuresTaken)
        #expect(copy == incident)
    }
}
