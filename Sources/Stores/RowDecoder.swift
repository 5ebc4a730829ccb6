import Geometries
import Incidents
import JSONValues

/// Turns rows of the layer back into incidents, as far as the columns that were selected go.
///
/// A value that its column cannot mean (a start that is no time, deaths that are text) is kept as a property of the
/// column's name, so that reading loses nothing.
final class RowDecoder {
    /// The list of columns for SELECT; the row identifier comes first.
    let selection: String
    /// Reads the row of parameter 1.
    let selectRow: String
    /// Reads the rows from parameter 1 on, in ascending order.
    let selectRowsFrom: String
    /// Reads of the rows from parameter 1 on those that meet a condition.
    func selectRowsFrom(where condition: String) -> String {
        "SELECT \(selection) FROM \(Schema.layer) WHERE rowid >= ?1 AND (\(condition)) ORDER BY rowid"
    }

    /// How many columns are selected, the row identifier among them.
    let columnCount: Int
    private let positions: [Int32]
    private let foreign: [(name: String, position: Int32)]
    private let parser = JSONParser()

    /// Plans to read the wanted columns of a layer.
    init(_ wanted: ColumnSet, of shape: LayerShape) {
        var list = ["rowid"]
        var positions = Array(repeating: Int32(-1), count: LayerColumn.allCases.count)
        for column in LayerColumn.allCases where wanted.contains(column) {
            guard let name = shape.names[column] else { continue }
            positions[column.index] = Int32(list.count)
            list.append(LayerColumn.quote(name))
        }
        var foreign: [(name: String, position: Int32)] = []
        if wanted.hasForeign {
            for name in shape.foreign {
                foreign.append((name, Int32(list.count)))
                list.append(LayerColumn.quote(name))
            }
        }
        selection = list.joined(separator: ", ")
        selectRow = "SELECT \(selection) FROM \(Schema.layer) WHERE rowid = ?1"
        selectRowsFrom = "SELECT \(selection) FROM \(Schema.layer) WHERE rowid >= ?1 ORDER BY rowid"
        columnCount = list.count
        self.positions = positions
        self.foreign = foreign
    }

    /// A decoder of the same columns for another task: a decoder serves one at a time.
    init(_ other: RowDecoder) {
        selection = other.selection
        selectRow = other.selectRow
        selectRowsFrom = other.selectRowsFrom
        columnCount = other.columnCount
        positions = other.positions
        foreign = other.foreign
    }

    /// The row's identifier.
    func row(_ row: some ColumnValues) -> Int64 { row.integer(0) }

    /// The position of a column that is selected and not null in the current row.
    func position(of column: LayerColumn, _ row: some ColumnValues) -> Int32? {
        let position = positions[column.index]
        guard position >= 0, row.kind(position) != .null else { return nil }
        return position
    }

    // MARK: Where and when

    /// The place of a row that is a point in range; nil for anything else.
    func point(_ row: some ColumnValues) -> Coordinate? {
        guard let position = position(of: .geometry, row), row.kind(position) == .blob else { return nil }
        let point = row.withBytes(position) { bytes in GeoPackageBinary.point(in: bytes) }
        guard let point else { return nil }
        let coordinate = Coordinate(longitude: point.longitude, latitude: point.latitude)
        guard (try? coordinate.validate()) != nil else { return nil }
        return coordinate
    }

    /// The geometry; nil where there is none, or none that can be read and lies on the globe.
    func geometry(_ row: some ColumnValues) -> Geometry? {
        guard let position = position(of: .geometry, row), row.kind(position) == .blob else { return nil }
        let geometry = row.withBytes(position) { bytes in try? GeoPackageBinary.decode(bytes).geometry }
        guard let geometry, (try? geometry.validate()) != nil else { return nil }
        return geometry
    }

    /// The interval; nil where the row is undated or its times cannot be read.
    ///
    /// Times written by others: a bare date is its day, a start without an end lasts as long as it is written.
    func interval(_ row: some ColumnValues) -> TemporalInterval? {
        guard let startPosition = position(of: .start, row), row.kind(startPosition) == .text,
            let first = row.withBytes(startPosition, { StoredInstant.read($0) })
        else { return nil }
        guard let endPosition = position(of: .end, row) else {
            return try? TemporalInterval(
                start: Instant(milliseconds: first.start), end: Instant(milliseconds: first.end))
        }
        guard row.kind(endPosition) == .text,
            let last = row.withBytes(endPosition, { StoredInstant.read($0) })
        else { return nil }
        return try? TemporalInterval(start: Instant(milliseconds: first.start), end: Instant(milliseconds: last.start))
    }

    // MARK: The whole

