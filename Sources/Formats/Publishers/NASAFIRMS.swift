import Incidents
import JSONValues

/// Active fires of NASA's Fire Information for Resource Management System: MODIS and VIIRS.
///
/// A detection is a pixel, whose size is how far off its fire may be, and its time of day is UTC.
struct NASAFIRMS: Publisher {
    let name = "firms"
    let format = ImportFormat.firms
    let signature = ["latitude", "longitude", "acq_date", "acq_time", "satellite", "confidence", "frp"]
    let columns: [(field: ColumnField, names: [String])] = [
        (.longitude, ["longitude"]), (.latitude, ["latitude"]), (.start, ["acq_date"]), (.time, ["acq_time"]),
    ]
    let zone = ColumnTime.utc

    func complete(_ incident: inout Incident, from cells: inout NamedCells) throws(RowError) {
        incident.type = "fire"
        // MODIS says 0 through 100; VIIRS says low, nominal or high, which is no number and stays in its column.
        incident.confidence = cells.number("confidence").flatMap { (0...100).contains($0) ? $0 / 100 : nil }
        if let scan = cells.number("scan"), let track = cells.number("track"), scan > 0, track > 0 {
            incident.locationRadiusMetres = ((scan * scan + track * track).squareRoot() * 500).rounded()
        }
        incident.measures = [
            cells.measure("frp", as: "fire_radiative_power", unit: "MW"),
            cells.measure("brightness", as: "brightness_temperature", unit: "K")
                ?? cells.measure("bright_ti4", as: "brightness_temperature", unit: "K"),
        ].compactMap { $0 }
    }
}
