import Foundation
import TestSupport
import Testing

/// Rows of docs/semantics.md as a user of the command meets them.
@Suite("what an answer means")
struct SemanticsTests {
    private func imported(_ text: String, _ options: String...) async throws -> Workspace {
        let work = try Workspace()
        let run = try await work.run(["import", "-"] + options, input: text)
        #expect(run.code == 0, "\(run.errorText)")
        return work
    }

    @Test("coordinates come back to the bit")
    func coordinates() async throws {
        let values = [0.1 + 0.2, 1.0 / 3, -122.41941550000001, 89.99999999999999, -1e-300, 179.99999999999997]
        var csv = "id,longitude,latitude\n"
        for (row, value) in values.enumerated() { csv += "\(row),\(value),\(value / 2)\n" }
        let work = try await imported(csv)
        let run = try await work.succeed("query", "--precision", "full", "--sort", "id")
        let points = try FeatureCollection(run.outputData).features.compactMap { $0.geometry?.coordinates }
        #expect(points == values.map { [$0, $0 / 2] })
    }

    @Test("the edge of a region is straight in longitude and latitude, not a great circle")
    func edges() async throws {
        // Along 50° north the great circle from 0° to 90° east rises to 59°; the straight edge stays at 50°.
        let work = try await imported("id,longitude,latitude\nbelow,45,49.9\nabove,45,50.1\n")
        let wkt = "POLYGON ((0 0, 90 0, 90 50, 0 50, 0 0))"
        #expect(try await work.features("--region-wkt", wkt).count == 1)
        #expect(try await work.succeed("query", "--region-wkt", wkt, "--format", "ids").output.contains("below"))
    }

    @Test("the bounds of a box are included, and a box without width holds the points on it")
    func boxes() async throws {
        let work = try await imported("id,longitude,latitude\na,10,20\nb,11,20\nc,180,0\nd,-180,0\n")
        #expect(try await work.count("--bbox", "10,20,11,21") == 2)
        #expect(try await work.count("--bbox", "10,19,10,21") == 1)
        #expect(try await work.count("--bbox", "10,20,10,20") == 1)
        #expect(try await work.count("--bbox", "179,-1,180,1") == 2, "180 and -180 are one meridian")
        #expect(try await work.count("--bbox", "-180,-1,-179,1") == 2, "180 and -180 are one meridian")
    }

    @Test("a polygon across the antimeridian asks on both sides, and an edge that spans the globe is refused")
    func acrossAntimeridian() async throws {
        let work = try await imported("id,longitude,latitude\nwest,-179,0\neast,179,0\nfar,0,0\n")
        let parts =
            "MULTIPOLYGON (((178 -1, 180 -1, 180 1, 178 1, 178 -1)), ((-180 -1, -178 -1, -178 1, -180 1, -180 -1)))"
        #expect(try await work.count("--region-wkt", parts) == 2)
        let uncut = "POLYGON ((178 -1, -178 -1, -178 1, 178 1, 178 -1))"
        let run = try await work.fail(2, ["query", "--region-wkt", uncut])
        #expect(run.errorText.contains("--split-antimeridian"), "\(run.errorText)")
        #expect(try await work.count("--region-wkt", uncut, "--split-antimeridian") == 2)
    }

    @Test("an incident without a location is found by time and words, never by place, and has a null geometry")
    func unlocated() async throws {
        let work = try await imported(
            """
            {"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,
            "properties":{"title":"somewhere","start":"2022-01-03T00:00:00Z","end":"2022-01-04T00:00:00Z"}}]}
            """)
        #expect(try await work.count("--during", "2022-01") == 1)
        #expect(try await work.count("--text", "somewhere") == 1)
        #expect(try await work.count("--bbox", "-180,-90,180,90") == 0)
        #expect(try await work.succeed("query").output.contains("\"geometry\":null"))
    }

