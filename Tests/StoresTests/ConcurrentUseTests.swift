import Foundation
import TestSupport
import Testing

/// The program `ConcurrentUse`, for a moment.
@Suite("Two processes and many tasks on one store")
struct ConcurrentUseTests {
    private static let program = CrashWriterRun.path(ofProgram: "ConcurrentUse")

    @Test("no reader sees half a batch, no writer is lost, and index and store agree in the end")
    func together() async throws {
        let program = try #require(Self.program, "ConcurrentUse is not built")
        let folder = try TemporaryFolder()
        let run = try await ChildProcess.run(program, [folder.path, String(TestScale.rounds(3))], within: 600)
        #expect(run.code == 0, "\(run.output)\(run.errorText)")
        #expect(run.lines.count { $0.hasSuffix(" 0 faults") } == 2)
    }
}
