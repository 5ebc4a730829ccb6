/// Opens files for import.
package enum RecordReaders {
    /// A reader for a file, whose format is recognised by its content unless it is named.
    ///
    /// - Parameters:
    ///   - path: the file; `-` is standard input.
    ///   - format: its format.
    ///   - encoding: the encoding of its text.
    ///   - options: how to read it.
    /// - Returns: a reader of its records.
    /// - Throws: ``FormatError`` when it cannot be opened, is empty, or is in another encoding.
    package static func open(
        path: String, format: ImportFormat = .auto, encoding: TextEncoding = .utf8, options: ReadOptions
    ) throws(FormatError) -> any RecordReader {
        try open(try FileByteSource(path: path), format: format, encoding: encoding, options: options)
    }

    /// A reader for the bytes of a source.
    package static func open(
        _ source: some ByteSource, format: ImportFormat = .auto, encoding: TextEncoding = .utf8, options: ReadOptions
    ) throws(FormatError) -> any RecordReader {
        var window =
            encoding == .utf8
            ? InputWindow(source) : InputWindow(TranscodingByteSource(source, encoding: encoding))
        try window.skipByteOrderMark()
        let detected = format == .auto ? try FormatDetector.detect(&window) : format
        switch detected {
        case .auto, .csv: return try CSVReader(window, options: options)
        case .geojson: return GeoJSONReader(window, options: options)
        case .geojsonseq: return GeoJSONSequenceReader(window, options: options)
        case .rejects: return RejectsReader(window, options: options)
        }
    }
}
