import TestSupport
import Testing

/// `--where` on the command line.
@Suite("--where")
struct WhereTests {
    private func filled() async throws -> Workspace {
        let work = try Workspace()
        try await work.succeed("import", "-", "--source", "s", input: Samples.csv)
        return work
    }

    @Test(
        "a condition picks the incidents that meet it, in text and in JSON",
        arguments: [
            ("type = 'drone_attack'", ["s:a", "s:b"]), ("type LIKE 'drone%' AND deaths_best IS NULL", ["s:b"]),
            ("S_INTERSECTS(geometry, BBOX(40,30,46,36))", ["s:a", "s:b", "s:d"]),
            ("T_AFTER(start, TIMESTAMP('2022-01-31T00:00:00Z'))", ["s:c"]),
            ("NOT type = 'drone_attack'", ["s:c", "s:d", "s:e"]),
            (#"{"op":"=","args":[{"property":"type"},"bombing"]}"#, ["s:c"]),
        ])
    func conditions(condition: String, expected: [String]) async throws {
        let work = try await filled()
        let run = try await work.succeed("query", "--where", condition, "--format", "ids", "--sort", "id")
        #expect(run.lines == expected)
        #expect(try await work.count("--where", condition) == expected.count)
    }

    @Test("it goes with the other options, all of which must hold")
    func together() async throws {
        let work = try await filled()
        #expect(try await work.count("--where", "type = 'drone_attack'", "--during", "2022-01-03") == 1)
        #expect(try await work.count("--where", "type = 'drone_attack'", "--type", "bombing") == 0)
    }

    @Test(
        "a fault is pointed at",
        arguments: [
            ("type = 'fire", "column 8"), ("deaths_best >", "column 14"),
            ("S_INTERSECTS(geometry, FOO(1 2))", "column 30"),
            (#"{"op":"="}"#, "args"), ("", "--where"),
        ])
    func faults(condition: String, place: String) async throws {
        let work = try await filled()
        let run = try await work.run(["count", "--where", condition])
        #expect(run.code == 2)
        #expect(run.output.isEmpty)
        #expect(run.errorText.contains(place), "\(run.errorText)")
    }
}
