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

    func validate() throws {
        guard at != nil || date != nil || !fields.isEmpty else {
            throw ValidationError("Say what to change: --at, --date, --type, --title or --property.")
        }
    }

    func run() async throws {
        let places = try places.places()
        let (ids, fields, at, date) = (ids, fields, at, date)
        let changed: Int
        do {
            changed = try await store.writing(creating: false) { store in
                try await store.write { batch in
                    var changed: Set<IncidentID> = []
                    for text in ids {
                        guard let id = IncidentID(text), var incident = try batch.incident(id: id) else {
                            throw Outcome(
                                code: .nothingFound, message: "there is no incident '\(text)'; nothing was changed")
                        }
                        let before = incident
                        try fields.apply(to: &incident, at: at, date: date, places: places)
                        guard incident != before else { continue }
                        try batch.update(incident)
                        changed.insert(id)
                    }
                    return changed.count
                }
            }
        } catch let outcome as Outcome where outcome.code == .nothingFound {
            if json { try report(changed: 0, unchanged: 0) }
            throw outcome
        }
        try report(changed: changed, unchanged: Set(ids).count - changed)
    }

    private func report(changed: Int, unchanged: Int) throws {
        try Report(json: json).print([
            ("updated", .integer(Int64(changed))),
            ("unchanged", unchanged == 0 && !json ? .null : .integer(Int64(unchanged))),
        ])
    }
}
