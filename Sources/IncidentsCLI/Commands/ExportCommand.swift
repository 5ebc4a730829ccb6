import ArgumentParser
import IncidentIndex

/// `incidents export`: everything in the store.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write all incidents, or those that meet a condition.",
        discussion: """
            Examples:
              incidents export -o all.geojson
              incidents export --format csv | gzip > all.csv.gz
              incidents export --where "type = 'earthquake' AND magnitude >= 6" -o large.geojson
            """)

    @OptionGroup var store: StoreOption
    @OptionGroup(title: "Filter") var filter: FilterOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() throws {
        try output.check(against: store.filesInUse(regionFiles: []))
        let query = Query(
            where: try filter.filter(), text: filter.text, order: output.order, limit: output.limit,
            offset: output.offset)
        let found = try store.using { store in
            let found = try MatchOutput(output).write(query, from: store, explain: false)
            try filter.warn(of: store)
            return found
        }
        if found == 0 { throw Outcome.nothingFound }
    }
}
