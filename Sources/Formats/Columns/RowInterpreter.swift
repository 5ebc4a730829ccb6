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
    /// The fields that have a column, and where it was last found: features mostly share an order of properties.
    private var columns: [(field: ColumnField, name: String, index: Int)]
    /// What the columns mean to an export, by position, as of the last row.
    private var roles: [(name: String, role: Role)] = []
    /// Whether the rows are a table's, whose exports repeat the coordinates as columns.
    let isTable: Bool
    /// Whoever made the rows, where that is known.
    let publisher: (any Publisher)?
    private var cells = NamedCells()
    /// The names of the features' properties met so far, in the order of their first occurrence: of those that an incident
    /// repeats nothing else would tell that they were there. Beyond so many names, only such ones are gathered.
    private(set) var properties: [String] = []
    private var knownProperties: Set<ByteText> = []
    private static let gatheredProperties = 1_000

    /// An interpreter of rows.
    init(mapping: ColumnMapping, publisher: (any Publisher)? = nil, options: ReadOptions, isTable: Bool) {
        self.mapping = mapping
        self.publisher = publisher
        self.options = options
        self.isTable = isTable
        columns = mapping.fields.map { ($0, mapping[$0] ?? "", 0) }
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
        // A time that the user has mapped is read as mapped.
        if publisher?.readsTime != true || options.mapping[.start] != nil {
            try readTime(row.members, into: &incident)
        }
        readTexts(row.members, into: &incident)
        readNumbers(row.members, into: &incident)
        if let publisher {
            let interval = incident.interval
            cells.take(row.members)
            try publisher.complete(&incident, from: &cells)
            if options.mapping[.start] != nil { incident.interval = interval }
        }
        if let geometry = incident.geometry {
            incident.geometry = try uncrossing(geometry, column: row.geometry == nil ? mapping[.wkt] : "geometry")
        }
        let recordID = row.recordID ?? text(.id, row.members)
        incident.sourceID = recordID
        incident.properties = kept(row.members, of: incident)
        return IncidentDraft(
            incident: incident, recordID: recordID, contentHash: row.contentHash, mapping: mapping)
    }

    // MARK: Cells

    /// The text of a field's column; nil where there is no such column, or it is empty, null or nested.
    mutating func text(_ field: ColumnField, _ members: [JSONMember]) -> String? {
        guard let slot = columns.firstIndex(where: { $0.field == field }) else { return nil }
        let (name, hint) = (columns[slot].name, columns[slot].index)
        var found = hint < members.count && members[hint].name == name ? hint : nil
        if found == nil {
            found = members.firstIndex { $0.name == name }
            if let found { columns[slot].index = found }
        }
        guard let found, let text = members[found].value.cellText else { return nil }
        return Numbers.isBlank(text) ? nil : text
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

    // MARK: What is kept

    /// What a column of a name means to an export.
    private enum Role {
        case known(Incident.WellKnownProperty), further(Incident.FurtherProperty), longitude, latitude, none

        init(_ name: String, isTable: Bool) {
            if let known = Incident.WellKnownProperty(rawValue: name) {
                // The id is settled only by the importer.
                self = known == .id ? .none : .known(known)
            } else if let further = Incident.FurtherProperty(rawValue: name) {
                self = .further(further)
            } else if isTable, name == "longitude" {
                self = .longitude
            } else if isTable, name == "latitude" {
                self = .latitude
            } else {
                self = .none
            }
        }

        /// Whether an incident may say it.
        var isKnown: Bool { if case .none = self { false } else { true } }

        /// Whether the gazetteer may say it where the source does not.
        var isOfPlace: Bool {
            switch self {
            case .known(.country), .known(.admin1), .known(.locationPrecision): true
            default: false
            }
        }
    }

    /// The columns that the incident keeps as properties: all but those that an export repeats.
    private mutating func kept(_ members: [JSONMember], of incident: Incident) -> [JSONMember] {
        var kept: [JSONMember] = []
        kept.reserveCapacity(members.count)
        let mayGainPlace = options.fillsPlaces || incident.geometry == nil && incident.place != nil
        for (index, member) in members.enumerated() {
            if index == roles.count || !roles[index].name.hasSameBytes(as: member.name) { meet(member.name, at: index) }
            let role = roles[index].role
            // What the importer fills from the gazetteer must not pass for the source's.
            let isBlank = mayGainPlace && member.value == .null && role.isOfPlace
            if isBlank || !RowInterpreter.repeats(role, member.value, incident) { kept.append(member) }
        }
        return kept
    }

    private mutating func meet(_ name: String, at index: Int) {
        let met = (name: name, role: Role(name, isTable: isTable))
        if index == roles.count { roles.append(met) } else { roles[index] = met }
        guard !isTable, properties.count < RowInterpreter.gatheredProperties || met.role.isKnown,
            knownProperties.insert(ByteText(name)).inserted
        else { return }
        properties.append(name)
    }

    /// Whether an export of the incident shows exactly this value in that role.
    private static func repeats(_ role: Role, _ value: JSONValue, _ incident: Incident) -> Bool {
        func shows(_ text: String?) -> Bool {
            guard let text, let own = value.cellText else { return false }
            return own.hasSameBytes(as: text)
        }
        switch role {
        case .none: return false
        case .known(let property):
            let printed = incident.value(of: property)
            // The importer names a source where the row has none, so an empty one is no repetition.
            if value == .null { return printed == nil && property != .source }
            return shows(printed?.cellText)
        case .further(let property): return shows(incident.value(of: property)?.cellText)
        case .longitude:
            guard case .point(let position)? = incident.geometry else { return false }
            return shows(GeoJSONGeometry.text(of: position.longitude))
        case .latitude:
            guard case .point(let position)? = incident.geometry else { return false }
            return shows(GeoJSONGeometry.text(of: position.latitude))
        }
    }
}

extension JSONValue {
    /// A scalar as a cell shows it; nil for null and for nested values.
    package var cellText: String? {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .bigInteger(let digits): digits
        case .real(let number): number.description
        case .bool(let flag): flag ? "true" : "false"
        case .null, .array, .object: nil
        }
    }
}
