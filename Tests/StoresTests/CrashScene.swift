import Foundation
import TestSupport
import Testing

/// A state of a store's folder, and what the writer does from there.
enum CrashScene: String, CaseIterable {
    /// A store is made, with one batch.
    case creation
    /// A closed store gets two batches, one with triggers and one without, and is closed.
    case commit
    /// A batch is written, and the index built anew.
    case index
    /// A writer was killed before; what it committed is only in the log. It is recovered, and a batch follows.
    case recovery

    /// The last batch that the store holds before.
    var first: Int {
        switch self {
        case .creation: 0
        case .commit, .index: 6
        case .recovery: 7
        }
    }

    /// What the writer is told: the last batch to write, and how often to write the index.
    var arguments: [String] {
        switch self {
        case .creation: ["1", "1"]
        case .commit: ["8", "0"]
        case .index: ["7", "7"]
        case .recovery: ["9", "0"]
        }
    }

    /// Makes the folder as it is before.
    func prepare(_ program: String, _ path: String) throws {
        guard first > 0 else { return }
        _ = try CrashWriterRun(program, [path, "6", "3"], killed: .never)
        guard self == .recovery else { return }
        // Killed after the seventh batch was acknowledged, before the store is closed.
        let run = try CrashWriterRun(program, [path, "100000", "0"], killed: .afterLines(2, microseconds: 0))
        try #require(run.acknowledged != nil && FileManager.default.fileExists(atPath: path + "-wal"))
    }

    /// The calls that change files.
    private static let calls = [
        "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "fallocate", "rename", "unlink", "flock",
    ]

    /// Whether strace is there and may trace.
    static let canTrace: Bool = {
        guard let strace = ExternalTool.path("strace") else { return false }
        let run = try? CrashWriterRun(strace, ["-o", "/dev/null", "/bin/echo", "traced"], killed: .never)
        return run?.lines == ["traced"]
    }()

    /// How often the writer makes each call.
    func counts(_ strace: String, _ program: String, _ template: StoreFixture) throws -> [String: Int] {
        let fixture = try CrashScene.copy(template)
        let log = fixture.folder.file("calls")
        _ = try CrashWriterRun(
            strace,
            ["-o", log, "-e", "trace=\(CrashScene.calls.joined(separator: ","))", program, fixture.path] + arguments,
            killed: .never)
        let text = try String(contentsOfFile: log, encoding: .utf8)
        return text.split(separator: "\n").reduce(into: [:]) { counts, line in
            let call = String(line.prefix { $0 != "(" })
            if CrashScene.calls.contains(call) { counts[call, default: 0] += 1 }
        }
    }

    static func copy(_ template: StoreFixture) throws -> StoreFixture {
        let fixture = try StoreFixture()
        // The shared memory is made anew: after a crash of the whole machine it would be.
        for name in try template.folder.contents() where !name.hasSuffix("-shm") {
            try FileManager.default.copyItem(atPath: template.folder.file(name), toPath: fixture.folder.file(name))
        }
        return fixture
    }
}
