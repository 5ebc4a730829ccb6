import Foundation
import IncidentIndex
import TestSupport
import Testing

@Suite("Importing files")
struct ImportTests {
    /// A store and a folder for the files that go into it.
    private struct Bench {
        let folder: TemporaryFolder
        let store: IncidentStore

        init() throws {
            folder = try TemporaryFolder()
            store = try IncidentStore(path: "\(folder.path)/store.gpkg")
        }

        func take(
            _ texts: [(name: String, text: String)], _ configure: (inout ImportOptions) -> Void = { _ in }
        ) async throws -> ImportReport {
            var options = ImportOptions()
            options.rejectsPath = "\(folder.path)/rejects.jsonl"
            configure(&options)
            var paths: [String] = []
            for (name, text) in texts { paths.append(try folder.write(Data(text.utf8), to: name)) }
            return try await ImportJob(options: options, gazetteer: try Gazetteer.bundled).run(
                paths: paths, into: store)
        }

        func take(_ text: String, _ configure: (inout ImportOptions) -> Void = { _ in }) async throws -> ImportReport {
            try await take([("rows.csv", text)], configure)
        }
    }

    private let header = "date,longitude,latitude,type\n"

    @Test("equal rows of a file are all kept, and importing the file again adds none")
    func duplicates() async throws {
        let bench = try Bench()
        let text = header + String(repeating: "2022-01-04,44,33,IED\n", count: 500) + "2022-01-05,44,33,IED\n"
        #expect(try await bench.take(text).inserted == 501)
        let again = try await bench.take(text)
        #expect(again.inserted == 0)
        #expect(again.unchanged == 501)
        #expect(try bench.store.count(Query()) == 501)
    }

    @Test("a later edition of a file with one more equal row adds exactly that row")
    func oneMoreDuplicate() async throws {
        let bench = try Bench()
        let row = "2022-01-04,44,33,IED\n"
        _ = try await bench.take(header + row + row)
        let report = try await bench.take(header + row + row + row)
        #expect(report.inserted == 1)
        #expect(report.unchanged == 2)
    }

    @Test("equal rows in two files of different names are different incidents, under one source's name the same")
    func sources() async throws {
        let row = "2022-01-04,44,33,IED\n"
        let files = [("a.csv", header + row), ("b.csv", header + row)]
        #expect(try await Bench().take(files).inserted == 2)
        let report = try await Bench().take(files) { $0.source = "survey" }
        #expect(report.inserted == 1)
        #expect(report.unchanged == 1)
    }

    @Test("the counts add up to the rows read")
    func sums() async throws {
        let bench = try Bench()
        let text =
            "id,date,longitude,latitude\na,2022-01-04,44,33\nb,2022-01-04,44,91\na,2022-01-04,44,33\na,2022-01-05,44,33\n"
        let report = try await bench.take(text)
        #expect(report.read == 4)
        let sum = report.inserted + report.replaced + report.unchanged + report.skipped + report.rejected
        #expect(sum == report.read)
        #expect(report.rejected == 2)
        #expect(report.firstReject?.contains("line 3") == true)
    }

    @Test("an id with other content in the same file is rejected by a reason that names the earlier line")
    func conflictInOneFile() async throws {
        let bench = try Bench()
        let text =
            "id,date,title,longitude,latitude\na,2022-01-04,\"two\nlines\",44,33\nb,2022-01-04,x,44,33\na,2022-01-05,y,44,33\n"
        let report = try await bench.take(text) { $0.onConflict = .replace }
        #expect(report.rejected == 1)
        #expect(report.firstReject?.contains("line 2 of this file") == true, "\(report.firstReject ?? "")")
        #expect(report.firstReject?.contains("line 5") == true, "\(report.firstReject ?? "")")
    }

    @Test(
        "an id that is stored with other content follows the policy",
        arguments: [(ConflictPolicy.error, "old"), (.skip, "old"), (.replace, "new")])
    func policies(policy: ConflictPolicy, expected: String) async throws {
        let bench = try Bench()
        let head = "id,date,title,longitude,latitude\n"
        _ = try await bench.take(head + "a,2022-01-04,old,44,33\n")
        let report = try await bench.take(head + "a,2022-01-04,new,44,33\n") { $0.onConflict = policy }
        #expect(report.rejected == (policy == .error ? 1 : 0))
        #expect(report.skipped == (policy == .skip ? 1 : 0))
        #expect(report.replaced == (policy == .replace ? 1 : 0))
        let id = try #require(IncidentID("rows:a"))
        #expect(try bench.store.incident(id: id)?.title == expected)
    }

    @Test("a strict import ends at the first bad row and stores nothing of any file")
    func strict() async throws {
        let bench = try Bench()
        let files = [("a.csv", header + "2022-01-04,44,33,IED\n"), ("b.csv", header + "2021-02-30,44,33,IED\n")]
        let error = await #expect(throws: ImportError.self) { try await bench.take(files) { $0.isStrict = true } }
        #expect("\(try #require(error))".contains("line 2"))
        #expect(try bench.store.count(Query()) == 0)
        #expect(!FileManager.default.fileExists(atPath: "\(bench.folder.path)/rejects.jsonl"))
    }

