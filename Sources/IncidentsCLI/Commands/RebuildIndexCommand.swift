import ArgumentParser
import IncidentIndex

/// `incidents rebuild-index`: makes the index anew.
struct RebuildIndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild-index",
        abstract: "Make the index file anew from the store; it is only a cache, so nothing can be lost.")

    @OptionGroup var store: StoreOption

    @Flag(help: "Report as JSON.")
    var json = false

    func run() throws {
        let info = try store.using { store in
            try store.rebuildIndex()
            return try store.info()
        }
        try Report(json: json).print([
            ("indexed", .integer(Int64(info.located))),
            ("index_bytes", info.indexBytes.map { .integer($0) } ?? .null),
        ])
    }
}
