package import Incidents
package import Queries

/// A row that matches, where the store has it: it is decoded in the form that is asked for.
///
/// It is valid during the call that it is given to.
package struct StoredRow {
    private let statement: BulkStatement
    private let decoder: RowDecoder

    init(_ statement: BulkStatement, _ decoder: RowDecoder) {
        self.statement = statement
        self.decoder = decoder
    }

    /// Reads it as a flat incident; false where it is none, and ``match`` is to be asked.
    package func read(into flat: inout FlatIncident) -> Bool { decoder.read(statement, into: &flat) }

    /// The match.
    package var match: Match { Match(incident: decoder.incident(statement)) }
}

extension IncidentStore {
    /// Hands out the matches of a query in the order of the store, as rows to be decoded by whoever takes them.
    ///
    /// - Returns: how many matched; nil, and nothing is handed out, where the query asks for distances, for another order
    ///   or for a part, or where the store is in memory: ``forEachMatch(_:_:)`` answers those.
    package func forEachRow(_ query: Query, _ body: (StoredRow) throws -> Void) throws -> QueryOutcome? {
        guard !isInMemory, query.effectiveOrder == .store, query.limit == nil, query.offset == 0 else { return nil }
        try prepareForReading(query)
        return try reading { connection in
            let execution = try QueryExecution(query, in: self, connection)
            guard !execution.measuresDistances else { return nil }
            try execution.forEachRow(connection, body)
            return execution.outcome
        }
    }
}
