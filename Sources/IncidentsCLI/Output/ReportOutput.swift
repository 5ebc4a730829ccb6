import IncidentIndex

/// Writes what reports tell of, as the user asked.
final class ReportOutput {
    private let format: ReportCommand.Format
    private let file: OutputFile
    private var incidents: [Incident] = []
    private var values: [JSONValue] = []
    private var count = 0

    init(format: ReportCommand.Format, file: OutputFile) {
        self.format = format
        self.file = file
    }

    func take(_ found: [LinkedIncident], of report: ReportText) throws {
        count += found.count
        switch format {
        case .jsonl:
            let line = JSONValue.object([
                JSONMember("id", .string(report.id)), JSONMember("incidents", .array(found.map(\.json))),
            ])
            try file.write(Array((line.text + "\n").utf8))
        case .json:
            values += found.map { incident in
                guard case .object(let members) = incident.json else { return incident.json }
                return .object([JSONMember("report", .string(report.id))] + members)
            }
        case .geojson, .table:
            incidents += found.map(\.incident)
        }
    }

    /// - Returns: how many incidents were found.
    func finish() throws -> Int {
        switch format {
        case .jsonl: break
        case .json: try file.write(Array((JSONValue.array(values).text + "\n").utf8))
        case .geojson, .table:
            var settings = ExportSettings(format: format == .table ? .table : .geojson)
            if format == .table {
                settings.fields = ["start", "type", "place", "country", "deaths_best", "outcome", "title"]
                if StandardStreams.isTerminal(StandardStreams.output) {
                    settings.terminalWidth = StandardStreams.terminalWidth
                }
            }
            try IncidentListing.write(incidents, as: settings) { try self.file.write($0) }
        }
        try file.finish()
        return count
    }
}
