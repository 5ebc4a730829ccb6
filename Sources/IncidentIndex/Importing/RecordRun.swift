import Formats
import Incidents
import Stores

/// What the reader of a run of records knew of them.
struct ReaderFacts: Equatable, Sendable {
    /// The first half of the ids of records that name their own.
    var source: String
    /// The format of the records.
    var format: ImportFormat
    /// The table that they are rows of.
    var table: TableShape?
    /// What their columns were taken for.
    var mapping: ColumnMapping?
    /// The properties of the features that came up to here, which have no table.
    var properties: [String] = []
}

/// Records that share what their reader knew: those of plain tables encoded, the others as drafts, in the file's order.
struct RecordRun: Sendable {
    /// What the reader knew.
    let facts: ReaderFacts
    /// The encoded rows.
    private(set) var rows = EncodedRows()
    /// The other records, and how many encoded rows come before each.
    private(set) var records: [(rowsBefore: Int, record: ImportRecord)] = []
    /// The length of the records' texts.
    private(set) var bytes = 0
    /// What the file has for each encoded row, in ``rawBytes``, and where.
    private var origins: [(location: RecordLocation, raw: Range<Int>)] = []
    private var rawBytes: [UInt8] = []

    /// So many records fill a run.
    private static let fullCount = 512
    /// So many bytes fill a run, but for its last record.
    private static let fullBytes = 256 << 10

    /// No records.
    init(facts: ReaderFacts) {
        self.facts = facts
    }

    /// How many records there are.
    var count: Int { rows.count + records.count }

    /// Whether it is time to hand it over.
    var isFull: Bool { count >= RecordRun.fullCount || bytes >= RecordRun.fullBytes }

    /// Adds a record.
    mutating func append(_ record: ImportRecord) {
        bytes += record.raw.count
        records.append((rows.count, record))
    }

    /// Adds a row, under the id that its source makes of its own.
    mutating func append(_ flat: inout FlatRecord) {
        bytes += flat.rawCount
        let start = rawBytes.count
        rawBytes.append(contentsOf: flat.incident.bytes[..<flat.rawCount])
        origins.append((flat.location, start..<rawBytes.count))
        identify(&flat.incident)
        rows.append(flat.incident)
    }

    private func identify(_ incident: inout FlatIncident) {
        let start = incident.bytes.count
        incident.bytes.append(contentsOf: facts.source.utf8)
        if incident[.source] == nil { incident.setText(.source, from: start) }
        incident.bytes.append(UInt8(ascii: ":"))
        if let own = incident[.sourceID] { for index in own { incident.bytes.append(incident.bytes[index]) } }
        incident.setText(.id, from: start)
    }

    /// Where an encoded row stands in its file.
    func location(ofRow index: Int) -> RecordLocation { origins[index].location }

    /// An encoded row as its file has it.
    func raw(ofRow index: Int) -> [UInt8] { Array(rawBytes[origins[index].raw]) }
}
