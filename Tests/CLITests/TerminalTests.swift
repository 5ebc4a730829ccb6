import Foundation
import TestSupport
import Testing

#if os(Linux)
/// What reaches a terminal, by way of a pseudo-terminal.
@Suite("output to a terminal", .tools("script"))
struct TerminalTests {
    /// Bidirectional controls, invisible format characters, and controls of the terminal itself.
    private static let steering: [UnicodeScalar] = [
        "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}",
        "\u{200E}", "\u{200F}", "\u{061C}", "\u{200B}", "\u{2060}", "\u{FEFF}", "\u{AD}", "\u{9B}", "\u{7F}", "\u{1B}",
        "\u{2028}", "\u{E0041}",
    ]

    private func filled() async throws -> Workspace {
        let work = try Workspace()
        let text = String(String.UnicodeScalarView(Self.steering))
        // Long enough that characters lie across the borders of what is written at once.
        var csv = "id,longitude,latitude,type,title\n"
        for row in 0..<900 {
            csv += "n\(row),1,1,t\(text),esrever\(text)ünï\(String(repeating: "é", count: row % 7))\n"
        }
        try await work.succeed("import", "-", "--source", "x", input: csv)
        return work
    }

    private func onTerminal(_ work: Workspace, _ arguments: String) async throws -> String {
        let binary = try #require(Workspace.binary)
        let run = try await ExternalTool.run(
            "script", ["-qec", "'\(binary)' \(arguments)", "/dev/null"],
            environment: ["INCIDENTS_STORE": work.store])
        return run.output.replacing("\r\n", with: "\n")
    }

    @Test(
        "nothing that steers a terminal or hides reaches one, in any format and report",
        arguments: [
            "query", "query --format geojsonseq", "query --format csv", "query --format table", "query --format ids",
            "export", "count --by type", "count --by type --format json", "count --by type --format csv", "info",
            "info --json",
        ])
    func escaped(arguments: String) async throws {
        let work = try await filled()
        let shown = try await onTerminal(work, arguments)
        #expect(shown.contains("900") || shown.contains("n899"), "\(shown.prefix(300))")
        let raw = Self.steering.filter { shown.unicodeScalars.contains($0) }
        #expect(raw.isEmpty, "\(raw.map { String($0.value, radix: 16) }): \(shown.prefix(300))")
    }

    @Test("GeoJSON on a terminal is the same GeoJSON, with escapes of its own")
    func sameGeoJSON() async throws {
        let work = try await filled()
        let shown = try await onTerminal(work, "query")
        let piped = try await work.succeed("query").outputData
        #expect(shown.contains(#"esrever\u202a\u202b"#) && shown.contains(#"\udb40\udc41"#), "\(shown.prefix(600))")
        let shownObject = try JSONSerialization.jsonObject(with: Data(shown.utf8)) as? NSDictionary
        let pipedObject = try JSONSerialization.jsonObject(with: piped) as? NSDictionary
        #expect(shownObject != nil && shownObject == pipedObject)
    }

    @Test("a file and a pipe get every character as it was given")
    func faithful() async throws {
        let work = try await filled()
        // ESC and U+2028 are escaped in any JSON of ours.
        let expected = Self.steering.filter { $0.value >= 0x20 && $0 != "\u{2028}" }
        let piped = try await work.succeed("query").output
        let missing = expected.filter { !piped.unicodeScalars.contains($0) }
        #expect(missing.isEmpty, "\(missing.map { String($0.value, radix: 16) })")
        _ = try await onTerminal(work, "query -o out.geojson --format geojson -o '\(work.folder.file("out.geojson"))'")
        #expect(try String(contentsOfFile: work.folder.file("out.geojson"), encoding: .utf8) == piped)
    }

    @Test("on a terminal an import shows its rows, its rate and the time that is left, unless it is to be quiet")
    func importProgress() async throws {
        let work = try Workspace()
        var csv = "id,longitude,latitude,title\n"
        for row in 0..<32_000 { csv += "n\(row),1,1,word\(row)\n" }
        let file = try work.folder.write(csv, to: "many.csv")
        let shown = try await onTerminal(work, "import '\(file)'")
        #expect(shown.contains(/\r\e\[K10,000 rows, [0-9,]+ a second, [0-9]+%/), "\(shown)")
        #expect(shown.contains(/[0-9] s left|100%/), "\(shown)")
        // Nothing of it stays.
        #expect(shown.contains("\r\u{1B}[Kread"), "\(shown)")
        #expect(try await onTerminal(work, "import --quiet '\(file)'").isEmpty)
        let piped = try await onTerminal(work, "import - < '\(file)'")
        #expect(piped.contains("30,000 rows, ") && !piped.contains("%"), "\(piped)")
    }

    @Test("on a terminal the first query for words shows how far the indexing is, and leaves only the answer")
    func progress() async throws {
        let work = try Workspace()
        var csv = "id,longitude,latitude,title\n"
        for row in 0..<12_000 { csv += "n\(row),1,1,word\(row)\n" }
        try await work.succeed("import", "-", input: csv)
        let shown = try await onTerminal(work, "query --text word7 --format count")
        #expect(shown.contains("indexing the texts: 10000 incidents"), "\(shown)")
        #expect(shown.hasSuffix("\r\u{1B}[K1\n"), "\(shown)")
        #expect(try await onTerminal(work, "query --text word8 --format count") == "1\n")
    }
}
#endif
