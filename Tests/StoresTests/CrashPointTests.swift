import Foundation
import TestSupport
import Testing

/// A writer that strace kills at one system call after the other, so that no instant between two of them is left out.
@Suite("a writer that is killed at each system call", .serialized)
struct CrashPointTests {
    @Test(
        "loses nothing that it acknowledged and leaves no batch in half",
        .enabled("needs strace and the right to trace") { CrashScene.canTrace },
        arguments: CrashScene.allCases)
    func everyCall(scene: CrashScene) async throws {
        let program = try #require(CrashWriterRun.program, "CrashWriter is not built")
        let strace = try #require(ExternalTool.path("strace"))
        let template = try StoreFixture()
        try scene.prepare(program, template.path)
        let counts = try scene.counts(strace, program, template)
        #expect(counts.values.reduce(0, +) > 10, "strace saw too little: \(counts)")
        var faults: [String] = []
        var survivors = 0
        for (call, count) in counts.sorted(by: { $0.key < $1.key }) {
            for number in 1...count {
                let fixture = try CrashScene.copy(template)
                var check = CrashCheck(path: fixture.path, batches: scene.first)
                try check.run(readOnly: true)
                let run = try CrashWriterRun(
                    strace,
                    [
                        "-o", "/dev/null", "-e", "trace=\(call)", "-e", "inject=\(call):signal=KILL:when=\(number)",
                        program, fixture.path,
                    ] + scene.arguments, killed: .never)
                if run.lines.last == "closed" { survivors += 1 }
                check.take(run)
                try check.run(readOnly: number.isMultiple(of: 2))
                faults += check.faults.map { "\(call) \(number): \($0)" }
            }
        }
        #expect(faults == [])
        #expect(survivors <= 1, "the last acknowledgement is a write too; nobody else may get that far")
    }
}
