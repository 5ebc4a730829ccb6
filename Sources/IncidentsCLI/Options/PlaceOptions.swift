import ArgumentParser
import IncidentIndex

/// How place names are resolved.
struct PlaceOptions: ParsableArguments {
    @Flag(help: "Take the first candidate of an ambiguous place name.")
    var first = false

    @Option(help: ArgumentHelp("Resolve place names in this country (ISO 3166 code).", valueName: "code"))
    var country: String?

    @OptionGroup var gazetteers: GazetteerOptions

    func places() throws -> Places {
        let gazetteer = try gazetteers.gazetteer()
        // A code that means nothing is told before anything is read or written.
        if let country { _ = try gazetteer.country(named: country) }
        return Places(gazetteer: gazetteer, country: country, takesFirst: first)
    }
}
