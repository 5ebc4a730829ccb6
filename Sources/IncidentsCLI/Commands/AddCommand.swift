import ArgumentParser
import IncidentIndex

/// `incidents add`: stores one incident.
struct AddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add one incident and print its id.",
        discussion: """
            Examples:
              incidents add --at "al-Asad Airbase" --date 2022-01-04 --type drone_attack
              incidents add --at 44.23,33.26 --date 2022-01-03T04:30:00+03:00 --title "Two drones shot down" \\
                --property source=Reuters --property deaths_best=0
            """)

    @OptionGroup var store: StoreOption

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Where: a place of the gazetteer, or a point.", valueName: "place|lon,lat"))
    var at: PlaceArgument

    @Option(help: ArgumentHelp("When: 2022, 2022-01, 2022-01-04, an RFC 3339 time, or yesterday.", valueName: "when"))
    var date: String

    @Option(help: "The id (default: made from the content).")
    var id: String?

    @OptionGroup var fields: EditOptions
    @OptionGroup var places: PlaceOptions

    @Flag(help: "Report as JSON.")
    var json = false

    func run() async throws {
        var incident = Incident(id: try chosenID() ?? IncidentID.placeholder)
        try fields.apply(to: &incident, at: at, date: date, places: try places.places())
        if id == nil { incident.id = IncidentID.minted(from: incident, source: "added") }
        let added = incident
        let outcome = try await store.writing { store in
            try await store.write { batch in try batch.upsert(added, policy: .error) }
        }
        if case .conflict = outcome {
            throw Outcome.failed("there is another incident '\(added.id)'; use 'incidents update' to change it")
        }
        if json {
            try Report(json: true).print([
                ("id", .string(added.id.text)), ("added", .bool(outcome.isInsertion)),
            ])
        } else {
            try StandardStreams.printData(added.id.text)
        }
    }

    private func chosenID() throws -> IncidentID? {
        guard let id else { return nil }
        guard let valid = IncidentID(id) else { throw Outcome.failed("'\(id)' is not an id: it must not be empty") }
        return valid
    }
}
