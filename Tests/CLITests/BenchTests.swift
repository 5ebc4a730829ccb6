import Foundation
import TestSupport
import Testing

/// `incidents bench`: its shape and its judgement; no times, which are the machine's.
@Suite("incidents bench")
struct BenchTests {
    /// Points, a line and an incident without a place, dated and not.
    private func imported() async throws -> Workspace {
        let work = try Workspace()
        var rows = "id,start,lon,lat\n"
        for number in 0..<300 {
            let date = number % 7 == 0 ? "" : "2021-\(number % 12 + 1 < 10 ? "0" : "")\(number % 12 + 1)-15"
            rows += "p\(number),\(date),\(Double(number % 40) - 20),\(Double(number % 23) * 0.5)\n"
        }
        let points = try work.folder.write(rows, to: "points.csv")
        let other = try work.folder.write(
            """
            {"type":"FeatureCollection","features":[{"type":"Feature","id":"line","properties":{"start":"2021-05-01"},\
            "geometry":{"type":"LineString","coordinates":[[0,0],[10,5],[179,40]]}},\
            {"type":"Feature","id":"nowhere","properties":{"start":"2021-05-01"},"geometry":null}]}
            """, to: "other.geojson")
        try await work.succeed("import", points)
        try await work.succeed("import", other)
        try await work.succeed("rebuild-index")
        return work
    }

    private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    @Test("every kind of question is asked of the index and of a scan that finds the same, and nothing is changed")
    func report() async throws {
        let work = try await imported()
        let (store, index) = (try bytes(work.store), try bytes(work.index))
        let run = try await work.succeed("bench", "--json", "--queries", "20", "--seconds", "0")
        let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(report["located"] as? Int == 301)
        let indexBytes = try #require(report["index_bytes"] as? Int)
        #expect(indexBytes > 301 * 20)
        let rows = try #require(report["rows"] as? [[String: Any]])
        let questions = rows.compactMap { $0["question"] as? String }
        #expect(
            Set(questions) == [
                "ids", "count", "ids, 30 days", "count, 30 days", "ids, a year", "count, a year", "region", "nearest",
            ])
        // Five sizes of window, alone and with two times, listed and counted; five regions; two nearest searches.
        #expect(rows.count == 37)
        for row in rows {
            let scanned = try #require(row["scanned"] as? Int)
            let matches = try #require(row["matches"] as? Double)
            let index = try #require(row["index_microseconds"] as? Double)
            let scan = try #require(row["scan_microseconds"] as? Double)
            #expect(scanned >= 2 && index > 0 && scan > 0)
            #expect(matches > 0, "windows lie around incidents: \(row)")
        }
        #expect(try bytes(work.store) == store)
        #expect(try bytes(work.index) == index)
    }

    @Test("the same seed asks the same, another one asks something else")
    func seeds() async throws {
        let work = try await imported()
        func matches(_ seed: String) async throws -> [Double] {
            let run = try await work.succeed("bench", "--json", "--queries", "20", "--seconds", "0", "--seed", seed)
            let report = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
            return try #require(report?["rows"] as? [[String: Any]]).compactMap { $0["matches"] as? Double }
        }
        let first = try await matches("5")
        #expect(try await matches("5") == first)
        #expect(try await matches("6") != first)
    }

    @Test("the table has a line for each row, and its columns are named")
    func table() async throws {
        let work = try await imported()
        let run = try await work.succeed("bench", "--queries", "5", "--seconds", "0")
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 2 + 37)
        #expect(lines[0].contains("301 incidents with a place"))
        #expect(lines[1].hasPrefix("question"))
        for line in lines.dropFirst(2) { #expect(line.hasSuffix("×"), "\(line)") }
    }

    @Test("a store without a place has nothing to measure, and wrong numbers are refused")
    func nothing() async throws {
        let work = try Workspace()
        let file = try work.folder.write(
            #"{"type":"Feature","id":"a","properties":{"start":"2021-01-01"},"geometry":null}"#, to: "a.geojson")
        try await work.succeed("import", file)
        let run = try await work.run(["bench"])
        #expect(run.code == 1)
        #expect(run.output.contains("0 incidents with a place"))
        try await work.fail(2, ["bench", "--queries", "0"])
        try await work.fail(2, ["bench", "--seconds", "-1"])
        try await work.fail(2, ["bench", "--seconds", "nan"])
        try await work.fail(2, ["bench", "--store", work.folder.file("none.gpkg")])
    }
}
