import Geometries
import Incidents
import JSONValues
import Queries

/// Writes incidents as features.
struct FeatureWriter {
    let precision: CoordinatePrecision
    let fields: [String]?
    let showsMilliseconds: Bool
    /// Whether features have the members of JSON-FG.
    let addsTime: Bool
    /// Whether each feature says that it is JSON-FG, since no collection around it does.
    var isAlone = false {
        didSet { beginning = FeatureWriter.beginning(addsConformance: addsTime && isAlone) }
    }
    /// What stands before the id of a feature.
    private(set) var beginning: [UInt8]
    /// The keys of the sources' columns as they are written, by position: most incidents share them.
    private var keys: [(name: String, key: [UInt8])] = []
    /// Copies the sources' columns of flat incidents.
    var sourceColumns = FlatColumns()
    /// What every flat incident is written with.
    let fragments = FeatureFragments()

    init(options: ExportOptions) {
        precision = options.precision ?? .decimals(7)
        fields = options.fields
        showsMilliseconds = options.showsMilliseconds
        addsTime = options.addsFeatureGeometryMembers
        beginning = FeatureWriter.beginning(addsConformance: false)
    }

    private static func beginning(addsConformance: Bool) -> [UInt8] {
        var json = JSONWriter()
        json.write(raw: "{\"type\":\"Feature\",")
        if addsConformance {
            json.write(raw: conformance)
            json.write(byte: UInt8(ascii: ","))
        }
        json.write(raw: "\"id\":")
        return json.bytes
    }

    /// Appends a match as a feature on one line.
    ///
    /// - Complexity: O(length of what is written); nothing is allocated for a point and flat properties.
    mutating func write(_ match: Match, geometry: Geometry?, to json: inout JSONWriter) {
        json.bytes.append(contentsOf: beginning)
        json.write(match.incident.id.text)
        json.write(raw: ",\"geometry\":")
        if let geometry {
            GeoJSONGeometry.write(geometry, precision: precision, to: &json)
        } else {
            json.write(raw: "null")
        }
        if addsTime { writeTime(match.incident.interval, to: &json) }
        json.write(raw: ",\"properties\":{")
        if let fields {
            writeSelected(fields, match, to: &json)
        } else {
            writeWellKnown(match.incident, to: &json)
            writeFurther(match.incident, to: &json)
            writeSourceColumns(match.incident.properties, to: &json)
            if let distance = match.distanceInMetres {
                json.write(raw: ",\"distance_m\":")
                json.write(distance, decimals: 3)
            }
        }
        json.write(raw: "}}")
    }

    private func writeWellKnown(_ incident: Incident, to json: inout JSONWriter) {
        json.write(raw: "\"id\":")
        json.write(incident.id.text)
        json.write(raw: ",\"start\":")
        write(incident.interval?.start, to: &json)
        json.write(raw: ",\"end\":")
        write(incident.interval?.end, to: &json)
        json.write(raw: ",\"time_precision\":")
        write(incident.timePrecision?.rawValue, to: &json)
        json.write(raw: ",\"type\":")
        write(incident.type, to: &json)
        json.write(raw: ",\"title\":")
        write(incident.title, to: &json)
        json.write(raw: ",\"place\":")
        write(incident.place, to: &json)
        json.write(raw: ",\"country\":")
        write(incident.country, to: &json)
        json.write(raw: ",\"admin1\":")
        write(incident.admin1, to: &json)
        json.write(raw: ",\"location_precision\":")
        write(incident.locationPrecision?.rawValue, to: &json)
        json.write(raw: ",\"source\":")
        write(incident.source, to: &json)
        json.write(raw: ",\"source_id\":")
        write(incident.sourceID, to: &json)
        json.write(raw: ",\"url\":")
        write(incident.url, to: &json)
        json.write(raw: ",\"deaths_low\":")
        write(incident.deathsLow, to: &json)
        json.write(raw: ",\"deaths_best\":")
        write(incident.deathsBest, to: &json)
        json.write(raw: ",\"deaths_high\":")
        write(incident.deathsHigh, to: &json)
        json.write(raw: ",\"confidence\":")
        if let confidence = incident.confidence { json.write(confidence) } else { json.write(raw: "null") }
    }

    private func writeFurther(_ incident: Incident, to json: inout JSONWriter) {
        for property in Incident.FurtherProperty.allCases {
            guard let value = incident.value(of: property) else { continue }
            json.write(byte: UInt8(ascii: ","))
            json.write(property.rawValue)
            json.write(byte: UInt8(ascii: ":"))
            FeatureWriter.writeFlat(value, to: &json)
        }
    }