    @Test("a file that is broken as a whole rolls back the files before it")
    func brokenFile() async throws {
        let bench = try Bench()
        let files = [
            ("a.csv", header + "2022-01-04,44,33,IED\n"),
            ("b.geojson", #"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"prop"#),
        ]
        let error = await #expect(throws: FormatError.self) { try await bench.take(files) }
        #expect("\(try #require(error))".contains("b.geojson"))
        #expect(try bench.store.count(Query()) == 0)
    }

    @Test("rejected rows can be mended and imported again, under the ids that they would have had")
    func rejectsComeBack() async throws {
        let bench = try Bench()
        let text = "id,date,longitude,latitude\na,2022-01-04,44,33\nb,2022-01-04,44,91\n"
        _ = try await bench.take(text)
        let rejects = try String(contentsOfFile: "\(bench.folder.path)/rejects.jsonl", encoding: .utf8)
        let report = try await bench.take([("mended.jsonl", rejects.replacing("44,91", with: "44,31"))]) {
            $0.source = "rows"
        }
        #expect(report.inserted == 1)
        let id = try #require(IncidentID("rows:b"))
        #expect(try bench.store.incident(id: id)?.geometry == .point(longitude: 44, latitude: 31))
    }

    @Test("rows that have only a place name are located by it, and an unknown name is rejected with what comes near")
    func places() async throws {
        let bench = try Bench()
        let report = try await bench.take("date,place\n2022-01-04,al-Asad Airbase\n2022-01-04,Baghmad\n")
        #expect(report.inserted == 1)
        #expect(report.locatedByName == 1)
        #expect(report.rejected == 1)
        #expect(report.firstReject?.contains("Baghmad") == true)
        var scores: [JSONValue?] = []
        try bench.store.forEachMatch(Query()) { match in
            scores.append(match.incident.properties.first { $0.name == "location_score" }?.value)
            return true
        }
        guard scores.count == 1, case .real(let score)? = scores[0] else {
            Issue.record("no score: \(scores)")
            return
        }
        #expect(score > 0 && score <= 1)
        // It is no column of the source's.
        final class Collected { var bytes: [UInt8] = [] }
        let collected = Collected()
        var raw = ExportSettings(format: .csv)
        raw.fields = ["raw"]
        try bench.store.export(Query(), as: raw) { collected.bytes.append(contentsOf: $0) }
        #expect(String(decoding: collected.bytes, as: UTF8.self) == "date,place\n2022-01-04,al-Asad Airbase\n")
        // The same file again is the same.
        #expect(try await bench.take("date,place\n2022-01-04,al-Asad Airbase\n").unchanged == 1)
    }

    @Test("a table of names alone is kept without locations when nothing is to be located")
    func unlocated() async throws {
        let bench = try Bench()
        let report = try await bench.take([("rows.csv", "date,place\n2022-01-04,al-Asad Airbase\n")]) {
            $0.locatesByName = false
        }
        #expect(report.inserted == 1 && report.locatedByName == 0)
        try bench.store.forEachMatch(Query()) { match in
            #expect(match.incident.geometry == nil && match.incident.properties.map(\.name) == ["date"])
            return true
        }
    }

    @Test("beside coordinates, a row without them and with an unknown place is kept without a location, and counted")
    func unknownPlaceBesideCoordinates() async throws {
        let bench = try Bench()
        let report = try await bench.take(
            "date,place,longitude,latitude\n2022-01-04,somewhere,44,33\n2022-01-04,Xyzzyville,,\n2022-01-05,Baghdad,,\n"
        )
        #expect(report.inserted == 3)
        #expect(report.placesUnresolved == 1)
        #expect(report.locatedByName == 1)
    }

    @Test("a country column decides among places of one name")
    func countryDecides() async throws {
        let bench = try Bench()
        let report = try await bench.take("date,place,country\n2022-01-04,Tripoli,Lebanon\n2022-01-05,Tripoli,Libya\n")
        #expect(report.inserted == 2)
        var longitudes: [Double] = []
        _ = try bench.store.forEachMatch(Query(order: .start)) { match in
            if case .point(let position)? = match.incident.geometry { longitudes.append(position.longitude) }
            return true
        }
        #expect(longitudes.count == 2)
        #expect(longitudes.first.map { abs($0 - 35.8) < 0.5 } == true, "\(longitudes)")
        #expect(longitudes.last.map { abs($0 - 13.2) < 0.5 } == true, "\(longitudes)")
    }

    @Test("what is exported and imported again is unchanged")
    func roundTrip() async throws {
        let bench = try Bench()
        var generator = IncidentGenerator(seed: 99)
        let incidents = generator.incidents(200)
        try await bench.store.write { batch in
            for incident in incidents { try batch.insert(incident) }
        }
        var settings = ExportSettings(format: .geojsonseq)
        settings.precision = .full
        var bytes: [UInt8] = []
        try bench.store.export(Query(), as: settings) { bytes.append(contentsOf: $0) }
        let report = try await bench.take([("copy.geojsonl", String(decoding: bytes, as: UTF8.self))])
        #expect(report.unchanged == report.read, "\(report)")
        #expect(report.read == 200)
    }
}
