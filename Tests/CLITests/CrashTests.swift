import Foundation
import TestSupport
import Testing

/// `kill -9` in the middle of the work.
@Suite("a command that is killed")
struct CrashTests {
    @Test("an import that is killed leaves all of its rows or none, and everything that was acknowledged before it")
    func killed() async throws {
        let work = try Workspace()
        try await work.succeed("import", "-", input: Samples.csv)
        let before = try await work.contents()
        var csv = "id,date,longitude,latitude,title\n"
        let rows = 60_000
        for row in 0..<rows { csv += "n\(row),2022-01-01,1,1,title \(row)\n" }
        let file = try work.folder.write(csv, to: "many.csv")
        var interrupted = 0
        for milliseconds in [5, 20, 60, 120, 200, 300, 450] {
            do {
                _ = try await work.run(["import", file], within: Double(milliseconds) / 1_000)
            } catch is ChildProcess.Failure {
                interrupted += 1
            }
            let count = try await work.count()
            #expect(count == 5 || count == 5 + rows, "after \(milliseconds) ms: \(count)")
            try await work.succeed("verify")
            if count == 5 { #expect(try await work.contents() == before) }
        }
        #expect(interrupted > 0, "nothing was killed")
        try await work.succeed("import", file)
        #expect(try await work.count("--bbox", "0,0,2,2") == rows)
    }
}
