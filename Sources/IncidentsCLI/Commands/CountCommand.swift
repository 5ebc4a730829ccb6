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
            """)

    /// How counts are written.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case table, csv, json
    }

    @OptionGroup var store: StoreOption
    @OptionGroup(title: "Space") var space: SpaceOptions
    @OptionGroup(title: "Time") var time: TimeOptions
    @OptionGroup(title: "Filter") var filter: FilterOptions
    @OptionGroup var places: PlaceOptions

    @Option(
        help: ArgumentHelp(
            """
            country, admin1, type, year, month, week, day or region-file=FILE[:property]; repeat it to combine. Countries \
            and provinces go by where the incident lies, not by what its source calls them.
            """,
            valueName: "group"))
    var by: [String] = []

    @Option(help: "table, csv or json.")
    var format: Format = .table

    @Flag(help: "Report as JSON; the same as --format json.")
    var json = false

    @Option(name: [.customShort("o"), .customLong("output")], help: "Write to this file.", completion: .file())
    var output: String?

    @Flag(help: "Print on standard error how the query was answered.")
    var explain = false

    func run() throws {
        if let output {
            let regionFiles = [space.regionFile] + by.map { CountCommand.regionFile(of: $0)?.path }
            try OutputFile.check(output, against: store.filesInUse(regionFiles: regionFiles))
        }
        let query = Query(
            in: try space.spatialPredicate(try places.places()), during: try time.temporalPredicate(),
            where: try filter.filter(), text: filter.text)
        let groupings = try by.map(grouping(_:))
        let total = try store.using { store in
            groupings.isEmpty ? try plainCount(query, in: store) : try groupedCount(query, by: groupings, in: store)
        }
        if total == 0 { throw Outcome.nothingFound }
    }

    private func plainCount(_ query: Query, in store: IncidentStore) throws -> Int {
        let total: Int
        if explain {
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
            StandardStreams.report("incidents: region '\(region.label)' is left out: \(region.reason)")
        }
        if explain { ExplainOutput.report(try store.explain(query)) }
        try CountOutput(format: json ? .json : format, file: output).write(table)
        return table.total
    }

    private func grouping(_ text: String) throws -> Grouping {
        switch text {
        case "type": return .type
        case "year": return .year
        case "month": return .month
        case "week": return .week
        case "day": return .day
        case "country": return .regions(title: "country", try LabelledRegion.all(.country, of: Gazetteer.bundled))
        case "admin1": return .regions(title: "admin1", try LabelledRegion.all(.admin1, of: Gazetteer.bundled))
        default: break
        }
        guard let (path, property) = CountCommand.regionFile(of: text) else {
            throw Outcome.failed(
                "--by takes country, admin1, type, year, month, week, day or region-file=FILE[:property], not '\(text)'"
            )
        }
        return .regions(title: property ?? "region", try RegionFile.labelledRegions(path: path, property: property))
    }

    /// What `region-file=FILE[:property]` names; nil for another grouping.
    private static func regionFile(of grouping: String) -> (path: String, property: String?)? {
        let prefix = "region-file="
        guard grouping.hasPrefix(prefix) else { return nil }
        return RegionFile.splitProperty(String(grouping.dropFirst(prefix.count)))
    }
}
