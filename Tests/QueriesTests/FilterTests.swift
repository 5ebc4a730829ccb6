import Incidents
import JSONValues
import Queries
import Testing

@Suite("Attribute conditions")
struct FilterTests {
    private func incident() throws -> Incident {
        var incident = Incident(id: try #require(IncidentID("t:1")))
        incident.type = "IED"
        incident.deathsBest = 3
        incident.properties = [JSONMember("code", .string("007")), JSONMember("empty", .null)]
        return incident
    }

    @Test("conditions follow three-valued logic, and only true selects")
    func threeValued() throws {
        let incident = try incident()
        let unknown = Filter.equals(property: "country", .string("Iraq"))
        #expect(try unknown.evaluate(incident) == nil)
        #expect(try Filter.not(unknown).evaluate(incident) == nil)
        #expect(try Filter.and([.type("IED"), unknown]).evaluate(incident) == nil)
        #expect(try Filter.and([.type("SAF"), unknown]).evaluate(incident) == false)
        #expect(try Filter.or([.type("IED"), unknown]).evaluate(incident) == true)
        #expect(try Filter.or([.type("SAF"), unknown]).evaluate(incident) == nil)
        #expect(try Filter.and([]).evaluate(incident) == true)
        #expect(try Filter.or([]).evaluate(incident) == false)
        #expect(try Filter.isNull(property: "empty").evaluate(incident) == true)
        #expect(try Filter.isNull(property: "code").evaluate(incident) == false)
    }

    @Test("codes are strings: 007 is not 7, and numbers compare by value")
    func values() throws {
        let incident = try incident()
        #expect(try Filter.equals(property: "code", .string("007")).evaluate(incident) == true)
        #expect(try Filter.equals(property: "code", .integer(7)).evaluate(incident) == false)
        #expect(try Filter.equals(property: "deaths_best", .real(3)).evaluate(incident) == true)
        #expect(try Filter.types(["SAF", "IED"]).evaluate(incident) == true)
        #expect(try Filter.types(["SAF"]).evaluate(incident) == false)
    }

    @Test("a query that wants a part of its results orders them by start unless told otherwise")
    func order() {
        #expect(Query().effectiveOrder == .store)
        #expect(Query(limit: 3).effectiveOrder == .start)
        #expect(Query(order: .id, limit: 3).effectiveOrder == .id)
    }
}
