import Geometries
import Incidents
import JSONValues

/// The earthquake catalogue of the U.S. Geological Survey, as CSV and as GeoJSON.
///
/// The third coordinate of its GeoJSON is a depth in kilometres, positive downwards, and no altitude.
struct USGSComCat: Publisher {
    let name = "usgs"
    let format = ImportFormat.usgs
    let signature = ["mag", "place", "time", "updated", "net", "magType", "type"]
    let columns: [(field: ColumnField, names: [String])] = [
        (.longitude, ["longitude"]), (.latitude, ["latitude"]), (.start, ["time"]), (.id, ["id"]), (.type, ["type"]),
        (.title, ["title"]), (.place, ["place"]), (.url, ["url"]),
    ]

    func complete(_ incident: inout Incident, from cells: inout NamedCells) throws(RowError) {
        incident.revision = cells.text("updated")
        let scale = cells.text("magType")
        if let magnitude = cells.measure("mag", as: "magnitude", unit: scale) {
            incident.measures.append(magnitude)
        }
        if let depth = cells.measure("depth", as: "depth", unit: "km") {
            incident.measures.append(depth)
        } else if case .point(let position)? = incident.geometry, let depth = position.altitude {
            incident.measures.append(Measure(name: "depth", value: depth, unit: "km"))
        }
        incident.locationRadiusMetres = cells.number("horizontalError").flatMap { $0 >= 0 ? $0 * 1_000 : nil }
        if incident.title == nil, let magnitude = cells.text("mag"), let place = incident.place {
            incident.title = "M \(magnitude) - \(place)"
        }
    }
}
