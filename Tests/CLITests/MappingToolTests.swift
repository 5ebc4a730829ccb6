import Foundation
import TestSupport
import Testing

/// GDAL, an independent reader, opens what the command writes.
@Suite("what mapping tools read", .tools("ogrinfo"))
struct MappingToolTests {
    private func summary(of path: String) async throws -> String {
        let run = try await ExternalTool.run("ogrinfo", ["-ro", "-al", "-so", path])
        #expect(run.code == 0 && !run.output.contains("Warning") && run.errorText.isEmpty, "\(run.errorText)")
        return run.output
    }

    @Test(
        "the GeoJSON of a query has its features, and DateTime fields start and end", .tools("ogrinfo"),
        arguments: ["geojson", "geojsonseq"])
    func geoJSON(format: String) async throws {
        let work = try Workspace()
        try await work.succeed("import", "-", input: Samples.csv)
        let queries: [(arguments: [String], count: Int)] = [
            (["--region", "Iraq"], 3), (["--during", "2022-01"], 2), (["--bbox", "170,-60,-170,60"], 1), ([], 5),
            (["--near", "Baghdad", "--within", "100km"], 2),
        ]
        for (number, query) in queries.enumerated() {
            let file = work.folder.file("answer-\(number).\(format)")
            let run = try await work.run(["query", "--format", format, "-o", file] + query.arguments)
            #expect(run.code == 0 && run.output.isEmpty, "\(query.arguments): \(run.errorText)")
            let text = try await summary(of: file)
            #expect(text.contains("Feature Count: \(query.count)"), "\(query.arguments): \(text)")
            #expect(text.contains("start: DateTime") && text.contains("end: DateTime"), "\(query.arguments): \(text)")
            #expect(text.contains("WGS 84"), "\(query.arguments)")
        }
    }

    @Test("an answer that is written to a file is the one that is printed")
    func sameAsPrinted() async throws {
        let work = try Workspace()
        try await work.succeed("import", "-", input: Samples.csv)
        let file = work.folder.file("answer.geojson")
        try await work.succeed("query", "-o", file)
        let printed = try await work.succeed("query")
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == printed.outputData)
    }

    @Test("the store itself is a layer with its count, extent and dates, and nothing else is listed")
    func store() async throws {
        let work = try Workspace()
        try await work.succeed("import", "-", input: Samples.csv)
        let text = try await summary(of: work.store)
        #expect(text.contains("Layer name: incidents"), "\(text)")
        #expect(text.components(separatedBy: "Layer name:").count == 2, "one layer: \(text)")
        #expect(text.contains("Feature Count: 5"), "\(text)")
        #expect(text.contains("start: DateTime") && text.contains("end: DateTime"), "\(text)")
        #expect(text.contains("Extent: (-179.900000, 10.000000) - (44.390000, 33.786000)"), "\(text)")
    }

    @Test("milliseconds stand in every row once the store holds any")
    func uniformTimes() async throws {
        let work = try Workspace()
        try await work.succeed("add", "--at", "44,33", "--date", "2022-01-03T04:30:00Z", "--id", "whole")
        #expect(try await work.features().map { $0["start"] } == ["2022-01-03T04:30:00Z"])
        try await work.succeed("add", "--at", "44,33", "--date", "2022-01-03T04:30:00.25Z", "--id", "split")
        let starts = try await work.features("--sort", "id").map { $0["start"] }
        #expect(starts == ["2022-01-03T04:30:00.250Z", "2022-01-03T04:30:00.000Z"])
    }

    @Test("importing what was exported loses nothing", arguments: ["geojson", "geojsonseq", "csv"])
    func roundTrip(format: String) async throws {
        let work = try Workspace()
        try await work.succeed("import", "-", input: Samples.csv)
        let file = work.folder.file("all.\(format)")
        try await work.succeed("export", "--format", format, "--precision", "full", "-o", file)
        let copy = try Workspace()
        try await copy.succeed("import", file)
        #expect(try await copy.contents() == work.contents())
    }
}
