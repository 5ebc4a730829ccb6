import Geometries
import Incidents
import JSONValues
package import Queries

/// Writes GPX 1.1 waypoints, for receivers and walking maps: one for each match that is a point.
///
/// A waypoint is a point and nothing else, so lines, areas and unlocated incidents are left out and counted. Longitude 180
/// is written as -180, since GPX excludes it.
package struct GPXWriter: IncidentWriter {
    private var output: OutputBuffer
    private let precision: CoordinatePrecision
    private let properties: TextProperties
    package private(set) var leftOut = 0

    /// A writer to a sink.
    package init(options: ExportOptions, sink: @escaping OutputBuffer.Sink) {
        output = OutputBuffer(sink)
        precision = options.precision ?? .full
        properties = TextProperties(options)
    }

    package mutating func begin() throws {
        output.json.write(
            raw: """
                <?xml version="1.0" encoding="UTF-8"?>
                <gpx version="1.1" creator="incidents" xmlns="http://www.topografix.com/GPX/1/1" \
                xmlns:i="urn:incidents:properties">

                """)
    }

    package mutating func write(_ match: Match) throws {
        let incident = match.incident
        guard case .point(let position)? = incident.geometry else {
            leftOut += 1
            return
        }
        output.json.write(raw: "<wpt lat=\"")
        GeoJSONGeometry.write(position.latitude, precision, to: &output.json)
        output.json.write(raw: "\" lon=\"")
        GeoJSONGeometry.write(position.longitude == 180 ? -180 : position.longitude, precision, to: &output.json)
        output.json.write(raw: "\">")
        // The order of the elements is the schema's.
        if let altitude = position.altitude {
            output.json.write(raw: "<ele>")
            GeoJSONGeometry.write(altitude, precision, to: &output.json)
            output.json.write(raw: "</ele>")
        }
        if let interval = incident.interval {
            output.json.write(raw: "<time>")
            properties.append(interval.start, to: &output.json)
            output.json.write(raw: "</time>")
        }
        element("name", incident.title ?? incident.type ?? incident.id.text)
        let place = [incident.place, incident.admin1, incident.country].compactMap { $0 }
        if !place.isEmpty { element("desc", place.joined(separator: ", ")) }
        if let source = incident.source { element("src", source) }
        if let url = incident.url {
            output.json.write(raw: "<link href=\"")
            XMLText.append(url, to: &output.json)
            output.json.write(raw: "\"/>")
        }
        if let type = incident.type { element("type", type) }
        appendExtensions(match)
        output.json.write(raw: "</wpt>\n")
        try output.flushIfFull()
    }

    package mutating func end(_ summary: ResultSummary) throws {
        output.json.write(raw: "</gpx>\n")
        try output.flush()
    }

    private mutating func appendExtensions(_ match: Match) {
        output.json.write(raw: "<extensions>")
        properties.forEach(of: match) { name, text in
            output.json.write(raw: "<i:property name=\"")
            XMLText.append(name, to: &output.json)
            output.json.write(raw: "\">")
            XMLText.append(text, to: &output.json)
            output.json.write(raw: "</i:property>")
        }
        output.json.write(raw: "</extensions>")
    }

    private mutating func element(_ name: String, _ text: String) {
        output.json.write(plain: "<\(name)>")
        XMLText.append(text, to: &output.json)
        output.json.write(plain: "</\(name)>")
    }
}
