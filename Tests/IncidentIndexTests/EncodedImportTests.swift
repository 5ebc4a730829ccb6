import Foundation
import IncidentIndex
import TestSupport
import Testing

/// The short way of plain rows into the store against the long one, by way of drafts.
@Suite("Importing plain rows")
struct EncodedImportTests {
    private struct Result {
        var report: ImportReport
        var rejects: String
        var incidents: [Incident]
        var geoJSON: String
    }

    /// What two imports one after the other leave.
    private func run(
        _ tables: [String], short: Bool, intoNew: Bool = false, _ policy: ConflictPolicy
    ) async throws -> [Result] {
        let folder = try TemporaryFolder()
        let storePath = folder.file("store.gpkg")
        var results: [Result] = []
        for (number, table) in tables.enumerated() {
            var options = ImportOptions()
            options.encodesRows = short
            options.source = "survey"
            options.onConflict = policy
            options.rejectsPath = folder.file("rejects-\(number).jsonl")
            let path = try folder.write(table, to: "rows.csv")
            let job = ImportJob(options: options, gazetteer: try Gazetteer.bundled)
            var report =
                intoNew
                ? try await job.run(paths: [path], intoNewStoreAt: storePath)
                : try await job.run(paths: [path], into: try IncidentStore(path: storePath))
            let store = try IncidentStore(path: storePath)
            let rejects = try report.rejectsPath.map { try String(contentsOfFile: $0, encoding: .utf8) } ?? ""
            for path in [folder.path] {
                report.firstReject = report.firstReject?.replacingOccurrences(of: path, with: "")
                report.rejectsPath = report.rejectsPath?.replacingOccurrences(of: path, with: "")
            }
            var incidents: [Incident] = []
            try store.forEachMatch(Query()) { match in
                incidents.append(match.incident)
                return true
            }
            results.append(
                Result(
                    report: report, rejects: rejects.replacingOccurrences(of: folder.path, with: ""),
                    incidents: incidents, geoJSON: try store.geoJSON()))
        }
        return results
    }

    private static let columns: [(name: String, cells: [String])] = [
        ("start", ["2022-01-04", "2022-01-04T10:30:00Z", "2022-01-04 10:30Z", "2022", "20220104", "", "  ", "soon"]),
        ("date", ["2022-02-29", "2020-02-29", "0000-01-01", "9999-12-31", "2022-01-04T23:59:60Z", "1641254400"]),
        ("end", ["2022-01-05", "", "2021-01-01"]),
        ("type", ["IED", "", " ", "\"say \"\"this\"\"\"", "Überfall", "=1+1"]),
        ("title", ["\"a, b\"", "\"two\nlines\"", "", "tab\there", "back\\slash", "\u{2028}"]),
        ("country", ["Iraq", "", "Côte d’Ivoire"]),
        ("admin1", ["Anbar", ""]), ("admin2", ["Hit", ""]),
        ("source", ["AFP", "", " "]),
        ("url", ["https://example.org/?a=1&b=\"2", ""]),
        ("deaths", ["0", "12", "007", "", "3.0", "-1", "many", "99999999999999999999"]),
        ("deaths_low", ["1", "", " 1"]),
        ("confidence", ["0.5", "1", "2", ""]),
        ("actors", ["[]", "a;b", ""]),
        ("location_precision", ["exact", "", "odd"]),
        ("notes", ["", "null", "{}", "\"\"", "\u{1F525}"]),
        ("source_id", ["x1", ""]),
    ]

    private static let degrees = [
        "44.25", "-0", "0", "0.00001", "44.250", "1e1", "+5", "180", "-180.0", "181", "", "north", " 12.5", "5.", ".5",
        "12.345678901234567890", "89.9999999", "0.5", "007.5", "-44.000000000000001",
    ]

    private func table(_ random: inout SeededGenerator) -> String {
        var columns: [(name: String, cells: [String])] = [
            ("id", (0..<40).map { "r\($0)" } + ["", "\"q\"\"1\""]),
            (Bool.random(using: &random) ? "longitude" : "lon", EncodedImportTests.degrees),
            (Bool.random(using: &random) ? "latitude" : "lat", EncodedImportTests.degrees),
        ]
        for column in EncodedImportTests.columns where random.oneIn(2) { columns.append(column) }
        columns.shuffle(using: &random)
        var text = columns.map(\.name).joined(separator: ",") + "\n"
        // A large batch inserts several rows at once.
        for row in 0..<(random.oneIn(2) ? 60 : 400) {
            var cells = columns.map { column in
                // Mostly the plainest cell, so that most rows are taken whole.
                if column.name == "id" {
                    return random.oneIn(3) ? column.cells.randomElement(using: &random) ?? "" : "n\(row)"
                }
                return random.oneIn(4) ? column.cells.randomElement(using: &random) ?? "" : column.cells[0]
            }
            if random.oneIn(30) { cells.append("one too many") }
            if random.oneIn(30) { cells[0] = "\u{0}" }
            text += cells.joined(separator: ",") + (random.oneIn(9) ? "\r\n" : "\n")
            if random.oneIn(30) { text += "\n" }
        }
        return text
    }

    @Test("rows that are encoded as they are read leave the same store, report and rejects as drafts do")
    func agreement() async throws {
        for seed in 1...UInt64(TestScale.rounds(40)) {
            var random = SeededGenerator(seed: seed)
            let first = table(&random)
            // The second import meets rows that are the same, that differ, and that are new.
            var lines = first.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            for index in lines.indices.dropFirst() where random.oneIn(3) {
                lines[index] = lines[index].replacingOccurrences(of: "2022-01-04", with: "2022-01-06")
            }
            let tables = [first, first, lines.joined(separator: "\n")]
            let policy = ConflictPolicy.allCases.randomElement(using: &random) ?? .error
            let short: [Result]
            let long: [Result]
            do {
                short = try await run(tables, short: true, intoNew: seed.isMultiple(of: 2), policy)
                long = try await run(tables, short: false, policy)
            } catch {
                Issue.record("seed \(seed): \(error)\n\(first)")
                return
            }
            for (left, right) in zip(short, long) {
                let same =
                    left.report == right.report && left.rejects == right.rejects && left.incidents == right.incidents
                    && left.geoJSON.utf8.elementsEqual(right.geoJSON.utf8)
                guard same else {
                    Issue.record("seed \(seed): \(left.report) and \(right.report) of\n\(first)")
                    return
                }
            }
        }
    }

    @Test("a store whose layer others gave more columns takes rows the long way", .tools("sqlite3"))
    func foreignColumns() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.gpkg")
        try IncidentStore(path: path).close()
        _ = try await ExternalTool.run("sqlite3", [path, "ALTER TABLE incidents ADD COLUMN weather TEXT"])
        let store = try IncidentStore(path: path)
        let rows = try folder.write("id,date,lon,lat,weather\n1,2022-01-04,44,33,dry\n", to: "rows.csv")
        _ = try await ImportJob(options: ImportOptions(), gazetteer: try Gazetteer.bundled).run(
            paths: [rows], into: store)
        let answer = try await ExternalTool.run("sqlite3", [path, "SELECT weather FROM incidents"])
        #expect(answer.output.contains("dry"))
    }
}
