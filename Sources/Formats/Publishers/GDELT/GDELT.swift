import Geometries
import Incidents
import JSONValues

/// Events of the Global Database of Events, Language and Tone, versions 1.0 and 2.0.
///
/// Tables that are called CSV: cells are separated by tabs, quotes are ordinary characters, no line names the columns, and rows
/// of 57 and 58 columns stand in one file. Events without a place of action are stored without a location.
struct GDELT: Publisher {
    let name = "gdelt"
    let format = ImportFormat.gdelt
    let signature = ["GLOBALEVENTID", "SQLDATE", "EventCode", "EventRootCode", "ActionGeo_Lat", "DATEADDED"]
    let columns: [(field: ColumnField, names: [String])] = [
        (.longitude, ["ActionGeo_Long"]), (.latitude, ["ActionGeo_Lat"]), (.start, ["SQLDATE"]),
        (.id, ["GLOBALEVENTID"]), (.place, ["ActionGeo_FullName"]), (.url, ["SOURCEURL"]),
    ]

    private static let precisions: [String: LocationPrecision] = [
        "1": .country, "2": .admin1, "3": .place, "4": .place, "5": .admin1,
    ]
    private static let quadClasses = [
        "1": "Verbal cooperation", "2": "Material cooperation", "3": "Verbal conflict", "4": "Material conflict",
    ]

    func complete(_ incident: inout Incident, from cells: inout NamedCells) throws(RowError) {
        if let code = cells.text("EventRootCode") {
            incident.type = CAMEOEvents.label(of: code)?.lowercased() ?? "cameo \(code)"
        }
        if let code = cells.text("EventCode") {
            incident.title = CAMEOEvents.label(of: code)
            incident.categories.append(
                IncidentCategory(scheme: "cameo", code: code, label: CAMEOEvents.label(of: code)))
        }
        if let code = cells.text("QuadClass") {
            incident.categories.append(
                IncidentCategory(scheme: "gdelt:quad_class", code: code, label: GDELT.quadClasses[code]))
        }
        // Early files write zeros where there was no place of action; it would lie in the Gulf of Guinea.
        if cells.text("ActionGeo_Type") ?? "0" == "0", incident.geometry == .point(longitude: 0, latitude: 0) {
            incident.geometry = nil
        }
        if let type = cells.text("ActionGeo_Type"), incident.geometry != nil {
            incident.locationPrecision = GDELT.precisions[type] ?? .unknown
        }
        if let code = cells.text("ActionGeo_CountryCode") { incident.country = FIPSCountries.label(of: code) }
        for role in ["Actor1", "Actor2"] {
            let code = cells.text("\(role)Code")
            guard let name = cells.text("\(role)Name") ?? code else { continue }
            incident.actors.append(IncidentActor(name: name, role: role.lowercased(), code: code))
        }
        incident.measures = [
            cells.measure("GoldsteinScale", as: "goldstein_scale"), cells.measure("AvgTone", as: "average_tone"),
            cells.measure("NumMentions", as: "mentions"),
        ].compactMap { $0 }
        incident.revision = cells.text("DATEADDED")
    }

    /// Whether text begins with a row of such a table.
    static func begins(_ text: ArraySlice<UInt8>) -> Bool {
        let line = text.prefix { $0 != 0x0A && $0 != 0x0D }
        let cells = line.split(separator: 0x09, omittingEmptySubsequences: false)
        guard GDELTColumns.layout(ofColumns: cells.count) != nil else { return false }
        func isDigits(_ cell: ArraySlice<UInt8>, _ count: Int? = nil) -> Bool {
            !cell.isEmpty && cell.allSatisfy { (0x30...0x39).contains($0) } && (count ?? cell.count) == cell.count
        }
        return isDigits(cells[0]) && isDigits(cells[1], 8) && isDigits(cells[2], 6) && isDigits(cells[3], 4)
    }
}
