import Foundation
import TestSupport
import Testing

@Suite("Defaults of options")
struct DefaultsTests {
    private let rows = "id,date,lon,lat\n1,2022-01-04,44,33\n2,2022-02-04,45,34\n"

    @Test("an option goes before the environment, that before the file, and a line for one command before one for all")
    func precedence() async throws {
        let work = try Workspace()
        let file = try work.folder.write(rows, to: "rows.csv")
        let config = try work.folder.write(
            "# mine\n\nsource = of all\nimport.source = of import\nexport.format=csv\nprecision = 2\n", to: "config")
        func source(_ arguments: [String], _ variables: [String: String?]) async throws -> String {
            let store = work.folder.file("\(UUID().uuidString).gpkg")
            var environment: [String: String?] = ["INCIDENTS_STORE": store, "INCIDENTS_CONFIG": config]
            environment.merge(variables) { $1 }
            let taken = try await work.run(["import", file] + arguments, environment: environment)
            try #require(taken.code == 0, "\(taken.errorText)")
            let ids = try await work.run(["export", "--format", "ids"], environment: environment)
            return ids.output.split(separator: ":").first.map(String.init) ?? ""
        }
        #expect(try await source([], [:]) == "of import")
        #expect(try await source([], ["INCIDENTS_SOURCE": "of the environment"]) == "of the environment")
        #expect(try await source(["--source", "given"], ["INCIDENTS_SOURCE": "of the environment"]) == "given")
        #expect(try await source([], ["INCIDENTS_CONFIG": ""]) == "rows")
    }

    @Test("the file is looked for in the user's folders, and a command takes of it only what it knows")
    func places() async throws {
        let work = try Workspace()
        try await work.succeed("import", try work.folder.write(rows, to: "rows.csv"))
        for folder in ["home/.config/incidents", "xdg/incidents"] {
            try FileManager.default.createDirectory(
                atPath: work.folder.file(folder), withIntermediateDirectories: true)
        }
        try work.folder.write("export.format = ids\nzone = Asia/Baghdad\n", to: "home/.config/incidents/config")
        try work.folder.write("export.format = count\n", to: "xdg/incidents/config")
        let home = work.folder.file("home")
        let first = try await work.run(
            ["export"], environment: ["INCIDENTS_CONFIG": nil, "HOME": home, "XDG_CONFIG_HOME": nil])
        #expect(first.output == "rows:1\nrows:2\n", "\(first.errorText)")
        let second = try await work.run(
            ["export"],
            environment: ["INCIDENTS_CONFIG": nil, "HOME": home, "XDG_CONFIG_HOME": work.folder.file("xdg")])
        #expect(second.output == "2\n", "\(second.errorText)")
        let other = try await work.run(["info"], environment: ["INCIDENTS_CONFIG": nil, "HOME": home])
        #expect(other.code == 0, "\(other.errorText)")
    }

    @Test(
        "a line that says nothing is named with what was meant",
        arguments: [
            ("stor = x", "line 1: there is no option 'stor' with a default; did you mean 'store'?"),
            ("store", "line 1: write option = value"),
            ("\nimprot.source = x", "line 2: there is no command 'improt'; did you mean 'import'?"),
            ("output = x", "line 1: there is no option 'output' with a default"),
        ])
    func mistakes(_ text: String, _ sentence: String) async throws {
        let work = try Workspace()
        let config = try work.folder.write(text, to: "config")
        let run = try await work.run(["info"], environment: ["INCIDENTS_CONFIG": config])
        #expect(run.code == 2)
        #expect(run.errorText.contains(sentence), "\(run.errorText)")
        let absent = try await work.run(["info"], environment: ["INCIDENTS_CONFIG": work.folder.file("none")])
        #expect(absent.code == 2 && absent.errorText.contains("cannot read the file of defaults"))
    }
}
