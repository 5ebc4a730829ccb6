public import ArgumentParser
public import IncidentIndex
import MappedFiles

/// `incidents import`: takes files into the store.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import CSV, GeoJSON or GeoJSONSeq files: all of them or, where one is broken, nothing.",
        discussion: """
            A bad row does not stop the import: it goes to the rejects file with its line and reason, and the command ends \
            with 3. Importing the same file again adds nothing.

            Examples:
              incidents import airstrikes.csv insurgencies.csv
              incidents import report.csv --map place=Ort --map start=Datum --source dpa
              curl -s https://example.org/feed.geojson | incidents import - --source example
            """)

    @OptionGroup var store: StoreOption

    @Argument(help: "The files, or folders of files; - is standard input.", completion: .file())
    var files: [String]

    @Option(
        help: """
            auto, csv, geojson, geojsonseq or rejects; or a publisher's: ucdp-ged, acled, usgs, firms, noaa-storm-events or \
            gdelt.
            """)
    var format: ImportFormat = .auto

    @Option(
        help: ArgumentHelp(
            "Say which column holds a field, such as start=Date or longitude=X; repeat it.", valueName: "field=column"))
    var map: [String] = []

    @Option(
        help: ArgumentHelp(
            "The source's name, the first half of each id (default: the file's name).", valueName: "name"))
    var source: String?

    @Option(help: "What to do with a known id of other content: error (reject the row), skip or replace.")
    var onConflict: ConflictPolicy = .error

    @Option(
        help: ArgumentHelp(
            "Where rejected rows go (default: beside the store, keeping those of earlier imports).", valueName: "file"),
        completion: .file())
    var rejects: String?

    @Flag(help: "End at the first bad row and store nothing.")
    var strict = false

    @Option(help: ArgumentHelp("The zone of times that name none, such as Asia/Baghdad or +03:00.", valueName: "zone"))
    var assumeZone: String?

    @Option(help: ArgumentHelp("Its encoding, where that is not UTF-8: latin1, windows-1256 …", valueName: "name"))
    var encoding: String?

    @Flag(help: "Print the mapping of columns and the first ten incidents; store nothing.")
    var dryRun = false

    @Flag(help: "Wrap longitudes outside -180...180 instead of rejecting the row.")
    var wrapLongitude = false

    @Flag(help: "Cut lines and areas that cross the antimeridian instead of rejecting the row.")
    var splitAntimeridian = false

    @Flag(help: "Fill empty countries and first-level units by where the incident lies; what the source says stays.")
    var stamp = false

    @Flag(
        inversion: .prefixedNo,
        help: "Locate rows that have no coordinates by the name of their place (location_score says how clearly).")
    var locate = true

    @OptionGroup var places: PlaceOptions

    @Flag(help: "Report as JSON.")
    var json = false

    func run() async throws {
        var options = ImportOptions()
        options.format = format
        options.columns = try columnAssignments()
        options.source = source
        options.onConflict = onConflict
        options.rejectsPath = rejects ?? store.path + ".rejects.jsonl"
        options.keepsEarlierRejects = rejects == nil
        options.isStrict = strict
        options.assumedZone = try assumeZone.map { name throws(TemporalError) in try AssumedZone(name) }
        options.encoding = encoding
        options.wrapsLongitude = wrapLongitude
        options.splitsAtAntimeridian = splitAntimeridian
        options.country = places.country
        options.takesFirstPlace = places.first
        options.stampsPlaces = stamp
        options.locatesByName = locate
        let job = ImportJob(options: options, gazetteer: try places.places().gazetteer)
        let files = try files.flatMap(InputFolder.files(at:))
        if dryRun {
            try PreviewOutput(json: json).write(try files.map { try job.preview(path: $0, rows: 10) })
            return
        }
        let progress = ProgressLine()
        defer { progress.clear() }
        if Loudness.current == .verbose { try describe(files, job) }
        let clock = ContinuousClock()
        let began = clock.now
        let show: @Sendable (ImportProgress) -> Void = {
            progress.show($0.line(afterSeconds: (clock.now - began) / .seconds(1)))
        }
        let report: ImportReport
        if try FileProbe(path: store.path) == nil {
            report = try await job.run(paths: files, intoNewStoreAt: store.path, progress: show)
        } else {
            report = try await store.writing { store in
                try await job.run(paths: files, into: store, progress: show)
            }
        }
        progress.clear()
        let end = ImportProgress(rows: report.read)
        StandardStreams.detail("incidents: \(end.line(afterSeconds: (clock.now - began) / .seconds(1)))")
        try print(report)
    }

    /// Says what each file is taken for; of a pipe that cannot be told before it is read.
    private func describe(_ files: [String], _ job: ImportJob) throws {
        for file in files where file != "-" {
            let preview = try job.preview(path: file, rows: 1)
            let mapping = preview.mapping.isEmpty ? "" : "; \(preview.mapping)"
            StandardStreams.detail("incidents: \(file): \(preview.format.rawValue)\(mapping)")
        }
    }

    /// The fields and columns of `--map`, each field once.
    private func columnAssignments() throws -> [(field: String, column: String)] {
        var assignments: [(field: String, column: String)] = []
        for text in map {
            guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
                throw Outcome.failed("--map takes field=column, not '\(text)'")
            }
            let (field, column) = (String(text[..<equals]), String(text[text.index(after: equals)...]))
            if let other = assignments.first(where: { $0.field == field }), other.column != column {
                throw Outcome.failed(
                    "--map gives \(field) two columns, '\(other.column)' and '\(column)'; give the one that holds it")
            }
            assignments.append((field, column))
        }
        return assignments
    }

    private func print(_ report: ImportReport) throws {
        var facts: [(name: String, value: JSONValue)] = [
            ("read", .integer(Int64(report.read))),
            ("inserted", .integer(Int64(report.inserted))),
            ("replaced", .integer(Int64(report.replaced))),
            ("unchanged", .integer(Int64(report.unchanged))),
            ("skipped", .integer(Int64(report.skipped))),
            ("rejected", .integer(Int64(report.rejected))),
            ("located_by_name", .integer(Int64(report.locatedByName))),
            ("places_unresolved", .integer(Int64(report.placesUnresolved))),
        ]
        if stamp { facts.append(("stamped", .integer(Int64(report.stamped)))) }
        if report.remarked > 0 { facts.append(("warnings", .integer(Int64(report.remarked)))) }
        if let rejects = report.rejectsPath { facts.append(("rejects", .string(rejects))) }
        if json || Loudness.current != .quiet { try Report(json: json).print(facts) }
        if let place = report.firstUnresolvedPlace {
            StandardStreams.note(
                "incidents: \(report.placesUnresolved) row\(report.placesUnresolved == 1 ? " has" : "s have") no location; "
                    + "the first: \(place)")
        }
        if let remark = report.firstRemark {
            StandardStreams.note(
                "incidents: \(report.remarked) row\(report.remarked == 1 ? " is" : "s are") not as the format advises; "
                    + "the first: \(remark)")
        }
        guard report.rejected > 0 else { return }
        let first = report.firstReject.map { "; the first: \($0)" } ?? ""
        throw Outcome(
            code: .rowsRejected,
            message: "\(report.rejected) row\(report.rejected == 1 ? " was" : "s were") rejected\(first)")
    }
}

extension ImportFormat: ExpressibleByArgument {}
extension ConflictPolicy: ExpressibleByArgument {}
