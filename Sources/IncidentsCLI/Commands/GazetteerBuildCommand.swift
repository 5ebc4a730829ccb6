import ArgumentParser
import IncidentIndex

/// `incidents gazetteer build`: packs dumps of places into a gazetteer file.
struct GazetteerBuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Pack files of places into one gazetteer file.",
        discussion: """
            Takes GeoNames dumps (allCountries.txt or that of a country, with alternateNamesV2.txt and \
            admin1CodesASCII.txt), tables with name, longitude and latitude, and GeoJSON, such as extracts of OpenStreetMap \
            with name and name:xx. What \
            a file is shows in its content. What does not fit in --memory waits in unnamed files beside the output. Rows that \
            cannot be taken are counted, and the command ends with 3.

            Examples:
              incidents gazetteer build CF.txt -o central-africa.gazetteer
              incidents gazetteer build allCountries.txt alternateNamesV2.txt admin1CodesASCII.txt -o world.gazetteer
              incidents locate Bria --gazetteer central-africa.gazetteer
            """)

    @OptionGroup var loudness: LoudnessOptions

    @Argument(help: "The files; - is standard input.", completion: .file())
    var files: [String]

    @Option(
        name: [.customShort("o"), .customLong("output")], help: "The gazetteer file to write.", completion: .file())
    var output: String

    @Option(help: ArgumentHelp("The version of the data, such as its date.", valueName: "text"))
    var dataVersion: String = ""

    @Option(help: ArgumentHelp("What to call the source in answers (default: by the layout).", valueName: "name"))
    var source: String?

    @Option(help: ArgumentHelp("The licence of the data (default: by the layout).", valueName: "text"))
    var licence: String?

    @Option(help: ArgumentHelp("What whoever shows the data must say.", valueName: "text"))
    var attribution: String?

    @Option(help: ArgumentHelp("So many MiB are sorted in memory.", valueName: "n"))
    var memory: Int = GazetteerBuilder.usualMemory >> 20

    @Flag(help: "End at the first bad row and write nothing.")
    var strict = false

    @Flag(help: "Report as JSON.")
    var json = false

    func validate() throws {
        if !(1...2_048).contains(memory) { throw ValidationError("--memory takes 1 to 2048.") }
        if source == nil, licence != nil || attribution != nil {
            throw ValidationError("--licence and --attribution go with --source.")
        }
    }

    func run() throws {
        var inUse = FilesInUse(store: nil)
        for file in files { inUse.add(file, as: "a file to read") }
        try OutputFile.check(output, against: inUse)
        var job = GazetteerBuildJob(base: try Gazetteer.bundled)
        job.dataVersion = dataVersion
        job.memory = memory << 20
        job.isStrict = strict
        if let source {
            job.terms = DataTerms(title: source, licence: licence ?? "not stated", attribution: attribution ?? "")
        }
        let progress = ProgressLine()
        defer { progress.clear() }
        let report = try job.run(paths: files, output: output) { progress.show("\($0) rows") }
        progress.clear()
        try Report(json: json).print([
            ("places", .integer(Int64(report.places))), ("names", .integer(Int64(report.names))),
            ("duplicates", .integer(Int64(report.duplicates))), ("rejected", .integer(Int64(report.rejected))),
            ("output", .string(output)),
        ])
        guard report.rejected > 0 else { return }
        let first = report.firstReject.map { "; the first: \($0)" } ?? ""
        throw Outcome(
            code: .rowsRejected,
            message: "\(report.rejected) row\(report.rejected == 1 ? " was" : "s were") rejected\(first)")
    }
}
