import IncidentIndex
import Testing

/// How an import says how far it is.
@Suite("progress of an import")
struct ImportProgressTests {
    @Test(
        "it names the rows, their rate and, where the whole is known, the time that is left",
        arguments: [
            (ImportProgress(), 0.0, "0 rows"), (ImportProgress(rows: 1_234), 0, "1,234 rows"),
            (ImportProgress(rows: 1_234_567), 2, "1,234,567 rows, 617,283 a second"),
            (ImportProgress(rows: 100, bytes: 50, totalBytes: 200), 1, "100 rows, 100 a second, 25%, 3 s left"),
            (ImportProgress(rows: 999, bytes: 1, totalBytes: 101), 2, "999 rows, 499 a second, 0%, 3 min 20 s left"),
            (ImportProgress(rows: 1, bytes: 1, totalBytes: 3_601), 2, "1 rows, 0 a second, 0%, 2 h 0 min left"),
            // A file may grow while it is read, and one that was read is not all stored.
            (ImportProgress(rows: 100, bytes: 300, totalBytes: 200), 1, "100 rows, 100 a second, 100%"),
            (ImportProgress(rows: 0, bytes: 0, totalBytes: 0), 1, "0 rows, 0 a second"),
        ])
    func line(progress: ImportProgress, seconds: Double, text: String) {
        #expect(progress.line(afterSeconds: seconds) == text)
    }
}
