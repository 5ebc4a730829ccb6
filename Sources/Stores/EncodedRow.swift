import Geometries
import Incidents
import JSONValues

/// An incident as the values of the layer's columns, ready to be bound; reused from row to row without allocation.
struct EncodedRow: Equatable {
    /// The value of one column; texts and blobs are ranges of ``bytes``.
    enum Cell: Hashable {
        case null
        case integer(Int64)
        case real(Double)
        case text(start: UInt32, count: UInt32)
        case blob(start: UInt32, count: UInt32)
    }

    /// One cell a column: in the order of ``LayerColumn``, then the columns that others added.
    private(set) var cells: [Cell] = []
    /// The texts and blobs, end to end.
    private(set) var bytes: [UInt8] = []
    private var writer = JSONWriter()

    /// The longest row that is taken, in bytes; SQLite's own limit is a thousand million.
    static let maximumBytes = 500_000_000

    /// Encodes an incident.
    ///
    /// - Parameters:
    ///   - incident: what to encode.
    ///   - foreign: columns that others added to the layer, which take the properties of their names.
    /// - Throws: ``StoreError/invalidIncident(_:reason:)`` for what the store refuses: a coordinate or a number that is not
    ///   finite or out of range, a NUL in a text, an interval outside the years 0000 through 9999.
    mutating func encode(_ incident: Incident, foreign: [String] = []) throws {
        cells.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        let id = incident.id
        try append(incident.geometry, of: id)
        try append(id.text, of: id)
        try append(incident.interval, of: id)
        try append(incident.timePrecision?.rawValue, of: id)
        try append(incident.type, of: id)
        try append(incident.title, of: id)
        try append(incident.place, of: id)
        try append(incident.country, of: id)
        try append(incident.admin1, of: id)
        try append(incident.admin2, of: id)
        try append(incident.locationPrecision?.rawValue, of: id)
        try append(incident.locationRadiusMetres, "location radius", of: id)
        try append(incident.source, of: id)
        try append(incident.sourceID, of: id)
        try append(incident.url, of: id)
        append(incident.deathsLow)
        append(incident.deathsBest)
        append(incident.deathsHigh)
        try append(incident.confidence, "confidence", of: id)
        try append(incident.revision, of: id)
        for property in [Incident.FurtherProperty.categories, .actors, .measures, .citations, .tags] {
            // Most incidents have none, and asking costs no allocation.
            try append(json: incident.value(of: property), of: id)
        }
        try append(properties: incident.properties, foreign: foreign, of: id)
        guard bytes.count <= EncodedRow.maximumBytes else {
            throw StoreError.invalidIncident(id, reason: "it takes more than \(EncodedRow.maximumBytes) bytes")
        }
    }

    // MARK: Columns

    private mutating func appendText(from start: Int) {
        cells.append(.text(start: UInt32(clamping: start), count: UInt32(clamping: bytes.count - start)))
    }

    private mutating func append(_ text: String?, of id: IncidentID) throws {
        guard let text else { return cells.append(.null) }
        guard !text.containsNULByte else {
            throw StoreError.invalidIncident(id, reason: "a text holds a NUL character")
        }
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        appendText(from: start)
    }

    private mutating func append(_ number: Int64?) {
        cells.append(number.map { .integer($0) } ?? .null)
    }

    private mutating func append(_ number: Double?, _ what: String, of id: IncidentID) throws {
        guard let number else { return cells.append(.null) }
        guard number.isFinite else {
            throw StoreError.invalidIncident(id, reason: "its \(what) \(number) is not finite")
        }
        cells.append(.real(number))
    }

    private mutating func append(_ geometry: Geometry?, of id: IncidentID) throws {
        guard let geometry else { return cells.append(.null) }
        do {
            try geometry.validate()
        } catch {
            throw StoreError.invalidIncident(id, reason: error.description)
        }
        let start = bytes.count
        GeoPackageBinary.append(geometry, to: &bytes)
        cells.append(.blob(start: UInt32(clamping: start), count: UInt32(clamping: bytes.count - start)))
    }

