import Formats
import Foundation
import Incidents

/// Reads the records of a file on a thread of its own, a few runs ahead of whoever takes them: text is read on one core
/// while rows are stored on another.
///
/// Unchecked, because everything that changes lies behind `condition`.
final class RecordStream: @unchecked Sendable {
    private let condition = NSCondition()
    private var runs: [RecordRun] = []
    private var outcome: Result<Void, any Error>?
    private var isCancelled = false
    /// Whether rows of plain tables may come encoded.
    private let encodesRows: Bool

    /// So many runs are read ahead, each of at most so many records and, but for its last one, so many bytes.
    private static let runsAhead = 4
    private static let recordsPerRun = 512
    private static let bytesPerRun = 256 << 10

    /// Begins to read.
    init(_ input: ImportInput, encodesRows: Bool) {
        self.encodesRows = encodesRows
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
        var flat = FlatRecord()
        var flatFacts: ReaderFacts?
        while true {
            if encodesRows, try handingOver(run, { try input.nextFlat(&reader, &flat) }) {
                let facts = flatFacts ?? facts(of: reader, input)
                flatFacts = facts
                guard makeRoom(&run, for: facts) else { return }
                run?.append(&flat)
                continue
            }
            guard let record = try handingOver(run, { try input.next(&reader) }) else { break }
            guard makeRoom(&run, for: facts(of: reader, input)) else { return }
            run?.append(record)
        }
        if let run { _ = handOver(run) }
    }

    private func facts(of reader: any RecordReader, _ input: ImportInput) -> ReaderFacts {
        ReaderFacts(
            source: input.source(for: reader.publisher), format: reader.format, table: reader.table,
            mapping: reader.mapping, properties: reader.properties)
    }

    /// Hands over a run that is full or of other facts, and sees to it that there is one; false where nobody wants it any
    /// more.
    private func makeRoom(_ run: inout RecordRun?, for facts: ReaderFacts) -> Bool {
        if let full = run {
            if full.count < RecordStream.recordsPerRun, full.bytes < RecordStream.bytesPerRun, full.facts == facts {
                return true
            }
            run = nil
            guard handOver(full) else { return false }
        }
        run = RecordRun(facts: facts)
        return true
    }

    /// What `body` returns; before an error of it is thrown, what was read so far is handed over.
    private func handingOver<Value>(_ run: RecordRun?, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
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
