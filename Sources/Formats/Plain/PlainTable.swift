import Geometries
import Incidents
import JSONValues

/// Reads rows of a table whose columns are known, straight from their bytes.
///
/// It takes the rows that say where (by two numbers), when (by at most one column) and which (by an id of their own), and
/// says of them what ``RowInterpreter`` says; every other row, and every row of a table that needs more, is left to that.
struct PlainTable: Sendable {
    /// What a column's own name means to an export, which repeats the cell where it is just what the incident says.
    private enum Role {
        case none, text(FlatIncident.Text), source, start, end, longitude, latitude, lowest, best, highest
    }

    private struct Column {
        /// `"name":`, escaped.
        var key: [UInt8]
        var role: Role
    }

    private var columns: [Column]
    /// Which column each text is read from.
    private var texts: [(text: FlatIncident.Text, column: Int)] = []
    private let longitude: Int
    private let latitude: Int
    private let id: Int
    private let start: Int?
    private let deaths: (low: Int?, best: Int?, high: Int?)
    private let zone: AssumedZone?
    /// The cells of the row at hand, as ranges of its bytes, quotes undone.
    private var cells: [Range<Int>] = []
    private var json = JSONWriter()

    private static let readTexts: [(ColumnField, FlatIncident.Text)] = [
        (.type, .type), (.title, .title), (.place, .place), (.country, .country), (.admin1, .admin1),
        (.admin2, .admin2), (.locationPrecision, .locationPrecision), (.source, .source), (.url, .url),
    ]

    /// A reader of the table's rows; nil where they need the general one.
    init?(header: [String], mapping: ColumnMapping, options: ReadOptions) {
        func column(_ field: ColumnField) -> Int? { mapping[field].flatMap { header.firstIndex(of: $0) } }
        let general: [ColumnField] = [.end, .time, .timePrecision, .locationRadius, .confidence]
        guard general.allSatisfy({ mapping[$0] == nil }), let longitude = column(.longitude),
            let latitude = column(.latitude), let id = column(.id)
        else { return nil }
        var columns: [Column] = []
        for name in header {
            guard let role = PlainTable.role(name) else { return nil }
            var key = JSONWriter()
            key.write(name)
            key.write(byte: UInt8(ascii: ":"))
            columns.append(Column(key: key.bytes, role: role))
        }
        self.columns = columns
        self.longitude = longitude
        self.latitude = latitude
        self.id = id
        start = column(.start)
        deaths = (column(.deathsLow), column(.deathsBest), column(.deathsHigh))
        zone = options.zone
        texts = PlainTable.readTexts.compactMap { field, text in column(field).map { (text, $0) } } + [(.sourceID, id)]
    }

    /// The role of a column's name; nil for names that only the general reader understands.
    private static func role(_ name: String) -> Role? {
        if let known = Incident.WellKnownProperty(rawValue: name) {
            switch known {
            case .id: return Role.none
            case .start: return .start
            case .end: return .end
            case .timePrecision: return .text(.timePrecision)
            case .type: return .text(.type)
            case .title: return .text(.title)
            case .place: return .text(.place)
            case .country: return .text(.country)
            case .admin1: return .text(.admin1)
            case .locationPrecision: return .text(.locationPrecision)
            case .source: return .source
            case .sourceID: return .text(.sourceID)
            case .url: return .text(.url)
            case .deathsLow: return .lowest
            case .deathsBest: return .best
            case .deathsHigh: return .highest
            case .confidence: return nil
            }
        }
        // Further properties are kept unless the incident has them, and of those a plain row has only the second province.
        if let further = Incident.FurtherProperty(rawValue: name) { return further == .admin2 ? nil : Role.none }
        return name == "longitude" ? .longitude : name == "latitude" ? .latitude : Role.none
    }

    /// Reads a row.
    ///
    /// - Returns: false where it is for the general reader; what stands in `flat` then means nothing.
    /// - Complexity: O(length); nothing is allocated once the buffers have grown.
    mutating func read(_ record: CSVRecord, into flat: inout FlatRecord) -> Bool {
        guard record.cells.count == columns.count, record.faultyQuote == nil, record.excess == nil,
            UTF8Validation.isText(record.bytes)
        else { return false }
        flat.incident.removeAll()
        flat.location = RecordLocation(line: record.line, byteOffset: record.byteOffset)
        flat.rawCount = record.bytes.count
        takeCells(record, &flat.incident.bytes)
        guard readPlace(&flat.incident), readTime(&flat.incident), readCounts(&flat.incident) else { return false }
        for (text, column) in texts where !PlainCells.isBlank(flat.incident.bytes, cells[column]) {
            flat.incident[text] = cells[column]
        }
        guard flat.incident[.sourceID] != nil else { return false }
        writeColumns(&flat.incident)
        return true
    }

