import GRDB

/// A point in the history of a store: the number of a log entry, and its nonce, which no other history shares.
struct ChangeMark: Hashable, Sendable {
    /// The entry's number.
    var number: Int64
    /// The entry's random value.
    var nonce: Int64
}

/// The rows that entries of the log name: runs of row identifiers, closed, ascending and apart.
struct RowRuns: Hashable, Sendable {
    /// The runs.
    private(set) var runs: [ClosedRange<Int64>] = []

    /// Holds nothing.
    init() {}

    /// Takes runs in any order.
    init(_ unordered: [ClosedRange<Int64>]) {
        for run in unordered.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = runs.last, run.lowerBound <= last.upperBound || run.lowerBound - 1 == last.upperBound {
                runs[runs.count - 1] = last.lowerBound...max(last.upperBound, run.upperBound)
            } else {
                runs.append(run)
            }
        }
    }

    /// Whether no row is named.
    var isEmpty: Bool { runs.isEmpty }

    /// Whether a row is named; O(log runs).
    func contains(_ row: Int64) -> Bool {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].upperBound < row { low = middle + 1 } else { high = middle }
        }
        return low < runs.count && runs[low].contains(row)
    }

    /// How many row identifiers lie in the runs, whether or not there are such rows.
    var width: Int64 {
        runs.reduce(0) { sum, run in
            let (width, over) = run.upperBound.subtractingReportingOverflow(run.lowerBound)
            return over ? .max : sum.addingReportingOverflow(width).overflow ? .max : sum + width + 1
        }
    }
}

/// The log of changes: which rows were touched, in order, by whomever.
///
/// An entry says that the rows from one fid to another may have been inserted, changed or deleted; what became of them
/// is what the layer holds now. A first fid above the last means that everything may have changed.
enum ChangeLog {
    /// The newest entry; nil when the log is empty, which no store of ours is.
    static func newest(_ connection: OpenConnection) throws -> ChangeMark? {
        let statement = try connection.statement(
            "SELECT number, nonce FROM incidents_changes ORDER BY number DESC LIMIT 1")
        defer { statement.reset() }
        return try statement.step()
            ? ChangeMark(number: statement.integer(0), nonce: statement.integer(1)) : nil
    }

    /// Whether an entry of this number and nonce is in the log.
    static func holds(_ mark: ChangeMark, _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT nonce IS ?2 FROM incidents_changes WHERE number = ?1"),
            arguments: [mark.number, mark.nonce]) == true
    }

    /// The rows touched after a mark, or nil when everything may have changed.
    static func changes(after mark: ChangeMark, _ db: Database) throws -> RowRuns? {
        var runs: [ClosedRange<Int64>] = []
        let statement = try db.cachedStatement(
            sql: "SELECT first_fid, last_fid FROM incidents_changes WHERE number > ? ORDER BY first_fid, last_fid")
        let rows = try Row.fetchCursor(statement, arguments: [mark.number])
        while let row = try rows.next() {
            // What is no entry of ours may mean anything.
            guard let first = row.integer(at: 0), let last = row.integer(at: 1), first <= last else { return nil }
            if let previous = runs.last, first <= previous.upperBound || first - 1 == previous.upperBound {
                runs[runs.count - 1] = previous.lowerBound...max(previous.upperBound, last)
            } else {
                runs.append(first...last)
            }
        }
        return RowRuns(runs)
    }

    /// Adds an entry for each run, and returns the mark of the last one.
    static func append(_ runs: [ClosedRange<Int64>], _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT INTO incidents_changes (nonce, first_fid, last_fid) VALUES (random(), ?, ?)")
        for run in runs { try statement.execute(arguments: [run.lowerBound, run.upperBound]) }
    }

    /// Adds the entry that says that everything may have changed.
    static func appendReset(_ db: Database) throws {
        try db.execute(sql: "INSERT INTO incidents_changes (nonce, first_fid, last_fid) VALUES (random(), 1, 0)")
    }

    /// Removes the entries before a mark; the mark's own stays, since it proves that the mark is of this history.
    static func trim(before mark: ChangeMark, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM incidents_changes WHERE number < ?", arguments: [mark.number])
    }
}
