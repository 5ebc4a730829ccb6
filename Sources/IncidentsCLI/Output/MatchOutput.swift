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
        let file = try OutputFile(path: options.output)
        let outcome = try store.export(query, as: settings) { try file.write($0) }
        try file.finish()
        if explain { ExplainOutput.report(outcome.plan) }
        return outcome.matched
    }

    /// - Returns: how many incidents were found.
    func write(
        nearest count: Int, to centre: Coordinate, among query: Query, from store: IncidentStore, explain: Bool
    ) throws -> Int {
        let file = try OutputFile(path: options.output)
        let found = try store.exportNearest(to: centre, count: count, among: query, as: settings) { try file.write($0) }
        try file.finish()
        if explain { ExplainOutput.report(try store.explainNearest(to: centre, count: count, among: query)) }
        return found
    }

    private var settings: ExportSettings {
        var settings = ExportSettings(format: options.format)
        settings.precision = options.precision?.precision
        settings.fields = options.fieldNames
        settings.separatesRecords = options.rs
        settings.leavesFormulas = options.rawCells
        if options.output == nil, StandardStreams.isTerminal(StandardStreams.output) {
            settings.terminalWidth = StandardStreams.terminalWidth
        }
        return settings
    }
}
