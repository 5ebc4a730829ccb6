import Foundation
import TestSupport
import Testing

/// `incidents import`.
@Suite("incidents import")
struct ImportTests {
    private static let folder = "incidents/iraq-sigacts-2006"

    private func report(_ run: ChildProcess) throws -> ImportReport {
        try JSONDecoder().decode(ImportReport.self, from: run.outputData)
    }

    @Test(
        "every row of a real data set is taken, exact duplicates too, and taking it again adds none",
        .sharedData(folder))
    func sigacts() async throws {
        let work = try Workspace()
        let files = try ["airstrikes_2006.csv", "insurgencies_2006.csv"]
            .map { try SharedData.required(ImportTests.folder + "/" + $0) }
        let first = try report(try await work.succeed("import", files[0], files[1], "--json"))
        #expect(first.read == 39_802)
        #expect(first.inserted == 39_802)
        #expect(first.rejected == 0)
        #expect(try await work.count() == 39_802)
        let second = try report(try await work.succeed("import", files[0], files[1], "--json"))
        #expect(second.read == 39_802)
        #expect(second.inserted == 0)
        #expect(second.unchanged == 39_802)
        #expect(try await work.count() == 39_802)
    }

    @Test("good rows among bad ones are stored, the bad ones go to the rejects file, and the exit code is 3")
    func badRows() async throws {
        let work = try Workspace()
        let file = try work.folder.write(Samples.mixed, to: "mixed.csv")
        let rejects = work.folder.file("bad.jsonl")
        let run = try await work.run(["import", file, "--rejects", rejects, "--json"])
        #expect(run.code == 3)
        #expect(run.errorLines.count == 1, "\(run.errorText)")
        let report = try report(run)
        #expect(report.read == 5)
        #expect(report.inserted == 2)
        #expect(report.rejected == 3)
        #expect(try await work.count() == 2)
        let lines = try String(contentsOfFile: rejects, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 3)
        for (line, number) in zip(lines, [3, 4, 6]) {
            let reject = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(reject?["line"] as? Int == number, "\(line)")
        }
        #expect(lines[0].contains("latitude") && lines[0].contains("91"), "\(lines[0])")
        #expect(lines[1].contains("2021-02-30"), "\(lines[1])")
        #expect(lines[2].contains("nowhere"), "\(lines[2])")
    }

    @Test("a cell beyond the limit rejects its row alone, and nothing of it is lost")
    func longCell() async throws {
        let work = try Workspace()
        let long = String(repeating: "x", count: (1 << 20) + 1)
        let file = try work.folder.write(
            "id,longitude,latitude,note\na,44,33,short\nb,44,33,\(long)\nc,44,33,short\n", to: "long.csv")
        let rejects = work.folder.file("rejects.jsonl")
        let run = try await work.run(["import", file, "--rejects", rejects, "--json"])
        #expect(run.code == 3)
        #expect(try report(run).inserted == 2)
        let line = try String(contentsOfFile: rejects, encoding: .utf8)
        let reject = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(reject["line"] as? Int == 3)
        #expect(reject["row"] as? String == "b,44,33,\(long)")
        #expect((reject["reason"] as? String)?.contains("1048576 bytes") == true)
    }

    @Test("integers of any size come back digit by digit")
    func largeIntegers() async throws {
        let work = try Workspace()
        let members = #""i":18446744073709551615,"j":-123456789012345678901234567890"#
        let file = try work.folder.write(
            #"{"type":"Feature","geometry":{"type":"Point","coordinates":[44,33]},"properties":{\#(members)}}"#,
            to: "large.geojson")
        try await work.succeed("import", file)
        #expect(try await work.succeed("export").output.contains(members))
        #expect(try await work.succeed("export", "--format", "csv").output.contains("-123456789012345678901234567890"))
        let again = try await work.succeed("import", file, "--json")
        #expect(try report(again).unchanged == 1)
    }

    @Test("a strict import stores nothing of a file with a bad row")
    func strict() async throws {
        let work = try Workspace()
        try await work.succeed("import", "-", input: Samples.csv)
        let before = try await work.contents()
        let file = try work.folder.write(Samples.mixed, to: "mixed.csv")
        let run = try await work.fail(2, ["import", file, "--strict"])
        #expect(run.errorText.contains("91"), "\(run.errorText)")
        #expect(try await work.contents() == before)
    }

    @Test("a file that is broken as a whole takes the files before it with it")
    func allOrNothing() async throws {
        let work = try Workspace()
        let good = try work.folder.write(Samples.csv, to: "good.csv")
        let cut = try work.folder.write(
            #"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{}}"#,
            to: "cut.geojson")
        try await work.fail(2, ["import", good, cut])
        #expect(!FileManager.default.fileExists(atPath: work.store))
    }

