import Geometries
import Incidents
import Queries

/// One query at work in one snapshot: first its candidates, then its matches in order, in as many steps as are wanted.
///
/// It is used by one task at a time, inside the accesses of the connection that it began with.
final class QueryExecution {
    private let evaluator: Evaluator
    private var plan: QueryPlan
    private var feed: Feed
    private var matched: Int?
    private var found = 0

    private enum Feed {
        /// In the order of the store: rows are judged as they are handed out.
        case walk(RowWalk)
        /// Matches that were found and put in order before.
        case ordered([Int64], next: Int)
    }

    /// Begins to answer a query in the connection's snapshot; of each match the given columns are read where they come in
    /// the order of the store, and all where not.
    init(_ query: Query, reading columns: ColumnSet = .all, in store: IncidentStore, _ connection: OpenConnection)
        throws
    {
        evaluator = try Evaluator(query)
        plan = QueryPlan(access: .scan(reason: ""))
        let source = try store.planner(evaluator, connection).source(&plan)
        plan.candidates = try QueryExecution.candidates(source, connection)
        if query.effectiveOrder == .store, query.limit == nil, query.offset == 0 {
            feed = .walk(RowWalk(source, evaluator, reading: columns))
            if case .rows(let candidates) = source, candidates.areMatches { matched = candidates.rows.count }
        } else {
            let ordering = try MatchOrdering(query, source, evaluator, connection)
            plan.rowsRead = ordering.rowsRead
            plan.filterInSQL = ordering.sql
            matched = ordering.matched
            feed = .ordered(ordering.rows, next: 0)
        }
    }

    /// The next matches, at most so many; none at the end.
    func next(_ maximum: Int, _ connection: OpenConnection) throws -> [Match] {
        var matches: [Match] = []
        switch feed {
        case .walk(var walk):
            let isMore = try walk.advance(connection) { _, statement, decoder in
                matches.append(match(decoder.incident(statement)))
                return matches.count < maximum
            }
            feed = .walk(walk)
            plan.rowsRead = walk.rowsRead
            plan.filterInSQL = walk.sql
            if !isMore, matched == nil { matched = found + matches.count }
        case .ordered(let rows, let next):
            let end = min(next + maximum, rows.count)
            for row in rows[next..<end] {
                guard let incident = try connection.incident(row: row) else { continue }
                matches.append(match(incident))
            }
            plan.rowsRead += end - next
            feed = .ordered(rows, next: end)
        }
        found += matches.count
        return matches
    }

    /// Hands out all matches, undecoded, in the order of the store, while `body` wants more; none where another order is
    /// asked for.
    func forEachRows(
        _ connection: OpenConnection, reusing spare: () -> StoredRows?, _ body: (StoredRows) throws -> Bool
    ) throws {
        guard case .walk(var walk) = feed else { return }
        var rows: StoredRows?
        var isWanted = true
        _ = try walk.advance(connection) { _, statement, decoder in
            let filling = rows ?? spare() ?? StoredRows(decoder)
            if rows == nil { filling.block.removeAll() }
            filling.block.append(statement)
            found += 1
            guard filling.block.isFull else {
                rows = filling
                return true
            }
            rows = nil
            isWanted = try body(filling)
            return isWanted
        }
        if let rows, isWanted { _ = try body(rows) }
        feed = .walk(walk)
        plan.rowsRead = walk.rowsRead
        plan.filterInSQL = walk.sql
        if matched == nil { matched = found }
    }

    /// What is known of the answer so far.
    var outcome: QueryOutcome {
        var plan = plan
        plan.matches = matched ?? found
        return QueryOutcome(matched: matched ?? found, returned: found, plan: plan)
    }

    private func match(_ incident: Incident) -> Match {
        guard let centre = Evaluator.centre(of: evaluator.query), let geometry = incident.geometry else {
            return Match(incident: incident)
        }
        return Match(incident: incident, distanceInMetres: geometry.distance(from: centre))
    }

    private static func candidates(_ source: RowSource, _ connection: OpenConnection) throws -> Int {
        switch source {
        case .rows(let candidates): candidates.rows.count
        case .all: try connection.rowCount()
        }
    }
}

extension OpenConnection {
    /// How many rows the layer has.
    func rowCount() throws -> Int {
        let statement = try statement("SELECT count(*) FROM \(Schema.layer)")
        defer { statement.reset() }
        return try statement.step() ? Int(statement.integer(0)) : 0
    }
}
