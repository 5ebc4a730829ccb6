import ArgumentParser
import IncidentIndex

/// `incidents export`: everything in the store.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write all incidents.",
        discussion: """
            Examples:
              incidents export -o all.geojson
              incidents export --format csv | gzip > all.csv.gz
            """)

    @OptionGroup var store: StoreOption
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() throws {
        try output.check(against: store.filesInUse(regionFiles: []))
        let query = Query(order: output.order, limit: output.limit, offset: output.offset)
        let found = try store.using { try MatchOutput(output).write(query, from: $0, explain: false) }
        if found == 0 { throw Outcome.nothingFound }
    }
}
