import Foundation
import TestSupport
import Testing

/// Signals that ask the command to end, in the middle of writing a file.
@Suite("a command that is told to end")
struct InterruptionTests {
    private static let rows = 150_000

    @Test(
        "a command that is interrupted removes its unfinished file and ends with 128 and the signal's number",
        arguments: zip([SIGINT, SIGTERM, SIGHUP], [130, 143, 129] as [Int32]))
    func export(signal: Int32, code: Int32) async throws {
        let work = try Workspace()
        let binary = try #require(Workspace.binary)
        var csv = "id,date,longitude,latitude,title\n"
        for row in 0..<Self.rows { csv += "n\(row),2022-01-01,1,1,title \(row)\n" }
        try await work.succeed("import", try work.folder.write(csv, to: "many.csv"))
        let before = try work.folder.contents()
        // The shell waits for the unfinished file, and then sends the signal. It makes those that it starts in the
        // background ignore an interrupt, which the trap takes back.
        let script = """
            (trap - INT; exec "$0" export -o out.geojson) & pid=$!
            seen=no
            for try in $(seq 4000); do
                if ls out.geojson.*.part >/dev/null 2>&1; then seen=yes; break; fi
            done
            kill -s \(signal) $pid; wait $pid; echo $seen $?
            """
        let run = try await ChildProcess.run(
            "/bin/bash", ["-c", script, binary], environment: ["INCIDENTS_STORE": work.store],
            folder: work.folder.path)
        #expect(run.lines.last == "yes \(code)", "\(run.output) \(run.errorText)")
        let left = try work.folder.contents().filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }
        #expect(left == before, "\(left)")
    }

    @Test("under nohup a command goes on when the terminal is gone")
    func nohup() async throws {
        let work = try Workspace()
        let binary = try #require(Workspace.binary)
        try await work.succeed("import", "-", input: Samples.csv)
        let script = """
            trap '' HUP
            "$0" import slow.csv & pid=$!
            sleep 0.3; kill -s HUP $pid; sleep 0.1
            printf 'id,date,longitude,latitude\\nx,2022-01-01,1,1\\n' > slow.csv
            wait $pid; echo $?
            """
        _ = try await ExternalTool.run("mkfifo", [work.folder.file("slow.csv")])
        let run = try await ChildProcess.run(
            "/bin/bash", ["-c", script, binary], environment: ["INCIDENTS_STORE": work.store],
            folder: work.folder.path, within: 60)
        #expect(run.lines.last == "0", "\(run.output) \(run.errorText)")
        #expect(try await work.count() == 6)
    }
}
