import Geometries
import Incidents
import JSONValues

/// Features straight from flat incidents, byte for byte as those of the same incidents.
extension FeatureWriter {
    /// Whether the members that it writes are those of every flat incident.
    var takesFlatIncidents: Bool { fields == nil }

    /// Appends a flat incident as a feature on one line.
    ///
    /// - Returns: false, and nothing is appended, where its source's columns are not as ``JSONWriter`` writes them flat.
    /// - Complexity: O(length of what is written), without allocation.
    mutating func write(_ incident: FlatIncident, to json: inout JSONWriter) -> Bool {
        var length = FeatureWriter.fixedLength
        for text in FlatIncident.Text.allCases { length += 6 * (incident[text]?.count ?? 0) }
        // The id stands there twice.
        length += 6 * (incident[.id]?.count ?? 0)
        return json.append(atMost: length) { pen in
            // The bytes are only read, and only inside the closure.
            unsafe incident.bytes.withUnsafeBufferPointer { bytes in
                unsafe write(incident, bytes, to: &pen)
            }
        }
    }

    /// More than everything takes but the texts, of which a byte takes at most six.
    private static let fixedLength = 2_048

    private mutating func write(
        _ incident: FlatIncident, _ bytes: UnsafeBufferPointer<UInt8>, to pen: inout JSONPen
    ) -> Bool {
        pen.write(raw: beginning)
        unsafe pen.write(bytes, incident[.id] ?? 0..<0)
        writeGeometry(incident.point, to: &pen)
        if addsTime { pen.write(raw: timeMembers(incident.interval)) }
        pen.write(raw: ",\"properties\":{\"id\":")
        unsafe pen.write(bytes, incident[.id] ?? 0..<0)
        writeInterval(incident.interval, to: &pen)
        for (text, key, null) in FeatureWriter.texts {
            if let range = incident[text] {
                pen.write(raw: key)
                unsafe pen.write(bytes, range)
            } else {
                pen.write(raw: null)
            }
        }
        write(",\"deaths_low\":", incident.deathsLow, to: &pen)
        write(",\"deaths_best\":", incident.deathsBest, to: &pen)
        write(",\"deaths_high\":", incident.deathsHigh, to: &pen)
        pen.write(raw: ",\"confidence\":")
        if let confidence = incident.confidence { pen.write(confidence) } else { pen.write(raw: "null") }
        for (text, key) in FeatureWriter.furtherTexts {
            guard let range = incident[text] else { continue }
            pen.write(raw: key)
            unsafe pen.write(bytes, range)
        }
        if let columns = incident[.properties], unsafe !sourceColumns.write(columns, of: bytes, to: &pen) { return false }
        pen.write(raw: "}}")
        return true
    }

    /// The texts that every feature has, in their order, with their keys, and with the whole member where there is none.
    private static let texts: [(FlatIncident.Text, StaticString, StaticString)] = [
        (.timePrecision, ",\"time_precision\":", ",\"time_precision\":null"),
        (.type, ",\"type\":", ",\"type\":null"),
        (.title, ",\"title\":", ",\"title\":null"),
        (.place, ",\"place\":", ",\"place\":null"),
        (.country, ",\"country\":", ",\"country\":null"),
        (.admin1, ",\"admin1\":", ",\"admin1\":null"),
        (.locationPrecision, ",\"location_precision\":", ",\"location_precision\":null"),
        (.source, ",\"source\":", ",\"source\":null"),
        (.sourceID, ",\"source_id\":", ",\"source_id\":null"),
        (.url, ",\"url\":", ",\"url\":null"),
    ]

    /// The texts that only those features have whose incidents have them.
    private static let furtherTexts: [(FlatIncident.Text, StaticString)] = [
        (.admin2, ",\"admin2\":"), (.revision, ",\"revision\":"),
    ]

    private func writeGeometry(_ point: Coordinate?, to pen: inout JSONPen) {
        guard let point else { return pen.write(raw: ",\"geometry\":null") }
        pen.write(raw: ",\"geometry\":{\"type\":\"Point\",\"coordinates\":[")
        GeoJSONGeometry.write(point.longitude, precision, to: &pen)
        pen.write(byte: UInt8(ascii: ","))
        GeoJSONGeometry.write(point.latitude, precision, to: &pen)
        pen.write(raw: "]}")
    }

    private func writeInterval(_ interval: TemporalInterval?, to pen: inout JSONPen) {
        guard let interval else { return pen.write(raw: ",\"start\":null,\"end\":null") }
        let start = InstantText(interval.start, withMilliseconds: showsMilliseconds)
        pen.write(raw: ",\"start\":\"")
        start.write(to: &pen)
        pen.write(raw: "\",\"end\":\"")
        if interval.isInstant {
            start.write(to: &pen)
        } else {
            InstantText(interval.end, withMilliseconds: showsMilliseconds).write(to: &pen)
        }
        pen.write(byte: UInt8(ascii: "\""))
    }

    private func write(_ key: StaticString, _ number: Int64?, to pen: inout JSONPen) {
        pen.write(raw: key)
        if let number { pen.write(number) } else { pen.write(raw: "null") }
    }

    private func timeMembers(_ interval: TemporalInterval?) -> [UInt8] {
        var json = JSONWriter()
        writeTime(interval, to: &json)
        return json.bytes
    }
}
