import ArgumentParser
import IncidentIndex

/// `incidents delete`: removes incidents.
struct DeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete incidents: all of those named, or none where one is missing.",
        discussion: """
            Example:
              incidents delete reports:17 reports:18
            """)

    @OptionGroup var store: StoreOption

    @Argument(help: "The ids.")
    var ids: [String]

    @Flag(help: "Report as JSON.")
    var json = false

    func run() async throws {
        let ids = try ids.map { text in
            guard let id = IncidentID(text) else { throw Outcome.failed("'\(text)' is not an id") }
            return id
        }
        try await store.writing(creating: false) { store in
            try await store.write { batch in
                for id in ids where try !batch.delete(id: id) {
                    throw Outcome(code: .nothingFound, message: "there is no incident '\(id)'; nothing was deleted")
                }
            }
        }
        try Report(json: json).print([("deleted", .integer(Int64(ids.count)))])
    }
}
