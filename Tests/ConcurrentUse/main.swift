/// Uses one store from many tasks and two processes at once, and one index in memory, and says which answers were wrong.
///
///     ConcurrentUse FOLDER SECONDS
///     ConcurrentUse race
///
/// It ends with 0 where none was. The tests run it for a moment; by hand it runs for as long as one likes. The second form
/// makes a race on purpose, to see that the thread sanitizer would find one.
import Foundation
import Stores

let arguments = CommandLine.arguments
if arguments.dropFirst() == ["race"] {
    print("\(Race().run()) steps of 2,000")
    exit(0)
}
guard arguments.count >= 3, let seconds = Double(arguments[2]) else {
    print("usage: ConcurrentUse FOLDER SECONDS")
    exit(2)
}
let path = arguments[1] + "/incidents.gpkg"
let end = ContinuousClock.now + .seconds(seconds)

/// The other process: the same program, which knows by the name of its writer that it is the second.
func startOther() throws -> Process? {
    guard arguments.count == 3 else { return nil }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: arguments[0])
    process.arguments = [arguments[1], arguments[2], "second"]
    try process.run()
    return process
}

do {
    // The store is there before the other process looks for it.
    let store = try IncidentStore(path: path, options: StoreOptions(busyTimeout: 60))
    let other = try startOther()
    let use = StoreUse(store: store, writer: arguments.count == 3 ? "first" : arguments[3], end: end)
    async let indexReport = IndexUse(end: end).run()
    var report = try await use.run()
    report.add(await indexReport)
    if let other {
        other.waitUntilExit()
        if other.terminationStatus != 0 {
            report.faults.append("the other process ended with \(other.terminationStatus)")
        }
        report.faults += try store.verify().map { "verify: \($0)" }
    }
    try store.close()
    print("\(use.writer): \(report.writes) writes, \(report.reads) reads, \(report.faults.count) faults")
    for fault in report.faults.prefix(20) { print("\(use.writer): \(fault)") }
    exit(report.faults.isEmpty ? 0 : 1)
} catch {
    print("failed: \(error)")
    exit(1)
}
