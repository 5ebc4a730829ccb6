import Foundation
import TestSupport
import Testing

/// The examples that the help texts and the manual pages show.
@Suite("the manual pages", .tools("bash", "gzip"))
struct ManualExampleTests {
    private struct Manual: Decodable {
        struct Command: Decodable {
            var discussion: String?
            var subcommands: [Command]?

            /// The examples of this command and those below it: lines that are indented, continued where more so.
            var examples: [String] {
                var examples: [String] = []
                for line in (discussion ?? "").split(separator: "\n").map(String.init) where line.hasPrefix("  ") {
                    if line.hasPrefix("    "), let last = examples.last {
                        examples[examples.count - 1] = "\(last)\n\(line)"
                    } else {
                        examples.append(line.trimmingCharacters(in: .whitespaces))
                    }
                }
                return examples + (subcommands ?? []).flatMap(\.examples)
            }
        }
        var command: Command
    }

    private static let article = "Drones struck al-Asad Airbase in Anbar on Tuesday, killing two."

    /// The files that the examples name.
    private static let files: [(name: String, text: String)] = [
        (
            "reports.csv",
            """
            id,date,longitude,latitude,type,title,deaths,magnitude
            16,2022-01-03,44.23,33.26,drone_attack,Two drones shot down,5,
            17,2022-01-04,42.44,33.79,drone_attack,Drones over the base,0,
            18,2022-01-05T04:30:00Z,44.36,33.31,protest,March,0,
            19,2021-06-01,-175.5,-20.1,earthquake,Tonga,,6.1
            20,2021-06-02,178.5,-18.1,earthquake,Fiji,,5.9

            """
        ),
        ("airstrikes.csv", "id,date,lon,lat\n1,2022-01-04,44,33\n"),
        ("insurgencies.csv", "id,date,lon,lat\n1,2022-01-04,44,33\n"),
        ("report.csv", "nr;Ort;Datum\n1;Baghdad;2022-01-04\n"),
        (
            "feed.geojson",
            #"{"type":"Feature","id":"f1","geometry":{"type":"Point","coordinates":[1,2]},"properties":{}}"#
        ),
        ("CF.txt", CentralAfricanVillages.dump), ("allCountries.txt", CentralAfricanVillages.dump),
        ("alternateNamesV2.txt", "1\t900000001\tfr\tSucrerie de Ngakobo\t\t\t\t\t\t\n"),
        ("admin1CodesASCII.txt", "CF.11\tOuaka Prefecture\tOuaka Prefecture\t236887\n"),
        ("governorates.geojson", area), ("area.geojson", area), ("article.txt", article),
        (
            "articles.jsonl",
            """
            {"id":"a1","published":"2022-01-04","title":"Strike","text":"\(article)",\
            "toponyms":[{"start":14,"end":29,"name":"al-Asad Airbase"}]}

            """
        ),
    ]

    private static let area = """
        {"type":"Feature","properties":{"name":"centre"},"geometry":{"type":"Polygon",\
        "coordinates":[[[40,30],[48,30],[48,37],[40,37],[40,30]]]}}
        """

    @Test("every example runs one after the other, finds something and complains of nothing")
    func examples() async throws {
        let binary = try #require(Workspace.binary)
        let work = try Workspace()
        for (name, text) in ManualExampleTests.files { try work.folder.write(text, to: name) }
        try FileManager.default.createDirectory(
            atPath: work.folder.file("bin"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: work.folder.file("bin/incidents"), withDestinationPath: binary)
        // The example that fetches a feed gets one without a network.
        let curl = try work.folder.write("#!/bin/sh\ncat feed.geojson\n", to: "bin/curl")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: curl)
        let help = try await work.run(["--experimental-dump-help"])
        let manual = try JSONDecoder().decode(Manual.self, from: help.outputData)
        let examples = manual.command.examples
        #expect(examples.count >= 30)
        let bash = try #require(ExternalTool.path("bash"))
        let inherited = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        for example in examples {
            let run = try await ChildProcess.run(
                bash, ["-o", "pipefail", "-c", example],
                environment: [
                    "PATH": work.folder.file("bin") + ":" + inherited, "INCIDENTS_STORE": nil, "INCIDENTS_CONFIG": "",
                ],
                folder: work.folder.path)
            #expect(run.code == 0 && run.errorText.isEmpty, "\(example): \(run.code), \(run.errorText)")
        }
    }
}
