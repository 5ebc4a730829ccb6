import Geometries
import Incidents
import JSONValues
package import Queries

/// Writes a table: the well-known properties, the location, the further properties, and the sources' columns.
///
/// A point stands in `longitude` and `latitude`; any other geometry, and a point with an altitude, in `wkt`. The columns
/// must be known before the first row, so the caller names those of the sources.
package struct CSVWriter: IncidentWriter {
    private enum Column {
        case known(Incident.WellKnownProperty)
        case further(Incident.FurtherProperty)
        case longitude, latitude, wkt, distance
        case source(Int)
    }

    private var output: OutputBuffer
    private let columns: [Column]
    private let header: [String]
    private let precision: CoordinatePrecision
    private let options: ExportOptions
    /// The place of each source's column in ``slots``.
    private var slotOf: [ByteText: Int] = [:]
    /// The slots of the last row's properties by position, since most rows share theirs; nil for no column.
    private var lastSlots: [(name: String, slot: Int?)] = []
    /// The position of the row's property for each source's column; -1 where it has none.
    private var slots: [Int] = []

    /// A writer to a sink.
    package init(options: ExportOptions, sink: @escaping OutputBuffer.Sink) {
        output = OutputBuffer(sink)
        self.options = options
        precision = options.precision ?? .full
        var names: [String] = []
        var columns: [Column] = []
        for name in options.fields ?? CSVWriter.allColumns(options) {
            names.append(name)
            if let known = Incident.WellKnownProperty(rawValue: name) {
                columns.append(.known(known))
            } else if let further = Incident.FurtherProperty(rawValue: name) {
                columns.append(.further(further))
            } else if name == "longitude" {
                columns.append(.longitude)
            } else if name == "latitude" {
                columns.append(.latitude)
            } else if name == "wkt" {
                columns.append(.wkt)
            } else if name == ExportedProperty.distance {
                columns.append(.distance)
            } else {
                let own = ByteText(ExportedProperty.sourceName(ofExported: name, isTable: true))
                let slot = slotOf[own] ?? slotOf.count
                slotOf[own] = slot
                columns.append(.source(slot))
            }
        }
        self.columns = columns
        header = names
        slots = [Int](repeating: -1, count: slotOf.count)
    }

    private static func allColumns(_ options: ExportOptions) -> [String] {
        var names = Incident.WellKnownProperty.allCases.map(\.rawValue)
        names += ExportedRow.locationColumns
        names += Incident.FurtherProperty.allCases.map(\.rawValue).filter(options.furtherProperties.contains)
        names += options.sourceColumns.map { ExportedProperty.exportedName(ofSource: $0, isTable: true) }
        if options.showsDistance { names.append(ExportedProperty.distance) }
        return names
    }

    package mutating func begin() throws {
        for (index, name) in header.enumerated() {
            if index > 0 { output.json.write(byte: UInt8(ascii: ",")) }
            append(name)
        }
        output.json.write(byte: 0x0A)
    }

    package mutating func write(_ match: Match) throws {
        for index in slots.indices { slots[index] = -1 }
        for (index, member) in match.incident.properties.enumerated() {
            if let slot = slot(of: member.name, at: index) {
                slots[slot] = index
            } else if options.fields == nil {
                throw FormatError("the column '\(member.name)' of incident \(match.incident.id) was not announced")
            }
        }
        for (index, column) in columns.enumerated() {
            if index > 0 { output.json.write(byte: UInt8(ascii: ",")) }
            append(column, match)
        }
        output.json.write(byte: 0x0A)
        try output.flushIfFull()
    }

    private mutating func slot(of name: String, at index: Int) -> Int? {
        if index < lastSlots.count {
            if lastSlots[index].name.hasSameBytes(as: name) { return lastSlots[index].slot }
            lastSlots[index] = (name, slotOf[ByteText(name)])
        } else {
            lastSlots.append((name, slotOf[ByteText(name)]))
        }
        return lastSlots[index].slot
    }

    package mutating func end(_ summary: ResultSummary) throws {
        try output.flush()
    }

    private mutating func append(_ column: Column, _ match: Match) {
        switch column {
        case .known(.start): append(match.incident.interval?.start)
        case .known(.end): append(match.incident.interval?.end)
        case .known(let property): append(match.incident.value(of: property))
        case .further(let property): append(match.incident.value(of: property))
        case .longitude:
            if let point = CSVWriter.plainPoint(match.incident) { append(point.longitude) }
        case .latitude:
            if let point = CSVWriter.plainPoint(match.incident) { append(point.latitude) }
        case .wkt:
            if let geometry = match.incident.geometry, CSVWriter.plainPoint(match.incident) == nil {
                append(WKT.encode(geometry))
            }
        case .distance:
            if let distance = match.distanceInMetres { output.json.write(distance, decimals: 3) }
        case .source(let slot):
            let index = slots[slot]
            if index >= 0 { append(match.incident.properties[index].value) }
        }
    }

    private static func plainPoint(_ incident: Incident) -> Position? {
        guard case .point(let position)? = incident.geometry, position.altitude == nil else { return nil }
        return position
    }

    private mutating func append(_ instant: Instant?) {
        instant?.appendText(to: &output.json.bytes, withMilliseconds: options.showsMilliseconds)
    }

    private mutating func append(_ number: Double) {
        GeoJSONGeometry.write(number, precision, to: &output.json)
    }

    private mutating func append(_ value: JSONValue?) {
        switch value {
        case nil, .null?: break
        case .string(let text)?: append(text)
        case .integer(let number)?: output.json.write(number)
        case .bigInteger(let digits)?: output.json.bytes.append(contentsOf: digits.utf8)
        case .real(let number)?: output.json.write(number)
        case .bool(let flag)?: output.json.bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .array?, .object?: append(value?.text ?? "")
        }
    }

    private mutating func append(_ text: String) {
        CSVCell.append(options.leavesFormulas ? text : CSVCell.guarded(text), to: &output.json)
    }
}
