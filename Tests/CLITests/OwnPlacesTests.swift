import Foundation
import TestSupport
import Testing

/// `--gazetteer`, `incidents gazetteer build`, and what lies around a point.
@Suite("places of one's own on the command line")
struct OwnPlacesTests {
    private let table = "name,longitude,latitude,class\nCamp Quux,42.5,33.5,military_base\n"

    @Test("every command that takes a name takes those of --gazetteer")
    func everyCommand() async throws {
        let work = try Workspace()
        try work.folder.write(table, to: "own.csv")
        try work.folder.write("date,place,type\n2022-01-04,Camp Quux,attack\n", to: "rows.csv")
        let own = ["--gazetteer", "own.csv"]
        try await work.fail(4, ["add", "--at", "Camp Quux", "--date", "2022-01-04"])
        try await work.succeed("import", "rows.csv", "--gazetteer", "own.csv")
        try await work.succeed(
            "add", "--at", "Camp Quux", "--date", "2022-01-05", "--id", "x:1", "--gazetteer", "own.csv")
        try await work.succeed("update", "x:1", "--at", "Camp Quux", "--gazetteer", "own.csv")
        #expect(try await work.count("--near", "Camp Quux", "--within", "1km", "--gazetteer", "own.csv") == 2)
        for arguments in [
            ["query", "--near", "Camp Quux", "--within", "1km", "--format", "ids"],
            ["nearest", "--to", "Camp Quux", "--format", "ids"],
        ] {
            let run = try await work.run(arguments + own)
            #expect(run.code == 0, "\(run.errorText)")
            #expect(run.output.split(separator: "\n").count == 2)
        }
        let located = try await work.succeed("locate", "Camp Quux", "--json", "--gazetteer", "own.csv")
        #expect(located.output.contains("\"source\":\"own\""), "\(located.output)")
        try work.folder.write("A drone attack on Camp Quux killed two soldiers on Tuesday.", to: "report.txt")
        let report = try await work.succeed(
            "report", "report.txt", "--published", "2022-01-05", "--format", "json", "--gazetteer", "own.csv")
        #expect(report.output.contains("Camp Quux"), "\(report.output)")
        let counted = try await work.succeed("count", "--by", "country", "--format", "csv", "--gazetteer", "own.csv")
        #expect(counted.output.contains("Iraq,2"), "\(counted.output)")
    }

    @Test("what is wrong with a file of places is said with its line and column")
    func faults() async throws {
        let work = try Workspace()
        try work.folder.write(table + "Other,42.5,133.5,city\n", to: "own.csv")
        let run = try await work.fail(2, ["locate", "Other", "--gazetteer", "own.csv"])
        for part in ["own.csv", "line 3", "latitude", "133.5"] {
            #expect(run.errorText.contains(part), "\(run.errorText)")
        }
        try await work.fail(2, ["locate", "Other", "--gazetteer", "missing.csv"])
    }

    @Test("a dump is built into a file once, which then serves")
    func build() async throws {
        let work = try Workspace()
        try work.folder.write(CentralAfricanVillages.dump, to: "CF.txt")
        try await work.fail(4, ["locate", "Ngakobo", "--country", "CF"])
        let built = try await work.succeed("gazetteer", "build", "CF.txt", "-o", "cf.gazetteer", "--json")
        #expect(built.output.contains("\"places\":\(CentralAfricanVillages.villages.count)"), "\(built.output)")
        for file in ["CF.txt", "cf.gazetteer"] {
            let run = try await work.succeed("locate", "Ngakobo", "--limit", "1", "--json", "--gazetteer", file)
            #expect(run.output.contains("\"name\":\"Ngakobo\""), "\(run.output)")
            #expect(run.output.contains("\"source\":\"geonames\""), "\(run.output)")
        }
        try work.folder.write(CentralAfricanVillages.dump + "broken\trow\n", to: "broken.txt")
        let rejected = try await work.run(["gazetteer", "build", "broken.txt", "-o", "b.gazetteer"])
        #expect(rejected.code == 3)
        #expect(rejected.errorText.contains("line 19"), "\(rejected.errorText)")
        try await work.fail(2, ["gazetteer", "build", "broken.txt", "-o", "c.gazetteer", "--strict"])
        try await work.fail(2, ["gazetteer", "build", "CF.txt", "-o", "CF.txt"])
        #expect(try work.folder.contents().filter { $0.hasSuffix("gazetteer") } == ["b.gazetteer", "cf.gazetteer"])
    }

    @Test("licences are those of one's own places too")
    func licences() async throws {
        let work = try Workspace()
        try work.folder.write(CentralAfricanVillages.dump, to: "CF.txt")
        try await work.succeed(
            "gazetteer", "build", "CF.txt", "-o", "cf.gazetteer", "--source", "Atlas of Quux", "--licence", "CC0",
            "--attribution", "From the Atlas of Quux.")
        let run = try await work.succeed("info", "--licences", "--gazetteer", "cf.gazetteer")
        for text in ["Atlas of Quux", "CC0", "From the Atlas of Quux.", "GeoNames", "CC BY 4.0", "Natural Earth"] {
            #expect(run.output.contains(text), "\(text) in \(run.output)")
        }
        let json = try await work.succeed("info", "--licences", "--json")
        let list = try #require(try JSONSerialization.jsonObject(with: json.outputData) as? [[String: String]])
        #expect(list.contains { $0["id"] == "geonames" && $0["licence"] == "CC BY 4.0" })
    }

    @Test("a point is answered with its country, its unit and the nearest place")
    func points() async throws {
        let work = try Workspace()
        let run = try await work.succeed("locate", "--at", "43.0,33.4", "--at", "-30,30", "--json")
        let answers = try #require(try JSONSerialization.jsonObject(with: run.outputData) as? [[String: Any]])
        #expect(answers.count == 2)
        #expect(answers[0]["country_code"] as? String == "IQ")
        #expect(answers[0]["admin1_code"] as? String == "IQ-AN")
        #expect(answers[0]["distance_m"] as? Double ?? .infinity < 50_000)
        #expect(answers[1]["country"] is NSNull)
        #expect(answers[1]["nearest"] is String)
        for format in ["text", "geojson"] {
            let run = try await work.succeed("locate", "--at", "43.0,33.4", "--format", format)
            #expect(run.output.contains("Iraq"))
        }
        try await work.fail(2, ["locate", "--at", "0,91"])
        try await work.fail(2, ["locate", "--at", "Baghdad"])
        try await work.fail(2, ["locate", "Baghdad", "--at", "0,1"])
    }

    @Test("import --stamp fills what is empty")
    func stamp() async throws {
        let work = try Workspace()
        try work.folder.write("date,longitude,latitude,country\n2022-01-04,43.0,33.4,\n", to: "rows.csv")
        let run = try await work.succeed("import", "rows.csv", "--stamp", "--json")
        #expect(run.output.contains("\"stamped\":1"), "\(run.output)")
        let again = try await work.succeed("import", "rows.csv", "--stamp", "--json")
        #expect(again.output.contains("\"unchanged\":1"), "\(again.output)")
        let found = try await work.succeed("query", "--format", "geojson")
        #expect(found.output.contains("\"country\":\"Iraq\""), "\(found.output)")
    }
}
