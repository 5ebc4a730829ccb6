import Foundation
import TestSupport
import Testing

/// What goes wrong ends with its exit code and one sentence, and leaves the store as it was.
@Suite("errors of the command")
struct ErrorTests {
    private func filled() async throws -> (work: Workspace, before: String) {
        let work = try Workspace()
        try await work.succeed("import", "-", input: Samples.csv)
        return (work, try await work.contents())
    }

    @Test("a missing file, a cut file, and a table that says nowhere where are refused")
    func files() async throws {
        let (work, before) = try await filled()
        let missing = work.folder.file("missing.csv")
        #expect(try await work.fail(2, ["import", missing]).errorText.contains("missing.csv"))
        let cut = try work.folder.write(
            #"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"prop"#, to: "cut.geojson")
        #expect(try await work.fail(2, ["import", cut]).errorText.contains("cut.geojson"))
        let nowhere = try work.folder.write("date,type\n2022-01-01,fire\n", to: "nowhere.csv")
        #expect(try await work.fail(2, ["import", nowhere]).errorText.contains("nowhere.csv"))
        try await work.fail(2, ["import", try work.folder.write("", to: "empty.csv")])
        try await work.fail(2, ["import", work.folder.path])
        #expect(try await work.contents() == before)
    }

    @Test(
        "a coordinate or a day that does not exist is refused",
        arguments: [
            ["--at", "44,91", "--date", "2022-01-01"], ["--at", "181,33", "--date", "2022-01-01"],
            ["--at", "nan,33", "--date", "2022-01-01"], ["--at", "44,33", "--date", "2021-02-30"],
            ["--at", "44,33", "--date", "2022-01-01T24:00:00Z"], ["--at", "44,33", "--date", "2022-01-01T10:00:00"],
        ])
    func values(arguments: [String]) async throws {
        let (work, before) = try await filled()
        try await work.fail(2, ["add"] + arguments)
        #expect(try await work.contents() == before)
    }

    @Test("a region that is invalid is refused with the reason and the place of the fault")
    func regions() async throws {
        let (work, before) = try await filled()
        let file = try work.folder.write(Samples.selfIntersecting, to: "bow.geojson")
        let run = try await work.fail(2, ["query", "--region-file", file])
        #expect(run.errorText.contains("Self-intersection"), "\(run.errorText)")
        #expect(run.errorText.contains("5"), "the fault lies at 5, 5: \(run.errorText)")
        #expect(try await work.run(["count", "--region-file", file, "--make-valid"]).code != 2)
        #expect(try await work.contents() == before)
    }

    @Test(
        "options that cannot be meant are refused",
        arguments: [
            ["--bbox", "1,2,3"], ["--bbox", "1,2,3,x"], ["--bbox", "1,20,3,10"], ["--bbox", "1,2,3,nan"],
            ["--near", "1,2"], ["--near", "1,2", "--within", "5"], ["--near", "1,2", "--within", "-5km"],
            ["--region", "Iraq", "--bbox", "1,2,3,4"], ["--during", "2021-02-30"], ["--during", "2021-13"],
            ["--since", "2022", "--until", "2021"], ["--limit", "-1"], ["--format", "shapefile"], ["--sort", "place"],
            ["--region-wkt", "POLYGON ((0 0, 1 1))"], ["--region-wkt", "POINT (0 0)"], ["--no-such-option"],
        ])
    func usage(arguments: [String]) async throws {
        let (work, _) = try await filled()
        try await work.fail(2, ["query"] + arguments)
    }

    @Test("a store that is no database, or that a newer version wrote, is refused and not touched", .tools("sqlite3"))
    func stores() async throws {
        let work = try Workspace()
        let text = Data(String(repeating: "this is no database\n", count: 500).utf8)
        try work.folder.write(text, to: "incidents.gpkg")
        for verb in [["query"], ["import", "-"], ["info"], ["verify"]] {
            try await work.fail(2, verb, input: Samples.csv)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: work.store)) == text)

        let newer = try await filled().work
        try await newer.sql("UPDATE incidents_store SET value = '1000' WHERE name = 'schema_version';")
        #expect(try await newer.sql("SELECT value FROM incidents_store WHERE name = 'schema_version';") == "1000\n")
        let before = try await newer.sql("SELECT * FROM incidents;")
        for verb in [["query"], ["import", "-"]] {
            let run = try await newer.fail(2, verb, input: Samples.csv)
            #expect(run.errorText.contains("newer"), "\(run.errorText)")
        }
        #expect(try await newer.sql("SELECT * FROM incidents;") == before)
    }

    @Test("a store that does not exist is not made by asking it")
    func missingStore() async throws {
        let work = try Workspace()
        for verb in [["query"], ["count"], ["export"], ["info"], ["verify"], ["delete", "x"], ["rebuild-index"]] {
            try await work.fail(2, verb)
        }
        #expect(try work.folder.contents().isEmpty)
    }

    @Test("an unknown place ends with 4 and suggestions, and stores nothing")
    func places() async throws {
        let (work, before) = try await filled()
        let add = try await work.fail(4, ["add", "--at", "Bagdhad Internatonal Airport", "--date", "2022-01-01"])
        #expect(add.errorText.contains("Baghdad"), "\(add.errorText)")
        let region = try await work.fail(4, ["query", "--region", "Irak Republik von"])
        #expect(region.errorText.contains("Ira"), "\(region.errorText)")
        try await work.fail(4, ["nearest", "--to", "Xqzzvw"])
        #expect(try await work.contents() == before)
    }

    @Test("a place in a row that nobody knows rejects the row and says so")
    func unknownPlaceInRow() async throws {
        let work = try Workspace()
        let run = try await work.run(
            ["import", "-"], input: "date,place\n2022-01-01,Erbil\n2022-01-02,Xqzzvw\n")
        #expect(run.code == 3)
        #expect(run.errorText.contains("Xqzzvw"), "\(run.errorText)")
        #expect(try await work.count() == 1)
    }

    @Test("help is data, and names every verb and the exit codes")
    func help() async throws {
        let work = try Workspace()
        let help = try await work.succeed("--help").output
        let verbs = [
            "import", "add", "update", "delete", "locate", "query", "nearest", "count", "export", "info", "verify",
            "rebuild-index",
        ]
        for verb in verbs {
            #expect(help.contains("  \(verb)"), "\(verb)")
            let own = try await work.succeed(verb, "--help").output
            #expect(own.contains("USAGE: incidents \(verb)"), "\(verb)")
        }
        #expect(help.contains("Exit codes"))
        try await work.succeed("--version")
    }
}
