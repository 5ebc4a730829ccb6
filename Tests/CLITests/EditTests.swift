import Foundation
import TestSupport
import Testing

/// `incidents add`, `update`, `delete`, and what `info`, `verify` and `rebuild-index` say of the result.
@Suite("incidents add, update, delete, info, verify")
struct EditTests {
    @Test("an incident that is added by place name comes back as GeoJSON")
    func add() async throws {
        let work = try Workspace()
        let run = try await work.succeed(
            "add", "--at", "al-Asad Airbase", "--date", "2022-01-04", "--type", "drone_attack", "--title", "Two drones",
            "--property", "deaths_best=0", "--property", "weather=clear")
        let id = try #require(run.lines.first)
        let feature = try #require(try await work.features("--region", "Iraq").first)
        #expect(feature.id == id)
        #expect(feature["place"] == "al-Asad Airbase")
        #expect(feature["start"] == "2022-01-04T00:00:00Z")
        #expect(feature["end"] == "2022-01-05T00:00:00Z")
        #expect(feature.properties["deaths_best"] == .number(0))
        #expect(feature["weather"] == "clear")
    }

    @Test("adding the same again adds nothing, and another one under its id is refused")
    func addAgain() async throws {
        let work = try Workspace()
        let arguments = ["add", "--at", "44.23,33.26", "--date", "2022-01-03", "--id", "mine:1", "--title"]
        #expect(try await work.run(arguments + ["one"]).code == 0)
        #expect(try await work.run(arguments + ["one"]).code == 0)
        try await work.fail(2, arguments + ["two"])
        #expect(try await work.features().map { $0["title"] } == ["one"])
    }

    @Test("an update changes what is given and nothing else")
    func update() async throws {
        let work = try Workspace()
        try await work.succeed("add", "--at", "44.23,33.26", "--date", "2022-01-03", "--id", "a", "--title", "old")
        try await work.succeed("update", "a", "--title", "new", "--at", "Erbil")
        let feature = try #require(try await work.features("--near", "Erbil", "--within", "5km").first)
        #expect(feature["title"] == "new")
        #expect(feature["start"] == "2022-01-03T00:00:00Z")
        #expect(try await work.count("--near", "44.23,33.26", "--within", "5km") == 0)
        try await work.succeed("update", "a", "--title", "")
        #expect(try await work.features().first?.properties["title"] == .absent)
    }

    @Test("a deletion takes all of the ids or none")
    func delete() async throws {
        let work = try Workspace()
        for id in ["a", "b", "c"] {
            try await work.succeed("add", "--at", "44.23,33.26", "--date", "2022-01-03", "--id", id)
        }
        let before = try await work.contents()
        try await work.fail(1, ["delete", "a", "nobody"])
        #expect(try await work.contents() == before)
        try await work.succeed("delete", "a", "b")
        #expect(try await work.features().map(\.id) == ["c"])
    }

    @Test("an id that is named twice is meant once")
    func idsNamedTwice() async throws {
        let work = try Workspace()
        try await work.succeed("add", "--at", "44.23,33.26", "--date", "2022-01-03", "--id", "a")
        #expect(try await work.succeed("update", "a", "a", "--title", "new").lines == ["updated    1"])
        #expect(try await work.succeed("delete", "a", "a").lines == ["deleted  1"])
    }

    @Test("an update that changes nothing says so, and one that names no field is refused")
    func nothingToChange() async throws {
        let work = try Workspace()
        try await work.succeed("add", "--at", "44.23,33.26", "--date", "2022-01-03", "--id", "a", "--title", "t")
        #expect(
            try await work.succeed("update", "a", "--title", "t").lines == ["updated    0", "unchanged  1"])
        #expect(
            try await work.succeed("update", "a", "--title", "t", "--json").lines
                == [#"{"updated":0,"unchanged":1}"#])
        try await work.fail(2, ["update", "a"])
    }

    @Test("a report asked for as JSON is written also when there is no such incident")
    func missingAsJSON() async throws {
        let work = try Workspace()
        try await work.succeed("add", "--at", "44.23,33.26", "--date", "2022-01-03", "--id", "a")
        let deletion = try await work.run(["delete", "nobody", "--json"])
        #expect(deletion.code == 1)
        #expect(deletion.lines == [#"{"deleted":0}"#])
        let update = try await work.run(["update", "a", "nobody", "--title", "x", "--json"])
        #expect(update.code == 1)
        #expect(update.lines == [#"{"updated":0,"unchanged":0}"#])
    }

    @Test("a value may begin with a minus sign, and a property is given once")
    func values() async throws {
        let work = try Workspace()
        try await work.succeed(
            "add", "--at", "-77.03,-12.05", "--date", "2022-01-03", "--id", "a", "--title", "-40 °C", "--property",
            "-x=-1")
        let feature = try #require(try await work.features().first)
        #expect(feature["title"] == "-40 °C")
        #expect(feature["-x"] == "-1")
        let twice = try await work.fail(2, ["update", "a", "--property", "k=1", "--property", "k=2"])
        #expect(twice.errorText.contains("--property k is given twice"))
    }

    @Test("info counts what is located and dated, and every report is JSON on request")
    func reports() async throws {
        let work = try Workspace()
        try await work.succeed("import", "-", input: Samples.csv)
        let info = try await work.succeed("info", "--json")
        let facts = try #require(try JSONSerialization.jsonObject(with: info.outputData) as? [String: Any])
        #expect(facts["incidents"] as? Int == 5)
        #expect(facts["undated"] as? Int == 1)
        for verb in ["verify", "rebuild-index"] {
            let run = try await work.succeed(verb, "--json")
            #expect(try JSONSerialization.jsonObject(with: run.outputData) is [String: Any], "\(verb)")
        }
    }

    @Test("info names the most frequent types and sources, and JSON all of them")
    func manySources() async throws {
        let work = try Workspace()
        let rows = (0..<20).map { "s\($0 / 2),2022-01-0\($0 % 9 + 1),44,33,type \($0)" }
        try await work.succeed(
            "import", "-", "--format", "csv",
            input: "source,date,longitude,latitude,type\n" + rows.joined(separator: "\n") + "\n")
        let text = try await work.succeed("info").output
        #expect(text.contains("type 0 1, type 1 1,") && text.contains("8 others 8"))
        let info = try await work.succeed("info", "--json")
        let facts = try #require(try JSONSerialization.jsonObject(with: info.outputData) as? [String: Any])
        #expect((facts["types"] as? [String: Any])?.count == 20)
    }

    @Test("verify finds a flipped bit in the index, and a query answers all the same")
    func damage() async throws {
        let work = try Workspace()
        try await work.succeed("import", "-", input: Samples.csv)
        try await work.succeed("rebuild-index")
        try await work.succeed("verify")
        let whole = try Data(contentsOf: URL(fileURLWithPath: work.index))
        let expected = try await work.contents()
        for position in [0, whole.count / 3, whole.count / 2, whole.count - 1] {
            var bytes = whole
            bytes[bytes.startIndex + position] ^= 0x10
            try bytes.write(to: URL(fileURLWithPath: work.index))
            #expect(try await work.count("--region", "Iraq") == 3, "bit of byte \(position)")
        }
        try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: work.index))
        #expect(try await work.count("--region", "Iraq") == 3, "half a file")
        #expect(try await work.contents() == expected)
        try await work.succeed("rebuild-index")
        try await work.succeed("verify")
    }
}
