import Incidents
import JSONValues

/// Events of the Armed Conflict Location & Event Data Project, in its layout of today and in those with `data_id` and dates
/// such as `01 January 2020`.
struct ACLED: Publisher {
    let name = "acled"
    let format = ImportFormat.acled
    let signature = ["event_id_cnty", "event_date", "event_type", "sub_event_type", "geo_precision", "fatalities"]
    let columns: [(field: ColumnField, names: [String])] = [
        (.longitude, ["longitude"]), (.latitude, ["latitude"]), (.start, ["event_date"]), (.id, ["event_id_cnty"]),
        (.type, ["event_type"]), (.title, ["sub_event_type"]), (.place, ["location"]), (.country, ["country"]),
        (.admin1, ["admin1"]), (.admin2, ["admin2"]), (.deathsBest, ["fatalities"]),
    ]

    private static let timePrecisions: [String: TimePrecision] = ["1": .day, "2": .week, "3": .month]
    private static let locationPrecisions: [String: LocationPrecision] = ["1": .place, "2": .near, "3": .admin1]

    func complete(_ incident: inout Incident, from cells: inout NamedCells) throws(RowError) {
        if let code = cells.text("time_precision"), incident.interval != nil {
            incident.timePrecision = ACLED.timePrecisions[code] ?? .unknown
        }
        incident.locationPrecision = cells.text("geo_precision").map { ACLED.locationPrecisions[$0] ?? .unknown }
        incident.revision = cells.text("timestamp")
        for column in ["disorder_type", "event_type", "sub_event_type"] {
            guard let code = cells.text(column) else { continue }
            incident.categories.append(IncidentCategory(scheme: "acled:\(column)", code: code))
        }
        for number in ["1", "2"] {
            if let name = cells.text("actor\(number)") {
                incident.actors.append(
                    IncidentActor(name: name, role: "actor\(number)", code: cells.text("inter\(number)")))
            }
            for name in cells.list("assoc_actor_\(number)") {
                incident.actors.append(IncidentActor(name: name, role: "assoc_actor_\(number)"))
            }
        }
        incident.citations = cells.list("source").map { Citation(publisher: $0) }
        incident.tags = cells.list("tags")
    }
}
