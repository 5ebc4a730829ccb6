import Foundation
import Stores
import TestSupport
import Testing

/// How often a writer is killed: `INCIDENTS_TEST_KILLS`, or 1,000 times the scale of the random tests.
private let kills: Int = {
    let text = ProcessInfo.processInfo.environment["INCIDENTS_TEST_KILLS"] ?? ""
    return Int(text) ?? TestScale.rounds(1_000)
}()

/// `kill -9` at any instant of writing, of building an index, of opening after an earlier kill, and of closing.
@Suite("a writer that is killed at random")
struct CrashTests {
    /// So many writers run beside each other, each on a store of its own.
    private static let lanes = 4

    @Test("loses no acknowledged batch and leaves none in half, and index and store agree")
    func randomKills() async throws {
        let program = try #require(CrashWriterRun.program, "CrashWriter is not built")
        let results = try await withThrowingTaskGroup(of: (Int, [String]).self) { group in
            for lane in 0..<Self.lanes {
                group.addTask {
                    // Waiting for a child holds a thread, so it must be none of those that tasks share.
                    try await withCheckedThrowingContinuation { continuation in
                        let thread = Thread {
                            continuation.resume(with: Result { try Self.run(lane, program, kills / Self.lanes) })
                        }
                        thread.stackSize = 8 << 20
                        thread.start()
                    }
                }
            }
            return try await group.reduce(into: [(Int, [String])]()) { $0.append($1) }
        }
        #expect(results.flatMap(\.1) == [])
        // Most runs must have been killed in the middle of something, or the test shows nothing.
        #expect(results.reduce(0) { $0 + $1.0 } > kills / 4)
    }

    /// Kills so many writers, one after the other; a store lives through twenty of them.
    ///
    /// - Returns: The number of kills that came after the store was open, and what was wrong.
    private static func run(_ lane: Int, _ program: String, _ kills: Int) throws -> (Int, [String]) {
        var random = SeededGenerator(seed: 77 + UInt64(lane))
        var faults: [String] = []
        var open = 0
        for life in 0..<(kills + 19) / 20 {
            let fixture = try StoreFixture()
            var check = CrashCheck(path: fixture.path)
            for kill in 0..<20 {
                let lines = Int.random(in: 1...12, using: &random)
                let delay = UInt32.random(in: 0...12_000, using: &random)
                let last = random.oneIn(3) ? check.acknowledged + 4 : 1_000_000
                let run = try CrashWriterRun(
                    program, [check.path, String(last), "3"],
                    killed: random.oneIn(4)
                        ? .afterStart(microseconds: delay * 4) : .afterLines(lines, microseconds: delay))
                if run.lines.first == "open", run.wasKilled { open += 1 }
                check.take(run)
                // Left alone, the next writer has to recover, and may be killed while it does.
                if random.oneIn(3), kill < 19 { continue }
                try check.run(readOnly: random.oneIn(2))
            }
            faults += check.faults.map { "lane \(lane), life \(life): \($0)" }
        }
        return (open, faults)
    }
}
