import Foundation
import TestSupport
import Testing

/// A store that somebody else keeps: it can be read, and not the least can be written beside it.
@Suite("a store in a folder that may not be written")
struct ReadOnlyTests {
    /// Nobody's user and group.
    private static let stranger = 65_534

    private static let verbs: [[String]] = [
        ["count"], ["count", "--bbox", "-180,-90,180,90"], ["count", "--by", "type"], ["info"], ["verify"], ["query"],
        ["query", "--text", "airport"], ["query", "--during", "2022-01"], ["export", "--format", "csv"],
        ["nearest", "--to", "44,33"],
    ]

    /// Runs the command as a user who owns nothing.
    private func asStranger(_ work: Workspace, _ arguments: [String]) async throws -> ChildProcess {
        let binary = try #require(Workspace.binary)
        return try await ExternalTool.run(
            "setpriv",
            ["--reuid=\(Self.stranger)", "--regid=\(Self.stranger)", "--clear-groups", binary] + arguments,
            environment: ["INCIDENTS_STORE": work.store])
    }

    /// Only root can become somebody else, and the stranger must be allowed to run the command where it is.
    @Sendable private static func canBecomeStranger() async throws -> Bool {
        guard geteuid() == 0, ExternalTool.path("setpriv") != nil else { return false }
        return try await ReadOnlyTests().asStranger(Workspace(), ["--version"]).code == 0
    }

    private func imported() async throws -> Workspace {
        let work = try Workspace()
        try await work.succeed("import", "-", input: Samples.csv)
        return work
    }

    @Test(
        "whoever may only read a store gets every answer that its owner gets, and leaves nothing behind",
        .enabled("needs root and setpriv, and a command that others may run", ReadOnlyTests.canBecomeStranger))
    func stranger() async throws {
        let work = try await imported()
        let before = try work.folder.contents()
        for verb in Self.verbs {
            let run = try await asStranger(work, verb)
            let own = try await work.run(verb)
            #expect(run.code == own.code && run.errorText.isEmpty, "\(verb): \(run.code) \(run.errorText)")
            if verb != ["info"] { #expect(run.output == own.output, "\(verb)") }
            // The owner's own commands may bring the index up to date.
            #expect(try work.folder.contents().filter { $0 != "incidents.gpkg.index" } == before)
        }
        for verb in [["add", "--at", "44,33", "--date", "2022"], ["delete", "stdin:a"], ["rebuild-index"]] {
            let run = try await asStranger(work, verb)
            #expect(run.code == 2 && run.errorText.contains("cannot be written"), "\(verb): \(run.errorText)")
        }
        #expect(try await work.count() == 5)
    }

    @Test(
        "an own store is read in a folder, or from a file, that is not to be written, and nothing appears beside it",
        .enabled("needs root and setpriv, and a command that others may run", ReadOnlyTests.canBecomeStranger),
        arguments: [(0o555, 0o644), (0o755, 0o444), (0o555, 0o444)])
    func protected(modes: (folder: Int, file: Int)) async throws {
        let work = try await imported()
        let files = FileManager.default
        let owner: [FileAttributeKey: Any] = [.ownerAccountID: Self.stranger, .groupOwnerAccountID: Self.stranger]
        for path in [work.store, work.folder.path] { try files.setAttributes(owner, ofItemAtPath: path) }
        try files.setAttributes([.posixPermissions: modes.file], ofItemAtPath: work.store)
        try files.setAttributes([.posixPermissions: modes.folder], ofItemAtPath: work.folder.path)
        let before = try work.folder.contents()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: work.store))
        for verb in Self.verbs {
            let run = try await asStranger(work, verb)
            #expect(run.code == 0 && run.errorText.isEmpty, "\(verb): \(run.code) \(run.errorText)")
            #expect(try work.folder.contents() == before, "\(verb)")
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: work.store)) == bytes)
    }

    @Test(
        "a log with changes that cannot be read without writing is named, not passed over",
        .enabled("needs root and setpriv, and a command that others may run", ReadOnlyTests.canBecomeStranger),
        .tools("sqlite3"))
    func pendingLog() async throws {
        let source = try await imported()
        let work = try Workspace()
        // A copy of the files in the middle of another program's session, as after a crash: its log has a change.
        let copy = "cp '\(source.store)' '\(source.store)-wal' '\(work.folder.path)/'"
        try await source.sql(
            "PRAGMA wal_autocheckpoint = 0; DELETE FROM incidents WHERE id LIKE '%:a';\n.shell \(copy)\n")
        #expect(try work.folder.contents() == ["incidents.gpkg", "incidents.gpkg-wal"])
        let run = try await asStranger(work, ["count"])
        #expect(run.code == 2 && run.errorLines.count == 1, "\(run.code) \(run.output) \(run.errorText)")
        #expect(run.errorText.contains("incidents.gpkg-wal"), "\(run.errorText)")
        // Its owner reads it; then everybody can.
        #expect(try await work.count() == 4)
        #expect(try await asStranger(work, ["count"]).output == "4\n")
    }

    @Test(
        "what is read without locks while its owner writes ends with an error and not with a mixture",
        .enabled("needs root and setpriv, and a command that others may run", ReadOnlyTests.canBecomeStranger))
    func changedMeanwhile() async throws {
        let work = try Workspace()
        var csv = "id,date,longitude,latitude,title\n"
        for row in 0..<20_000 { csv += "n\(row),2022-01-01,1,1,title \(row)\n" }
        try await work.succeed("import", "-", input: csv)
        // The pipe is full long before the export is at its end.
        let script = """
            setpriv --reuid=\(Self.stranger) --regid=\(Self.stranger) --clear-groups "$0" export |
                (head -c 100 >/dev/null; "$0" delete stdin:n19999 >/dev/null; cat >/dev/null)
            echo ${PIPESTATUS[0]}
            """
        let binary = try #require(Workspace.binary)
        let run = try await ChildProcess.run(
            "/bin/bash", ["-c", script, binary], environment: ["INCIDENTS_STORE": work.store])
        #expect(run.lines.last == "2" && run.errorText.contains("changed by another program"), "\(run.errorText)")
    }

    @Test(
        "while its owner writes, whoever may only read a store sees each change at the next command",
        .enabled("needs root and setpriv, and a command that others may run", ReadOnlyTests.canBecomeStranger))
    func besideWriter() async throws {
        let work = try await imported()
        for round in 1...3 {
            try await work.succeed("import", "-", input: "id,longitude,latitude\nn\(round),1,1\n")
            #expect(try await asStranger(work, ["count"]).output == "\(5 + round)\n")
        }
    }
}
