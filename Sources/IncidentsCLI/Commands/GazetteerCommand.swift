import ArgumentParser

/// `incidents gazetteer`: gazetteers of the user's own.
struct GazetteerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gazetteer",
        abstract: "Make gazetteers of your own, for --gazetteer.",
        subcommands: [GazetteerBuildCommand.self])
}
