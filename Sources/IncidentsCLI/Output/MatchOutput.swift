import IncidentIndex

/// Writes the matches of `query`, `nearest` and `export` as the user asked.
struct MatchOutput {
    private let options: OutputOptions

    init(_ options: OutputOptions) {
        self.options = options
    }

    /// - Returns: how many incidents match.
    func write(_ query: Query, from store: IncidentStore, explain: Bool) throws -> Int {
        if options.order == .distance {
            guard case .within = query.space else {
                throw Outcome.failed("--sort distance needs --near and --within, or use 'incidents nearest'")
            }
        }
        let explains = explain || Loudness.current == .verbose
        let file = try OutputFile(path: options.output, escapes: escapes)
        let outcome = try store.export(query, as: settings(store)) { try file.write($0) }
        try file.finish()
        warn(of: outcome)
        if explains, let plan = outcome.plan { ExplainOutput.report(plan) }
        return outcome.matched
    }

    /// - Returns: how many incidents were found.
    func write(
        nearest count: Int, to centre: Coordinate, among query: Query, from store: IncidentStore, explain: Bool
    ) throws -> Int {
        let explains = explain || Loudness.current == .verbose
        let file = try OutputFile(path: options.output, escapes: escapes)
        let outcome = try store.exportNearest(to: centre, count: count, among: query, as: settings(store)) {
            try file.write($0)
        }
        try file.finish()
        warn(of: outcome)
        if explains { ExplainOutput.report(try store.explainNearest(to: centre, count: count, among: query)) }
        return outcome.matched
    }

    private func warn(of outcome: ExportOutcome) {
        if outcome.leftOut > 0 {
            StandardStreams.note(
                "incidents: \(outcome.leftOut) matches are no points and were left out; other formats hold them")
        }
        let names = Incident.exportedNames + outcome.sourceFields
        for field in outcome.absentFields {
            StandardStreams.note(
                "incidents: no incident written has a field '\(field)'\(Spelling.hint(for: field, among: names))")
        }
    }

    private var escapes: TerminalFilter.Escapes {
        switch options.format {
        case .geojson, .geojsonseq: .json
        default: .text
        }
    }

    private func settings(_ store: IncidentStore) -> ExportSettings {
        var settings = ExportSettings(format: options.format)
        settings.precision = options.precision?.precision
        settings.fields = options.fieldNames
        settings.separatesRecords = options.rs
        settings.addsFeatureGeometryMembers = options.featureGeometryMembers
        settings.leavesFormulas = options.rawCells
        // Nothing is written but beside the output or, where that is a pipe, beside the store.
        settings.spoolPath = options.filePath ?? store.path
        if options.output == nil, StandardStreams.isTerminal(StandardStreams.output) {
            settings.terminalWidth = StandardStreams.terminalWidth
        }
        return settings
    }
}
