import Foundation
import TestSupport
import Testing

/// `incidents query`.
@Suite("incidents query")
struct QueryTests {
    private func sampled() async throws -> Workspace {
        let work = try Workspace()
        try await work.succeed("import", "-", input: Samples.csv)
        return work
    }

    @Test("a region and a month find what happened there, then, and only that")
    func regionAndMonth() async throws {
        let work = try await sampled()
        let titles = try await work.features("--region", "Iraq", "--during", "2022-01").compactMap { $0["title"] }
        #expect(titles.sorted() == ["Shot down at the airport", "Shot down at the base"])
    }

    @Test("the same region may be given as a name, a file, WKT or a box")
    func waysToSayRegion() async throws {
        let work = try await sampled()
        let file = try work.folder.write(Samples.polygon, to: "region.geojson")
        let wkt = "POLYGON ((38 29, 49 29, 49 38, 38 38, 38 29))"
        #expect(try await work.count("--region", "Iraq") == 3)
        #expect(try await work.count("--region-file", file) == 3)
        #expect(try await work.count("--region-wkt", wkt) == 3)
        #expect(try await work.count("--bbox", "38,29,49,38") == 3)
    }

    @Test("an undated incident is found by place and never by time")
    func undated() async throws {
        let work = try await sampled()
        #expect(try await work.features("--region", "Iraq").contains { $0["title"] == "Undated" })
        #expect(try await !work.features("--since", "0000", "--until", "9999").contains { $0["title"] == "Undated" })
    }

    @Test("the end of a window is excluded and its start included")
    func halfOpen() async throws {
        let work = try await sampled()
        #expect(try await work.count("--since", "2022-01-03", "--until", "2022-01-04") == 1)
        #expect(try await work.count("--since", "2022-01-04", "--until", "2022-01-05") == 1)
        #expect(try await work.count("--until", "2022-01-03") == 1)
    }

    @Test(
        "a month of quakes in a box across the antimeridian is the union of its two halves",
        .sharedData("incidents/usgs-comcat"))
    func antimeridian() async throws {
        let work = try Workspace()
        try await work.succeed("import", try SharedData.required("incidents/usgs-comcat/all-month.csv"))
        let whole = try await work.features("--bbox", "170,-60,-170,60").map(\.id)
        let west = try await work.features("--bbox", "170,-60,180,60").map(\.id)
        let east = try await work.features("--bbox", "-180,-60,-170,60").map(\.id)
        #expect(whole.count == 490)
        #expect(west.count == 119)
        #expect(Set(whole) == Set(west).union(east))
        #expect(whole.count == Set(whole).count)
        let run = try await work.run(["query", "--bbox", "170,-60,-170,60"])
        let box = try #require(try FeatureCollection(run.outputData).bbox)
        #expect(box.count == 4 && box[0] > box[2], "a box across the antimeridian has west > east: \(box)")
    }

    @Test("the collection says how many it returned and how many matched")
    func numbers() async throws {
        let work = try await sampled()
        let run = try await work.succeed("query", "--limit", "2")
        let collection = try FeatureCollection(run.outputData)
        #expect(collection.type == "FeatureCollection")
        #expect(collection.numberReturned == 2)
        #expect(collection.numberMatched == 5)
        #expect(collection.features.count == 2)
    }

    @Test("pages of a sorted query hold everything once, in order")
    func pages() async throws {
        let work = try await sampled()
        let all = try await work.features("--sort", "start").map(\.id)
        var paged: [String] = []
        for offset in stride(from: 0, to: 6, by: 2) {
            paged += try await work.features("--sort", "start", "--limit", "2", "--offset", "\(offset)").map(\.id)
        }
        #expect(paged == all)
        #expect(Set(all).count == 5)
        let descending = try await work.features("--sort=-start").map(\.id)
        #expect(Set(descending) == Set(all))
        #expect(descending.last == all.last, "undated incidents come last either way")
    }

