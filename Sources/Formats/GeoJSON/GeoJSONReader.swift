import JSONValues

/// Reads a GeoJSON document: a FeatureCollection of any size feature by feature, a Feature, or a geometry.
package struct GeoJSONReader: RecordReader {
    private var pieces: GeoJSONPieces
    private var features: FeatureQueue

    /// Reads what the window has left.
    package init(_ window: InputWindow, options: ReadOptions) {
        pieces = GeoJSONPieces(window)
        features = FeatureQueue(options: options)
    }

    package var format: ImportFormat { features.publisher?.format ?? .geojson }
    package var publisher: String? { features.publisher?.name }
    package var mapping: ColumnMapping? { features.mapping }
    package var table: TableShape? { nil }
    package var properties: [String] { features.properties }

    package mutating func next() throws(FormatError) -> ImportRecord? {
        while features.wantsMore, let (bytes, location) = try pieces.next() { features.add(bytes, location) }
        return try features.next()
    }
}
