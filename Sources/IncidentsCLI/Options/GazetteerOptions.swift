import ArgumentParser
import IncidentIndex

/// Places of the user's own.
struct GazetteerOptions: ParsableArguments {
    @Option(
        name: .customLong("gazetteer"),
        help: ArgumentHelp(
            """
            Know these places too, before those that are known anyway: a table or GeoJSON with name, longitude and latitude, a \
            GeoNames dump, or what 'incidents gazetteer build' made; repeat it.
            """,
            valueName: "file"),
        completion: .file())
    var gazetteers: [String] = []

    /// The known places, the user's own first.
    func gazetteer() throws -> Gazetteer {
        let bundled = try Gazetteer.bundled
        return gazetteers.isEmpty ? bundled : try bundled.preferring(contentsOf: gazetteers)
    }
}
