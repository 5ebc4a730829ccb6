import Queries

/// The rows among which a query's matches are, and what is still to be asked of each.
enum RowSource {
    /// Every row of the layer.
    case all(open: Evaluator.Parts)
    /// These rows.
    case rows(CandidateRows)
}

/// Rows that an index or the full-text table named.
struct CandidateRows {
    /// The rows, ascending.
    var rows: [Int64]
    /// What is still to be asked of each.
    var open: Evaluator.Parts
    /// The rows, ascending, of which the place is to be asked too: lines and areas whose envelope alone is indexed.
    var unsure: [Int64] = []

    /// Whether the rows are the matches as they stand.
    var areMatches: Bool { open.isEmpty && unsure.isEmpty }

    /// Keeps the rows that another ascending list holds too.
    mutating func formIntersection(_ others: [Int64]) {
        rows = CandidateRows.intersection(rows, others)
        unsure = CandidateRows.intersection(unsure, others)
    }

    private static func intersection(_ left: [Int64], _ right: [Int64]) -> [Int64] {
        var common: [Int64] = []
        var other = 0
        for row in left {
            while other < right.count, right[other] < row { other += 1 }
            if other < right.count, right[other] == row { common.append(row) }
        }
        return common
    }
}

/// Goes once over a source's rows in ascending order and gives those that match, in as many steps as the caller likes.
///
/// Rows close together are stepped to, rows far apart are sought: both cost less than always doing the one or the other.
struct RowWalk {
    private let source: RowSource
    private let evaluator: Evaluator
    private let columns: ColumnSet
    /// What SQLite passes over; made with the first step.
    private var condition: SQLCondition??
    /// The last row that was given or passed.
    private var last: Int64?
    private var next = 0
    private var nextUnsure = 0
    /// How many rows were read so far; those that SQLite passed over are not.
    private(set) var rowsRead = 0
    /// The SQL that SQLite answers, once the walk has begun.
    var sql: String? { (condition ?? nil)?.text }

    /// Candidates are few where fewer than one row in so many is one.
    private static let density: Int64 = 16
    /// Up to so many rows are stepped over before a row is sought.
    private static let seekDistance: UInt64 = 12

    /// Plans a walk that reads the given columns, and those that decide, of each row.
    init(_ source: RowSource, _ evaluator: Evaluator, reading columns: ColumnSet) {
        self.source = source
        self.evaluator = evaluator
        var columns = columns
        switch source {
        case .all(let open): columns.formUnion(evaluator.columns(for: open))
        case .rows(let candidates):
            columns.formUnion(
                evaluator.columns(for: candidates.unsure.isEmpty ? candidates.open : candidates.open.union(.space)))
        }
        self.columns = columns
    }

    /// Gives the next matches to `body`, which says whether to go on at once.
    ///
    /// - Returns: false when the walk is at its end.
    mutating func advance(
        _ connection: OpenConnection, _ body: (Int64, BulkStatement, RowDecoder) throws -> Bool
    ) throws -> Bool {
        let decoder = try connection.decoder(columns)
        if condition == nil { condition = .some(try sqlCondition(connection)) }
        switch source {
        case .all(let open): return try scan(open, connection, decoder, body)
        case .rows(let candidates): return try fetch(candidates, connection, decoder, body)
        }
    }

    /// What of the filter SQLite shall answer: nothing where candidates are few and far between, since the search for the
    /// next row that meets it would run past them.
    private func sqlCondition(_ connection: OpenConnection) throws -> SQLCondition? {
        guard let filter = evaluator.query.filter else { return nil }
        if case .rows(let candidates) = source {
            guard candidates.open.contains(.filter), let first = candidates.rows.first, let last = candidates.rows.last,
                candidates.rows.count >= Int((last &- first) / RowWalk.density)
            else { return nil }
        }
        return SQLCondition(filter, in: try connection.shape())
    }

    private func statement(_ connection: OpenConnection, _ decoder: RowDecoder) throws -> BulkStatement {
        guard case .some(.some(let condition)) = condition else {
            return try connection.statement(decoder.selectRowsFrom)
        }
        let statement = try connection.statement(decoder.selectRowsFrom(where: condition.text))
        try condition.bind(to: statement)
        return statement
    }

    private mutating func scan(
        _ open: Evaluator.Parts, _ connection: OpenConnection, _ decoder: RowDecoder,
        _ body: (Int64, BulkStatement, RowDecoder) throws -> Bool
    ) throws -> Bool {
        if last == .max { return false }
        let statement = try statement(connection, decoder)
        try statement.bind(last.map { $0 + 1 } ?? .min, at: 1)
        defer { statement.reset() }
        while try statement.step() {
            let row = decoder.row(statement)
            // Each call goes on after the last row; in a table whose pages are mixed up that could lead back for ever.
            if let last, row <= last {
                throw StoreError.database(
                    path: connection.path, reason: "its rows are out of order, as only damage leaves them")
            }
            last = row
            rowsRead += 1
            if try evaluator.matches(open, statement, decoder), try !body(row, statement, decoder) { return true }
        }
        return false
    }

    private mutating func fetch(
        _ candidates: CandidateRows, _ connection: OpenConnection, _ decoder: RowDecoder,
        _ body: (Int64, BulkStatement, RowDecoder) throws -> Bool
    ) throws -> Bool {
        let statement = try statement(connection, decoder)
        defer { statement.reset() }
        var current: Int64?
        var isAtEnd = false
        while next < candidates.rows.count {
            let wanted = candidates.rows[next]
            next += 1
            var open = candidates.open
            if nextUnsure < candidates.unsure.count, candidates.unsure[nextUnsure] == wanted {
                open.insert(.space)
                nextUnsure += 1
            }
            if isAtEnd { continue }
            if let row = current, row < wanted, UInt64(bitPattern: wanted &- row) <= RowWalk.seekDistance {
                while let row = current, row < wanted {
                    current = try statement.step() ? decoder.row(statement) : nil
                }
                isAtEnd = current == nil
            } else if current.map({ $0 < wanted }) ?? true {
                statement.reset()
                try statement.bind(wanted, at: 1)
                current = try statement.step() ? decoder.row(statement) : nil
                isAtEnd = current == nil
            }
            // A row that is gone cannot be: candidates and rows come from one snapshot. It would simply not match.
            guard current == wanted else { continue }
            rowsRead += 1
            if try evaluator.matches(open, statement, decoder), try !body(wanted, statement, decoder) { return true }
        }
        return false
    }
}
