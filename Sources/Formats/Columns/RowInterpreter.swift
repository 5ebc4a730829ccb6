package import Geometries
import Incidents
package import JSONValues

/// Makes incidents of rows: of the cells of a table or the properties of a feature, by a mapping of columns to fields.
///
/// A bad location or time refuses the row. Any other text that does not fit its field leaves the field unknown. Either
/// way nothing is lost, since the source's columns are kept as they are, but for those that an export of the incident
/// repeats exactly (a column `type` whose text is the incident's type).
package struct RowInterpreter: Sendable {
    /// What each column is taken for.
    package let mapping: ColumnMapping
    let options: ReadOptions
    /// Where a column was last found, since features mostly share an order of properties.
    private var indexes: [ColumnField: Int] = [:]
    /// Whether the rows are a table's, whose exports repeat the coordinates as columns.
    let isTable: Bool

    /// An interpreter of rows.
    package init(mapping: ColumnMapping, options: ReadOptions, isTable: Bool) {
        self.mapping = mapping
        self.options = options
        self.isTable = isTable
    }

    /// A row to be interpreted.
    package struct Row {
        /// The source's columns, in order.
        package var members: [JSONMember]
        /// The location, where the format gives it apart from the columns.
        package var geometry: Geometry?
        /// The identifier, where the format gives it apart from the columns.
        package var recordID: String?
        /// Stands for the row.
        package var contentHash: ContentHash

        /// A row.
        package init(members: [JSONMember], geometry: Geometry?, recordID: String?, contentHash: ContentHash) {
            self.members = members
            self.geometry = geometry
            self.recordID = recordID
            self.contentHash = contentHash
        }
    }

    /// The incident that a row describes.
    ///
    /// - Throws: ``RowError`` for a location or a time that is wrong.
    /// - Complexity: O(columns).
    package mutating func draft(_ row: Row) throws(RowError) -> IncidentDraft {
        if ExportedRow.matches(row.members) {
            return try ExportedRow.draft(row, isTable: isTable, options: options)
        }
        var incident = Incident(id: .placeholder)
        incident.geometry = row.geometry
        if incident.geometry == nil { incident.geometry = try geometry(row.members) }
        try readTime(row.members, into: &incident)
        readTexts(row.members, into: &incident)
        readNumbers(row.members, into: &incident)
        let recordID = row.recordID ?? text(.id, row.members)
        incident.sourceID = recordID
        incident.properties = kept(row.members, of: incident)
        return IncidentDraft(
            incident: incident, recordID: recordID, contentHash: row.contentHash, mapping: mapping)
    }

    // MARK: Cells

    /// The text of a field's column; nil where there is no such column, or it is empty, null or nested.
    mutating func text(_ field: ColumnField, _ members: [JSONMember]) -> String? {
        guard let column = mapping[field] else { return nil }
        let hint = indexes[field] ?? 0
        var found = hint < members.count && members[hint].name == column ? hint : nil
        if found == nil {
            found = members.firstIndex { $0.name == column }
            indexes[field] = found
        }
        guard let found, let text = members[found].value.cellText else { return nil }
        return Numbers.trimmed(text).isEmpty ? nil : text
    }

    private mutating func readTexts(_ members: [JSONMember], into incident: inout Incident) {
        incident.type = text(.type, members)
        incident.title = text(.title, members)
        incident.place = text(.place, members)
        incident.country = text(.country, members)
        incident.admin1 = text(.admin1, members)
        incident.admin2 = text(.admin2, members)
        incident.source = text(.source, members)
        incident.url = text(.url, members)
        incident.locationPrecision = text(.locationPrecision, members).map(LocationPrecision.init(rawValue:))
    }

    private mutating func readNumbers(_ members: [JSONMember], into incident: inout Incident) {
        incident.deathsLow = count(.deathsLow, members)
        incident.deathsBest = count(.deathsBest, members)
        incident.deathsHigh = count(.deathsHigh, members)
        incident.confidence = text(.confidence, members).flatMap(Numbers.double).flatMap { (0...1) ~= $0 ? $0 : nil }
        incident.locationRadiusMetres =
            text(.locationRadius, members).flatMap(Numbers.double).flatMap { $0 >= 0 ? $0 : nil }
    }

    private mutating func count(_ field: ColumnField, _ members: [JSONMember]) -> Int64? {
        text(field, members).flatMap { Int64(Numbers.trimmed($0)) }.flatMap { $0 >= 0 ? $0 : nil }
    }

    /// The columns that the incident keeps as properties.
    private func kept(_ members: [JSONMember], of incident: Incident) -> [JSONMember] {
        var kept = members
        kept.removeAll { isRepeated($0, by: incident) }
        return kept
    }

    /// Whether an export of the incident shows the column, by this name and with exactly this text.
    private func isRepeated(_ member: JSONMember, by incident: Incident) -> Bool {
        guard let text = member.value.cellText else {
            // The importer names a source where the row has none, so an empty one is no repetition.
            guard member.value == .null, let known = Incident.WellKnownProperty(rawValue: member.name) else {
                return false
            }
            return known != .source && known != .id && incident.value(of: known) == nil
        }
        if let known = Incident.WellKnownProperty(rawValue: member.name) {
            // The id is settled only by the importer.
            guard known != .id, let printed = incident.value(of: known)?.cellText else { return false }
            return printed.utf8.elementsEqual(text.utf8)
        }
        if let further = Incident.FurtherProperty(rawValue: member.name) {
            return incident.value(of: further)?.cellText == text
        }
        if isTable, case .point(let position) = incident.geometry {
            switch member.name {
            case "longitude": return position.longitude.description == text
            case "latitude": return position.latitude.description == text
            default: return false
            }
        }
        return false
    }
}

extension JSONValue {
    /// A scalar as a cell shows it; nil for null and for nested values.
    package var cellText: String? {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .real(let number): number.description
        case .bool(let flag): flag ? "true" : "false"
        case .null, .array, .object: nil
        }
    }
}
