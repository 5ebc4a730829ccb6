import Formats
import Gazetteers

/// Reads places from a table whose first record names the columns.
struct PlaceTableReader: PlaceReader {
    private(set) var terms = DataTerms.own
    private var scanner: CSVScanner
    private var record = CSVRecord()
    private let header: [String]
    private let columns: PlaceColumns
    private let holders: PlaceHolders

    /// Reads the header.
    ///
    /// - Throws: ``FormatError`` for a table without names or coordinates.
    init(_ window: InputWindow, holders: PlaceHolders) throws {
        let sample = window.slice(min(window.count, FormatDetector.peekedBytes))
        var scanner = CSVScanner(window, delimiter: CSVDialect(detectingIn: sample).delimiter)
        var record = CSVRecord()
        guard try scanner.next(&record) else { throw FormatError("the file is empty") }
        do {
            try record.checkText()
        } catch {
            throw FormatError("the header holds \(error.reason)", line: record.line, byteOffset: error.byteOffset)
        }
        header = record.texts.map { $0.trimmingBlanks() }
        columns = PlaceColumns(header)
        self.scanner = scanner
        self.holders = holders
        for (field, name) in [(PlaceColumns.Field.name, "name"), (.longitude, "longitude"), (.latitude, "latitude")] {
            guard columns[field] == nil else { continue }
            throw FormatError(
                "no column gives the \(name) of places; the columns are: \(header.prefix(40).joined(separator: ", "))",
                line: record.line, advice: "call one '\(name)'")
        }
        if columns.isOpenStreetMap { terms = .openStreetMap }
    }

    mutating func next() throws -> PlaceRow? {
        while try scanner.next(&record) {
            if record.isBlank { continue }
            do {
                try record.checkText()
                guard record.faultyQuote == nil else { throw RowError("text after a closing quote") }
                guard record.cells.count == header.count else {
                    throw RowError("\(record.cells.count) cells where the header has \(header.count)")
                }
                let fields = PlaceFields(names: header, columns: columns, cells: record.texts)
                if fields.isNameless, columns.isOpenStreetMap { continue }
                let (place, source) = try fields.place(at: nil, holders)
                return PlaceRow(line: record.line, content: .success(place), source: source)
            } catch let error as RowError {
                return PlaceRow(line: record.line, content: .failure(error))
            }
        }
        return nil
    }
}
