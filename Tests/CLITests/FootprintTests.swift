import Foundation
import TestSupport
import Testing

/// What the command leaves behind, and how much memory it takes.
@Suite("the footprint of the command")
struct FootprintTests {
    /// The verbs on one store, each with what it reads.
    private static let session: [(arguments: [String], input: String?)] = [
        (["import", "-"], Samples.mixed),
        (["import", "-"], Samples.csv),
        (["add", "--at", "Erbil", "--date", "2022-03-13"], nil),
        (["query", "--region", "Iraq", "--sort", "start"], nil),
        (["query", "--text", "airport"], nil),
        (["count", "--by", "month"], nil),
        (["nearest", "--to", "Baghdad", "-k", "3"], nil),
        (["locate", "Iraq"], nil),
        (["rebuild-index"], nil),
        (["export", "--format", "csv"], nil),
        (["info"], nil),
        (["verify"], nil),
    ]

    @Test("home, the folder for temporary files and the working folder stay empty")
    func folders() async throws {
        let work = try Workspace()
        let elsewhere = try Workspace()
        let home = try TemporaryFolder()
        let temporary = try TemporaryFolder()
        let environment: [String: String?] = [
            "HOME": home.path, "TMPDIR": temporary.path, "SQLITE_TMPDIR": temporary.path, "XDG_CACHE_HOME": nil,
            "INCIDENTS_STORE": work.store,
        ]
        for (arguments, input) in FootprintTests.session {
            let run = try await elsewhere.run(arguments, input: input, environment: environment)
            #expect(run.code == 0 || run.code == 3, "\(arguments): \(run.errorText)")
        }
        #expect(try home.contents().isEmpty)
        #expect(try temporary.contents().isEmpty)
        #expect(try elsewhere.folder.contents().isEmpty)
        let left = try work.folder.contents()
        #expect(left == ["incidents.gpkg", "incidents.gpkg.index", "incidents.gpkg.rejects.jsonl"], "\(left)")
    }

    @Test(
        "no file outside the store's folder is opened for writing, however briefly",
        .enabled("needs strace, allowed to trace", FootprintTests.canTrace))
    func traced() async throws {
        let binary = try #require(Workspace.binary)
        let work = try Workspace()
        let trace = try TemporaryFolder()
        let log = trace.file("trace")
        for (arguments, input) in FootprintTests.session {
            let run = try await ExternalTool.run(
                "strace",
                [
                    "-f", "-y", "-e", "trace=open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2", "-o", log,
                    binary,
                ] + arguments,
                input: input.map { Data($0.utf8) }, environment: ["INCIDENTS_STORE": work.store])
            #expect(run.code == 0 || run.code == 3, "\(arguments): \(run.errorText)")
            for line in try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n") {
                guard ["O_WRONLY", "O_RDWR", "O_CREAT", "creat(", "mkdir", "rename"].contains(where: line.contains),
                    !line.contains("ENOENT")
                else { continue }
                // Data streams and the terminal are where they were told to write.
                let allowed = [work.folder.path, "\"/dev/null\"", "\"/dev/tty\"", "\"/proc/", "\"/dev/std"]
                #expect(allowed.contains { line.contains($0) }, "\(arguments[0]): \(line)")
            }
        }
    }

    @Test("a file of 200 MB is imported in less than 300 MB of memory", .enabled(if: FootprintTests.canMeasure))
    func memory() async throws {
        let work = try Workspace()
        let file = work.folder.file("large.csv")
        let rows = try FootprintTests.writeLargeFile(at: file, megabytes: 200)
        let binary = try #require(Workspace.binary)
        let measured = work.folder.file("memory")
        let run = try await ChildProcess.run(
            "/usr/bin/time", ["-f", "%M", "-o", measured, binary, "import", file, "--json"],
            environment: ["INCIDENTS_STORE": work.store], within: 900)
        #expect(run.code == 0, "\(run.errorText)")
        #expect(try JSONDecoder().decode(ImportReport.self, from: run.outputData).inserted == rows)
        let text = try String(contentsOfFile: measured, encoding: .utf8)
        let kilobytes = try #require(Int(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(kilobytes < 300_000, "\(kilobytes / 1000) MB")
        #expect(try await work.count("--bbox", "-180,-90,180,90") == rows)
    }

    /// Some containers forbid tracing.
    @Sendable private static func canTrace() async throws -> Bool {
        guard let strace = ExternalTool.path("strace") else { return false }
        return try await ChildProcess.run(strace, ["-f", "-o", "/dev/null", "true"]).code == 0
    }

    /// GNU time reports the peak of resident memory, mapped files included.
    private static var canMeasure: Bool {
        #if os(Linux)
        FileManager.default.isExecutableFile(atPath: "/usr/bin/time")
        #else
        false
        #endif
    }

    /// Writes rows with long notes until the file is so large; gives their number.
    private static func writeLargeFile(at path: String, megabytes: Int) throws -> Int {
        try Data().write(to: URL(fileURLWithPath: path))
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        let note = String(repeating: "What was seen and heard at length. ", count: 14)
        var rows = 0
        var written = 0
        var chunk = "id,date,longitude,latitude,type,notes\n"
        while written < megabytes * 1_000_000 {
            for _ in 0..<2_000 {
                let (longitude, latitude) = (rows * 7_919 % 3_580, rows * 104_729 % 1_780)
                let (year, month, day) = (1990 + rows % 30, 1 + rows % 12, 1 + rows % 28)
                chunk += "n\(rows),\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day),"
                chunk +=
                    "\(longitude / 10 - 179).\(longitude % 10),\(latitude / 10 - 89).\(latitude % 10),type\(rows % 9),"
                chunk += "\(note)\(rows)\n"
                rows += 1
            }
            let data = Data(chunk.utf8)
            try handle.write(contentsOf: data)
            written += data.count
            chunk = ""
        }
        return rows
    }
}