    private mutating func append(_ interval: TemporalInterval?, of id: IncidentID) throws {
        guard let interval else { return cells.append(contentsOf: [.null, .null]) }
        guard interval.start <= interval.end, interval.start >= .earliest, interval.end <= .latest else {
            throw StoreError.invalidIncident(id, reason: "its time lies outside the years 0000 to 9999")
        }
        for moment in [interval.start, interval.end] {
            let start = bytes.count
            moment.appendText(to: &bytes, withMilliseconds: true)
            appendText(from: start)
        }
    }

    private mutating func append(json value: JSONValue?, of id: IncidentID) throws {
        guard let value else { return cells.append(.null) }
        guard EncodedRow.isStorable(value, depth: 0) else { throw EncodedRow.unstorable(id) }
        writer.write(value)
        appendJSON()
    }

    private mutating func append(properties: [JSONMember], foreign: [String], of id: IncidentID) throws {
        guard foreign.isEmpty else {
            try append(properties: properties.filter { !foreign.contains($0.name) }, foreign: [], of: id)
            for name in foreign { try append(plain: properties.first { $0.name == name }?.value ?? .null, of: id) }
            return
        }
        guard !properties.isEmpty else { return cells.append(.null) }
        for member in properties {
            guard EncodedRow.isStorable(member, depth: 0) else { throw EncodedRow.unstorable(id) }
        }
        writer.write(properties)
        appendJSON()
    }

    private mutating func append(plain value: JSONValue, of id: IncidentID) throws {
        switch value {
        case .null: cells.append(.null)
        case .bool(let flag): cells.append(.integer(flag ? 1 : 0))
        case .integer(let number): cells.append(.integer(number))
        case .bigInteger(let digits): try append(digits, of: id)
        case .real(let number): try append(number, "property", of: id)
        case .string(let text): try append(text, of: id)
        case .array, .object: try append(json: value, of: id)
        }
    }

    private mutating func appendJSON() {
        let start = bytes.count
        bytes.append(contentsOf: writer.bytes)
        writer.removeAll()
        appendText(from: start)
    }

    /// Equal when every column has the same value, however the bytes lie.
    static func == (left: EncodedRow, right: EncodedRow) -> Bool {
        left.cells == right.cells && left.bytes == right.bytes
    }

    /// Whether the current row of a statement holds these values in its columns from `first` on.
    func equals(_ statement: BulkStatement, from first: Int32) -> Bool {
        EncodedRow.equal(cells, cells.indices, of: bytes, statement, from: first)
    }

    /// Whether the current row of a statement holds some cells in its columns from `first` on.
    static func equal(
        _ cells: [Cell], _ range: Range<Int>, of bytes: [UInt8], _ statement: BulkStatement, from first: Int32
    ) -> Bool {
        for (index, cell) in cells[range].enumerated() {
            let column = first + Int32(index)
            switch (cell, statement.kind(column)) {
            case (.null, .null): continue
            case (.integer(let value), .integer) where value == statement.integer(column): continue
            case (.real(let value), .real) where value == statement.real(column): continue
            case (.text(let start, let count), .text), (.blob(let start, let count), .blob):
                let own = bytes.span.extracting(Int(start)..<Int(start) + Int(count))
                guard statement.withBytes(column, { EncodedRow.areEqual($0, own) }) else { return false }
            default: return false
            }
        }
        return true
    }

    private static func areEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }

    // MARK: What JSON cannot hold

    private static func unstorable(_ id: IncidentID) -> StoreError {
        .invalidIncident(
            id, reason: "a property holds a number that is not finite, a NUL character, or more than 64 nested levels")
    }

    /// The writer would turn a number that is not finite into null; the store alters nothing, so it refuses it.
    private static func isStorable(_ value: JSONValue, depth: Int) -> Bool {
        switch value {
        case .null, .bool, .integer, .bigInteger: true
        case .real(let number): number.isFinite
        case .string(let text): !text.containsNULByte
        case .array(let elements): depth < 64 && elements.allSatisfy { isStorable($0, depth: depth + 1) }
        case .object(let members): depth < 64 && members.allSatisfy { isStorable($0, depth: depth + 1) }
        }
    }

    private static func isStorable(_ member: JSONMember, depth: Int) -> Bool {
        !member.name.containsNULByte && isStorable(member.value, depth: depth)
    }
}
