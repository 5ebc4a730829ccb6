import Formats
import Incidents
import JSONValues
import Queries

/// What writing incidents gives.
enum Writing {
    static func text(
        _ format: ExportFormat, _ incidents: [Incident], matched: Int? = nil,
        _ change: (inout ExportOptions) -> Void = { _ in }
    ) throws -> String {
        try text(format, matches: incidents.map { Match(incident: $0) }, matched: matched, change)
    }

    static func text(
        _ format: ExportFormat, matches: [Match], matched: Int? = nil,
        _ change: (inout ExportOptions) -> Void = { _ in }
    ) throws -> String {
        String(decoding: try bytes(format, matches: matches, matched: matched, change), as: UTF8.self)
    }

    /// What a writer hands on for matches, the columns counted before as an export does.
    static func bytes(
        _ format: ExportFormat, matches: [Match], matched: Int? = nil,
        _ change: (inout ExportOptions) -> Void = { _ in }
    ) throws -> [UInt8] {
        var options = ExportOptions()
        for match in matches {
            for member in match.incident.properties {
                let known = options.sourceColumns.firstIndex { $0.utf8.elementsEqual(member.name.utf8) }
                if known == nil {
                    options.sourceColumns.append(member.name)
                    options.sourceKinds.append([])
                }
                options.sourceKinds[known ?? options.sourceKinds.count - 1].formUnion(ValueKinds(of: member.value))
            }
            for property in Incident.FurtherProperty.allCases
            where match.incident.value(of: property) != nil && !options.furtherProperties.contains(property.rawValue) {
                options.furtherProperties.append(property.rawValue)
            }
        }
        change(&options)
        let collected = Collected()
        guard var writer = IncidentWriters.make(format, options: options, sink: { collected.bytes += $0 }) else {
            throw FormatError("no writer of \(format.rawValue)")
        }
        try writer.begin()
        for match in matches { try writer.write(match) }
        try writer.end(ResultSummary(numberMatched: matched))
        return collected.bytes
    }

    private final class Collected {
        var bytes: [UInt8] = []
    }
}

extension Incident {
    /// An incident with an id and whatever `change` gives it.
    static func made(_ id: String, _ change: (inout Incident) -> Void = { _ in }) -> Incident {
        var incident = Incident(id: IncidentID(id) ?? .placeholder)
        change(&incident)
        return incident
    }
}
