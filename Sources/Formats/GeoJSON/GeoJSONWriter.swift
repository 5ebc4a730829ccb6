import Geometries
package import Incidents
import JSONValues
package import Queries

/// Writes one FeatureCollection, a feature a line, while the matches come in.
///
/// What is known only at the end stands there: `bbox`, `numberReturned`, `numberMatched`.
package struct GeoJSONWriter: IncidentWriter {
    private var output: OutputBuffer
    private var features: FeatureWriter
    private var bounds = BoundsCollector()
    private var count: Int64 = 0
    private let precision: CoordinatePrecision

    /// A writer to a sink.
    package init(options: ExportOptions, sink: @escaping OutputBuffer.Sink) {
        output = OutputBuffer(sink)
        features = FeatureWriter(options: options)
        precision = options.precision ?? .decimals(7)
    }

    package mutating func begin() throws {
        output.json.write(raw: "{\"type\":\"FeatureCollection\",")
        if features.addsTime {
            output.json.write(raw: FeatureWriter.conformance)
            output.json.write(byte: UInt8(ascii: ","))
        }
        output.json.write(raw: "\"features\":[\n")
    }

    package mutating func write(_ match: Match) throws {
        if count > 0 { output.json.write(raw: ",\n") }
        count += 1
        let geometry = match.incident.geometry?.rewound()
        if let geometry { bounds.add(geometry) }
        features.write(match, geometry: geometry, to: &output.json)
        try output.flushIfFull()
    }

    package var takesFlatIncidents: Bool { features.takesFlatIncidents }

    package mutating func write(_ incident: FlatIncident) throws -> Bool {
        let start = output.json.bytes.count
        if count > 0 { output.json.write(raw: ",\n") }
        guard features.write(incident, to: &output.json) else {
            output.json.bytes.removeSubrange(start...)
            return false
        }
        count += 1
        if let point = incident.point { bounds.add(Position(point)) }
        try output.flushIfFull()
        return true
    }

    package mutating func end(_ summary: ResultSummary) throws {
        output.json.write(raw: "\n]")
        if let box = bounds.boundingBox {
            output.json.write(raw: ",\"bbox\":[")
            for (index, number) in [box.west, box.south, box.east, box.north].enumerated() {
                if index > 0 { output.json.write(byte: UInt8(ascii: ",")) }
                GeoJSONGeometry.write(number, precision, to: &output.json)
            }
            output.json.write(byte: UInt8(ascii: "]"))
        }
        output.json.write(raw: ",\"numberReturned\":")
        output.json.write(count)
        if let matched = summary.numberMatched {
            output.json.write(raw: ",\"numberMatched\":")
            output.json.write(Int64(matched))
        }
        output.json.write(raw: "}\n")
        try output.flush()
    }
}

/// Writes a feature a line (ndjson), or each between a record separator and a line feed (RFC 8142).
package struct GeoJSONSequenceWriter: IncidentWriter {
    private var output: OutputBuffer
    private var features: FeatureWriter
    private let separatesRecords: Bool

    /// A writer to a sink.
    package init(options: ExportOptions, sink: @escaping OutputBuffer.Sink) {
        output = OutputBuffer(sink)
        features = FeatureWriter(options: options)
        features.isAlone = true
        separatesRecords = options.separatesRecords
    }

    package mutating func begin() throws {}

    package mutating func write(_ match: Match) throws {
        if separatesRecords { output.json.write(byte: GeoJSONSequenceReader.recordSeparator) }
        let geometry = match.incident.geometry?.rewound()
        features.write(match, geometry: geometry, to: &output.json)
        output.json.write(byte: 0x0A)
        try output.flushIfFull()
    }

    package var takesFlatIncidents: Bool { features.takesFlatIncidents }

    package mutating func write(_ incident: FlatIncident) throws -> Bool {
        let start = output.json.bytes.count
        if separatesRecords { output.json.write(byte: GeoJSONSequenceReader.recordSeparator) }
        guard features.write(incident, to: &output.json) else {
            output.json.bytes.removeSubrange(start...)
            return false
        }
        output.json.write(byte: 0x0A)
        try output.flushIfFull()
        return true
    }

    package mutating func end(_ summary: ResultSummary) throws {
        try output.flush()
    }
}
