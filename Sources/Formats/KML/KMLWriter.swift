import Geometries
import Incidents
import JSONValues
package import Queries

/// Writes KML 2.2 (OGC 07-147r2) for Google Earth and its kin: a placemark for each match, with its time, its geometry
/// and every property.
///
/// An instant is a `TimeStamp`, anything longer a `TimeSpan` of its half-open interval. Altitudes are kept as absolute ones.
package struct KMLWriter: IncidentWriter {
    private var output: OutputBuffer
    private let precision: CoordinatePrecision
    private let properties: TextProperties

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
                <kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>incidents</name>

                """)
    }

    package mutating func write(_ match: Match) throws {
        let incident = match.incident
        output.json.write(raw: "<Placemark><name>")
        XMLText.append(incident.title ?? incident.type ?? incident.id.text, to: &output.json)
        output.json.write(raw: "</name>")
        if let interval = incident.interval { append(interval) }
        output.json.write(raw: "<ExtendedData>")
        properties.forEach(of: match) { name, text in
            output.json.write(raw: "<Data name=\"")
            XMLText.append(name, to: &output.json)
            output.json.write(raw: "\"><value>")
            XMLText.append(text, to: &output.json)
            output.json.write(raw: "</value></Data>")
        }
        output.json.write(raw: "</ExtendedData>")
        if let geometry = incident.geometry?.rewound() { append(geometry) }
        output.json.write(raw: "</Placemark>\n")
        try output.flushIfFull()
    }

    package mutating func end(_ summary: ResultSummary) throws {
        output.json.write(raw: "</Document></kml>\n")
        try output.flush()
    }

    private mutating func append(_ interval: TemporalInterval) {
        if interval.isInstant {
            output.json.write(raw: "<TimeStamp><when>")
            properties.append(interval.start, to: &output.json)
            output.json.write(raw: "</when></TimeStamp>")
        } else {
            output.json.write(raw: "<TimeSpan><begin>")
            properties.append(interval.start, to: &output.json)
            output.json.write(raw: "</begin><end>")
            properties.append(interval.end, to: &output.json)
            output.json.write(raw: "</end></TimeSpan>")
        }
    }

    // MARK: Geometries

    private mutating func append(_ geometry: Geometry) {
        let isAbsolute = geometry.hasAltitude
        switch geometry {
        case .point(let position): element("Point", [position], isAbsolute: isAbsolute)
        case .lineString(let line): element("LineString", line, isAbsolute: isAbsolute)
        case .polygon(let polygon): append(polygon, isAbsolute: isAbsolute)
        case .multiPoint(let positions): multiple(positions.map(Geometry.point))
        case .multiLineString(let lines): multiple(lines.map(Geometry.lineString))
        case .multiPolygon(let polygons): multiple(polygons.map(Geometry.polygon))
        case .geometryCollection(let members): multiple(members)
        }
    }

    private mutating func multiple(_ members: [Geometry]) {
        output.json.write(raw: "<MultiGeometry>")
        for member in members { append(member) }
        output.json.write(raw: "</MultiGeometry>")
    }

    private mutating func append(_ polygon: Polygon, isAbsolute: Bool) {
        guard !polygon.isEmpty else { return }
        output.json.write(raw: "<Polygon>")
        if isAbsolute { output.json.write(raw: "<altitudeMode>absolute</altitudeMode>") }
        output.json.write(raw: "<outerBoundaryIs>")
        element("LinearRing", polygon.exterior, isAbsolute: false)
        output.json.write(raw: "</outerBoundaryIs>")
        for hole in polygon.holes {
            output.json.write(raw: "<innerBoundaryIs>")
            element("LinearRing", hole, isAbsolute: false)
            output.json.write(raw: "</innerBoundaryIs>")
        }
        output.json.write(raw: "</Polygon>")
    }

    private mutating func element(_ name: String, _ positions: [Position], isAbsolute: Bool) {
        output.json.write(plain: "<\(name)>")
        if isAbsolute { output.json.write(raw: "<altitudeMode>absolute</altitudeMode>") }
        output.json.write(raw: "<coordinates>")
        for (index, position) in positions.enumerated() {
            if index > 0 { output.json.write(byte: UInt8(ascii: " ")) }
            GeoJSONGeometry.write(position.longitude, precision, to: &output.json)
            output.json.write(byte: UInt8(ascii: ","))
            GeoJSONGeometry.write(position.latitude, precision, to: &output.json)
            guard let altitude = position.altitude else { continue }
            output.json.write(byte: UInt8(ascii: ","))
            GeoJSONGeometry.write(altitude, precision, to: &output.json)
        }
        output.json.write(plain: "</coordinates></\(name)>")
    }
}
