package import Geometries
package import JSONValues

/// Reads the features of a GeoJSON document or sequence as they are: a geometry and properties, nothing more made of them.
package struct GeoJSONFeatures {
    private var pieces: GeoJSONPieces
    private var parser: FeatureParser
    /// The line on which the last feature begins.
    package private(set) var line = 1

    /// Opens a file; `-` is standard input.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - maximumNesting: How deeply the arrays and objects of a feature may nest; nil leaves it to the parser of JSON.
    /// - Throws: ``FormatError`` when it cannot be opened or is in another encoding.
    package init(path: String, maximumNesting: Int? = nil) throws(FormatError) {
        parser = FeatureParser(maximumNesting: maximumNesting)
        var window = InputWindow(try Compression.unpacking(path: path))
        try window.skipByteOrderMark()
        pieces = GeoJSONPieces(window)
    }

    /// Reads what a window has left, which stands behind a byte order mark.
    package init(_ window: InputWindow, maximumNesting: Int? = nil) {
        parser = FeatureParser(maximumNesting: maximumNesting)
        pieces = GeoJSONPieces(window)
    }

    /// The next feature, or nil at the end.
    ///
    /// - Throws: ``FormatError`` for a broken document or a broken feature.
    package mutating func next() throws(FormatError) -> (geometry: Geometry?, properties: [JSONMember])? {
        guard let (bytes, location) = try pieces.next() else { return nil }
        line = location.line
        do {
            let feature = try parser.parse(bytes, at: location.byteOffset)
            return (feature.geometry, feature.members)
        } catch {
            throw FormatError(
                error.reason, line: location.line, column: error.column,
                byteOffset: error.byteOffset ?? location.byteOffset)
        }
    }
}
