/// A column of a Parquet file that holds values.
struct ParquetLeaf {
    /// Its name, after that of the group that it stands in.
    let path: [String]
    /// What its values are.
    let kind: Kind

    enum Kind {
        /// Well-known binary.
        case geometry
        /// A bound of a geometry's box.
        case bound
        /// A property.
        case property(ColumnType)
    }

    /// The physical type in Parquet's numbering.
    var physicalType: Int {
        switch kind {
        case .geometry, .property(.text): 6
        case .bound, .property(.real): 5
        case .property(.integer), .property(.time): 2
        case .property(.boolean): 0
        }
    }
}

/// The columns of a GeoParquet file: the geometry, its box, the properties.
struct ParquetSchema {
    /// The name of the column of geometries.
    static let geometry = "geometry"
    /// The name of the column of their boxes.
    static let box = "bbox"
    /// The bounds of a box, in their order.
    static let bounds = ["xmin", "ymin", "xmax", "ymax"]

    /// The columns in their order.
    let leaves: [ParquetLeaf]
    private let properties: [(name: String, type: ColumnType)]

    init(_ columns: [TypedColumns.Column]) {
        // A source's column of one of our names gives way, as everywhere.
        properties = columns.map { column in
            let isTaken = column.name == ParquetSchema.geometry || column.name == ParquetSchema.box
            return (isTaken ? "source.\(column.name)" : column.name, column.type)
        }
        leaves =
            [ParquetLeaf(path: [ParquetSchema.geometry], kind: .geometry)]
            + ParquetSchema.bounds.map { ParquetLeaf(path: [ParquetSchema.box, $0], kind: .bound) }
            + properties.map { ParquetLeaf(path: [$0.name], kind: .property($0.type)) }
    }

    /// Writes the schema as the list of its elements, depth first.
    func write(to thrift: inout ThriftCompact, field: Int) {
        thrift.structures(field, elements) { thrift, element in element(&thrift) }
    }

    private typealias Element = (inout ThriftCompact) -> Void

    private var elements: [Element] {
        let root: Element = { [properties] in
            $0.binary(4, "schema".utf8)
            $0.int32(5, properties.count + 2)
        }
        let geometry: Element = { ParquetSchema.leaf(&$0, ParquetSchema.geometry, type: 6) }
        let box: Element = {
            $0.int32(3, Repetition.optional)
            $0.binary(4, ParquetSchema.box.utf8)
            $0.int32(5, ParquetSchema.bounds.count)
        }
        let bounds: [Element] = ParquetSchema.bounds.map { name in
            { ParquetSchema.leaf(&$0, name, type: 5, repetition: Repetition.required) }
        }
        let columns: [Element] = properties.indices.map { index in
            let leaf = leaves[1 + ParquetSchema.bounds.count + index]
            return { [properties] thrift in
                ParquetSchema.leaf(
                    &thrift, properties[index].name, type: leaf.physicalType, logical: properties[index].type)
            }
        }
        return [root, geometry, box] + bounds + columns
    }

    private enum Repetition {
        static let required = 0
        static let optional = 1
    }

    private static func leaf(
        _ thrift: inout ThriftCompact, _ name: String, type: Int, repetition: Int = Repetition.optional,
        logical: ColumnType? = nil
    ) {
        thrift.int32(1, type)
        thrift.int32(3, repetition)
        thrift.binary(4, name.utf8)
        switch logical {
        case .text?:
            thrift.int32(6, 0)  // UTF8
            thrift.structure(10) { $0.structure(1) { _ in } }
        case .time?:
            thrift.int32(6, 9)  // TIMESTAMP_MILLIS
            thrift.structure(10) { union in
                union.structure(8) { timestamp in
                    timestamp.boolean(1, true)
                    timestamp.structure(2) { $0.structure(1) { _ in } }
                }
            }
        case .integer?, .real?, .boolean?, nil: break
        }
    }
}