    @Test("properties come in the promised order, unknown ones after them, and absent ones are null")
    func properties() async throws {
        let work = try await sampled()
        let run = try await work.succeed("query", "--during", "2022-01-04")
        let names = [
            "id", "start", "end", "time_precision", "type", "title", "place", "country", "admin1",
            "location_precision", "source", "source_id", "url", "deaths_low", "deaths_best", "deaths_high",
            "confidence", "code",
        ]
        var rest = try #require(run.output.range(of: "\"properties\":")).upperBound..<run.output.endIndex
        for name in names {
            let found = try #require(
                run.output.range(of: "\"\(name)\":", range: rest), "\(name) is missing or too early")
            rest = found.upperBound..<run.output.endIndex
        }
        let feature = try #require(try FeatureCollection(run.outputData).features.first)
        #expect(feature.properties["deaths_best"] == .absent, "unknown is not zero")
        #expect(feature["code"] == "010", "a code keeps its leading zero")
    }

    @Test("types and words select")
    func filters() async throws {
        let work = try await sampled()
        #expect(try await work.count("--type", "drone_attack") == 2)
        #expect(try await work.count("--type", "drone_attack", "--type", "bombing") == 3)
        #expect(try await work.count("--text", "AIRPORT shot") == 1)
        #expect(try await work.count("--text", "airport base") == 0)
    }

    @Test("each format writes the same incidents")
    func formats() async throws {
        let work = try await sampled()
        let ids = Set(try await work.features().map(\.id))
        let listed = try await work.succeed("query", "--format", "ids").lines
        #expect(Set(listed) == ids)
        let sequence = try await work.succeed("query", "--format", "geojsonseq").lines
        #expect(
            try Set(sequence.map { try JSONDecoder().decode(FeatureCollection.Feature.self, from: Data($0.utf8)).id })
                == ids)
        let separated = try await work.succeed("query", "--format", "geojsonseq", "--rs").outputData
        #expect(separated.filter { $0 == 0x1E }.count == 5)
        #expect(try await work.succeed("query", "--format", "count").lines == ["5"])
        let table = try await work.succeed("query", "--format", "table").output
        #expect(table.contains("Shot down at the base"))
        let csv = try await work.succeed("query", "--format", "csv").output
        #expect(csv.contains(#""Said ""no"", twice""#), "\(csv)")
    }

    @Test("nothing found is an empty answer and exit code 1")
    func nothing() async throws {
        let work = try await sampled()
        let run = try await work.run(["query", "--during", "1999"])
        #expect(run.code == 1)
        #expect(try FeatureCollection(run.outputData).features.isEmpty)
        #expect(run.errorText.isEmpty)
    }

    @Test("a reader that has read enough ends the command silently", .tools("bash"))
    func closedPipe() async throws {
        let work = try Workspace()
        var csv = "id,date,longitude,latitude,title\n"
        for row in 0..<20_000 { csv += "\(row),2022-01-01,1,1,a title that makes the row longer than a pipe\n" }
        try await work.succeed("import", "-", input: csv)
        let binary = try #require(Workspace.binary)
        for format in ["geojson", "geojsonseq", "csv", "table", "ids"] {
            let run = try await ExternalTool.run(
                "bash",
                ["-c", #""$0" query --format "$1" | head -n 1 >/dev/null; echo "${PIPESTATUS[0]}""#, binary, format],
                environment: ["INCIDENTS_STORE": work.store])
            #expect(run.errorText.isEmpty, "\(format): \(run.errorText)")
            #expect(run.lines == ["0"], "\(format): \(run.output)")
        }
    }

    @Test("a distance finds what lies within it, the nearest first")
    func distances() async throws {
        let work = try await sampled()
        #expect(try await work.count("--near", "44.23,33.26", "--within", "20km") == 2)
        #expect(try await work.count("--near", "44.23,33.26", "--within", "1m") == 1)
        let sorted = try await work.features("--near", "42.441,33.786", "--within", "300km", "--sort", "distance")
        #expect(sorted.compactMap { $0["title"] } == ["Shot down at the base", "Shot down at the airport", "Undated"])
        let run = try await work.succeed("nearest", "--to", "Ain al-Asad", "-k", "2")
        let nearest = try FeatureCollection(run.outputData).features
        #expect(nearest.compactMap { $0["title"] } == ["Shot down at the base", "Shot down at the airport"])
    }
}
