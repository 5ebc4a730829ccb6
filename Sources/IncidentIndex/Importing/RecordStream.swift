import Formats

/// Reads the records of a file on a thread of its own, a few runs ahead of whoever takes them: text is read on one core
/// while rows are stored on another.
struct RecordStream {
    private let relay: Relay<RecordRun, Void>

    /// So many runs are read ahead.
    private static let runsAhead = 4

    /// Begins to read; rows of plain tables may come encoded where that is wanted.
    init(_ input: ImportInput, encodesRows: Bool) {
        relay = Relay(label: "RecordStream", ahead: RecordStream.runsAhead) { relay in
            var maker = RunMaker(relay)
            do {
                try maker.read(input, encodesRows: encodesRows)
            } catch {
                // What was read before the fault is given out first.
                _ = maker.handOver()
                throw error
            }
        }
    }

    /// The next run; nil at the end of the file.
    ///
    /// - Throws: ``FormatError`` where the file is broken, after the records before the fault were given.
    func next() throws -> RecordRun? { try relay.next() }

    /// Lets the reading end at its next run; what was read ahead is dropped.
    func cancel() { relay.cancel() }
}

/// Gathers the records of a file into runs.
private struct RunMaker {
    private let relay: Relay<RecordRun, Void>
    private var run: RecordRun?
    /// Whether the run has the facts of encoded rows.
    private var isOfTable = false

    init(_ relay: Relay<RecordRun, Void>) {
        self.relay = relay
    }

    /// Reads a file to its end, or until nobody wants its records any more.
    mutating func read(_ input: ImportInput, encodesRows: Bool) throws {
        var reader = try input.reader()
        var flat = FlatRecord()
        var tableFacts: ReaderFacts?
        while true {
            if encodesRows, try input.nextFlat(&reader, &flat) {
                // The facts of a table stand with its first row, and comparing them costs as much as reading a row.
                if !isOfTable || run?.isFull ?? true {
                    let facts = tableFacts ?? facts(of: reader, input)
                    tableFacts = facts
                    guard makeRoom(for: facts) else { return }
                    isOfTable = true
                }
                run?.append(&flat)
                continue
            }
            guard let record = try input.next(&reader) else { break }
            guard makeRoom(for: facts(of: reader, input)) else { return }
            run?.append(record)
        }
        _ = handOver()
    }

    private func facts(of reader: any RecordReader, _ input: ImportInput) -> ReaderFacts {
        ReaderFacts(
            source: input.source(for: reader.publisher), format: reader.format, table: reader.table,
            mapping: reader.mapping, properties: reader.properties)
    }

    /// Hands over a run that is full or of other facts, and sees to it that there is one; false where nobody wants it any
    /// more.
    private mutating func makeRoom(for facts: ReaderFacts) -> Bool {
        if let run, !run.isFull, run.facts == facts { return true }
        guard handOver() else { return false }
        isOfTable = false
        run = RecordRun(facts: facts)
        return true
    }

    /// Hands over what was gathered; false where nobody wants it any more.
    mutating func handOver() -> Bool {
        guard let full = run.take() else { return true }
        return relay.send(full)
    }
}
