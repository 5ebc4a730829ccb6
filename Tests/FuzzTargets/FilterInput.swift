import Geometries
import Incidents
import JSONValues
import Queries
import Stores

/// Conditions: whatever is read has one meaning, by its definition, by SQL and with the index.
enum FilterInput {
    private static let incidents: [Incident] = (0..<6).compactMap { number in
        guard let id = IncidentID("n:\(number)") else { return nil }
        var incident = Incident(id: id)
        incident.geometry = number == 0 ? nil : .point(longitude: Double(number) * 10, latitude: Double(number))
        incident.interval = number == 1 ? nil : .day(2022, 1, number)
        incident.type = ["IED", "drone_attack", "über", nil, "", "a%_b"][number]
        incident.title = number % 2 == 0 ? "A title" : nil
        incident.deathsBest = number == 3 ? nil : Int64(number)
        incident.tags = number == 2 ? ["a", "b"] : []
        incident.properties = [JSONMember("code", .string("0\(number)")), JSONMember("m", .real(Double(number) / 2))]
        return incident
    }

    private static let store: IncidentStore? = {
        let store = try? IncidentStore.inMemory()
        try? store?.write { batch in
            for incident in incidents { try batch.insert(incident) }
        }
        return store
    }()

    static func fault(in bytes: [UInt8]) -> String? {
        guard let filter = try? Filter(cql2: String(decoding: bytes, as: UTF8.self)) else { return nil }
        guard let store else { return "there is no store to ask" }
        let expected = Result { try incidents.count { try filter.evaluate($0) == true } }
        let found = Result { try store.count(Query(where: filter)) }
        switch (expected, found) {
        case (.success(let expected), .success(let found)) where expected != found:
            return "\(expected) by its definition, \(found) by the store"
        case (.success, .failure(let error)): return "the store cannot answer it: \(error)"
        default: return nil
        }
    }
}
