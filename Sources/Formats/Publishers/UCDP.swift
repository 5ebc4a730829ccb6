import Incidents
import JSONValues

/// The Georeferenced Event Dataset of the Uppsala Conflict Data Program, as CSV, GeoJSON, or with a row of HXL tags.
///
/// Codes as in the GED codebook, version 23.1. Days are inclusive at both ends; how finely they are known stands beside them,
/// and so does how finely the location is: a village's coordinates may stand for its province.
struct UCDP: Publisher {
    let name = "ucdp"
    let format = ImportFormat.ucdp
    let signature = ["id", "type_of_violence", "date_start", "date_end", "where_prec", "date_prec", "dyad_name"]
    let columns: [(field: ColumnField, names: [String])] = [
        (.longitude, ["longitude"]), (.latitude, ["latitude"]), (.wkt, ["geom_wkt"]), (.start, ["date_start"]),
        (.end, ["date_end"]), (.id, ["id"]), (.title, ["dyad_name"]), (.place, ["where_coordinates"]),
        (.country, ["country"]), (.admin1, ["adm_1"]), (.admin2, ["adm_2"]), (.deathsLow, ["low"]),
        (.deathsBest, ["best"]), (.deathsHigh, ["high"]),
    ]
    let readsTime = true

    private static let types = [
        "1": "state-based conflict", "2": "non-state conflict", "3": "one-sided violence",
    ]
    private static let timePrecisions: [String: TimePrecision] = [
        "1": .day, "2": .week, "3": .week, "4": .month, "5": .year,
    ]
    /// The radius is that of the codebook where it gives one.
    private static let locationPrecisions: [String: (precision: LocationPrecision, radius: Double?)] = [
        "1": (.exact, nil), "2": (.near, 25_000), "3": (.admin2, nil), "4": (.admin1, nil), "5": (.fuzzy, nil),
        "6": (.country, nil), "7": (.international, nil),
    ]

    func complete(_ incident: inout Incident, from cells: inout NamedCells) throws(RowError) {
        if let start = try day("date_start", &cells) {
            let end = try day("date_end", &cells) ?? start
            guard end.start >= start.start else {
                throw RowError("the end is before the start", column: "date_end")
            }
            do {
                incident.interval = try TemporalInterval(start: start.start, end: end.end)
            } catch {
                throw RowError(error.description, column: "date_end")
            }
            incident.timePrecision = cells.text("date_prec").flatMap { UCDP.timePrecisions[$0] } ?? .day
        }
        if let code = cells.text("type_of_violence") {
            incident.type = UCDP.types[code]
            incident.categories = [
                IncidentCategory(scheme: "ucdp:type_of_violence", code: code, label: UCDP.types[code])
            ]
        }
        if let code = cells.text("where_prec") {
            incident.locationPrecision = UCDP.locationPrecisions[code]?.precision ?? .unknown
            incident.locationRadiusMetres = UCDP.locationPrecisions[code]?.radius
        }
        for side in ["side_a", "side_b"] {
            guard let name = cells.text(side) else { continue }
            let code = cells.text("\(side)_new_id")
            incident.actors.append(IncidentActor(name: name, role: side, code: code))
        }
        incident.citations = citations(&cells)
    }

    /// A day, which some editions write with a midnight that means nothing.
    private func day(_ column: String, _ cells: inout NamedCells) throws(RowError) -> TemporalInterval? {
        guard let text = cells.text(column) else { return nil }
        let rest = text.utf8.dropFirst(10)
        let isMidnight =
            (rest.first == UInt8(ascii: "T") || rest.first == UInt8(ascii: " "))
            && rest.dropFirst().allSatisfy {
                [0x30, UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "Z")].contains($0)
            }
        do {
            return try ColumnTime.parse(isMidnight ? String(text.prefix(10)) : text, assuming: nil).interval
        } catch {
            throw RowError(error.description, column: column)
        }
    }

    /// The reports, whose publishers, days and headlines stand in three lists of the same order.
    private func citations(_ cells: inout NamedCells) -> [Citation] {
        let offices = cells.list("source_office")
        let dates = cells.list("source_date")
        let headlines = cells.list("source_headline")
        guard !offices.isEmpty, dates.isEmpty || dates.count == offices.count else { return [] }
        // A headline may hold a semicolon; which part is whose can then not be told.
        let areParallel = headlines.count == offices.count
        return offices.indices.map { index in
            Citation(
                publisher: offices[index], title: areParallel ? headlines[index] : nil,
                date: dates.isEmpty ? nil : dates[index])
        }
    }
}
