import Formats
public import Incidents

/// What a file would be taken for.
public struct ImportPreview: Sendable {
    /// The file.
    public var path: String
    /// Its format.
    public var format: ImportFormat
    /// Which column is taken for which field.
    public var mapping: ColumnMapping
    /// The first rows: an incident, or why the row would be rejected.
    public var rows: [(line: Int, result: Result<Incident, RowError>)]
}

extension ImportJob {
    /// Reads the beginning of a file and stores nothing.
    ///
    /// - Throws: ``FormatError`` for a file that cannot be read.
    public func preview(path: String, rows limit: Int = 10) throws -> ImportPreview {
        let input = try ImportInput(path: path, options: options)
        var reader = try input.reader()
        var rows: [(line: Int, result: Result<Incident, RowError>)] = []
        while rows.count < limit, let record = try input.next(&reader) {
            let source = input.source(for: reader.publisher)
            rows.append(
                (
                    record.location.line,
                    record.content.map { $0.incident(id: $0.previewID(source: source), source: source) }
                ))
        }
        return ImportPreview(path: path, format: reader.format, mapping: reader.mapping ?? ColumnMapping(), rows: rows)
    }
}

extension IncidentDraft {
    /// The id that the row gets unless an equal row precedes it.
    fileprivate func previewID(source: String) -> IncidentID {
        guard let recordID else { return mintedID(source: source, ordinal: 0) }
        return IncidentID(isFullID ? recordID : "\(source):\(recordID)") ?? mintedID(source: source, ordinal: 0)
    }
}
