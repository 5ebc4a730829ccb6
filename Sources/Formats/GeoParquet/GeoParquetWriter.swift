import Geometries
import Incidents
package import Queries

/// Writes GeoParquet 1.1: geometries as well-known binary with their boxes beside them, typed columns with statistics, row
/// groups in the order of the Hilbert curve, Zstandard.
///
/// Rows wait in a ``FeatureSpool`` until the last one is known; a row group is in memory at a time.
package struct GeoParquetWriter: IncidentWriter {
    /// The rows of a row group.
    package static let rowsPerGroup = 65_536
    private static let magic = Array("PAR1".utf8)

    private var columns: TypedColumns
    private let sink: OutputBuffer.Sink
    private let spoolPath: String?
    private let held = Held()
    private var row = SpooledRow()
    private var metadata: GeoParquetMetadata
    private var offset = 0

    /// Writers are values, and the spool is not copyable.
    private final class Held {
        var spool: FeatureSpool?
    }

    /// A writer to a sink.
    package init(options: ExportOptions, sink: @escaping OutputBuffer.Sink) {
        columns = TypedColumns(options)
        self.sink = sink
        spoolPath = options.spoolPath
        metadata = GeoParquetMetadata(schema: ParquetSchema(columns.columns))
    }

    package mutating func begin() throws { held.spool = try FeatureSpool(beside: spoolPath) }

    package mutating func write(_ match: Match) throws {
        let geometry = match.incident.geometry.flatMap { $0.isEmpty ? nil : $0.rewound() }
        row.begin(geometry)
        columns.beginRow()
        for index in columns.columns.indices { row.append(columns.value(of: match, at: index)) }
        if let geometry {
            metadata.types.insert(geometry.typeName + (geometry.hasAltitude ? " Z" : ""))
            metadata.extent.formUnion(geometry.rectangle)
        }
        try held.spool?.append(row.bytes, covering: geometry?.rectangle)
    }

    package mutating func end(_ summary: ResultSummary) throws {
        guard let spool = held.spool.take() else { return }
        let features = try spool.sorted()
        try put(GeoParquetWriter.magic)
        let leaves = metadata.schema.leaves
        var chunks = leaves.map { ParquetChunk($0) }
        var rows = 0
        try features.forEach { rectangle, bytes in
            SpooledRow.read(bytes, covering: rectangle, as: leaves, into: &chunks)
            rows += 1
            if rows == GeoParquetWriter.rowsPerGroup {
                try writeGroup(chunks, rows: rows)
                chunks = leaves.map { ParquetChunk($0) }
                rows = 0
            }
        }
        if rows > 0 { try writeGroup(chunks, rows: rows) }
        var footer = metadata.bytes
        footer.append(littleEndian: UInt32(footer.count))
        try put(footer + GeoParquetWriter.magic)
    }

    private mutating func writeGroup(_ chunks: [ParquetChunk], rows: Int) throws {
        var summaries: [ParquetChunk.Summary] = []
        for chunk in chunks {
            var bytes: [UInt8] = []
            summaries.append(try chunk.write(to: &bytes, at: offset))
            try put(bytes)
        }
        metadata.groups.append(GeoParquetMetadata.RowGroup(rows: rows, chunks: summaries))
    }

    private mutating func put(_ bytes: [UInt8]) throws {
        try sink(bytes)
        offset += bytes.count
    }
}

extension Geometry {
    /// The name of the type, as GeoJSON and well-known text have it.
    fileprivate var typeName: String {
        switch self {
        case .point: "Point"
        case .lineString: "LineString"
        case .polygon: "Polygon"
        case .multiPoint: "MultiPoint"
        case .multiLineString: "MultiLineString"
        case .multiPolygon: "MultiPolygon"
        case .geometryCollection: "GeometryCollection"
        }
    }
}
