import ArgumentParser
import IncidentIndex

/// `incidents query`: the incidents in a region and a span of time.
struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Find incidents by place, time and attributes.",
        discussion: """
            Examples:
              incidents query --region Iraq --during 2022-01
              incidents query --near "al-Asad Airbase" --within 50km --since 2021 --format table
              incidents query --bbox 170,-60,-170,60 --type earthquake -o pacific.geojson
              incidents query --where "type LIKE '%attack' AND deaths_best > 3" --format table
              incidents query --region-file area.geojson --format csv --limit 100 --sort -start
            """)

    @OptionGroup var store: StoreOption
    @OptionGroup(title: "Space") var space: SpaceOptions
    @OptionGroup(title: "Time") var time: TimeOptions
    @OptionGroup(title: "Filter") var filter: FilterOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup var places: PlaceOptions

    @Flag(help: "Print on standard error how the query was answered.")
    var explain = false

    func run() throws {
        try output.check(against: store.filesInUse(regionFiles: [space.regionFile]))
        let query = Query(
            in: try space.spatialPredicate(try places.places()), during: try time.temporalPredicate(),
            where: .all(of: try filter.filter(), try time.recurrence()), text: filter.text, order: output.order,
            limit: output.limit,
            offset: output.offset)
        let found = try store.using { store in
            let found = try MatchOutput(output).write(query, from: store, explain: explain)
            try filter.warn(of: store)
            return found
        }
        if found == 0 { throw Outcome.nothingFound }
    }
}