    /// Copies the record, and behind it the texts of cells with doubled quotes.
    private mutating func takeCells(_ record: CSVRecord, _ bytes: inout [UInt8]) {
        cells.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: record.bytes)
        for cell in record.cells {
            guard cell.hasDoubledQuotes else {
                cells.append(cell.start..<cell.end)
                continue
            }
            let start = bytes.count
            var skipsQuote = false
            for index in cell.start..<cell.end {
                let isQuote = record.bytes[index] == UInt8(ascii: "\"")
                skipsQuote = isQuote && !skipsQuote
                if !isQuote || skipsQuote { bytes.append(record.bytes[index]) }
            }
            cells.append(start..<bytes.count)
        }
    }

    private func readPlace(_ incident: inout FlatIncident) -> Bool {
        guard let x = PlainCells.decimal(incident.bytes, cells[longitude]), abs(x) <= 180,
            let y = PlainCells.decimal(incident.bytes, cells[latitude]), abs(y) <= 90
        else { return false }
        incident.point = Coordinate(longitude: x, latitude: y)
        return true
    }

    private func readTime(_ incident: inout FlatIncident) -> Bool {
        guard let start, !PlainCells.isBlank(incident.bytes, cells[start]) else { return true }
        var found = PlainCells.time(incident.bytes, cells[start])
        if found == nil {
            let text = String(decoding: incident.bytes[cells[start]], as: UTF8.self)
            found = (try? ColumnTime.parse(text, assuming: zone)).map { ($0.interval, $0.precision) }
        }
        guard let (interval, precision) = found else { return false }
        incident.interval = interval
        let first = incident.bytes.count
        incident.bytes.append(contentsOf: precision.rawValue.utf8)
        incident.setText(.timePrecision, from: first)
        return true
    }

    private func readCounts(_ incident: inout FlatIncident) -> Bool {
        guard let low = count(deaths.low, incident), let best = count(deaths.best, incident),
            let high = count(deaths.high, incident)
        else { return false }
        incident.deathsLow = low
        incident.deathsBest = best
        incident.deathsHigh = high
        return true
    }

    /// The count in a column, nil inside where there is none; nil where it is not plain.
    private func count(_ column: Int?, _ incident: FlatIncident) -> Int64?? {
        guard let column, !PlainCells.isBlank(incident.bytes, cells[column]) else { return .some(nil) }
        return PlainCells.count(incident.bytes, cells[column]).map { .some($0) }
    }

    /// Writes the columns that an export of the incident does not repeat, as a JSON object.
    private mutating func writeColumns(_ incident: inout FlatIncident) {
        // Taken out, since this row is read while it is written.
        var json = JSONWriter()
        swap(&json, &self.json)
        defer { swap(&json, &self.json) }
        json.removeAll()
        var length = 2
        for index in columns.indices { length += columns[index].key.count + 6 * cells[index].count + 5 }
        // The bytes are only read, and only inside the closure.
        unsafe incident.bytes.withUnsafeBufferPointer { bytes in
            _ = json.append(atMost: length) { pen in
                for index in columns.indices where !isRepeated(index, incident) {
                    pen.write(byte: pen.count == 0 ? UInt8(ascii: "{") : UInt8(ascii: ","))
                    pen.write(raw: columns[index].key)
                    if cells[index].isEmpty {
                        pen.write(raw: "null")
                    } else {
                        unsafe pen.write(bytes, cells[index])
                    }
                }
                guard pen.count > 0 else { return false }
                pen.write(byte: UInt8(ascii: "}"))
                return true
            }
        }
        guard !json.bytes.isEmpty else { return }
        let start = incident.bytes.count
        incident.bytes.append(contentsOf: json.bytes)
        incident.setText(.properties, from: start)
    }

    private func isRepeated(_ index: Int, _ incident: FlatIncident) -> Bool {
        let cell = cells[index]
        switch columns[index].role {
        case .none:
            return false
        case .text(let text):
            // The texts of a row are cells of it, so an empty cell stands for a text that is not there.
            return shows(incident[text], cell, incident)
        case .source:
            // The importer names a source where the row has none, so an empty cell is no repetition.
            return !cell.isEmpty && shows(incident[.source], cell, incident)
        case .start: return shows(incident.interval?.start, cell, incident)
        case .end: return shows(incident.interval?.end, cell, incident)
        case .longitude: return shows(incident.point?.longitude, cell, incident)
        case .latitude: return shows(incident.point?.latitude, cell, incident)
        case .lowest: return shows(incident.deathsLow, cell, incident)
        case .best: return shows(incident.deathsBest, cell, incident)
        case .highest: return shows(incident.deathsHigh, cell, incident)
        }
    }

    private func shows(_ text: Range<Int>?, _ cell: Range<Int>, _ incident: FlatIncident) -> Bool {
        guard let text else { return cell.isEmpty }
        if text == cell { return true }
        return incident.bytes[text].elementsEqual(incident.bytes[cell])
    }

    private func shows(_ instant: Instant?, _ cell: Range<Int>, _ incident: FlatIncident) -> Bool {
        guard let instant else { return cell.isEmpty }
        guard !cell.isEmpty else { return false }
        return incident.bytes[cell].elementsEqual(instant.description.utf8)
    }

    private func shows(_ count: Int64?, _ cell: Range<Int>, _ incident: FlatIncident) -> Bool {
        guard let count else { return cell.isEmpty }
        return PlainCells.count(incident.bytes, cell) == count
    }

    private func shows(_ degrees: Double?, _ cell: Range<Int>, _ incident: FlatIncident) -> Bool {
        guard let degrees, !cell.isEmpty else { return false }
        if PlainCells.decimal(incident.bytes, cell) == degrees, PlainCells.isCanonicalFraction(incident.bytes, cell) {
            return true
        }
        return incident.bytes[cell].elementsEqual(GeoJSONGeometry.text(of: degrees).utf8)
    }
}
