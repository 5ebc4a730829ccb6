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

    @Test(
        "numbers that are no point are not taken for the name of a place",
        arguments: ["44,33,5", "44;33", "44 33", "1,2,3,4"])
    func malformedPoints(point: String) async throws {
        let (work, before) = try await filled()
        for arguments in [
            ["add", "--date", "2022", "--at", point], ["query", "--within", "5km", "--near", point],
            ["nearest", "--to", point],
        ] {
            let run = try await work.fail(2, arguments)
            #expect(run.errorText.contains("write LON,LAT"), "\(run.errorText)")
        }
        #expect(try await work.contents() == before)
    }

    @Test("a time zone that does not exist is named as one")
    func zones() async throws {
        let (work, _) = try await filled()
        for arguments in [
            ["query", "--during", "2022", "--assume-zone", "Mars/Phobos"],
            ["import", "-", "--assume-zone", "Mars/Phobos"],
            ["add", "--at", "1,2", "--date", "2022-01-01T10:00:00", "--assume-zone", "Mars/Phobos"],
        ] {
            let run = try await work.fail(2, arguments, input: Samples.csv)
            #expect(run.errorText.contains("no time zone 'Mars/Phobos'"), "\(run.errorText)")
        }
    }

    @Test("a command that does not exist is told from those that do, with the one that may be meant")
    func verbs() async throws {
        let work = try Workspace()
        let typo = try await work.fail(2, ["coutn", "--region", "Iraq"])
        #expect(typo.errorText.contains("did you mean 'count'?"), "\(typo.errorText)")
        let other = try await work.fail(2, ["explode"])
        #expect(other.errorText.contains("the commands are import, "), "\(other.errorText)")
        let order = try await work.fail(2, ["--store", "x.gpkg", "count"])
        #expect(order.errorText.contains("incidents count --store"), "\(order.errorText)")
    }

    @Test("a column, field, property or command that does not exist is told with the one that may be meant")
    func misspelled() async throws {
        let (work, before) = try await filled()
        let file = try work.folder.write("date,longitude,latitude,title\n2022-01-04,44,33,x\n", to: "in.csv")
        let areas = try work.folder.write(
            #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"shapeName":"A"},"#
                + #""geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}]}"#, to: "areas.geojson")
        for (arguments, hint) in [
            (["import", file, "--map", "title=titel"], "'title'"),
            (["import", file, "--map", "titel=title"], "'title'"),
            (["import", file, "--encoding", "windows-1225"], "'windows-1252'"),
            (["gazetteer", "bild"], "'build'"),
            (["count", "--by", "region-file=\(areas):shapeNam"], "'shapeName'"),
            (["query", "--where", "CASIE(type) = 'x'"], "'CASEI'"), (["count", "--by", "yaer"], "'year'"),
        ] {
            let run = try await work.run(arguments)
            #expect(run.code == 2 && run.output.isEmpty, "\(arguments): \(run.code)")
            #expect(run.errorText.contains("did you mean \(hint)?"), "\(run.errorText)")
        }
        let twice = try await work.fail(2, ["import", file, "--map", "start=date", "--map", "start=title"])
        #expect(twice.errorText.contains("--map gives start two columns, 'date' and 'title'"), "\(twice.errorText)")
        #expect(try await work.contents() == before)
    }

    @Test("a value or a type that does not exist is told with the one that may be meant")
    func misspelledValues() async throws {
        let (work, _) = try await filled()
        for (arguments, hint) in [
            (["query", "--format", "cvs"], "'csv'"),
            (["query", "--format", "geojsno"], "'geojson'"),
            (["import", "x.csv", "--on-conflict", "replac"], "'replace'"),
            (["query", "--match", "certan"], "'certain'"),
        ] {
            let run = try await work.fail(2, arguments)
            #expect(run.errorText.contains("did you mean \(hint)?"), "\(run.errorText)")
        }
        try await work.succeed("add", "--at", "1,2", "--date", "2022", "--type", "Airstrike")
        let type = try await work.run(["count", "--type", "Airstrik"])
        #expect(type.errorLines == ["incidents: no incident is of the type 'Airstrik'; did you mean 'Airstrike'?"])
        #expect(try await work.run(["count", "--type", "quite another"]).errorText.isEmpty)
    }

    @Test("a property that no incident has is named beside the answer, wherever a condition asks for it")
    func absentProperties() async throws {
        let (work, _) = try await filled()
        for (condition, message) in [
            ("tipe = 'x'", "a property 'tipe'; did you mean 'type'?"),
            ("NOT (deaths_bets > 3) OR type = 'x'", "a property 'deaths_bets'; did you mean 'deaths_best'?"),
            ("qqqqqqqq IS NULL", "a property 'qqqqqqqq'"),
        ] {
            for verb in ["query", "count", "export", "nearest"] {
                let run = try await work.run(
                    [verb, "--where", condition] + (verb == "nearest" ? ["--to", "1,2"] : []))
                #expect(run.code <= 1)
                #expect(run.errorLines == ["incidents: no incident of the store has \(message)"], "\(run.errorText)")
            }
            #expect(try await work.run(["count", "--quiet", "--where", condition]).errorText.isEmpty)
        }
        for condition in ["type = 'x'", "T_AFTER(datetime, DATE('2022-01-01'))", "A_CONTAINS(tags, ('x'))"] {
            #expect(try await work.run(["count", "--where", condition]).errorText.isEmpty)
        }
        // What features have and tables do not.
        try await work.succeed(
            "import", "-", "--source", "f",
            input: #"{"type":"Feature","geometry":null,"properties":{"blast":{"yield":3},"type":"x"}}"#)
        #expect(try await work.run(["count", "--where", "blast IS NULL"]).errorText.isEmpty)
        try await work.succeed("add", "--at", "1,2", "--date", "2022", "--property", "own=1")
        #expect(try await work.run(["count", "--where", "own = '1' AND source.own = '1'"]).errorText.isEmpty)
    }

    @Test("a value that is none of those offered is answered with the list of them")
    func choices() async throws {
        let (work, _) = try await filled()
        let run = try await work.fail(2, ["query", "--format", "shapefile"])
        #expect(run.errorText.contains(": geojson, geojsonseq, csv, "), "\(run.errorText)")
    }

    @Test("a field that no incident written has is told, with the one that may be meant")
    func fields() async throws {
        let (work, _) = try await filled()
        for format in ["geojson", "csv", "table"] {
            let run = try await work.run(["query", "--fields", "titel,code,type", "--format", format])
            #expect(run.code == 0)
            #expect(
                run.errorLines == ["incidents: no incident written has a field 'titel'; did you mean 'title'?"],
                "\(format): \(run.errorText)")
        }
        try await work.succeed("query", "--fields", "code,id,longitude", "--format", "csv")
        try await work.succeed("nearest", "--to", "44,33", "--fields", "distance_m,code")
    }

    @Test("a region file that is cut anywhere is called broken, whatever stands before the cut")
    func cutRegions() async throws {
        let (work, _) = try await filled()
        let point = #"{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}"#
        let area = #"{"type":"Feature","properties":{},"geometry":\#(Samples.polygon)}"#
        let text = #"{"type":"FeatureCollection","features":[\#(point),\#(area)]}"#
        let whole = try work.folder.write(text, to: "whole.geojson")
        #expect(try await work.fail(2, ["count", "--region-file", whole]).errorText.contains("Point"))
        for length in [text.utf8.count - 1, text.utf8.count - 2, text.utf8.count / 2] {
            let file = try work.folder.write(String(text.prefix(length)), to: "cut.geojson")
            let run = try await work.fail(2, ["count", "--region-file", file])
            #expect(!run.errorText.contains("Point"), "\(length): \(run.errorText)")
        }
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
        let add = try await work.fail(4, ["add", "--at", "Baghmad Internatonal Airport", "--date", "2022-01-01"])
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
