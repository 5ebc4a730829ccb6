import Foundation
import Stores
import TestSupport
import Testing

/// A disk under the database that fails, from outside: strace makes single system calls fail, and a small disk is full.
@Suite("a store on a failing disk", .serialized)
struct FailingDiskTests {
    /// How a call fails: the error, and in the words of strace's `when`, whether also those after it.
    private static let errors: [(call: String, error: String, suffix: String)] = [
        ("pwrite64", "EIO", ""), ("pwrite64", "ENOSPC", "+"), ("fdatasync", "EIO", ""), ("fsync", "EIO", ""),
        ("ftruncate", "EIO", "+"),
    ]

    @Test(
        "keeps what it acknowledged, and writes nothing more once the disk did not confirm a write",
        .enabled("needs strace and the right to trace") { CrashScene.canTrace },
        arguments: [CrashScene.commit, .recovery])
    func everyCall(scene: CrashScene) async throws {
        let program = try #require(CrashWriterRun.program, "CrashWriter is not built")
        let strace = try #require(ExternalTool.path("strace"))
        let template = try StoreFixture()
        try scene.prepare(program, template.path)
        let counts = try scene.counts(strace, program, template)
        var faults: [String] = []
        var refusals = 0
        for (call, error, suffix) in Self.errors {
            for number in stride(from: 1, through: counts[call] ?? 0, by: 1) {
                let fixture = try CrashScene.copy(template)
                var check = CrashCheck(path: fixture.path, batches: scene.first)
                let run = try CrashWriterRun(
                    strace,
                    [
                        "-o", "/dev/null", "-e", "trace=\(call)", "-e",
                        "inject=\(call):error=\(error):when=\(number)\(suffix)", program, fixture.path,
                    ] + scene.arguments, killed: .never)
                check.take(run, mayFail: true)
                if run.wasKilled { check.note("it crashed") }
                if let first = run.error, first.contains("did not confirm"), run.lines.first == "open" {
                    refusals += 1
                    if run.secondError?.contains("did not confirm") != true { check.note("it wrote on") }
                }
                try check.run(readOnly: number.isMultiple(of: 2))
                faults += check.faults.map { "\(call) \(number)\(suffix) \(error): \($0)" }
            }
        }
        #expect(faults == [])
        #expect(refusals > 0, "no write was left unconfirmed")
    }

    @Test("a full disk refuses what does not fit, keeps what is there, and goes on when there is room", .mountable)
    func fullDisk() async throws {
        let folder = try TemporaryFolder()
        try await mount(["-t", "tmpfs", "-o", "size=4m", "incidents", folder.path])
        defer { unmount(folder.path) }
        var check = CrashCheck(path: folder.file("incidents.gpkg"))
        let store = try IncidentStore(path: check.path)
        var batch = 1
        let failure: StoreError? = try {
            while batch < 10_000 {
                do {
                    try write(batch, to: store)
                } catch let error as StoreError {
                    return error
                }
                batch += 1
            }
            return nil
        }()
        let reason = try #require(failure, "10,000 batches fit into 4 MiB")
        #expect("\(reason)".contains("full"), "\(reason)")
        // The snapshot before the batch that did not fit, in readers new and old.
        #expect(try store.all().count == BatchHistory.state(after: batch - 1).count)
        try await mount(["-o", "remount,size=64m", folder.path])
        try write(batch, to: store)
        try store.close()
        check.expect(acknowledged: batch)
        try check.run(readOnly: false)
        #expect(check.faults == [])
    }

    @Test("a disk that may not be written is read, and a write is refused in so many words", .mountable)
    func readOnlyDisk() async throws {
        let folder = try TemporaryFolder()
        try await mount(["-t", "tmpfs", "-o", "size=4m", "incidents", folder.path])
        defer { unmount(folder.path) }
        var check = CrashCheck(path: folder.file("incidents.gpkg"))
        let store = try IncidentStore(path: check.path)
        for batch in 1...8 { try write(batch, to: store) }
        try store.close()
        try await mount(["-o", "remount,ro", folder.path])
        check.expect(acknowledged: 8)
        try check.run(readOnly: true)
        try check.run(readOnly: false)
        #expect(check.faults == [])
        let reading = try IncidentStore(path: check.path)
        #expect(throws: StoreError.readOnly(path: check.path)) { try write(9, to: reading) }
        #expect(throws: StoreError.readOnly(path: check.path)) { try reading.rebuildIndex() }
    }

    private func write(_ batch: Int, to store: IncidentStore) throws {
        try store.write { writer in
            for incident in try BatchHistory.insertions(of: batch) { try writer.insert(incident) }
            for id in try BatchHistory.deletions(of: batch) { _ = try writer.delete(id: id) }
            _ = try writer.upsert(try BatchHistory.head(of: batch))
        }
    }

    private func mount(_ arguments: [String]) async throws {
        let run = try await ExternalTool.run("mount", arguments)
        try #require(run.code == 0, "mount: \(run.errorText)")
    }

    private func unmount(_ path: String) {
        // Lazily, since a reader may still have it open; the folder goes with its owner.
        _ = try? CrashWriterRun("/bin/umount", ["-l", path], killed: .never)
    }
}

extension Trait where Self == ConditionTrait {
    /// Runs the test only where a small file system may be mounted, and says so where not.
    fileprivate static var mountable: Self {
        .enabled("needs the right to mount a file system in memory") {
            guard let mount = ExternalTool.path("mount"), let folder = try? TemporaryFolder(),
                let run = try? await ChildProcess.run(mount, ["-t", "tmpfs", "-o", "size=1m", "x", folder.path]),
                run.code == 0
            else { return false }
            return try await ExternalTool.run("umount", [folder.path]).code == 0
        }
    }
}
