/// Reads a sequence of GeoJSON texts: one a line (ndjson), or each after a record separator (RFC 8142).
///
/// A text that is broken is refused by itself; the next one is read all the same.
package struct GeoJSONSequenceReader: RecordReader {
    /// U+001E, which begins each text of RFC 8142.
    package static let recordSeparator: UInt8 = 0x1E

    private var scanner: GeoJSONSequenceScanner
    private var features: FeatureQueue

    /// Reads what the window has left.
    package init(_ window: InputWindow, options: ReadOptions) {
        scanner = GeoJSONSequenceScanner(window, line: 1)
        features = FeatureQueue(options: options)
    }

    package var format: ImportFormat { features.publisher?.format ?? .geojsonseq }
    package var publisher: String? { features.publisher?.name }
    package var mapping: ColumnMapping? { features.mapping }
    package var table: TableShape? { nil }
    package var properties: [String] { features.properties }

    package mutating func next() throws(FormatError) -> ImportRecord? {
        while features.wantsMore, let (bytes, location) = try scanner.next() { features.add(bytes, location) }
        return try features.next()
    }
}

/// Cuts a sequence into its texts.
struct GeoJSONSequenceScanner {
    private var window: InputWindow
    private var line: Int
    /// What ends a text: a record separator where the sequence begins with one, a line feed elsewhere.
    private var separator: UInt8?

    init(_ window: InputWindow, line: Int) {
        self.window = window
        self.line = line
    }

    /// The next text without white space around it, or nil at the end.
    ///
    /// - Throws: ``FormatError`` for a text beyond the limit.
    mutating func next() throws(FormatError) -> (bytes: [UInt8], location: RecordLocation)? {
        while true {
            if window.count == 0 {
                guard try window.fill() else { return nil }
            }
            let separator: UInt8
            if let known = self.separator { separator = known } else { separator = try detectedSeparator() }
            self.separator = separator
            var length = 0
            while true {
                let end = firstIndex(of: separator, from: length)
                length = end ?? window.count
                guard length <= GeoJSONCursor.valueLimit else {
                    throw FormatError(
                        "a text of the sequence is longer than \(GeoJSONCursor.valueLimit >> 20) MiB", line: line,
                        byteOffset: window.offset)
                }
                if end != nil { break }
                guard try window.fill() else { break }
            }
            let text = window.slice(length)
            let blank = text.prefix { GeoJSONSequenceScanner.isBlank($0) }
            let trimmed = text.dropFirst(blank.count)
            let lines = text.count { $0 == 0x0A }
            let location = RecordLocation(
                line: line + blank.count { $0 == 0x0A }, byteOffset: window.offset + blank.count)
            var bytes = Array(trimmed)
            while let last = bytes.last, GeoJSONSequenceScanner.isBlank(last) { bytes.removeLast() }
            let ended = window.peek(length) != nil
            line += lines + (ended && separator == 0x0A ? 1 : 0)
            window.consume(length + (ended ? 1 : 0))
            if !bytes.isEmpty { return (bytes, location) }
        }
    }

    /// By the first byte that is no white space, however far away it is.
    private mutating func detectedSeparator() throws(FormatError) -> UInt8 {
        var blank = 0
        while true {
            while let byte = window.peek(blank) {
                if !GeoJSONSequenceScanner.isBlank(byte) {
                    return byte == GeoJSONSequenceReader.recordSeparator ? byte : 0x0A
                }
                blank += 1
            }
            if blank > GeoJSONCursor.valueLimit { return 0x0A }
            guard try window.fill() else { return 0x0A }
        }
    }

    private func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        let bytes = window.bytes.span
        var index = window.consumed + start
        while index < bytes.count {
            if bytes[index] == byte { return index - window.consumed }
            index += 1
        }
        return nil
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
