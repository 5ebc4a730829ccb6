import Foundation
import TestSupport
import Testing

/// `incidents report`.
@Suite("incidents report")
struct ReportTests {
    private static let samples = SharedData.packageRoot + "/docs/sample/reports/"

    private struct Line: Decodable {
        var id: String
        var incidents: [Told]
    }

    private struct Told: Decodable {
        var type: String
        var start: String
        var end: String
        var place: String
        var outcome: String
        var killed: Int?
        var wounded: Int?

        enum CodingKeys: String, CodingKey {
            case type, start, end, outcome, killed, wounded
            case place = "place_canonical"
        }
    }

    private func told(_ work: Workspace, _ arguments: String...) async throws -> [Line] {
        let run = try await work.run(["report", "--format", "jsonl"] + arguments)
        #expect(run.code == 0, "\(run.errorText)")
        return try run.lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    }

    @Test(
        "the sample reports tell of these incidents",
        arguments: [
            (
                "drones", "2022-01-04",
                [
                    "drone_attack 2022-01-04 Al Asad Airbase foiled",
                    "drone_attack 2022-01-03 Baghdad International Airport foiled",
                    "drone_attack 2020-01-03 Baghdad International Airport occurred",
                ]
            ),
            (
                "quake", "2023-11-05",
                ["earthquake 2023-11-05 Mazār-e Sharīf occurred", "earthquake 2023-10-07 Herāt occurred"]
            ),
            (
                "port", "2024-03-10",
                ["armed_clash 2024-03-08 Piraeus occurred", "protest 2024-03-08 Thessaloníki occurred"]
            ),
            (
                "weekly", "2023-03-13",
                [
                    "shooting 2023-03-09 Gao occurred", "bombing 2023-03-07 Djibo occurred",
                    "shelling 2023-03-11 Mogadishu occurred",
                ]
            ),
            (
                "market", "2024-02-14",
                ["bombing 2014-01-01 Sehwan occurred", "explosion_accident 2024-02-12 Hyderabad occurred"]
            ),
        ])
    func samples(name: String, published: String, expected: [String]) async throws {
        let lines = try await told(
            try Workspace(), ReportTests.samples + name + ".txt", "--published", published)
        #expect(lines.map(\.id) == [name])
        #expect(
            lines.flatMap(\.incidents).map { "\($0.type) \($0.start) \($0.place) \($0.outcome)" } == expected)
    }

    @Test("reports that are read into the store are found there, and reading them again adds none")
    func intoStore() async throws {
        let work = try Workspace()
        for _ in 0..<2 {
            let run = try await work.run([
                "report", ReportTests.samples + "drones.txt", "--published", "2022-01-04", "--into-store",
            ])
            #expect(run.code == 0, "\(run.errorText)")
            #expect(try await work.count() == 3)
        }
        let feature = try #require(
            try await work.features("--near", "al-Asad Airbase", "--within", "5km", "--during", "2022-01").first)
        #expect(feature["type"] == "drone_attack")
        #expect(feature["source"] == "drones")
        #expect(feature["outcome"] == "foiled")
        #expect(feature["evidence"]?.contains("were shot down on Tuesday") == true)
    }

    @Test("what was mended in the store stays when the report is read again")
    func mended() async throws {
        let work = try Workspace()
        let arguments = ["report", ReportTests.samples + "drones.txt", "--published", "2022-01-04", "--into-store"]
        #expect(try await work.run(arguments).code == 0)
        let id = try #require(try await work.features("--near", "al-Asad Airbase", "--within", "5km").first?.id)
        try await work.succeed("update", id, "--title", "mended")
        #expect(try await work.run(arguments).code == 0)
        #expect(try await work.features().filter { $0.id == id }.map { $0["title"] } == ["mended"])
        #expect(try await work.count() == 3)
    }

    @Test("a file of JSON objects gives a line for each, and annotations with their spans")
    func lines() async throws {
        let work = try Workspace()
        let file = try work.folder.write(
            #"{"id":"a","published":"2022-01-08","title":"T","text":"A bomb exploded in Kabul on Tuesday."}"# + "\n\n"
                + #"{"id":7,"text":"Nothing happened."}"# + "\n", to: "reports.jsonl")
        let annotations = work.folder.file("spans.jsonl")
        let lines = try await told(work, file, "--annotate", annotations)
        #expect(lines.map(\.id) == ["a", "7"])
        #expect(lines.map(\.incidents.count) == [1, 0])
        let spans = try String(contentsOfFile: annotations, encoding: .utf8).split(separator: "\n")
        #expect(spans.count == 2)
        #expect(spans.first?.contains(#""toponyms":[{"start":19,"end":24,"name":"Kabul""#) == true, "\(spans)")
        #expect(spans.first?.contains(#""times":[{"start":28,"end":35,"text":"Tuesday","value":"2022-01-04""#) == true)
    }

    @Test("GeoJSON, JSON and tables are written too")
    func formats() async throws {
        let work = try Workspace()
        let file = ReportTests.samples + "weekly.txt"
        let geojson = try await work.run(["report", file, "--published", "2023-03-13"])
        let collection = try JSONDecoder().decode(FeatureCollection.self, from: geojson.outputData)
        #expect(collection.features.count == 3)
        let json = try await work.run(["report", file, "--published", "2023-03-13", "--format", "json"])
        #expect((try JSONSerialization.jsonObject(with: json.outputData) as? [Any])?.count == 3)
        let table = try await work.run(["report", file, "--published", "2023-03-13", "--format", "table"])
        #expect(table.lines.contains { $0.contains("Mogadishu") && $0.contains("shelling") })
    }

    @Test("links name the stored incidents that may be the same, and merge nothing")
    func links() async throws {
        let work = try Workspace()
        #expect(try await work.run(["import", SharedData.packageRoot + "/docs/sample/incidents.csv"]).code == 0)
        let before = try await work.count()
        let run = try await work.run([
            "report", ReportTests.samples + "drones.txt", "--published", "2022-01-04", "--link", "--format", "json",
        ])
        let incidents = try #require(try JSONSerialization.jsonObject(with: run.outputData) as? [[String: Any]])
        #expect(incidents.count == 3)
        let links = incidents.compactMap { ($0["links"] as? [[String: Any]])?.first }
        #expect(links.map { $0["type"] as? String } == ["drone_attack", "drone_attack", "airstrike"])
        #expect(links.allSatisfy { $0["stored"] as? Bool == true })
        #expect(incidents.allSatisfy { $0["id"] is String })
        #expect(try await work.count() == before)
    }

    @Test("an explanation names what was weighed, on standard error")
    func explanation() async throws {
        let work = try Workspace()
        let arguments = [
            "report", ReportTests.samples + "drones.txt", "--published", "2022-01-04", "--format", "jsonl",
        ]
        let plain = try await work.run(arguments)
        let explained = try await work.run(arguments + ["--explain"])
        #expect(explained.outputData == plain.outputData)
        #expect(plain.errorText.isEmpty)
        #expect(explained.errorText.contains("'al-Asad Airbase' (89-104) is Al Asad Airbase"))
        #expect(explained.errorText.contains("'Soleimani'"))
        #expect(explained.errorText.contains("'A day earlier' (193-206) is 2022-01-03"))
    }

    @Test("a text in another language tells of nothing, and says so")
    func language() async throws {
        let work = try Workspace()
        let text = """
            Deux drones chargés d'explosifs ont été abattus mardi alors qu'ils s'approchaient de la base d'al-Asad, dans l'ouest \
            de l'Irak, a indiqué un responsable de la coalition. Une explosion a été entendue à Bagdad. Personne n'a été blessé.
            """
        let file = try work.folder.write(text, to: "rapport.txt")
        let run = try await work.run(["report", file, "--published", "2022-01-04"])
        #expect(run.code == 1)
        #expect(run.errorText.contains("report rapport is not in English"))
    }

    @Test("what is no report is refused with the reason")
    func refused() async throws {
        let work = try Workspace()
        let html = try work.folder.write("<!DOCTYPE html><html><body>A bomb.</body></html>", to: "page.html")
        #expect(try await work.fail(2, ["report", html]).errorText.contains("HTML"))
        let broken = try work.folder.write(Data([0x41, 0xFF, 0x42]), to: "broken.txt")
        #expect(try await work.fail(2, ["report", broken]).errorText.contains("byte 1"))
        let noText = try work.folder.write("{\"id\":1}\n", to: "no-text.jsonl")
        #expect(try await work.fail(2, ["report", noText]).errorText.contains("'text'"))
        let cut = try work.folder.write("{\"id\":1,\"text\":\"a\n", to: "cut.jsonl")
        #expect(try await work.fail(2, ["report", cut]).errorText.contains("line 1"))
        try await work.fail(2, ["report", work.folder.file("missing.txt")])
        try await work.fail(2, ["report", noText, "-o", noText])
        try await work.fail(2, ["report", noText, "--annotate", noText])
        try await work.fail(2, ["report", noText, "-o", "both", "--annotate", "both"])
        try await work.fail(2, ["report", ReportTests.samples + "drones.txt", "--published", "soon"])
        try await work.fail(2, ["report", ReportTests.samples + "drones.txt", "--published", "2022"])
    }

    @Test("a text of a mebibyte is read, a byte more or ten million are refused, and an empty one tells of nothing")
    func sizes() async throws {
        let work = try Workspace()
        let long = try work.folder.write(String(repeating: "A bomb. ", count: 1_300_000), to: "long.txt")
        #expect(try await work.fail(2, ["report", long]).errorText.contains("longer than"))
        let most = try work.folder.write(String(repeating: "A bomb. ", count: 1 << 17), to: "most.txt")
        #expect(try await work.run(["report", most]).code == 1)
        let more = try work.folder.write(String(repeating: "A bomb. ", count: 1 << 17) + "!", to: "more.txt")
        #expect(try await work.fail(2, ["report", more]).errorText.contains("longer than 1048576 bytes"))
        let empty = try work.folder.write("", to: "empty.txt")
        let run = try await work.run(["report", empty, "--published", "2022-01-04"])
        #expect(run.code == 1)
    }
}
