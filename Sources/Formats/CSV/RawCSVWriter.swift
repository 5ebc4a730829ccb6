import Geometries
package import Incidents
import JSONValues
package import Queries

/// Writes the sources' own columns as they came, and nothing else: import, then this, gives the values of every row back.
package struct RawCSVWriter: IncidentWriter {
    private var output: OutputBuffer
    private let columns: [String]
    private let layouts: [String: Set<String>]

    /// A writer to a sink.
    ///
    /// - Parameters:
    ///   - columns: the columns in their order.
    ///   - layouts: the columns that tables of a source had, by the first half of their ids.
    ///   - sink: where the bytes go.
    package init(columns: [String], layouts: [String: [String]], sink: @escaping OutputBuffer.Sink) {
        output = OutputBuffer(sink)
        self.columns = columns
        self.layouts = layouts.mapValues { Set($0) }
    }

    package mutating func begin() throws {
        // Without a column there is no header either.
        if !columns.isEmpty { endRow(columns) }
    }

    package mutating func write(_ match: Match) throws {
        let layout = RawCSVWriter.source(of: match.incident).flatMap { layouts[$0] }
        endRow(columns.map { RawCSVWriter.text($0, match.incident, layout) })
        try output.flushIfFull()
    }

    package mutating func end(_ summary: ResultSummary) throws { try output.flush() }

    /// The first half of an incident's id.
    package static func source(of incident: Incident) -> String? {
        incident.id.text.firstIndex(of: ":").map { String(incident.id.text[..<$0]) }
    }

    /// What the source's table had in a column: what was kept of it or, where the incident repeats it, what that says.
    private static func text(_ column: String, _ incident: Incident, _ layout: Set<String>?) -> String? {
        if let kept = incident.properties.first(where: { $0.name.hasSameBytes(as: column) }) {
            switch kept.value {
            case .null: return nil
            case .array, .object: return kept.value.text
            default: return kept.value.cellText
            }
        }
        guard layout?.contains(column) == true else { return nil }
        if case .point(let position)? = incident.geometry {
            if column == "longitude" { return GeoJSONGeometry.text(of: position.longitude) }
            if column == "latitude" { return GeoJSONGeometry.text(of: position.latitude) }
        }
        return incident.exportedValue(of: column, isTable: true)?.cellText
    }

    private mutating func endRow(_ cells: [String?]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { output.json.write(byte: UInt8(ascii: ",")) }
            // An empty text of a table cannot be told from none, so both are nothing.
            if let cell, !cell.isEmpty { CSVCell.append(cell, to: &output.json) }
        }
        output.json.write(byte: 0x0A)
    }
}
