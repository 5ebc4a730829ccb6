import ArgumentParser
import IncidentIndex

/// `incidents count`: how many, by what.
struct CountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count",
        abstract: "Count incidents, in total or by groups.",
        discussion: """
            Examples:
              incidents count --region Iraq
              incidents count --by month --by type
              incidents count --where "start >= DATE('2021-01-01') AND NOT type = 'protest'"
              incidents count --by region-file=governorates.geojson:name --format csv
              incidents count --by country,year --format geojson -o map.geojson
              incidents count --region Iraq --by hour --zone Asia/Baghdad --bars
            """)

    /// How counts are written.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case table, csv, json, geojson
    }

    @OptionGroup var store: StoreOption
    @OptionGroup(title: "Space") var space: SpaceOptions
    @OptionGroup(title: "Time") var time: TimeOptions
    @OptionGroup(title: "Filter") var filter: FilterOptions
    @OptionGroup var places: PlaceOptions

    @Option(
        help: ArgumentHelp(
            """
            country, admin1, region-file=FILE[:property], grid=DEGREES, type, year, month, week, day, hour or weekday; \
            combine them with commas or by repeating it. Countries and provinces go by where the incident lies, not by \
            what its source calls them; hours and weekdays by the clocks of --zone.
            """,
            valueName: "group"))
    var by: [String] = []

    @Option(help: "table, csv, json, or geojson: the areas of one group with their counts, for a map.")
    var format: Format = .table

    @Flag(help: "Draw the counts as bars.")
    var bars = false

    @Flag(help: "Report as JSON; the same as --format json.")
    var json = false

    @Option(name: [.customShort("o"), .customLong("output")], help: "Write to this file.", completion: .file())
    var output: String?

    @Flag(help: "Print on standard error how the query was answered.")
    var explain = false

    func run() throws {
        if let output {
            let regionFiles = [space.regionFile] + GroupingArgument.regionFiles(by)
            try OutputFile.check(output, against: store.filesInUse(regionFiles: regionFiles))
        }
        let places = try places.places()
        let query = Query(
            in: try space.spatialPredicate(places), during: try time.temporalPredicate(),
            where: .all(of: try filter.filter(), try time.recurrence()), text: filter.text)
        let groupings = try GroupingArgument.groupings(by, zone: time.recurrenceZone(), places.gazetteer)
        if format == .geojson, !json, groupings.filter(\.isSpatial).count != 1 {
            throw Outcome.failed(
                "--format geojson takes one group that is an area: country, admin1, region-file=FILE or grid=DEGREES")
        }
        let total = try store.using { store in
            let total =
                groupings.isEmpty ? try plainCount(query, in: store) : try groupedCount(query, by: groupings, in: store)
            try filter.warn(of: store)
            return total
        }
        if total == 0 { throw Outcome.nothingFound }
    }

    private func plainCount(_ query: Query, in store: IncidentStore) throws -> Int {
        let total: Int
        if explain || Loudness.current == .verbose {
            let plan = try store.explain(query)
            ExplainOutput.report(plan)
            total = plan.matches
        } else {
            total = try store.count(query)
        }
        try CountOutput(format: json ? .json : format, file: output).write(total: total)
        return total
    }

    private func groupedCount(_ query: Query, by groupings: [Grouping], in store: IncidentStore) throws -> Int {
        let table = try store.count(query, by: groupings)
        for region in table.unusableRegions {
            StandardStreams.note("incidents: region '\(region.label)' is left out: \(region.reason)")
        }
        if explain || Loudness.current == .verbose { ExplainOutput.report(try store.explain(query)) }
        let output = CountOutput(format: json ? .json : format, file: output, drawsBars: bars)
        if output.format == .geojson {
            try output.write(try CountMap(table, groupings: groupings))
        } else {
            try output.write(table)
        }
        return table.total
    }
}
