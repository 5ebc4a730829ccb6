/// What was done, and what was wrong with it.
struct UseReport: Sendable {
    /// Batches written, or changes made.
    var writes = 0
    /// Questions answered.
    var reads = 0
    /// Answers that no state of the store can give, one line each.
    var faults: [String] = []

    /// Counts another report in.
    mutating func add(_ other: UseReport) {
        writes += other.writes
        reads += other.reads
        faults += other.faults
    }
}
