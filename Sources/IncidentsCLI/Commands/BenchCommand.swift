import ArgumentParser
import IncidentIndex

/// `incidents bench`: how fast the store's index answers, beside a flat scan.
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure the index on the store's own incidents, beside a flat scan that must find the same.",
        discussion: """
            Windows of five sizes lie around incidents, at any time, within 30 days and within a year; regions of 200 \
            corners and the places that the nearest are asked from lie there too. Times are medians, in microseconds a \
            question. Lines and areas count by their rectangles, as in the index. Nothing is changed. Ends with 1 when no \
            incident has a place, and with 2 when index and scan disagree.

            Examples:
              incidents bench
              incidents bench --queries 1000 --json
            """)

    @OptionGroup var store: StoreOption

    @Option(help: ArgumentHelp("How many questions of each kind.", valueName: "n"))
    var queries: Int = 200

    @Option(help: ArgumentHelp("How long each kind is repeated at least.", valueName: "seconds"))
    var seconds: Double = 0.1

    @Option(help: ArgumentHelp("Draws the questions; the same number asks the same.", valueName: "n"))
    var seed: UInt64 = 1

    @Flag(help: "Report as JSON.")
    var json = false

    func validate() throws {
        if !(1...1_000_000).contains(queries) { throw ValidationError("--queries takes a number from 1 to 1000000.") }
        if !(0...60).contains(seconds) { throw ValidationError("--seconds takes a number from 0 to 60.") }
    }

    func run() throws {
        let subject = try store.using { try $0.indexUnderTest() }
        var measurement = IndexMeasurement(subject)
        (measurement.queries, measurement.seconds, measurement.seed) = (queries, seconds, seed)
        var rows: [MeasuredRow] = []
        let progress = ProgressLine()
        do {
            defer { progress.clear() }
            try measurement.run { row in
                rows.append(row)
                progress.show("measured \(row.question), \(row.size)")
            }
        }
        let output = BenchOutput(
            store: store.path, located: subject.entries.count, bytes: subject.byteCount, rows: rows)
        try StandardStreams.printData(json ? output.json : output.table, escapes: json ? .json : .text)
        if rows.isEmpty { throw Outcome.nothingFound }
    }
}
