import ArgumentParser
import IncidentIndex

/// `incidents nearest`: the incidents closest to a place.
struct NearestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nearest",
        abstract: "Find the incidents nearest to a place, by distance on the WGS 84 ellipsoid.",
        discussion: """
            Examples:
              incidents nearest --to "al-Asad Airbase" -k 5
              incidents nearest --to 44.23,33.26 -k 10 --during 2021 --format table
            """)

    @OptionGroup var store: StoreOption

    @Option(parsing: .unconditional, help: ArgumentHelp("From where.", valueName: "place|lon,lat"))
    var to: PlaceArgument

    @Option(
        name: [.customShort("k"), .customLong("count")], parsing: .unconditional,
        help: ArgumentHelp("How many.", valueName: "n"))
    var count: Int = 10

    @OptionGroup(title: "Time") var time: TimeOptions
    @OptionGroup(title: "Filter") var filter: FilterOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup var places: PlaceOptions

    @Flag(help: "Print on standard error how the query was answered.")
    var explain = false

    func validate() throws {
        if count < 1 { throw ValidationError("-k takes a positive number.") }
        if let order = output.order, order != .distance {
            throw ValidationError("'nearest' is sorted by distance; use 'query --near --within' for another order.")
        }
    }

    func run() throws {
        try output.check(against: store.filesInUse(regionFiles: []))
        let centre = try places.places().coordinate(of: to)
        let query = Query(
            during: try time.temporalPredicate(), where: .all(of: try filter.filter(), try time.recurrence()),
            text: filter.text, limit: output.limit,
            offset: output.offset)
        let found = try store.using { store in
            let found = try MatchOutput(output).write(
                nearest: count, to: centre, among: query, from: store, explain: explain)
            try filter.warn(of: store)
            return found
        }
        if found == 0 { throw Outcome.nothingFound }
    }
}
