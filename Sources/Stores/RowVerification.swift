import Geometries
import Incidents
import JSONValues
import SpatialIndexes

/// Reads every row of the layer and notes what breaks a rule of the store.
struct RowVerification {
    /// What was found.
    private(set) var findings: [Finding] = []
    /// What an index should hold: the envelope of each row with a place or a time; without a place it is empty.
    private(set) var entries: [Int64: Envelope] = [:]
    private var firstRows: [IncidentID: Int64] = [:]

    /// Goes through all rows.
    mutating func run(_ connection: OpenConnection) throws {
        let decoder = try connection.decoder(.all)
        let statement = try connection.statement("SELECT \(decoder.selection) FROM \(Schema.layer) ORDER BY rowid")
        defer { statement.reset() }
        let parser = JSONParser()
        while try statement.step() {
            let row = decoder.row(statement)
            checkID(row, statement, decoder)
            checkPlace(row, statement, decoder)
            checkTime(row, statement, decoder)
            for column in LayerColumn.allCases { checkText(row, column, statement, decoder) }
            for column in [LayerColumn.categories, .actors, .measures, .citations, .tags, .properties] {
                checkJSON(row, column, statement, decoder, parser)
            }
            for column in [LayerColumn.deathsLow, .deathsBest, .deathsHigh, .confidence, .locationRadius] {
                checkNumber(row, column, statement, decoder)
            }
            switch RowEntry(statement, decoder) {
            case .located(let entry): entries[row] = entry.envelope
            case .unlocated(let entry): entries[row] = Envelope(.empty, time: entry.envelope.time)
            case .neither: break
            }
        }
    }

    private mutating func note(_ row: Int64, _ message: String) {
        findings.append(Finding("row \(row)", message))
    }

    private mutating func checkID(_ row: Int64, _ statement: BulkStatement, _ decoder: RowDecoder) {
        guard decoder.position(of: .id, statement) != nil else {
            return note(row, "it has no id; it is called \(RowDecoder.fallbackID(row))")
        }
        let id = decoder.id(statement)
        if let first = firstRows[id] {
            note(row, "its id \(id) is that of row \(first) too")
        } else {
            firstRows[id] = row
        }
    }

    private mutating func checkPlace(_ row: Int64, _ statement: BulkStatement, _ decoder: RowDecoder) {
        guard let position = decoder.position(of: .geometry, statement) else { return }
        guard statement.kind(position) == .blob else { return note(row, "its geometry is no blob") }
        do {
            let contents = try statement.withBytes(position) { bytes throws(GeometryError) in
                try GeoPackageBinary.decode(bytes)
            }
            if contents.spatialReference != GeoPackageBinary.wgs84 {
                note(row, "its geometry is in spatial reference \(contents.spatialReference), not 4326")
            }
            try contents.geometry?.validate()
        } catch {
            note(row, "its geometry cannot be used: \(error.description)")
        }
    }

    private mutating func checkTime(_ row: Int64, _ statement: BulkStatement, _ decoder: RowDecoder) {
        let start = decoder.position(of: .start, statement)
        let end = decoder.position(of: .end, statement)
        guard start != nil || end != nil, decoder.interval(statement) == nil else { return }
        let texts = [start, end].map { $0.map { "'\(statement.text($0))'" } ?? "nothing" }
        note(row, "its time from \(texts[0]) to \(texts[1]) is none")
    }

    private mutating func checkText(
        _ row: Int64, _ column: LayerColumn, _ statement: BulkStatement, _ decoder: RowDecoder
    ) {
        guard let position = decoder.position(of: column, statement), statement.kind(position) == .text else { return }
        let isSound = statement.withBytes(position) { bytes in
            var copy: [UInt8] = []
            copy.reserveCapacity(bytes.count)
            for index in bytes.indices { copy.append(bytes[index]) }
            return !copy.contains(0) && String(validating: copy, as: UTF8.self) != nil
        }
        if !isSound { note(row, "its \(column.name) is not UTF-8, or holds a NUL character") }
    }

    private mutating func checkJSON(
        _ row: Int64, _ column: LayerColumn, _ statement: BulkStatement, _ decoder: RowDecoder,
        _ parser: borrowing JSONParser
    ) {
        guard let position = decoder.position(of: column, statement) else { return }
        do {
            _ = try statement.withBytes(position) { bytes throws(JSONError) in try parser.parse(bytes) }
        } catch {
            note(row, "its \(column.name) is no JSON: \(error.description)")
        }
    }

    private mutating func checkNumber(
        _ row: Int64, _ column: LayerColumn, _ statement: BulkStatement, _ decoder: RowDecoder
    ) {
        guard let position = decoder.position(of: column, statement) else { return }
        switch statement.kind(position) {
        case .integer: return
        case .real where statement.real(position).isFinite: return
        default: note(row, "its \(column.name) is no number")
        }
    }
}
