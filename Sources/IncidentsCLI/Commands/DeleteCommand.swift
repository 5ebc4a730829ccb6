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
        var named: Set<String> = []
        let ids = try ids.filter { named.insert($0).inserted }.map { text in
            guard let id = IncidentID(text) else { throw Outcome.failed("'\(text)' is not an id") }
            return id
        }
        do {
            try await store.writing(creating: false) { store in
                try await store.write { batch in
                    for id in ids where try !batch.delete(id: id) {
                        throw Outcome(code: .nothingFound, message: "there is no incident '\(id)'; nothing was deleted")
                    }
                }
            }
        } catch let outcome as Outcome where outcome.code == .nothingFound {
            if json { try report(0) }
            throw outcome
        }
        try report(ids.count)
    }

    private func report(_ count: Int) throws {
        try Report(json: json).print([("deleted", .integer(Int64(count)))])
    }
}
