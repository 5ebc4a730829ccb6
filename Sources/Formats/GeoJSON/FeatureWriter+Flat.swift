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
        // Nearly every feature fits; for one that does not, what it takes at most is counted.
        write(incident, atMost: FeatureWriter.usualLength, to: &json)
            || write(incident, atMost: FeatureWriter.length(incident), to: &json)
    }

    private static let usualLength = 4_096

    /// As many bytes as a feature can take: one of a text becomes at most six.
    private static func length(_ incident: FlatIncident) -> Int {
        let texts = FlatIncident.Text.allCases.reduce(0) { $0 + (incident[$1]?.count ?? 0) }
        // The id stands there twice.
        return usualLength + 6 * (texts + (incident[.id]?.count ?? 0))
    }

    private mutating func write(_ incident: FlatIncident, atMost length: Int, to json: inout JSONWriter) -> Bool {
        json.append(atMost: length) { pen in
            // The bytes are only read, and only inside the closure.
            unsafe incident.bytes.withUnsafeBufferPointer { bytes in
                unsafe write(incident, bytes, to: &pen)
            }
        }
    }

    private mutating func write(
        _ incident: FlatIncident, _ bytes: UnsafeBufferPointer<UInt8>, to pen: inout JSONPen
    ) -> Bool {
        pen.write(raw: beginning)
        let id = incident[.id] ?? 0..<0
        unsafe pen.write(bytes, id)
        writeGeometry(incident.point, to: &pen)
        if addsTime { pen.write(raw: timeMembers(incident.interval)) }
        pen.write(fragments.properties)
        unsafe pen.write(bytes, id)
        writeInterval(incident.interval, to: &pen)
        for text in fragments.texts {
            if let range = incident[text.text] {
                pen.write(text.key)
                unsafe pen.write(bytes, range)
            } else {
                pen.write(text.null)
            }
        }
        write(fragments.deathsLow, incident.deathsLow, to: &pen)
        write(fragments.deathsBest, incident.deathsBest, to: &pen)
        write(fragments.deathsHigh, incident.deathsHigh, to: &pen)
        pen.write(fragments.confidence)
        if let confidence = incident.confidence { pen.write(confidence) } else { pen.write(fragments.null) }
        for text in fragments.furtherTexts {
            guard let range = incident[text.text] else { continue }
            pen.write(text.key)
            unsafe pen.write(bytes, range)
        }
        if let columns = incident[.properties] {
            guard unsafe sourceColumns.write(columns, of: bytes, to: &pen) else { return false }
        }
        pen.write(raw: "}}")
        return true
    }

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
        let start = InstantText(interval.start, withMilliseconds: showsMilliseconds).fragment
        pen.write(fragments.start)
        pen.write(start)
        pen.write(fragments.end)
        pen.write(
            interval.isInstant ? start : InstantText(interval.end, withMilliseconds: showsMilliseconds).fragment)
        pen.write(byte: UInt8(ascii: "\""))
    }

    private func write(_ key: JSONFragment, _ number: Int64?, to pen: inout JSONPen) {
        pen.write(key)
        if let number { pen.write(number) } else { pen.write(fragments.null) }
    }

    private func timeMembers(_ interval: TemporalInterval?) -> [UInt8] {
        var json = JSONWriter()
        writeTime(interval, to: &json)
        return json.bytes
    }
}

/// The pieces of JSON that every feature has.
struct FeatureFragments {
    /// A text of an incident with its key, and with the whole member where there is none.
    struct Member {
        let text: FlatIncident.Text
        let key: JSONFragment
        let null: JSONFragment
    }

    let properties = JSONFragment(",\"properties\":{\"id\":")
    let start = JSONFragment(",\"start\":\"")
    let end = JSONFragment("\",\"end\":\"")
    let deathsLow = JSONFragment(",\"deaths_low\":")
    let deathsBest = JSONFragment(",\"deaths_best\":")
    let deathsHigh = JSONFragment(",\"deaths_high\":")
    let confidence = JSONFragment(",\"confidence\":")
    let null = JSONFragment("null")
    /// The texts that every feature has, in their order.
    let texts = [
        Member(.timePrecision, ",\"time_precision\":", ",\"time_precision\":null"),
        Member(.type, ",\"type\":", ",\"type\":null"),
        Member(.title, ",\"title\":", ",\"title\":null"),
        Member(.place, ",\"place\":", ",\"place\":null"),
        Member(.country, ",\"country\":", ",\"country\":null"),
        Member(.admin1, ",\"admin1\":", ",\"admin1\":null"),
        Member(.locationPrecision, ",\"location_precision\":", ",\"location_precision\":null"),
        Member(.source, ",\"source\":", ",\"source\":null"),
        Member(.sourceID, ",\"source_id\":", ",\"source_id\":null"),
        Member(.url, ",\"url\":", ",\"url\":null"),
    ]
    /// The texts that only those features have whose incidents have them.
    let furtherTexts = [Member(.admin2, ",\"admin2\":", ""), Member(.revision, ",\"revision\":", "")]
}

extension FeatureFragments.Member {
    fileprivate init(_ text: FlatIncident.Text, _ key: StaticString, _ null: StaticString) {
        self.init(text: text, key: JSONFragment(key), null: JSONFragment(null))
    }
}
