/// Opens files for import.
package enum RecordReaders {
    /// A reader for a file, whose format is recognised by its content unless the options name it.
    ///
    /// - Parameters:
    ///   - path: the file; `-` is standard input.
    ///   - encoding: the encoding of its text; UTF-16 is recognised by its mark too.
    ///   - options: how to read it.
    ///   - gauge: is told how much was read.
    /// - Returns: a reader of its records.
    /// - Throws: ``FormatError`` when it cannot be opened, is empty, or is in UTF-32.
    package static func open(
        path: String, encoding: TextEncoding = .utf8, options: ReadOptions, gauge: ReadingGauge? = nil
    ) throws(FormatError) -> any RecordReader {
        try open(try FileByteSource(path: path, gauge: gauge), encoding: encoding, options: options)
    }

    /// A reader for the bytes of a source.
    package static func open(
        _ source: some ByteSource, encoding: TextEncoding = .utf8, options: ReadOptions
    ) throws(FormatError) -> any RecordReader {
        var window = InputWindow(try TextEncoding.decoding(try Compression.unpacking(source), as: encoding))
        try window.skipByteOrderMark()
        let container =
            options.format.isContainer ? options.format : try FormatDetector.detect(&window)
        switch container {
        case .csv: return try CSVReader(window, options: options)
        case .geojson: return GeoJSONReader(window, options: options)
        case .geojsonseq: return GeoJSONSequenceReader(window, options: options)
        case .rejects: return RejectsReader(window, options: options)
        case .auto, .ucdp, .acled, .usgs, .firms, .noaa, .gdelt: return try CSVReader(window, options: options)
        }
    }
}

extension ImportFormat {
    /// Whether it says how records stand in the file, and not only what their columns mean.
    fileprivate var isContainer: Bool {
        switch self {
        case .csv, .geojson, .geojsonseq, .rejects: true
        case .auto, .ucdp, .acled, .usgs, .firms, .noaa, .gdelt: false
        }
    }
}
