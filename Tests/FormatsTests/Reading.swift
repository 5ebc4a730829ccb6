import Formats
import Incidents
import TestSupport

/// What reading a whole source gives.
struct Reading {
    var drafts: [IncidentDraft] = []
    /// `line column: reason` of each refused record.
    var rejects: [String] = []
    var records: [ImportRecord] = []
    var mapping = ""
    var format = ImportFormat.auto
    var table: TableShape?
    var publisher: String?

    static func file(_ name: String, _ options: ReadOptions = ReadOptions()) throws -> Reading {
        try of(try FileByteSource(path: SharedData.required(name)), options)
    }

    static func text(
        _ text: String, _ options: ReadOptions = ReadOptions(), format: ImportFormat = .auto, chunkSize: Int = .max
    ) throws -> Reading {
        try of(MemoryByteSource(text, chunkSize: chunkSize), options, format: format)
    }

    static func bytes(
        _ bytes: [UInt8], _ options: ReadOptions = ReadOptions(), format: ImportFormat = .auto, chunkSize: Int = .max
    ) throws -> Reading {
        try of(MemoryByteSource(bytes, chunkSize: chunkSize), options, format: format)
    }

    static func of(
        _ source: some ByteSource, _ options: ReadOptions = ReadOptions(), format: ImportFormat = .auto,
        encoding: TextEncoding = .utf8
    ) throws -> Reading {
        var options = options
        options.format = format
        var reader = try RecordReaders.open(source, encoding: encoding, options: options)
        var reading = Reading()
        while let record = try reader.next() {
            reading.records.append(record)
            switch record.content {
            case .success(let draft): reading.drafts.append(draft)
            case .failure(let error):
                let column = error.column.map { " \($0)" } ?? ""
                reading.rejects.append("\(record.location.line)\(column): \(error.reason)")
            }
        }
        reading.mapping = reader.mapping?.description ?? ""
        reading.format = reader.format
        reading.table = reader.table
        reading.publisher = reader.publisher
        return reading
    }
}
