import JSONValues

/// Reads a GeoJSON document: a FeatureCollection of any size feature by feature, a Feature, or a geometry.
package struct GeoJSONReader: RecordReader {
    private var source: Source
    private var features: FeatureQueue

    private enum Source {
        case document(GeoJSONScanner)
        case sequence(GeoJSONSequenceScanner)
    }

    /// Reads what the window has left.
    package init(_ window: InputWindow, options: ReadOptions) {
        source = .document(GeoJSONScanner(window))
        features = FeatureQueue(options: options)
    }

    package var format: ImportFormat { .geojson }
    package var mapping: ColumnMapping? { features.mapping }
    package var table: TableShape? { nil }

    package mutating func next() throws(FormatError) -> ImportRecord? {
        while features.wantsMore, let (bytes, location) = try nextText() { features.add(bytes, location) }
        return try features.next()
    }

    private mutating func nextText() throws(FormatError) -> (bytes: [UInt8], location: RecordLocation)? {
        switch source {
        case .document(var scanner):
            let piece = try scanner.next()
            source = .document(scanner)
            switch piece {
            case .value(let bytes, let location)?: return (bytes, location)
            case .sequence(let window, let line)?:
                source = .sequence(GeoJSONSequenceScanner(window, line: line))
                return try nextText()
            case nil: return nil
            }
        case .sequence(var scanner):
            let text = try scanner.next()
            source = .sequence(scanner)
            return text
        }
    }
}
