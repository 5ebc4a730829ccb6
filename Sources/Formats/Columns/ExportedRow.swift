import Geometries
import Incidents
import JSONValues

/// A row that one of our own exports wrote: it gives back the very incident, its id included.
///
/// Such a row is known by its columns: the well-known properties, all of them, in their order, first.
enum ExportedRow {
    private static let names = Incident.WellKnownProperty.allCases.map(\.rawValue)

    /// The columns of a table that hold the location.
    static let locationColumns = ["longitude", "latitude", "wkt"]

    /// Whether these are the columns of an export.
    static func matches(_ members: [JSONMember]) -> Bool {
        guard members.count >= names.count else { return false }
        for (index, name) in names.enumerated() where members[index].name != name { return false }
        return true
    }

    /// The incident as it was exported.
    ///
    /// - Throws: ``RowError`` for a value that no export would hold; the row was edited then, and badly.
    static func draft(
        _ row: RowInterpreter.Row, isTable: Bool, options: ReadOptions
    ) throws(RowError) -> IncidentDraft {
        var incident = Incident(id: .placeholder)
        for member in row.members.prefix(names.count) {
            guard let known = Incident.WellKnownProperty(rawValue: member.name) else { continue }
            try read(known, member.value, into: &incident)
        }
        incident.interval = try interval(row.members, options)
        if isTable { incident.geometry = try location(row.members, options) } else { incident.geometry = row.geometry }
        for member in row.members.dropFirst(names.count) {
            try readFurther(member, isTable: isTable, into: &incident)
        }
        let id = row.members[0].value.cellText.flatMap { $0.isEmpty ? nil : $0 }
        return IncidentDraft(
            incident: incident, recordID: id, isFullID: id != nil, contentHash: row.contentHash,
            mapping: ColumnMapping())
    }

    private static func read(
        _ property: Incident.WellKnownProperty, _ value: JSONValue, into incident: inout Incident
    ) throws(RowError) {
        guard let text = value.cellText, !text.isEmpty else { return }
        func fit<Value>(_ value: Value?) throws(RowError) -> Value {
            guard let value else { throw RowError("'\(text)' does not fit here", column: property.rawValue) }
            return value
        }
        switch property {
        case .id, .start, .end: return
        case .timePrecision: incident.timePrecision = try fit(TimePrecision(rawValue: text))
        case .type: incident.type = text
        case .title: incident.title = text
        case .place: incident.place = text
        case .country: incident.country = text
        case .admin1: incident.admin1 = text
        case .locationPrecision: incident.locationPrecision = LocationPrecision(rawValue: text)
        case .source: incident.source = text
        case .sourceID: incident.sourceID = text
        case .url: incident.url = text
        case .deathsLow: incident.deathsLow = try fit(Int64(text))
        case .deathsBest: incident.deathsBest = try fit(Int64(text))
        case .deathsHigh: incident.deathsHigh = try fit(Int64(text))
        case .confidence: incident.confidence = try fit(Numbers.double(text))
        }
    }

    private static func interval(
        _ members: [JSONMember], _ options: ReadOptions
    ) throws(RowError) -> TemporalInterval? {
        guard let start = members[1].value.cellText, !start.isEmpty else { return nil }
        var column = "start"
        do {
            let first = try ColumnTime.parse(start, assuming: options.zone).interval
            guard let end = members[2].value.cellText, !end.isEmpty else { return first }
            column = "end"
            return try TemporalInterval(
                start: first.start, end: try ColumnTime.parse(end, assuming: options.zone).interval.end)
        } catch {
            throw RowError(error.description, column: column)
        }
    }

    private static func location(_ members: [JSONMember], _ options: ReadOptions) throws(RowError) -> Geometry? {
        var mapping = ColumnMapping()
        for member in members.dropFirst(names.count).prefix(locationColumns.count) {
            guard let text = member.value.cellText, !text.isEmpty else { continue }
            switch member.name {
            case "longitude": mapping[.longitude] = member.name
            case "latitude": mapping[.latitude] = member.name
            case "wkt": mapping[.wkt] = member.name
            default: continue
            }
        }
        // Well-known text is written where a pair of coordinates does not say all.
        if mapping[.wkt] != nil { (mapping[.longitude], mapping[.latitude]) = (nil, nil) }
        var interpreter = RowInterpreter(mapping: mapping, options: options, isTable: true)
        return try interpreter.geometry(members)
    }

    private static func readFurther(
        _ member: JSONMember, isTable: Bool, into incident: inout Incident
    ) throws(RowError) {
        if isTable, locationColumns.contains(member.name) { return }
        if let further = Incident.FurtherProperty(rawValue: member.name) {
            guard let value = further.value(fromExported: member.value) else { return }
            guard incident.set(further, to: value) else {
                throw RowError("'\(member.value.text)' does not fit here", column: member.name)
            }
            return
        }
        // The distance belongs to the query that was exported, not to the incident.
        if member.name == ExportedProperty.distance { return }
        let name = ExportedProperty.sourceName(ofExported: member.name, isTable: isTable)
        incident.properties.append(JSONMember(name, member.value))
    }
}

extension Incident.FurtherProperty {
    /// The value as the model has it, from the form in which exports show it; nil where it is absent.
    fileprivate func value(fromExported exported: JSONValue) -> JSONValue? {
        guard let text = exported.cellText, !text.isEmpty else { return nil }
        switch self {
        case .admin2, .revision: return .string(text)
        case .locationRadius: return Numbers.double(text).map { .real($0) } ?? .string(text)
        case .categories, .actors, .measures, .citations, .tags:
            return (try? JSONParser().parse(text)) ?? .string(text)
        }
    }
}
