public import Queries

extension IncidentStore {
    /// The incidents that match, streamed from one snapshot in the query's order.
    ///
    /// Nothing is read before the first is asked for. Memory is bounded: a batch of incidents at a time, and 8 bytes for
    /// each match of an index, some 50 for each where an order asks for all of them first. In memory all are gathered at
    /// once. Errors of the query itself are thrown by the first element.
    public func matches(_ query: Query) -> IncidentSequence { IncidentSequence(self, query) }

    /// Hands out the matches one by one on the present thread, in the query's order, until `body` returns false.
    ///
    ///     let outcome = try store.forEachMatch(query) { match in
    ///         writer.write(match.incident)
    ///         return true
    ///     }
    ///
    /// - Returns: How many matched and were handed out, and how.
    /// - Throws: What `body` throws, ``StoreError``, or what is wrong with the query's region.
    @discardableResult
    public func forEachMatch(_ query: Query, _ body: (Match) throws -> Bool) throws -> QueryOutcome {
        try forEachMatch(query, MatchCursor(self, query), body)
    }

    /// Hands out the matches as ``forEachMatch(_:_:)`` does, but of each incident only its id and the parts named: what is
    /// not read costs nothing.
    @discardableResult
    package func forEachMatch(
        _ query: Query, reading parts: IncidentParts, _ body: (Match) throws -> Bool
    ) throws -> QueryOutcome {
        try forEachMatch(query, MatchCursor(self, query, reading: parts.columns), body)
    }

    private func forEachMatch(
        _ query: Query, _ cursor: MatchCursor, _ body: (Match) throws -> Bool
    ) throws -> QueryOutcome {
        while true {
            let matches = try cursor.next(MatchCursor.batchSize)
            guard !matches.isEmpty else { return try cursor.finish(returned: nil) }
            let before = cursor.handedOut - matches.count
            for (index, match) in matches.enumerated() where try !body(match) {
                return try cursor.finish(returned: before + index + 1)
            }
        }
    }

    /// How many incidents match; the query's limit and offset do not count.
    ///
    /// - Complexity: where the index knows the answer, no row is read and covered subtrees are only subtracted.
    public func count(_ query: Query) throws -> Int { try countMatches(query).matches }

    /// How the query is answered, and what it costs: it is counted, not listed.
    public func explain(_ query: Query) throws -> QueryPlan { try countMatches(query) }

    private func countMatches(_ query: Query) throws -> QueryPlan {
        var query = query
        query.limit = nil
        query.offset = 0
        query.order = nil
        let evaluator = try Evaluator(query)
        try prepareForReading(query)
        return try reading { connection in
            var plan = QueryPlan(access: .scan(reason: ""))
            let planner = try planner(evaluator, connection)
            if let count = try planner.countByIndex(&plan) {
                plan.candidates = count
                plan.matches = count
                return plan
            }
            let source = try planner.source(&plan)
            if case .rows(let candidates) = source {
                plan.candidates = candidates.rows.count
                if candidates.areMatches {
                    plan.matches = candidates.rows.count
                    return plan
                }
            } else if evaluator.restricting.isEmpty {
                plan.candidates = try connection.rowCount()
                plan.matches = plan.candidates
                return plan
            }
            var walk = RowWalk(source, evaluator, reading: ColumnSet())
            _ = try walk.advance(connection) { _, _, _ in
                plan.matches += 1
                return true
            }
            plan.rowsRead = walk.rowsRead
            plan.filterInSQL = walk.sql
            if case .all = source { plan.candidates = try connection.rowCount() }
            return plan
        }
    }
}