    @Test("standard input is read as -, and its format is recognised", arguments: ["csv", "geojson", "geojsonseq"])
    func standardInput(format: String) async throws {
        let origin = try Workspace()
        try await origin.succeed("import", "-", input: Samples.csv)
        let text = try await origin.succeed("export", "--format", format).output
        let work = try Workspace()
        let again = try report(try await work.succeed("import", "-", "--json", input: text))
        #expect(again.inserted == 5)
        #expect(try await work.contents() == origin.contents())
    }

    @Test("columns are mapped as they are told, and those that nobody knows are kept")
    func mapping() async throws {
        let work = try Workspace()
        let text = "Tag;Ort;Länge;Breite;Notiz\n2022-01-04;Basis;42.441;33.786;x\n"
        let file = try work.folder.write(text, to: "deutsch.csv")
        try await work.succeed(
            "import", file, "--map", "start=Tag", "--map", "place=Ort", "--map", "longitude=Länge", "--map",
            "latitude=Breite")
        let features = try await work.features()
        #expect(features.count == 1)
        #expect(features.first?["start"] == "2022-01-04T00:00:00Z")
        #expect(features.first?["end"] == "2022-01-05T00:00:00Z")
        #expect(features.first?["place"] == "Basis")
        #expect(features.first?["Notiz"] == "x")
        #expect(features.first?.geometry?.coordinates == [42.441, 33.786])
    }

    @Test("a dry run shows what it would do and makes no store")
    func dryRun() async throws {
        let work = try Workspace()
        let file = try work.folder.write(Samples.csv, to: "sample.csv")
        let run = try await work.succeed("import", file, "--dry-run")
        #expect(run.output.contains("longitude"))
        #expect(try work.folder.contents() == ["sample.csv"])
    }

    @Test("a known id with other content is rejected, skipped or replaced as asked")
    func conflicts() async throws {
        let work = try Workspace()
        let head = "id,date,longitude,latitude,title\n"
        let options = ["import", "-", "--source", "s", "--json", "--on-conflict"]
        try await work.succeed("import", "-", "--source", "s", input: head + "1,2022-01-01,1,1,old\n")
        let changed = head + "1,2022-01-01,1,1,new\n"
        #expect(try await work.run(options + ["error"], input: changed).code == 3)
        #expect(try await work.features().first?["title"] == "old")
        #expect(try await work.run(options + ["skip"], input: changed).code == 0)
        #expect(try await work.features().first?["title"] == "old")
        let replaced = try await work.run(options + ["replace"], input: changed)
        #expect(replaced.code == 0)
        #expect(try report(replaced).replaced == 1)
        #expect(try await work.features().first?["title"] == "new")
        #expect(try await work.count() == 1)
    }

    @Test("rows that name a place only are located by the gazetteer")
    func placeOnly() async throws {
        let work = try Workspace()
        try await work.succeed("import", "-", input: "date,place\n2022-01-04,al-Asad Airbase\n")
        let point = try #require(try await work.features().first?.geometry?.coordinates)
        #expect(abs(point[0] - 42.441) < 0.05 && abs(point[1] - 33.786) < 0.05, "\(point)")
    }

    @Test("the sample's forty-nine incidents are all located")
    func sample() async throws {
        let work = try Workspace()
        let file = SharedData.packageRoot + "/docs/sample/incidents.csv"
        let run = try report(try await work.succeed("import", file, "--json"))
        #expect(run.read == 49)
        #expect(run.inserted == 49)
        #expect(try await work.features().allSatisfy { $0.geometry != nil })
        let january = try await work.features("--region", "Iraq", "--during", "2022-01")
        #expect(january.compactMap { $0["place"] }.contains("al-Asad Airbase"))
        #expect(january.compactMap { $0["place"] }.contains("Baghdad International Airport"))
        #expect(!january.compactMap { $0["place"] }.contains("Abu Dhabi"))
    }

    @Test("the columns and values of a table come back as they were, those that the incident repeats too")
    func sourceColumns() async throws {
        let work = try Workspace()
        let table = """
            id,type,title,longitude,latitude,date,deaths_best,note,source
            007,battle,"A, ""b"" and c",44.39,33.30,2022-01-04,3,=1+1,Reuters
            008,,,44.5,33,2022-01,,,
            009,riot,'quoted,-1.50,1e1,2021,0,é,AP

            """
        try await work.succeed("import", "-", "--source", "t", input: table)
        let back = try await work.succeed("export", "--format", "csv", "--fields", "raw").output
        #expect(back == table)
        let run = try await work.fail(2, ["export", "--fields", "raw"])
        #expect(run.errorText.contains("--format csv"))
    }

