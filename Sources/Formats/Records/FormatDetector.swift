/// Tells a file's format by its content, never by its name.
package enum FormatDetector {
    /// So many bytes are looked at.
    package static let peekedBytes = 64 << 10

    /// The format of what the window holds next.
    ///
    /// Text that begins with `{` is JSON, and with a record separator (U+001E) a sequence of JSON texts. JSON whose first
    /// value ends before the end of the first line, with another one after it, is a sequence too. A first value that has the
    /// members of a rejected record is a rejects file. Everything else is a table.
    package static func detect(_ window: inout InputWindow) throws(FormatError) -> ImportFormat {
        try window.fill(to: peekedBytes)
        let peeked = window.slice(min(window.count, peekedBytes))
        guard let first = peeked.first(where: { !isBlank($0) }) else {
            throw FormatError("the file is empty")
        }
        switch first {
        case GeoJSONSequenceReader.recordSeparator: return .geojsonseq
        case UInt8(ascii: "{"): return json(peeked)
        case UInt8(ascii: "["):
            throw FormatError("the file is a JSON array, which no format that is read begins with", byteOffset: 0)
        default: return .csv
        }
    }

    private static func json(_ peeked: ArraySlice<UInt8>) -> ImportFormat {
        let start = peeked.firstIndex(of: UInt8(ascii: "{")) ?? peeked.startIndex
        let held = peeked[start...]
        var extent = JSONExtent()
        var length = 0
        guard extent.advance(held.span, from: 0, &length) else { return .geojson }
        let index = start + length
        if RejectedRow(json: peeked[start..<index]) != nil { return .rejects }
        // One object a line: a value of several lines is a document, whatever follows it.
        if peeked[start..<index].contains(0x0A) { return .geojson }
        let gap = peeked[index...].prefix { isBlank($0) }
        let next = peeked[index...].dropFirst(gap.count).first
        if next == GeoJSONSequenceReader.recordSeparator { return .geojsonseq }
        return next == UInt8(ascii: "{") && gap.contains { $0 == 0x0A || $0 == 0x0D } ? .geojsonseq : .geojson
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
