import Formats
import JSONValues

/// One file of an import: what to call it and how to read it.
struct ImportInput: Sendable {
    /// The name in messages and in the rejects file.
    let name: String
    private let chosenSource: String?
    private let path: String
    /// The file's name without folders and endings.
    private let stem: String
    private let encoding: TextEncoding
    private let readOptions: ReadOptions
    /// How much of the file was read.
    let gauge = ReadingGauge()

    init(path: String, options: ImportOptions) throws {
        self.path = path
        stem = ImportInput.stem(of: path)
        name = path == "-" ? "standard input" : path
        chosenSource = options.source
        if let name = options.encoding {
            guard let known = TextEncoding(name: name) else {
                let names = TextEncoding.allCases.map(\.rawValue)
                throw FormatError(
                    "there is no encoding '\(name)'\(Spelling.hint(for: name, among: names))",
                    advice: "known are \(names.joined(separator: ", "))")
            }
            encoding = known
        } else {
            encoding = .utf8
        }
        var mapping = ColumnMapping()
        for (field, column) in options.columns {
            guard let known = ColumnField(name: field) else {
                let names = ColumnField.allCases.map(\.rawValue)
                throw FormatError(
                    "there is no field '\(field)' to map\(Spelling.hint(for: field, among: names))",
                    advice: "the fields are \(names.joined(separator: ", "))")
            }
            mapping[known] = column
        }
        readOptions = ReadOptions(
            mapping: mapping, format: options.format, zone: options.assumedZone, wrapsLongitude: options.wrapsLongitude,
            splitsAtAntimeridian: options.splitsAtAntimeridian, fillsPlaces: options.stampsPlaces)
    }

    /// A reader at the beginning of the file.
    ///
    /// - Throws: ``FormatError``, which then names the file.
    func reader() throws -> any RecordReader {
        try naming { () throws(FormatError) in
            try RecordReaders.open(path: path, encoding: encoding, options: readOptions, gauge: gauge)
        }
    }

    /// The first half of the ids of a publisher's records: what the user says, the publisher, or the file's name.
    func source(for publisher: String?) -> String { chosenSource ?? publisher ?? stem }

    /// The reader's next record.
    func next(_ reader: inout any RecordReader) throws -> ImportRecord? {
        try naming { () throws(FormatError) in try reader.next() }
    }

    /// The reader's next record, where it is a row of a plain table.
    func nextFlat(_ reader: inout any RecordReader, _ flat: inout FlatRecord) throws -> Bool {
        try naming { () throws(FormatError) in try reader.nextFlat(&flat) }
    }

    /// A row of a table read once more, now as a draft.
    func draft(ofRow raw: [UInt8], at location: RecordLocation, _ facts: ReaderFacts) throws -> ImportRecord {
        var record: ImportRecord?
        if let table = facts.table {
            var reader = CSVReader(
                InputWindow(MemoryByteSource(raw)), table: table, mapping: facts.mapping ?? ColumnMapping(),
                options: readOptions)
            record = try reader.next()
        }
        return ImportRecord(
            location: location, raw: raw, content: record?.content ?? .failure(RowError("the row is empty")))
    }

    /// Lets an error of the reader, which knows no names, name the file.
    private func naming<Value>(_ body: () throws(FormatError) -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            throw error.naming(name)
        }
    }

    /// The file's name without folders and endings; a fixed word for standard input.
    static func stem(of path: String) -> String {
        guard path != "-" else { return "stdin" }
        let file = path.split(separator: "/").last.map(String.init) ?? path
        let stem = file.split(separator: ".", omittingEmptySubsequences: true).first.map(String.init) ?? file
        return stem.isEmpty ? file : stem
    }
}