    @Test("the properties of features come back as they were, those that the incident repeats too")
    func rawProperties() async throws {
        let work = try Workspace()
        func feature(_ id: Int, _ properties: String) -> String {
            #"{"type":"Feature","id":\#(id),"geometry":{"type":"Point","coordinates":[44,33]},"properties":{\#(properties)}}"#
        }
        try await work.succeed(
            "import", "-", "--source", "f", "--stamp",
            input: feature(1, #""type":"IED","n":1.5,"country":null,"deaths_best":2,"nested":{"a":[1]}"#) + "\n"
                + feature(2, #""title":"A, \"b\"","type":"IED","flag":true,"country":"Elsewhere""#) + "\n")
        #expect(
            try await work.succeed("export", "--format", "csv", "--fields", "raw").output == """
                type,n,country,deaths_best,nested,title,flag
                IED,1.5,,2,"{""a"":[1]}",,
                IED,,Elsewhere,,,"A, ""b""\",true

                """)
        #expect(try await work.features().map { $0["country"] } == ["Iraq", "Elsewhere"])
    }

    @Test("what the gazetteer fills in does not pass for the source's own")
    func rawBesideFilled() async throws {
        let work = try Workspace()
        let table = """
            id,date,longitude,latitude,place,country,admin1,location_precision
            1,2022-01-04,,,al-Asad Airbase,,,
            2,2022-01-04,44.4,33.3,,,,
            3,2022-01-04,44.4,33.3,,Elsewhere,,exact

            """
        try await work.succeed("import", "-", "--source", "t", "--stamp", input: table)
        #expect(try await work.succeed("export", "--format", "csv", "--fields", "raw").output == table)
        let filled = try await work.features()
        #expect(filled.map { $0["country"] } == ["Iraq", "Iraq", "Elsewhere"])
    }

    @Test("empty countries and units of plain tables are filled too, and are not when that is not asked for")
    func stampedTables() async throws {
        let work = try Workspace()
        let table = "id,date,longitude,latitude\n1,2022-01-04,44.4,33.3\n"
        let run = try await work.succeed("import", "-", "--source", "a", "--stamp", "--json", input: table)
        #expect(run.output.contains(#""stamped":1"#), "\(run.output)")
        try await work.succeed("import", "-", "--source", "b", input: table)
        #expect(try await work.features().map { $0["country"] } == ["Iraq", nil])
    }

    @Test("names of columns with control characters, and a table in UTF-16, come back as they were")
    func rawNames() async throws {
        let work = try Workspace()
        let table = "date,longitude,latitude,type,a\u{1F},\u{1F}b\u{1F}\n2022-01-04,44,33,IED,Größe,😀\n"
        let file = work.folder.file("wide.csv")
        try Data([0xFF, 0xFE] + table.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }).write(
            to: URL(fileURLWithPath: file))
        try await work.succeed("import", file)
        #expect(try await work.succeed("export", "--format", "csv", "--fields", "raw").output == table)
    }

    @Test("features that the standard only advises against are taken, with a warning and their number")
    func warnings() async throws {
        let work = try Workspace()
        let clockwise =
            #"{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0,0]]]},"properties":{}}"#
        let run = try await work.run(
            ["import", "-", "--source", "f", "--json"], input: "\(clockwise)\n\(clockwise.replacing("1", with: "2"))\n")
        #expect(run.code == 0)
        #expect(run.output.contains(#""inserted":2,"#) && run.output.contains(#""warnings":2"#), "\(run.output)")
        #expect(
            run.errorLines == [
                "incidents: 2 rows are not as the format advises; the first: standard input, line 1, the exterior ring of a "
                    + "polygon runs clockwise"
            ])
    }

    @Test("a folder is imported file by file, hidden ones passed over; an empty one is an error")
    func wholeFolder() async throws {
        let work = try Workspace()
        let folder = work.folder.file("in")
        try FileManager.default.createDirectory(atPath: folder + "/deeper", withIntermediateDirectories: true)
        for (name, text) in [("b.csv", "id,lon,lat\n1,2,3\n"), ("a.csv", "id,lon,lat\n1,2,3\n"), (".c.csv", "x")] {
            try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
        }
        try await work.succeed("import", folder)
        #expect(try await work.succeed("query", "--format", "ids").output == "a:1\nb:1\n")
        try await work.fail(2, ["import", folder + "/deeper"])
    }
}
