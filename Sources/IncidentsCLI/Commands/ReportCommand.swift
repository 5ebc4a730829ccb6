import ArgumentParser
import Foundation
import IncidentIndex

/// `incidents report`: the incidents that prose reports.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Read reports in prose and show the incidents that they tell of.",
        discussion: """
            A file is one text, or JSON objects, one a line, with id, published, title and text. English only. What a text \
            only threatens, plans, denies or rehearses is left out.

            Examples:
              incidents report article.txt --published 2022-01-04
              incidents report articles.jsonl --format jsonl -o incidents.jsonl
              incidents report article.txt --published 2022-01-04 --into-store
              incidents report article.txt --published 2022-01-04 --link --format json
            """)

    /// How the incidents are written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case geojson, json, jsonl, table
    }

    @OptionGroup var store: StoreOption

    @Argument(help: "The files; - is standard input.", completion: .file())
    var files: [String]

    @Option(help: ArgumentHelp("The day of publication of reports that name none.", valueName: "date"))
    var published: String?

    @Option(help: "geojson, json (one array), jsonl (a line a report) or table.")
    var format: Format = .geojson

    @Option(help: ArgumentHelp("Write the places and times found to this file, a line a report.", valueName: "file"))
    var annotate: String?

    @Flag(help: "Add the incidents to the store too, with the report as their source.")
    var intoStore = false

    @Flag(help: "Name incidents of the store and of the other reports that may be the same; nothing is merged.")
    var link = false

    @Flag(help: "Say on standard error what each name was weighed to mean, and why.")
    var explain = false

    @Option(name: [.customShort("o"), .customLong("output")], help: "Write to this file.", completion: .file())
    var output: String?

    @OptionGroup var gazetteers: GazetteerOptions

    func run() async throws {
        let reader = ReportReader(gazetteer: try gazetteers.gazetteer())
        try checkOutputs()
        let annotations = try annotate.map { try OutputFile(path: $0, escapes: .json) }
        let result = ReportOutput(
            format: format, file: try OutputFile(path: output, escapes: format == .table ? .text : .json))
        let day = try publicationDay()
        var incidents: [Incident] = []
        func readAll(_ linker: inout IncidentLinker?) throws {
            for path in files {
                try ReportFile.forEach(path: path, published: day) { report in
                    let reading = try self.reading(of: report, reader)
                    if !reading.isEnglish {
                        StandardStreams.note(
                            "note: report \(report.id) is not in English, so no incidents were looked for in it")
                    }
                    try annotations?.write(Array((reading.annotations(of: report).text + "\n").utf8))
                    let found = try LinkedIncident.all(of: reading, in: report, &linker)
                    try result.take(found, of: report)
                    if intoStore { incidents += found.map(\.incident) }
                }
            }
        }
        if link, FileManager.default.fileExists(atPath: store.path) {
            try store.using { store in
                var linker: IncidentLinker? = IncidentLinker(store: store)
                try readAll(&linker)
            }
        } else {
            if link {
                StandardStreams.note("note: there is no store \(store.path), so only the reports are linked")
            }
            var linker = link ? IncidentLinker(store: nil) : nil
            try readAll(&linker)
        }
        try annotations?.finish()
        let found = try result.finish()
        if intoStore {
            let added = incidents
            try await store.writing { store in
                try await store.write { batch in
                    // What somebody has mended since an earlier reading stays.
                    for incident in added { _ = try batch.upsert(incident, policy: .skip) }
                }
            }
        }
        if found == 0 { throw Outcome.nothingFound }
    }

    private func reading(of report: ReportText, _ reader: ReportReader) throws -> ReportReading {
        guard explain else { return try reader.read(report) }
        let explanation = try reader.explain(report)
        ExplainOutput.report(explanation, of: report)
        return explanation.reading
    }

    /// Makes sure that neither output replaces a report, the store, or the other output.
    private func checkOutputs() throws {
        var inUse = FilesInUse(store: store.path)
        for file in files { inUse.add(file, as: "a report") }
        if let output { try OutputFile.check(output, against: inUse) }
        if let output { inUse.add(output, as: "the output") }
        if let annotate { try OutputFile.check(annotate, against: inUse) }
    }

    private func publicationDay() throws -> CivilDate? {
        guard let published else { return nil }
        guard let reading = try? TemporalText.parse(published), reading.precision == .day else {
            throw Outcome.failed("--published takes a day such as 2022-01-04, not '\(published)'")
        }
        return reading.interval.start.date
    }
}
