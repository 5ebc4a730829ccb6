import ArgumentParser
import IncidentIndex

/// `incidents update`: changes incidents.
struct UpdateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Change fields of incidents: of all of those named, or of none where one is missing.",
        discussion: """
            Only what is given changes; an empty value clears it.

            Examples:
              incidents update reports:17 --type drone_attack --property deaths_best=2
              incidents update reports:17 --at "Ain al-Asad" --date 2022-01-04 --title ""
            """)

    @OptionGroup var store: StoreOption

    @Argument(help: "The ids.")
    var ids: [String]

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Where: a place of the gazetteer, or a point.", valueName: "place|lon,lat"))
    var at: PlaceArgument?

    @Option(help: ArgumentHelp("When: 2022, 2022-01, 2022-01-04, an RFC 3339 time, or yesterday.", valueName: "when"))
    var date: String?

    @OptionGroup var fields: EditOptions
    @OptionGroup var places: PlaceOptions

    @Flag(help: "Report as JSON.")
    var json = false

    func run() async throws {
        let places = try places.places()
        let (ids, fields, at, date) = (ids, fields, at, date)
        try await store.writing(creating: false) { store in
            try await store.write { batch in
                for text in ids {
                    guard let id = IncidentID(text), var incident = try batch.incident(id: id) else {
                        throw Outcome(
                            code: .nothingFound, message: "there is no incident '\(text)'; nothing was changed")
                    }
                    try fields.apply(to: &incident, at: at, date: date, places: places)
                    try batch.update(incident)
                }
            }
        }
        try Report(json: json).print([("updated", .integer(Int64(ids.count)))])
    }
}