    @Test("only polygons, boxes and named places are regions")
    func kindsOfRegion() async throws {
        let work = try await imported(Samples.csv)
        let collection = #"{"type":"GeometryCollection","geometries":[\#(Samples.polygon)]}"#
        for (name, text) in [
            ("collection", collection), ("point", #"{"type":"Point","coordinates":[44,33]}"#),
            ("line", #"{"type":"LineString","coordinates":[[44,33],[45,34]]}"#),
        ] {
            try await work.fail(2, ["query", "--region-file", try work.folder.write(text, to: name + ".geojson")])
        }
    }

    @Test("lines and areas are incidents too, and a third coordinate is kept")
    func geometries() async throws {
        let work = try await imported(
            """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","id":"line","properties":{},"geometry":{"type":"LineString","coordinates":[[0,0],[10,10]]}},
            {"type":"Feature","id":"area","properties":{},"geometry":{"type":"Polygon","coordinates":[[[20,0],[30,0],[30,10],[20,0]]]}},
            {"type":"Feature","id":"deep","properties":{},"geometry":{"type":"Point","coordinates":[40,5,-33.5]}}]}
            """)
        #expect(try await work.count("--bbox", "4,4,6,6") == 1, "the line passes through the box")
        #expect(try await work.count("--bbox", "1,8,2,9") == 0, "its envelope does, the line does not")
        #expect(try await work.count("--bbox", "21,8,22,9") == 0, "its envelope does, the area does not")
        #expect(try await work.count("--bbox", "28,1,29,2") == 1, "a box inside the area")
        #expect(try await work.succeed("query", "--bbox", "39,4,41,6").output.contains("[40,5,-33.5]"))
    }

    @Test("a bare date is the whole day, 2022-01 the month and 2022 the year")
    func bareDates() async throws {
        let work = try await imported(
            "id,date,longitude,latitude\nday,2022-01-03,1,1\nmonth,2022-01,1,1\nyear,2022,1,1\n")
        let spans = try await work.features("--sort", "id").map { [$0["start"], $0["end"], $0["time_precision"]] }
        #expect(
            spans == [
                ["2022-01-03T00:00:00Z", "2022-01-04T00:00:00Z", "day"],
                ["2022-01-01T00:00:00Z", "2022-02-01T00:00:00Z", "month"],
                ["2022-01-01T00:00:00Z", "2023-01-01T00:00:00Z", "year"],
            ])
        #expect(try await work.count("--during", "2022-01-03T23:59:59Z") == 3)
        #expect(try await work.count("--during", "2022-01-04") == 2)
        #expect(try await work.count("--during", "2022-01-03", "--match", "certain") == 1)
        #expect(try await work.count("--during", "2022-01", "--match", "certain") == 2)
    }

    @Test("an incident runs from its start up to but without its end, and an instant is in any window that holds it")
    func halfOpen() async throws {
        let work = try await imported(
            """
            id,start,end,longitude,latitude
            span,2022-01-03T10:00:00Z,2022-01-03T12:00:00Z,1,1
            instant,2022-01-03T12:00:00Z,2022-01-03T12:00:00Z,1,1

            """)
        #expect(
            try await work.count("--since", "2022-01-03T12:00:00Z") == 1, "the end is excluded, the instant is there")
        #expect(try await work.count("--until", "2022-01-03T10:00:00Z") == 0)
        #expect(try await work.count("--since", "2022-01-03T11:00:00Z", "--until", "2022-01-03T12:00:00Z") == 1)
    }

    @Test("a day that does not exist is refused, naming its line and column")
    func noSuchDay() async throws {
        let work = try Workspace()
        let run = try await work.run(
            ["import", "-"],
            input: "id,date,longitude,latitude\na,2022-01-01,1,1\nb,2022-02-30,1,1\nc,2022-01-01T24:00:00Z,1,1\n")
        #expect(run.code == 3)
        let rejects = try String(contentsOfFile: work.store + ".rejects.jsonl", encoding: .utf8).split(separator: "\n")
        #expect(rejects.count == 2)
        #expect(rejects.first?.contains("date") == true && rejects.first?.contains("2022-02-30") == true, "\(rejects)")
    }

    @Test("the same id and content is unchanged, under every policy", arguments: ["error", "skip", "replace"])
    func unchanged(policy: String) async throws {
        let work = try await imported(Samples.csv)
        let before = try await work.contents()
        let run = try await work.succeed("import", "-", "--on-conflict", policy, "--json", input: Samples.csv)
        #expect(try JSONDecoder().decode(ImportReport.self, from: run.outputData).unchanged == 5)
        #expect(try await work.contents() == before)
    }

    @Test("an id that occurs twice in a file with different content rejects the later row and names both")
    func twiceInOneFile() async throws {
        let work = try Workspace()
        let run = try await work.run(
            ["import", "-"], input: "id,date,longitude,latitude\nx,2022-01-01,1,1\ny,2022-01-01,1,1\nx,2022-01-02,1,1\n"
        )
        #expect(run.code == 3)
        let rejects = try String(contentsOfFile: work.store + ".rejects.jsonl", encoding: .utf8)
        #expect(rejects.contains("2") && rejects.contains("4"), "lines 2 and 4: \(rejects)")
        #expect(try await work.count() == 2)
    }

