import TestSupport
import Testing

/// `--quiet` and `--verbose`.
@Suite("how much the command says")
struct LoudnessTests {
    @Test("a quiet command says nothing but its data and its errors")
    func quiet() async throws {
        let work = try Workspace()
        let file = try work.folder.write(Samples.csv, to: "sample.csv")
        #expect(try await work.succeed("import", file, "-q").output.isEmpty)
        #expect(try await work.succeed("import", file, "--quiet", "--json").output.contains("\"unchanged\""))
        let fields = try await work.run(["query", "--quiet", "--fields", "titel", "--format", "csv"])
        #expect(fields.code == 0 && fields.output.hasPrefix("titel\n") && fields.errorText.isEmpty)
        let wrong = try await work.run(["query", "--quiet", "--during", "2021-02-30"])
        #expect(wrong.code == 2 && wrong.errorLines.count == 1)
    }

    @Test("a verbose command says how it understood a file and answered a question, and which defaults it took")
    func verbose() async throws {
        let work = try Workspace()
        let file = try work.folder.write(Samples.csv, to: "sample.csv")
        let taken = try await work.run(["import", file, "--verbose"])
        #expect(taken.code == 0)
        #expect(taken.errorText.contains("sample.csv: csv; longitude="), "\(taken.errorText)")
        #expect(taken.errorText.contains(" rows, "), "\(taken.errorText)")
        for arguments in [["query", "-v"], ["count", "-v"], ["export", "-v"], ["count", "-v", "--by", "type"]] {
            let run = try await work.run(arguments)
            #expect(run.code == 0 && run.errorText.contains("matches"), "\(arguments): \(run.errorText)")
        }
        let defaults = try await work.run(["query", "-v"], environment: ["INCIDENTS_LIMIT": "1"])
        #expect(defaults.errorText.contains("--limit 1, by $INCIDENTS_LIMIT"), "\(defaults.errorText)")
        #expect(try await work.run(["query", "-v", "-q"]).code == 2)
    }
}
