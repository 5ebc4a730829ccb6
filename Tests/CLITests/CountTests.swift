import Foundation
import TestSupport
import Testing

/// `incidents count`.
@Suite("incidents count")
struct CountTests {
    private static let folder = "incidents/iraq-sigacts-2006"

    @Test(
        "an independent program's counts of a real data set in a real region, with the index and without",
        .sharedData(folder, Samples.countries), arguments: [("airstrikes_2006", 2_094), ("insurgencies_2006", 37_680)])
    func iraq(file: String, expected: Int) async throws {
        let work = try Workspace()
        let region = try work.folder.write(
            try Samples.feature(of: Samples.countries, named: "Iraq"), to: "iraq.geojson")
        try await work.succeed("import", try SharedData.required("\(CountTests.folder)/\(file).csv"))
        #expect(try await work.count("--region-file", region) == expected)
        try FileManager.default.removeItem(atPath: work.index)
        #expect(try await work.count("--region-file", region) == expected)
        #expect(FileManager.default.fileExists(atPath: work.index), "the index is made again")
        #expect(try await work.count("--region-file", region) == expected)
    }

    @Test("a region's inside is answered by whole nodes: few points are tested", .sharedData(folder, Samples.countries))
    func explained() async throws {
        let work = try Workspace()
        let region = try work.folder.write(
            try Samples.feature(of: Samples.countries, named: "Iraq"), to: "iraq.geojson")
        try await work.succeed("import", try SharedData.required("\(CountTests.folder)/insurgencies_2006.csv"))
        let run = try await work.run(["count", "--region-file", region, "--explain"])
        #expect(run.code == 0)
        let plan = run.errorText
        let visited = try #require(number(after: "nodes visited", in: plan), "\(plan)")
        let tested = try #require(number(after: "points tested", in: plan), "\(plan)")
        #expect(visited > 0)
        #expect(tested > 0, "the border of Iraq cuts through leaves")
        #expect(tested < 37_680 / 20, "\(tested) points tested for 37,680 matches")
    }

    /// The number that stands in the plan after these words.
    private func number(after words: String, in plan: String) -> Int? {
        guard let range = plan.range(of: words) else { return nil }
        return Int(plan[range.upperBound...].split(whereSeparator: \.isWhitespace).first ?? "")
    }

    @Test(
        "a file of many regions counts each of them, and one that is invalid is named and left out",
        .sharedData(folder, Samples.countries))
    func byRegionFile() async throws {
        let work = try Workspace()
        try await work.succeed("import", try SharedData.required("\(CountTests.folder)/airstrikes_2006.csv"))
        let countries = try SharedData.required(Samples.countries)
        let run = try await work.run(["count", "--by", "region-file=\(countries):name", "--format", "csv"])
        #expect(run.code == 0)
        #expect(run.lines.contains("Iraq,2094"), "\(run.output)")
        #expect(run.errorText.contains("Sudan"), "\(run.errorText)")
    }

    @Test("groups by month and type add up, and what has no month stands under (none)")
    func groups() async throws {
        let work = try Workspace()
        try await work.succeed("import", "-", input: Samples.csv)
        let months = try await work.succeed("count", "--by", "month", "--format", "csv").lines
        #expect(months == ["month,count", "2021-12,1", "2022-01,2", "2022-02,1", "(none),1"], "\(months)")
        let both = try await work.succeed("count", "--by", "month", "--by", "type", "--format", "csv").lines
        #expect(both.contains("2022-01,drone_attack,2"), "\(both)")
        let table = try await work.succeed("count", "--by", "month").output
        #expect(table.contains("2022-01"))
    }

    /// Four incidents in Baghdad; by its clocks two fall on Friday nights, one on Saturday before dawn, one at a Tuesday's noon.
    private static let nights = """
        id,date,lon,lat,type
        a,2022-01-07T20:30:00Z,44.4,33.3,raid
        b,2022-01-08T02:00:00Z,44.4,33.3,raid
        c,2022-07-05T12:00:00Z,44.4,33.3,fire
        d,2022-07-08T18:00:00Z,44.4,33.3,fire
        """

    @Test("times that come again are those of the zone's clocks, and a wrong one says what it should be")
    func recurring() async throws {
        let work = try Workspace()
        try await work.succeed("import", "-", input: CountTests.nights)
        #expect(try await work.count("--weekday", "fri,sat") == 3)
        #expect(try await work.count("--months", "jun-aug") == 2)
        #expect(try await work.count("--hours", "18-06", "--zone", "Asia/Baghdad") == 3)
        #expect(try await work.count("--hours", "3-6") == 0)
        #expect(try await work.count("--weekday", "fri", "--hours", "18-06", "--zone", "Asia/Baghdad") == 2)
        for (option, text, expected) in [
            ("--weekday", "xyz", "'xyz' is not a day of the week"), ("--months", "foo", "'foo' is not a month"),
            ("--hours", "25-3", "'25-3' is not a part of the day"), ("--hours", "x", "'x' is not a part of the day"),
        ] {
            let run = try await work.fail(2, ["count", option, text])
            #expect(run.errorText.contains(expected), "\(run.errorText)")
        }
    }

    @Test("bars are as long as the counts are large, and each group has its count")
    func bars() async throws {
        let work = try Workspace()
        try await work.succeed("import", "-", input: CountTests.nights)
        let lines = try await work.succeed("count", "--by", "weekday", "--bars").lines
        func bar(_ group: String) throws -> (count: Substring, length: Int) {
            let line = try #require(lines.first { $0.hasPrefix(group) }, "\(lines)")
            return (try #require(line.split(separator: " ").dropFirst().first), line.count { $0 == "█" })
        }
        let friday = try bar("Fri")
        let tuesday = try bar("Tue")
        #expect(friday.count == "2" && tuesday.count == "1")
        #expect(tuesday.length > 0 && friday.length == 2 * tuesday.length)
        #expect(lines.last == "total 4")
    }

    @Test("a total counts an incident once, however many regions hold it")
    func total() async throws {
        let work = try Workspace()
        try await work.succeed("import", "-", input: Samples.csv)
        let twice = """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"name":"one"},"geometry":\(Samples.polygon)},
            {"type":"Feature","properties":{"name":"two"},"geometry":\(Samples.polygon)}]}
            """
        let file = try work.folder.write(twice, to: "twice.geojson")
        #expect(try await work.count("--region-file", file) == 3)
        let lines = try await work.succeed("count", "--by", "region-file=\(file):name", "--format", "csv").lines
        #expect(lines.contains("one,3") && lines.contains("two,3"), "\(lines)")
    }
}
