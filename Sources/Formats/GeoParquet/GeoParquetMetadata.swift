import Geometries
import JSONValues

/// The end of a GeoParquet file: what its row groups hold and where, and what its geometries are.
struct GeoParquetMetadata {
    /// A row group.
    struct RowGroup {
        let rows: Int
        let chunks: [ParquetChunk.Summary]
    }

    let schema: ParquetSchema
    var groups: [RowGroup] = []
    /// The types of the geometries, such as `Point Z`.
    var types: Set<String> = []
    /// What all geometries cover.
    var extent = Rectangle.empty

    init(schema: ParquetSchema) { self.schema = schema }

    /// The struct `FileMetaData` of Parquet.
    var bytes: [UInt8] {
        var thrift = ThriftCompact()
        thrift.element { file in
            file.int32(1, 1)
            schema.write(to: &file, field: 2)
            file.int64(3, groups.reduce(0) { $0 + $1.rows })
            file.structures(4, groups) { GeoParquetMetadata.write($1, to: &$0) }
            file.structures(5, [("geo", geo.text)]) { pair, entry in
                pair.binary(1, entry.0.utf8)
                pair.binary(2, entry.1.utf8)
            }
            file.binary(6, "incidents".utf8)
            // Bounds of a column are compared as its type has it.
            file.structures(7, schema.leaves) { order, _ in order.structure(1) { _ in } }
        }
        return thrift.bytes
    }

    private static func write(_ group: RowGroup, to thrift: inout ThriftCompact) {
        thrift.structures(1, group.chunks) { chunk, summary in
            chunk.int64(2, summary.dictionaryPage ?? summary.dataPage)
            chunk.structure(3) { write(summary, to: &$0) }
        }
        thrift.int64(2, group.chunks.reduce(0) { $0 + $1.bytes })
        thrift.int64(3, group.rows)
    }

    private static func write(_ summary: ParquetChunk.Summary, to thrift: inout ThriftCompact) {
        thrift.int32(1, summary.leaf.physicalType)
        thrift.numbers(2, summary.encodings)
        thrift.texts(3, summary.leaf.path)
        thrift.int32(4, ParquetPages.zstandard)
        thrift.int64(5, summary.values)
        thrift.int64(6, summary.bytes)
        thrift.int64(7, summary.compressedBytes)
        thrift.int64(9, summary.dataPage)
        if let page = summary.dictionaryPage { thrift.int64(11, page) }
        thrift.structure(12) { summary.statistics.write(to: &$0) }
    }

    /// The metadata of GeoParquet 1.1. No `crs` means OGC:CRS84, longitude before latitude.
    private var geo: JSONValue {
        let covering = ParquetSchema.bounds.map { name in
            JSONMember(name, .array([.string(ParquetSchema.box), .string(name)]))
        }
        var column = [
            JSONMember("encoding", .string("WKB")),
            JSONMember("geometry_types", .array(types.sorted().map { .string($0) })),
            JSONMember("orientation", .string("counterclockwise")),
            JSONMember("covering", .object([JSONMember(ParquetSchema.box, .object(covering))])),
        ]
        if !extent.isEmpty {
            let bounds = [extent.minLongitude, extent.minLatitude, extent.maxLongitude, extent.maxLatitude]
            column.append(JSONMember("bbox", .array(bounds.map { .real($0) })))
        }
        return .object([
            JSONMember("version", .string("1.1.0")),
            JSONMember("primary_column", .string(ParquetSchema.geometry)),
            JSONMember("columns", .object([JSONMember(ParquetSchema.geometry, .object(column))])),
        ])
    }
}
