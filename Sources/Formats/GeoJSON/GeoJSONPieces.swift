/// Cuts a GeoJSON document into the texts of its features; goes on as a sequence where it turns out to be one.
struct GeoJSONPieces {
    private var source: Source

    private enum Source {
        case document(GeoJSONScanner)
        case sequence(GeoJSONSequenceScanner)
        /// Stands while a scanner is at work, so that its buffer has one owner and is not copied.
        case atWork
    }

    init(_ window: InputWindow) {
        source = .document(GeoJSONScanner(window))
    }

    /// The next feature or geometry as text, or nil at the end.
    ///
    /// - Throws: ``FormatError`` when the document as a whole cannot be read.
    mutating func next() throws(FormatError) -> (bytes: [UInt8], location: RecordLocation)? {
        let current = source
        source = .atWork
        switch consume current {
        case .document(var scanner):
            let piece = try scanner.next()
            source = .document(scanner)
            switch piece {
            case .value(let bytes, let location)?: return (bytes, location)
            case .sequence(let window, let line)?:
                source = .sequence(GeoJSONSequenceScanner(window, line: line))
                return try next()
            case nil: return nil
            }
        case .sequence(var scanner):
            let text = try scanner.next()
            source = .sequence(scanner)
            return text
        case .atWork:
            // An error ended the reading before.
            return nil
        }
    }
}
