import Formats
import Foundation

/// What the reader of a run of records knew of them.
struct ReaderFacts: Equatable, Sendable {
    /// The first half of the ids of records that name their own.
    var source: String
    /// The format of the records.
    var format: ImportFormat
    /// The table that they are rows of.
    var table: TableShape?
    /// What their columns were taken for.
    var mapping: ColumnMapping?
}

/// Records that share what their reader knew.
struct RecordRun: Sendable {
    /// What the reader knew.
    let facts: ReaderFacts
    /// The records in the file's order.
    var records: [ImportRecord] = []
    /// The length of their texts.
    var bytes = 0
}

/// Reads the records of a file on a thread of its own, a few runs ahead of whoever takes them: text is read on one core
/// while rows are stored on another.
///
/// Unchecked, because everything that changes lies behind `condition`.
final class RecordStream: @unchecked Sendable {
    private let condition = NSCondition()
    private var runs: [RecordRun] = []
    private var outcome: Result<Void, any Error>?
    private var isCancelled = false

    /// So many runs are read ahead, each of at most so many records and, but for its last one, so many bytes.
    private static let runsAhead = 4
    private static let recordsPerRun = 256
    private static let bytesPerRun = 256 << 10

    /// Begins to read.
    init(_ input: ImportInput) {
        DispatchQueue(label: "RecordStream").async { [self] in
            let outcome = Result { try read(input) }
            condition.withLock {
                self.outcome = outcome
                condition.broadcast()
            }
        }
    }

    /// The next run; nil at the end of the file.
    ///
    /// - Throws: ``FormatError`` where the file is broken, after the records before the fault were given.
    func next() throws -> RecordRun? {
        condition.lock()
        defer { condition.unlock() }
        while runs.isEmpty, outcome == nil { condition.wait() }
        guard !runs.isEmpty else {
            try outcome?.get()
            return nil
        }
        let run = runs.removeFirst()
        condition.broadcast()
        return run
    }

    /// Lets the reading end at its next record; what was read ahead is dropped.
    func cancel() {
        condition.withLock {
            isCancelled = true
            runs = []
            condition.broadcast()
        }
    }

    private func read(_ input: ImportInput) throws {
        var reader = try input.reader()
        try read(&reader, of: input)
    }

    private func read(_ reader: inout any RecordReader, of input: ImportInput) throws {
        var run: RecordRun?
        while let record = try nextOrHandOver(&reader, of: input, &run) {
            let facts = ReaderFacts(
                source: input.source(for: reader.publisher), format: reader.format, table: reader.table,
                mapping: reader.mapping)
            if let full = run,
                full.facts != facts || full.records.count >= RecordStream.recordsPerRun
                    || full.bytes >= RecordStream.bytesPerRun
            {
                guard handOver(full) else { return }
                run = nil
            }
            if run == nil { run = RecordRun(facts: facts) }
            run?.bytes += record.raw.count
            run?.records.append(record)
        }
        if let run { _ = handOver(run) }
    }

    /// The next record; before an error is thrown, what was read so far is handed over.
    private func nextOrHandOver(
        _ reader: inout any RecordReader, of input: ImportInput, _ run: inout RecordRun?
    ) throws -> ImportRecord? {
        do {
            return try input.next(&reader)
        } catch {
            if let run { _ = handOver(run) }
            throw error
        }
    }

    /// Waits for room and hands a run over; false where nobody wants it any more.
    private func handOver(_ run: RecordRun) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        while runs.count >= RecordStream.runsAhead, !isCancelled { condition.wait() }
        guard !isCancelled else { return false }
        runs.append(run)
        condition.broadcast()
        return true
    }
}
