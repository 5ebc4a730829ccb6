import Geometries
import Incidents
import JSONValues

extension FeatureWriter {
    /// Whether incidents can be written by ``write(_:to:)``: all their properties, and no distance.
    var takesFlatIncidents: Bool { fields == nil }

    /// Appends a flat incident as a feature, just as the ``Incident`` that says the same is written.
    ///
    /// - Returns: false, and appends nothing, where its source's columns are not as ``JSONWriter`` writes them flat.
    /// - Complexity: O(length of what is written), without allocation.
    mutating func write(_ incident: FlatIncident, to json: inout JSONWriter) -> Bool {
        let start = json.bytes.count
        begin(&json)
        write(.id, of: incident, to: &json)
        json.write(raw: ",\"geometry\":")
        if let point = incident.point {
            json.write(raw: "{\"type\":\"Point\",\"coordinates\":[")
            GeoJSONGeometry.write(point.longitude, precision, to: &json)
            json.write(byte: UInt8(ascii: ","))
            GeoJSONGeometry.write(point.latitude, precision, to: &json)
            json.write(raw: "]}")
        } else {
            json.write(raw: "null")
        }
        if addsTime { writeTime(incident.interval, to: &json) }
        json.write(raw: ",\"properties\":{\"id\":")
        writeWellKnown(incident, to: &json)
        for (text, key) in FeatureWriter.furtherTexts where incident[text] != nil {
            json.write(raw: key)
            write(text, of: incident, to: &json)
        }
        if let columns = incident[.properties], !sourceColumns.write(columns, of: incident.bytes, to: &json) {
            json.bytes.removeSubrange(start...)
            return false
        }
        json.write(raw: "}}")
        return true
    }

    private static let furtherTexts: [(FlatIncident.Text, StaticString)] = [
        (.admin2, ",\"admin2\":"), (.revision, ",\"revision\":"),
    ]

    private func writeWellKnown(_ incident: FlatIncident, to json: inout JSONWriter) {
        write(.id, of: incident, to: &json)
        json.write(raw: ",\"start\":")
        write(incident.interval?.start, to: &json)
        json.write(raw: ",\"end\":")
        write(incident.interval?.end, to: &json)
        json.write(raw: ",\"time_precision\":")
        write(.timePrecision, of: incident, to: &json)
        json.write(raw: ",\"type\":")
        write(.type, of: incident, to: &json)
        json.write(raw: ",\"title\":")
        write(.title, of: incident, to: &json)
        json.write(raw: ",\"place\":")
        write(.place, of: incident, to: &json)
        json.write(raw: ",\"country\":")
        write(.country, of: incident, to: &json)
        json.write(raw: ",\"admin1\":")
        write(.admin1, of: incident, to: &json)
        json.write(raw: ",\"location_precision\":")
        write(.locationPrecision, of: incident, to: &json)
        json.write(raw: ",\"source\":")
        write(.source, of: incident, to: &json)
        json.write(raw: ",\"source_id\":")
        write(.sourceID, of: incident, to: &json)
        json.write(raw: ",\"url\":")
        write(.url, of: incident, to: &json)
        json.write(raw: ",\"deaths_low\":")
        write(incident.deathsLow, to: &json)
        json.write(raw: ",\"deaths_best\":")
        write(incident.deathsBest, to: &json)
        json.write(raw: ",\"deaths_high\":")
        write(incident.deathsHigh, to: &json)
        json.write(raw: ",\"confidence\":")
        if let confidence = incident.confidence { json.write(confidence) } else { json.write(raw: "null") }
    }

    private func write(_ text: FlatIncident.Text, of incident: FlatIncident, to json: inout JSONWriter) {
        if let range = incident[text] {
            json.write(utf8: incident.bytes[range])
        } else {
            json.write(raw: "null")
        }
    }
}
