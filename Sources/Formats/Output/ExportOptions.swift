/// How answers are written. What a format does not know it leaves alone.
package struct ExportOptions: Sendable {
    /// The decimals of coordinates; nil is the format's own default, 7 in GeoJSON and full in tables.
    package var precision: CoordinatePrecision?
    /// The properties to write, by their exported names and in this order; nil is all of them.
    package var fields: [String]?
    /// Whether times have milliseconds, the same in every row so that readers take them all for times.
    package var showsMilliseconds = false
    /// Whether each text of a GeoJSON sequence follows a record separator.
    package var separatesRecords = false
    /// Whether cells of a table that a spreadsheet would take for formulas are left as they are.
    package var leavesFormulas = false
    /// Whether features carry the members of OGC Features and Geometries JSON (JSON-FG), their time first.
    package var addsFeatureGeometryMembers = false
    /// Whether matches carry their distance from the query's centre.
    package var showsDistance = false
    /// The names of the sources' columns that occur, which a table needs before its first row.
    package var sourceColumns: [String] = []
    /// What values each of these holds.
    package var sourceKinds: [ValueKinds] = []
    /// Whether any position has an altitude, which FlatGeobuf asks of all or none.
    package var hasAltitude = false
    /// The further properties of the model that occur, which a table needs before its first row.
    package var furtherProperties: [String] = []
    /// A file beside which a format with an index keeps its features until all are known; nil keeps them in memory.
    package var spoolPath: String?
    /// The columns of the terminal that is written to; nil when it is none.
    package var terminalWidth: Int?

    /// The defaults.
    package init() {}
}

/// Makes writers.
package enum IncidentWriters {
    /// A writer of a format; nil for a store, which is not written here.
    package static func make(
        _ format: ExportFormat, options: ExportOptions, sink: @escaping OutputBuffer.Sink
    ) -> (any IncidentWriter)? {
        switch format {
        case .geojson: GeoJSONWriter(options: options, sink: sink)
        case .geojsonseq: GeoJSONSequenceWriter(options: options, sink: sink)
        case .csv: CSVWriter(options: options, sink: sink)
        case .table: TableWriter(options: options, sink: sink)
        case .kml: KMLWriter(options: options, sink: sink)
        case .gpx: GPXWriter(options: options, sink: sink)
        case .flatgeobuf: FlatGeobufWriter(options: options, sink: sink)
        case .geoparquet: GeoParquetWriter(options: options, sink: sink)
        case .gpkg: nil
        case .ids: IDWriter(isTerminal: options.terminalWidth != nil, sink: sink)
        case .count: CountWriter(sink: sink)
        }
    }
}
