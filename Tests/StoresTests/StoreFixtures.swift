import GRDB
import Geometries
import Incidents
import JSONValues
import Queries
import Stores
import TestSupport
import Testing

/// A store in a folder of its own.
struct StoreFixture {
    let folder: TemporaryFolder
    var path: String { folder.file("incidents.gpkg") }
    var indexPath: String { path + ".index" }

    init() throws {
        folder = try TemporaryFolder()
    }

    func open(readOnly: Bool = false, usesIndex: Bool = true) throws -> IncidentStore {
        try IncidentStore(
            path: path, options: StoreOptions(readOnly: readOnly, usesIndex: usesIndex, busyTimeout: 5))
    }

    /// Changes the file as another program would: on a connection that knows nothing of the store.
    func outside(_ sql: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.inDatabase { try $0.execute(sql: sql) }
        try queue.close()
    }

    func value<T: DatabaseValueConvertible>(_ sql: String, as type: T.Type = T.self) throws -> T? {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.inDatabase { try T.fetchOne($0, sql: sql) }
    }
}

extension IncidentStore {
    /// The matches as a list.
    func all(_ query: Query = Query()) throws -> [Incident] {
        var incidents: [Incident] = []
        try forEachMatch(query) { match in
            incidents.append(match.incident)
            return true
        }
        return incidents
    }

    /// Inserts a few incidents at once.
    func insert(_ incidents: [Incident]) throws {
        try write { batch in
            for incident in incidents { try batch.insert(incident) }
        }
    }
}

/// An id that is known to be one.
func id(_ text: String) throws -> IncidentID {
    try #require(IncidentID(text))
}

/// A point incident with an instant or without.
func pointIncident(
    _ text: String, _ longitude: Double, _ latitude: Double, during interval: TemporalInterval? = nil,
    type: String? = nil
) throws -> Incident {
    var incident = Incident(id: try id(text))
    incident.geometry = .point(longitude: longitude, latitude: latitude)
    incident.interval = interval
    incident.timePrecision = interval == nil ? nil : .day
    incident.type = type
    return incident
}

/// An incident that uses every field of the model.
func fullIncident() throws -> Incident {
    var incident = Incident(id: try id("acled:IRQ1"))
    incident.geometry = .point(Position(longitude: 44.123_456_789_012_3, latitude: 33.1, altitude: -7.25))
    incident.interval = try TemporalInterval(
        start: Instant(milliseconds: 1_641_254_400_123), end: Instant(milliseconds: 1_641_340_800_000))
    incident.timePrecision = .day
    incident.type = "drone_attack"
    incident.title = "Drones shot down; \"two\" \u{1F6F0} e\u{301}"
    incident.place = "Ain al-Asad عين الأسد"
    incident.country = "Iraq"
    incident.admin1 = "Anbar"
    incident.admin2 = "Hit"
    incident.locationPrecision = .exact
    incident.locationRadiusMetres = 0.1
    incident.source = "A source"
    incident.sourceID = "007"
    incident.url = "https://example.org/?a=1&b=2"
    incident.deathsLow = 0
    incident.deathsBest = 2
    incident.deathsHigh = .max
    incident.confidence = 0.1 + 0.2
    incident.revision = "2022-02-01"
    incident.categories = [IncidentCategory(scheme: "cameo", code: "0190", label: "Use force")]
    incident.actors = [IncidentActor(name: "Unknown", role: "attacker"), IncidentActor(name: "Coalition", code: "1")]
    incident.measures = [Measure(name: "drones", value: 2), Measure(name: "range", value: 12.5, unit: "km")]
    incident.citations = [Citation(publisher: "A paper", title: nil, url: "https://example.org", date: "2022-01-04")]
    incident.tags = ["drone", "base"]
    incident.properties = [
        JSONMember("code", .string("0042")), JSONMember("empty", .null), JSONMember("flag", .bool(true)),
        JSONMember("number", .real(1.0)), JSONMember("count", .integer(-5)), JSONMember("type", .string("own")),
        JSONMember("nested", .object([JSONMember("a", .array([.integer(1), .string("x")]))])),
    ]
    return incident
}
