import ArgumentParser
import IncidentIndex

/// FILTER: what to look for.
struct FilterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Of this type; repeat it for several.", valueName: "type"))
    var type: [String] = []

    @Option(help: ArgumentHelp("With all of these words in a text of the incident.", valueName: "words"))
    var text: String?

    /// What was asked for; nil is anything.
    var filter: Filter? { type.isEmpty ? nil : .types(type) }
}
