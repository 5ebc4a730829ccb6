public import Incidents
public import JSONValues
public import Reports

/// An incident of a report with those that may be the same.
public struct LinkedIncident: Sendable {
    /// What the report says.
    public var reported: ReportedIncident
    /// The incident as it is stored, its links among its properties.
    public var incident: Incident
    /// Those that may be the same; nil where none were looked for.
    public var links: [IncidentLink]?

    /// The incidents of a report in the order of its text.
    ///
    /// - Parameters:
    ///   - reading: what the report says.
    ///   - report: the report.
    ///   - linker: what to look for links in; it learns the incidents. Nil looks for none.
    /// - Returns: its incidents, each with its links.
    /// - Throws: ``StoreError`` where the linker's store cannot be read.
    public static func all(
        of reading: ReportReading, in report: ReportText, _ linker: inout IncidentLinker?
    ) throws -> [LinkedIncident] {
        let found = try reading.incidents.map { reported in
            var incident = reported.incident(in: report)
            let links = try linker?.links(of: incident)
            if let links, !links.isEmpty {
                incident.properties.append(JSONMember("links", .array(links.map(\.json))))
            }
            return LinkedIncident(reported: reported, incident: incident, links: links)
        }
        // Only now, so that a report is not linked with itself.
        for each in found { linker?.add(each.incident) }
        return found
    }

    /// The incident as a line of `incidents report --format jsonl` shows it: with its id and links where they were looked for.
    public var json: JSONValue {
        guard let links, case .object(let members) = reported.json else { return reported.json }
        return .object(
            [JSONMember("id", .string(incident.id.text))] + members + [JSONMember("links", .array(links.map(\.json)))])
    }
}