    private mutating func writeSourceColumns(_ members: [JSONMember], to json: inout JSONWriter) {
        for index in members.indices {
            let name = members[index].name
            if index == keys.count { keys.append((name, FeatureWriter.key(name))) }
            if !keys[index].name.hasSameBytes(as: name) { keys[index] = (name, FeatureWriter.key(name)) }
            json.bytes.append(contentsOf: keys[index].key)
            FeatureWriter.writeFlat(members[index].value, to: &json)
        }
    }

    /// `,"name":` under the exported name.
    private static func key(_ name: String) -> [UInt8] {
        var json = JSONWriter()
        json.write(byte: UInt8(ascii: ","))
        json.write(ExportedProperty.exportedName(ofSource: name, isTable: false))
        json.write(byte: UInt8(ascii: ":"))
        return json.bytes
    }

    private func writeSelected(_ fields: [String], _ match: Match, to json: inout JSONWriter) {
        for (index, field) in fields.enumerated() {
            if index > 0 { json.write(byte: UInt8(ascii: ",")) }
            json.write(field)
            json.write(byte: UInt8(ascii: ":"))
            switch field {
            case "start": write(match.incident.interval?.start, to: &json)
            case "end": write(match.incident.interval?.end, to: &json)
            case ExportedProperty.distance:
                if let distance = match.distanceInMetres {
                    json.write(distance, decimals: 3)
                } else {
                    json.write(raw: "null")
                }
            default:
                FeatureWriter.writeFlat(match.incident.exportedValue(of: field, isTable: false) ?? .null, to: &json)
            }
        }
    }

    // MARK: JSON-FG

    /// What a document of JSON-FG says of itself (OGC 21-045r1, 7.2).
    static let conformance: StaticString =
        "\"conformsTo\":[\"http://www.opengis.net/spec/json-fg-1/1.0/conf/core\"]"

    /// Appends the time as JSON-FG has it: a date, an interval of dates with its last day, or timestamps; and that the place
    /// is the geometry.
    func writeTime(_ interval: TemporalInterval?, to json: inout JSONWriter) {
        json.write(raw: ",\"time\":")
        defer { json.write(raw: ",\"place\":null") }
        guard let interval else { return json.write(raw: "null") }
        if interval.isInstant {
            json.write(raw: "{\"timestamp\":")
            write(interval.start, to: &json)
        } else if interval.start.millisecondOfDay == 0, interval.end.millisecondOfDay == 0 {
            let last = Instant(milliseconds: interval.lastMillisecond)
            let isDay = interval.start.date == last.date
            json.write(raw: isDay ? "{\"date\":" : "{\"interval\":[")
            json.write(String(interval.start.description.prefix(10)))
            if !isDay {
                json.write(byte: UInt8(ascii: ","))
                json.write(String(last.description.prefix(10)))
                json.write(byte: UInt8(ascii: "]"))
            }
        } else {
            json.write(raw: "{\"interval\":[")
            write(interval.start, to: &json)
            json.write(byte: UInt8(ascii: ","))
            write(interval.end, to: &json)
            json.write(byte: UInt8(ascii: "]"))
        }
        json.write(byte: UInt8(ascii: "}"))
    }

    // MARK: Values

    func write(_ instant: Instant?, to json: inout JSONWriter) {
        guard let instant else {
            json.write(raw: "null")
            return
        }
        json.write(byte: UInt8(ascii: "\""))
        instant.appendText(to: &json.bytes, withMilliseconds: showsMilliseconds)
        json.write(byte: UInt8(ascii: "\""))
    }

    private func write(_ text: String?, to json: inout JSONWriter) {
        if let text { json.write(text) } else { json.write(raw: "null") }
    }

    private func write(_ number: Int64?, to json: inout JSONWriter) {
        if let number { json.write(number) } else { json.write(raw: "null") }
    }

    /// Properties are flat: an array or object is written as a string of JSON, since mapping tools know no other values.
    private static func writeFlat(_ value: JSONValue, to json: inout JSONWriter) {
        switch value {
        case .array, .object: json.write(value.text)
        default: json.write(value)
        }
    }
}

extension Incident {
    /// The value under an exported name; nil where the incident has none.
    func exportedValue(of name: String, isTable: Bool) -> JSONValue? {
        if let known = WellKnownProperty(rawValue: name) { return value(of: known) }
        if let further = FurtherProperty(rawValue: name) { return value(of: further) }
        let own = ExportedProperty.sourceName(ofExported: name, isTable: isTable)
        return properties.first { $0.name.hasSameBytes(as: own) }?.value
    }
}
