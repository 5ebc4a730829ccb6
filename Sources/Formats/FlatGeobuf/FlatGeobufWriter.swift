import Geometries
import Incidents
import JSONValues
package import Queries

/// Writes FlatGeobuf 3: a header, a packed Hilbert R-tree, and the features in its order, so that QGIS, GDAL and browsers
/// read a window of it without reading the rest.
///
/// Features wait in a ``FeatureSpool`` until the last one is known. Unlocated incidents stand last, under empty nodes.
package struct FlatGeobufWriter: IncidentWriter {
    private static let magic: [UInt8] = [0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62, 0]

    private var columns: TypedColumns
    private let showsMilliseconds: Bool
    private let sink: OutputBuffer.Sink
    private let held: Held
    private var feature = FlatBuffer()
    private var properties: [UInt8] = []
    private var types: Set<UInt8> = []
    private let hasAltitude: Bool
    private var extent = Rectangle.empty

    /// Writers are values, and the spool is not copyable.
    private final class Held {
        var spool: FeatureSpool?
    }

    /// A writer to a sink.
    package init(options: ExportOptions, sink: @escaping OutputBuffer.Sink) {
        columns = TypedColumns(options)
        showsMilliseconds = options.showsMilliseconds
        hasAltitude = options.hasAltitude
        self.sink = sink
        held = Held()
        spoolPath = options.spoolPath
    }

    private let spoolPath: String?

    /// Columns are numbered in 16 bits.
    private static let mostColumns = 65_535

    package mutating func begin() throws {
        guard columns.columns.count <= FlatGeobufWriter.mostColumns else {
            throw FormatError(
                "FlatGeobuf holds at most \(FlatGeobufWriter.mostColumns) columns, and there are \(columns.columns.count)",
                advice: "name those wanted with --fields")
        }
        held.spool = try FeatureSpool(beside: spoolPath)
    }

    package mutating func write(_ match: Match) throws {
        let geometry = match.incident.geometry.flatMap { $0.isEmpty ? nil : $0 }
        feature.removeAll()
        var fields: [FlatBuffer.Field] = [.reference(1)]
        if geometry != nil { fields.append(.reference(0)) }
        let slots = feature.table(at: FlatBuffer.root, fields)
        encodeProperties(of: match)
        feature.vector(at: slots[0], of: properties)
        if let geometry {
            FlatGeobufGeometry.place(geometry, at: slots[1], in: &feature, hasAltitude: hasAltitude)
            types.insert(FlatGeobufGeometry.type(of: geometry))
            extent.formUnion(geometry.rectangle)
        }
        feature.finish()
        try held.spool?.append(feature.bytes, covering: geometry?.rectangle)
    }

    package mutating func end(_ summary: ResultSummary) throws {
        guard let spool = held.spool.take() else { return }
        let features = try spool.sorted()
        try sink(FlatGeobufWriter.magic)
        try sink(header(features: features.count))
        var output = OutputBuffer(sink)
        if features.count > 0 { try FlatGeobufIndex.write(features, to: &output) }
        try features.forEach { _, bytes in
            output.json.write(raw: bytes)
            try output.flushIfFull()
        }
        try output.flush()
    }

    // MARK: Header

    private func header(features: Int) -> [UInt8] {
        var buffer = FlatBuffer()
        // One type where all are alike, else "unknown", which means any.
        let type = types.count == 1 ? types.first ?? 0 : 0
        let hasExtent = !extent.isEmpty
        var fields: [FlatBuffer.Field] = [.long(8, UInt64(features)), .reference(0), .reference(7), .reference(10)]
        if hasExtent { fields.append(.reference(1)) }
        fields.append(.short(9, features > 0 ? UInt16(FlatGeobufIndex.nodeSize) : 0))
        fields += [.byte(2, type), .byte(3, hasAltitude ? 1 : 0)]
        let slots = buffer.table(at: FlatBuffer.root, fields)
        buffer.string(at: slots[0], "incidents")
        for (column, slot) in zip(columns.columns, buffer.references(at: slots[1], count: columns.columns.count)) {
            let names = buffer.table(at: slot, [.reference(0), .byte(1, FlatGeobufWriter.code(of: column.type))])
            buffer.string(at: names[0], column.name)
        }
        let reference = buffer.table(at: slots[2], [.int(1, 4326), .reference(0)])
        buffer.string(at: reference[0], "EPSG")
        if hasExtent {
            buffer.vector(
                at: slots[3],
                of: [extent.minLongitude, extent.minLatitude, extent.maxLongitude, extent.maxLatitude])
        }
        buffer.finish()
        return buffer.bytes
    }

    private static func code(of type: ColumnType) -> UInt8 {
        switch type {
        case .boolean: 2
        case .integer: 7
        case .real: 10
        case .text: 11
        case .time: 13
        }
    }

    // MARK: Properties

    private mutating func encodeProperties(of match: Match) {
        properties.removeAll(keepingCapacity: true)
        columns.beginRow()
        for index in columns.columns.indices {
            let value = columns.value(of: match, at: index)
            if value == .null { continue }
            properties.append(littleEndian: UInt16(index))
            switch value {
            case .null: break
            case .text(let text):
                properties.append(littleEndian: UInt32(text.utf8.count))
                properties.append(contentsOf: text.utf8)
            case .integer(let number): properties.append(littleEndian: number)
            case .real(let number): properties.append(littleEndian: number)
            case .boolean(let flag): properties.append(flag ? 1 : 0)
            case .time(let instant):
                let start = properties.count
                properties.append(littleEndian: UInt32(0))
                instant.appendText(to: &properties, withMilliseconds: showsMilliseconds)
                properties.replace(at: start, littleEndian: UInt32(properties.count - start - 4))
            }
        }
    }
}
