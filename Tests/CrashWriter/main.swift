/// The program that the crash tests kill.
///
///     CrashWriter STORE LAST-BATCH [INDEX-EVERY]
///
/// It opens the store, writes the batches of `BatchHistory` that are missing up to the last one, and acknowledges each on
/// standard output once it is committed; one that fails is tried once more. It says `open` when the store is open, `index`
/// when an index was written and `closed` when the store is closed. Everything runs on the main thread, so that strace counts one thread's calls.
import Incidents
import Stores
import TestSupport

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Writes a line at once: what is acknowledged must not wait in a buffer that dies with the process.
func acknowledge(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    // The array is valid during the call.
    _ = unsafe write(STDOUT_FILENO, bytes, bytes.count)
}

func write(_ batch: Int, to store: IncidentStore) throws {
    try store.write { writer in
        for incident in try BatchHistory.insertions(of: batch) { try writer.insert(incident) }
        for id in try BatchHistory.deletions(of: batch) { _ = try writer.delete(id: id) }
        _ = try writer.upsert(try BatchHistory.head(of: batch))
    }
}

func run(_ path: String, upTo last: Int, indexEvery: Int) throws {
    let store = try IncidentStore(path: path)
    acknowledge("open")
    guard let headID = IncidentID(BatchHistory.headID) else { return }
    let present = try store.incident(id: headID).flatMap(BatchHistory.batch(ofHead:)) ?? 0
    for batch in stride(from: present + 1, through: last, by: 1) {
        do {
            try write(batch, to: store)
        } catch {
            acknowledge("error: \(error)")
            // What failed once may be tried again, unless the store refuses from now on.
            do {
                try write(batch, to: store)
            } catch {
                acknowledge("again: \(error)")
                return
            }
        }
        acknowledge(String(batch))
        if indexEvery > 0, batch % indexEvery == 0 {
            try store.rebuildIndex()
            acknowledge("index")
        }
    }
    try store.close()
    acknowledge("closed")
}

let arguments = CommandLine.arguments
guard arguments.count >= 3, let last = Int(arguments[2]) else {
    print("usage: CrashWriter STORE LAST-BATCH [INDEX-EVERY]")
    exit(2)
}
do {
    try run(arguments[1], upTo: last, indexEvery: arguments.count > 3 ? Int(arguments[3]) ?? 0 : 0)
} catch {
    print("error: \(error)")
    exit(1)
}
