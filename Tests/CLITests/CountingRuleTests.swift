import Foundation
import TestSupport
import Testing

/// What a count counts.
@Suite("what is counted")
struct CountingRuleTests {
    @Test("the count of a query is the number of ids that it writes, limit and offset obeyed")
    func parts() async throws {
        let work = try Workspace()
        try await work.succeed("import", "-", input: Samples.csv)
        for part in [
            [], ["--limit", "3"], ["--limit", "0"], ["--limit", "9"], ["--offset", "2"],
            ["--offset", "4", "--limit", "3"],
            ["--offset", "7"], ["--during", "2022", "--limit", "1"], ["--text", "airport", "--offset", "1"],
            ["--type", "drone_attack", "--limit", "1"], ["--bbox", "40,30,50,40", "--offset", "1"],
        ] {
            let ids = try await work.run(["query", "--format", "ids"] + part)
            let count = try await work.run(["query", "--format", "count"] + part)
            #expect(count.lines == [String(ids.lines.count)], "\(part)")
            #expect(count.code == ids.code, "\(part)")
        }
        for part in [["-k", "3"], ["-k", "3", "--limit", "2"], ["-k", "4", "--offset", "1"]] {
            let ids = try await work.run(["nearest", "--to", "44,33", "--format", "ids"] + part)
            let count = try await work.run(["nearest", "--to", "44,33", "--format", "count"] + part)
            #expect(count.lines == [String(ids.lines.count)], "\(part)")
        }
        #expect(try await work.count() == 5)
    }

    @Test("counting by country goes by where an incident lies, not by its country column")
    func country() async throws {
        let work = try Workspace()
        try await work.succeed(
            "import", "-", input: "id,longitude,latitude,country\na,44.4,33.3,Narnia\nb,51.4,35.7,Iraq\n")
        let lines = try await work.succeed("count", "--by", "country", "--format", "csv").lines
        #expect(lines == ["country,count", "Iran,1", "Iraq,1"], "\(lines)")
        let help = try await work.run(["count", "--help"]).output.split(whereSeparator: \.isWhitespace).joined(
            separator: " ")
        #expect(help.contains("where the incident lies"), "\(help)")
    }
}