    /// The incident of the current row.
    func incident(_ row: some ColumnValues) -> Incident {
        var incident = Incident(id: id(row))
        var leftovers: [JSONMember] = []
        incident.geometry =
            point(row).flatMap { point in
                plainPoint(row) ? .point(Position(point)) : nil
            } ?? geometry(row)
        incident.interval = interval(row)
        if incident.interval == nil {
            for column in [LayerColumn.start, .end] { keep(column, row, in: &leftovers) }
        }
        incident.type = text(.type, row)
        incident.title = text(.title, row)
        incident.place = text(.place, row)
        incident.country = text(.country, row)
        incident.admin1 = text(.admin1, row)
        incident.admin2 = text(.admin2, row)
        incident.locationPrecision = text(.locationPrecision, row).map(LocationPrecision.init(rawValue:))
        incident.source = text(.source, row)
        incident.sourceID = text(.sourceID, row)
        incident.url = text(.url, row)
        incident.revision = text(.revision, row)
        if let word = text(.timePrecision, row) {
            incident.timePrecision = TimePrecision(rawValue: word)
            if incident.timePrecision == nil { keep(.timePrecision, row, in: &leftovers) }
        }
        incident.deathsLow = integer(.deathsLow, row, &leftovers)
        incident.deathsBest = integer(.deathsBest, row, &leftovers)
        incident.deathsHigh = integer(.deathsHigh, row, &leftovers)
        incident.confidence = real(.confidence, row, &leftovers)
        incident.locationRadiusMetres = real(.locationRadius, row, &leftovers)
        setLists(of: &incident, row, &leftovers)
        incident.properties = properties(row) + leftovers
        return incident
    }

    /// The id; rows that others added without one are called by their row identifier.
    func id(_ row: some ColumnValues) -> IncidentID {
        if let text = text(.id, row), let id = IncidentID(text) { return id }
        return RowDecoder.fallbackID(self.row(row))
    }

    /// How a row without an id is called.
    static func fallbackID(_ row: Int64) -> IncidentID {
        IncidentID(fallback: row)
    }

    /// The row that a fallback id names.
    static func row(ofFallback id: IncidentID) -> Int64? {
        guard id.text.utf8.starts(with: "fid:".utf8) else { return nil }
        return Int64(id.text.dropFirst(4))
    }

    /// Whether the geometry is a point without a third number, which its place says completely.
    func plainPoint(_ row: some ColumnValues) -> Bool {
        guard let position = position(of: .geometry, row) else { return false }
        // 8 bytes of header and 21 of a point in two dimensions.
        return row.withBytes(position) { $0.count == 29 }
    }

    /// Whether a column that others added holds anything in the current row.
    func hasForeignValues(_ row: some ColumnValues) -> Bool {
        foreign.contains { row.kind($0.position) != .null }
    }

    // MARK: Columns

    private func text(_ column: LayerColumn, _ row: some ColumnValues) -> String? {
        position(of: column, row).map { row.text($0) }
    }

    private func integer(
        _ column: LayerColumn, _ row: some ColumnValues, _ leftovers: inout [JSONMember]
    ) -> Int64? {
        guard let position = position(of: column, row) else { return nil }
        switch row.kind(position) {
        case .integer: return row.integer(position)
        case .real:
            if let exact = Int64(exactly: row.real(position)) { return exact }
        default: break
        }
        keep(column, row, in: &leftovers)
        return nil
    }

    private func real(
        _ column: LayerColumn, _ row: some ColumnValues, _ leftovers: inout [JSONMember]
    ) -> Double? {
        guard let position = position(of: column, row) else { return nil }
        switch row.kind(position) {
        case .integer, .real:
            let number = row.real(position)
            if number.isFinite { return number }
        default: break
        }
        keep(column, row, in: &leftovers)
        return nil
    }

    private func keep(_ column: LayerColumn, _ row: some ColumnValues, in leftovers: inout [JSONMember]) {
        guard let position = position(of: column, row) else { return }
        leftovers.append(JSONMember(column.name, plainValue(position, row)))
    }

    private func setLists(of incident: inout Incident, _ row: some ColumnValues, _ leftovers: inout [JSONMember]) {
        for (column, property) in RowDecoder.lists {
            guard let position = position(of: column, row) else { continue }
            let parsed = row.withBytes(position) { try? parser.parse($0) }
            if let parsed, incident.set(property, to: parsed) { continue }
            keep(column, row, in: &leftovers)
        }
    }

    private static let lists: [(LayerColumn, Incident.FurtherProperty)] = [
        (.categories, .categories), (.actors, .actors), (.measures, .measures), (.citations, .citations),
        (.tags, .tags),
    ]

    private func properties(_ row: some ColumnValues) -> [JSONMember] {
        var members: [JSONMember] = []
        if let position = position(of: .properties, row) {
            let parsed = row.withBytes(position) { try? parser.parse($0) }
            if case .object(let own) = parsed {
                members = own
            } else {
                members = [JSONMember(LayerColumn.properties.name, plainValue(position, row))]
            }
        }
        for column in foreign where row.kind(column.position) != .null {
            members.append(JSONMember(column.name, plainValue(column.position, row)))
        }
        return members
    }

    /// A value of any column as JSON; a blob becomes its hexadecimal digits.
    private func plainValue(_ position: Int32, _ row: some ColumnValues) -> JSONValue {
        switch row.kind(position) {
        case .null: return .null
        case .integer: return .integer(row.integer(position))
        case .real: return .real(row.real(position))
        case .text: return .string(row.text(position))
        case .blob:
            return row.withBytes(position) { bytes in
                var digits = ""
                digits.reserveCapacity(2 * bytes.count)
                for index in bytes.indices {
                    let hexadecimal = String(bytes[index], radix: 16)
                    digits += hexadecimal.count == 1 ? "0" + hexadecimal : hexadecimal
                }
                return .string(digits)
            }
        }
    }
}

extension IncidentID {
    /// The id of a row without one.
    fileprivate init(fallback row: Int64) {
        // Never empty and never with a NUL, so the checked initialiser cannot refuse it.
        guard let id = IncidentID("fid:\(row)") else { preconditionFailure("an id of letters and digits was refused") }
        self = id
    }
}
