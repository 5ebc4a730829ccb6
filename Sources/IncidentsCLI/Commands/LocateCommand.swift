import ArgumentParser
import IncidentIndex

/// `incidents locate`: what the gazetteer knows of a name.
struct LocateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "locate",
        abstract: "Look up place names in the gazetteer, the likeliest place first.",
        discussion: """
            Examples:
              incidents locate "al-Asad Airbase"
              incidents locate Tripoli --country LB
              incidents locate Bria --gazetteer CF.txt
              incidents locate --at 42.44,33.79
              incidents locate "محافظة الأنبار" --format geojson
              incidents locate "10 km south of Mosul" "between Mosul and Erbil" "western Iraq" --format geojson
              incidents locate --spans articles.jsonl -o resolved.jsonl

            --spans decides what names mean that are marked in texts already, each with the other names of its text as \
            context. A line of the file is a JSON object with text and toponyms, an array of objects with start and end, in \
            Unicode scalars, end excluded. The answer has a line for each: the id, and the toponyms in the same order, with \
            name, latitude, longitude, geonamesID and more; null where the gazetteer has no such name.
            """)

    /// How candidates are written.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json, geojson
    }

    @OptionGroup var loudness: LoudnessOptions

    @Argument(help: "The names.")
    var names: [String] = []

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Say instead in which country and unit a point lies, and which place is nearest; repeat it.",
            valueName: "lon,lat"))
    var at: [PlaceArgument] = []

    @Option(
        help: ArgumentHelp("Resolve the names marked in these texts instead; - is standard input.", valueName: "file"),
        completion: .file())
    var spans: String?

    @Option(
        name: [.customShort("o"), .customLong("output")], help: "Write what --spans gives to this file.",
        completion: .file())
    var output: String?

    @Option(help: ArgumentHelp("Only in this country (ISO 3166 code).", valueName: "code"))
    var country: String?

    @Option(
        name: .customLong("class"),
        help: ArgumentHelp("Only of this class, such as city or airport.", valueName: "class"))
    var featureClass: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("Prefer places near this one.", valueName: "place|lon,lat"))
    var near: PlaceArgument?

    @Option(help: ArgumentHelp("At most so many candidates a name.", valueName: "n"))
    var limit: Int = 5

    @OptionGroup var gazetteers: GazetteerOptions

    @Option(help: "text, json or geojson.")
    var format: Format = .text

    @Flag(help: "Report as JSON; the same as --format json.")
    var json = false

    func validate() throws {
        if !at.isEmpty {
            guard names.isEmpty, spans == nil, output == nil, country == nil, featureClass == nil, near == nil
            else {
                throw ValidationError("--at goes with --gazetteer and --format only.")
            }
            return
        }
        if spans == nil, names.isEmpty {
            throw ValidationError("Give a name, --at and a point, or --spans and a file.")
        }
        if spans == nil, output != nil { throw ValidationError("-o belongs to --spans.") }
        if spans != nil, !names.isEmpty || country != nil || featureClass != nil || near != nil {
            throw ValidationError("--spans takes the names and their context from the file.")
        }
        if limit < 1 { throw ValidationError("--limit takes a positive number.") }
        if names.contains(where: { $0.allSatisfy(\.isWhitespace) }) {
            throw ValidationError("A name must not be empty.")
        }
    }

    /// Says what lies around the points.
    private func locatePoints(_ gazetteer: Gazetteer) throws {
        let points = try at.map { place -> Coordinate in
            guard case .coordinate = place else {
                if case .malformedPoint(let text) = place { throw PlaceArgument.failure(malformedPoint: text) }
                throw Outcome.failed("--at takes LON,LAT in degrees, such as 44.23,33.26")
            }
            return try Places(gazetteer: gazetteer).coordinate(of: place)
        }
        let format = json ? .json : format
        let answers = Array(zip(points, try gazetteer.reverse(points)))
        try StandardStreams.writeData(
            SurroundingsOutput(format: format).bytes(answers), escapes: format == .text ? .text : .json)
    }

    /// Says which of the names mean several places, and how to choose: to whoever reads the table and takes its first row.
    private func tellAmbiguous(
        _ answers: [LocateOutput.Answer], _ gazetteer: Gazetteer
    ) throws {
        for answer in answers where answer.whereabouts == nil {
            guard try gazetteer.areAmbiguous(answer.candidates) else { continue }
            StandardStreams.note(
                "incidents: \"\(answer.name)\" is the name of several places; choose with --country, --class, --near or a fuller "
                    + "name; other commands take the first with --first")
        }
    }

    func run() throws {
        let gazetteer = try gazetteers.gazetteer()
        if !at.isEmpty { return try locatePoints(gazetteer) }
        if let spans { return try MarkedNames.resolve(path: spans, output: output, gazetteer: gazetteer) }
        let places = Places(gazetteer: gazetteer, country: country, takesFirst: true)
        var context = LookupContext(country: country)
        if let featureClass {
            guard let known = FeatureClass(rawValue: featureClass) else {
                throw Outcome.failed(
                    "there is no class '\(featureClass)'; the classes are "
                        + FeatureClass.allCases.map(\.rawValue).joined(separator: ", "))
            }
            context.featureClass = known
        }
        if let near { context.near = try places.coordinate(of: near) }
        var answers: [LocateOutput.Answer] = []
        for name in names {
            if let found = try gazetteer.whereabouts(of: name, in: context) {
                answers.append(LocateOutput.Answer(name: name, candidates: found.places, whereabouts: found))
            } else {
                let candidates = try gazetteer.candidates(for: name, in: context, limit: limit)
                answers.append(LocateOutput.Answer(name: name, candidates: candidates))
            }
        }
        let format = json ? .json : format
        try StandardStreams.writeData(
            LocateOutput(format: format).bytes(answers), escapes: format == .text ? .text : .json)
        if format == .text { try tellAmbiguous(answers, gazetteer) }
        if let unknown = answers.first(where: \.candidates.isEmpty)?.name {
            let suggestions = try gazetteer.suggestions(for: unknown)
            let error = GazetteerError.unknownName(unknown, suggestions: suggestions)
            // Where a name is all that was asked for, a point is no way out.
            throw Outcome(
                code: .placeUnresolved,
                message: suggestions.isEmpty ? "\(error), and no known name is like it" : "\(error)")
        }
    }
}
