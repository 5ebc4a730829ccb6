/// Reads the rejected records of an earlier import, whose `row` somebody has mended.
///
/// Each is read as what it was: a row of its table, under the columns that the import took it by, or a GeoJSON text.
package struct RejectsReader: RecordReader {
    private var scanner: GeoJSONSequenceScanner
    private let options: ReadOptions
    private var features: FeatureQueue
    /// What the last record belongs to.
    private var last: RejectedRow?

    /// Reads what the window has left.
    package init(_ window: InputWindow, options: ReadOptions) {
        scanner = GeoJSONSequenceScanner(window, line: 1)
        self.options = options
        features = FeatureQueue(options: options, mapping: options.mapping)
    }

    package var format: ImportFormat { .rejects }
    package private(set) var publisher: String?
    package var mapping: ColumnMapping? { last?.mapping }
    package var table: TableShape? { last?.table }
    package var properties: [String] { last?.table == nil ? features.properties : [] }

    package mutating func next() throws(FormatError) -> ImportRecord? {
        guard let (bytes, location) = try scanner.next() else { return nil }
        last = RejectedRow(json: bytes[...])
        guard let rejected = last else {
            return ImportRecord(
                location: location, raw: bytes,
                content: .failure(
                    RowError("no rejected record: it lacks one of the members 'reason', 'format' and 'row'")))
        }
        let raw = Array(rejected.row.utf8)
        var mapping = rejected.mapping
        for field in options.mapping.fields { mapping[field] = options.mapping[field] }
        var record: ImportRecord?
        if let table = rejected.table {
            var reader = CSVReader(
                InputWindow(MemoryByteSource(raw)), table: table, mapping: mapping, options: options)
            publisher = reader.publisher
            do {
                record = try reader.next()
            } catch {
                record = ImportRecord(location: location, raw: raw, content: .failure(RowError(error.reason)))
            }
        } else {
            features = FeatureQueue(options: options, mapping: mapping)
            features.add(raw, location)
            record = try features.next()
            publisher = features.publisher?.name
        }
        guard var record else {
            return ImportRecord(location: location, raw: raw, content: .failure(RowError("the row is empty")))
        }
        record.location = location
        record.raw = raw
        return record
    }
}