    @Test("a feature that says a key twice is refused")
    func duplicateKeys() async throws {
        let work = try Workspace()
        let feature =
            #"{"type":"Feature","geometry":null,"properties":{"title":"a","title":"b","start":"2022-01-01T00:00:00Z"}}"#
        let run = try await work.run(["import", "-"], input: #"{"type":"FeatureCollection","features":[\#(feature)]}"#)
        #expect(run.code == 3)
        #expect(run.errorText.contains("title"), "\(run.errorText)")
        #expect(try await work.count() == 0)
    }

    @Test("a row that is not UTF-8 or holds a NUL is refused, naming the byte")
    func text() async throws {
        let work = try Workspace()
        var bytes = Data("id,date,longitude,latitude,title\na,2022-01-01,1,1,caf".utf8)
        let position = bytes.count
        bytes.append(contentsOf: [0xE9, 0x0A])
        bytes.append(contentsOf: Data("b,2022-01-01,1,1,good\nc,2022-01-01,1,1,nul\u{0}\n".utf8))
        let file = try work.folder.write(bytes, to: "latin.csv")
        let run = try await work.run(["import", file])
        #expect(run.code == 3)
        let rejects = try String(contentsOfFile: work.store + ".rejects.jsonl", encoding: .utf8).split(separator: "\n")
        #expect(rejects.count == 2)
        #expect(rejects.first?.contains("\(position)") == true, "byte \(position): \(rejects)")
        #expect(try await work.features().map { $0["title"] } == ["good"])
        let latin = try Workspace()
        let clean = try latin.folder.write(bytes.filter { $0 != 0 }, to: "latin.csv")
        try await latin.succeed("import", clean, "--encoding", "latin1")
        #expect(try await latin.features("--sort", "start", "--limit", "9").contains { $0["title"] == "café" })
    }

    @Test("results stand in the order of the store, or by start and id in a table and where there is a limit")
    func order() async throws {
        let work = try await imported(
            "id,date,longitude,latitude\nc,2022-01-02,1,1\nb,2022-01-01,1,1\na,2022-01-02,1,1\nd,,1,1\n", "--source",
            "s")
        func sourceIDs(_ arguments: String...) async throws -> [String] {
            try await work.run(["query"] + arguments + ["--format", "ids"]).lines.map { String($0.suffix(1)) }
        }
        #expect(try await sourceIDs() == ["c", "b", "a", "d"])
        #expect(try await sourceIDs("--limit", "10") == ["b", "a", "c", "d"])
        #expect(try await sourceIDs("--sort", "id") == ["a", "b", "c", "d"])
        #expect(try await sourceIDs("--sort=-start") == ["a", "c", "b", "d"])
        let table = try await work.succeed("query", "--format", "table", "--fields", "id")
        #expect(table.lines.map { String($0.suffix(1)) }.suffix(4) == ["b", "a", "c", "d"])
    }

    @Test("no answer is capped unless a limit is asked for")
    func limits() async throws {
        var csv = "id,longitude,latitude\n"
        for row in 0..<30_001 { csv += "\(row),1,1\n" }
        let work = try await imported(csv)
        #expect(try await work.succeed("query", "--format", "ids").lines.count == 30_001)
        #expect(try await work.succeed("query", "--format", "ids", "--bbox", "0,0,2,2").lines.count == 30_001)
        #expect(
            try await work.succeed("nearest", "--to", "1,1", "-k", "30001", "--format", "ids").lines.count == 30_001)
    }

    @Test("a cell that begins like a formula is prefixed in CSV unless it is a number")
    func formulas() async throws {
        let work = try await imported("id,longitude,latitude,title,note\na,-1.5,1,=1+1,-7\nb,1,1,@x,+x\n")
        let csv = try await work.succeed("query", "--format", "csv").output
        #expect(csv.contains("'=1+1") && csv.contains("'@x") && csv.contains("'+x"), "\(csv)")
        #expect(csv.contains("-1.5") && !csv.contains("'-"), "\(csv)")
        #expect(try await !work.succeed("query", "--format", "csv", "--raw-cells").output.contains("'"))
    }

    @Test("what could steer a terminal is escaped on a terminal, and only there", .tools("script"))
    func terminals() async throws {
        let work = try await imported("id,longitude,latitude,title\na,1,1,red\u{1B}[31m\u{202E}esrever\n")
        let binary = try #require(Workspace.binary)
        #expect(try await work.succeed("query", "--format", "table").output.contains("\u{1B}[31m"))
        #if os(Linux)
        let run = try await ExternalTool.run(
            "script", ["-qec", "'\(binary)' query --format table", "/dev/null"],
            environment: ["INCIDENTS_STORE": work.store])
        #expect(run.output.contains("red"), "\(run.output)")
        #expect(!run.output.contains("\u{1B}[31m") && !run.output.contains("\u{202E}"), "\(run.output)")
        #endif
    }
}
