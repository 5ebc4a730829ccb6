package import Incidents
package import Queries

/// Some of a query's matches as the store has them: each is decoded in the form that is asked for, by whoever holds them.
///
/// Unchecked, because it has one owner at a time: the task that fills it hands it to the one that decodes it, and gets it
/// back to be filled again.
package final class StoredRows: @unchecked Sendable {
    var block: RowBlock
    private let decoder: RowDecoder

    init(_ decoder: RowDecoder) {
        self.decoder = RowDecoder(decoder)
        block = RowBlock(columns: decoder.columnCount)
    }

    /// How many rows there are.
    package var count: Int { block.count }

    /// Hands out each row as a flat incident where it is one that `short` takes, and else as a match.
    ///
    /// - Parameters:
    ///   - flat: reused from row to row.
    ///   - short: takes a flat incident, or says with false that it wants the match; nil takes none.
    ///   - body: takes a match.
    /// - Throws: what `short` and `body` throw.
    package func forEach(
        reusing flat: inout FlatIncident, _ short: ((FlatIncident) throws -> Bool)?, else body: (Match) throws -> Void
    ) throws {
        let short = short != nil && block.hasOnlyText() ? short : nil
        // The texts are shared, not copied, until the flat incident lets go of them.
        if short != nil { flat.bytes = block.texts }
        defer { flat.bytes = [] }
        for row in 0..<block.count {
            block.current = row
            if let short, decoder.read(block, into: &flat), try short(flat) { continue }
            try body(Match(incident: decoder.incident(block)))
        }
    }
}

extension IncidentStore {
    /// Whether ``forEachRows(_:reusing:_:)`` hands out the matches of a query: not where it asks for distances, for another order
    /// or for a part, nor where the store is in memory, where a reader would hold up the writer.
    package func handsOutRows(_ query: Query) -> Bool {
        guard !isInMemory, query.effectiveOrder == .store, query.limit == nil, query.offset == 0 else { return false }
        return Evaluator.centre(of: PushedQuery(query).query) == nil
    }

    /// Hands out the matches of a query in the order of the store, undecoded, some hundred at a time.
    ///
    /// - Parameters:
    ///   - query: one that ``handsOutRows(_:)`` approves.
    ///   - spare: gives back rows that were handed out before and are no longer used; nil where there are none.
    ///   - body: takes the rows, and says whether it wants more.
    /// - Returns: how many matched, and how.
    /// - Throws: ``StoreError``, and what `body` throws.
    package func forEachRows(
        _ query: Query, reusing spare: () -> StoredRows?, _ body: (StoredRows) throws -> Bool
    ) throws -> QueryOutcome {
        try prepareForReading(query)
        return try reading { connection in
            let execution = try QueryExecution(query, in: self, connection)
            try execution.forEachRows(connection, reusing: spare, body)
            return execution.outcome
        }
    }
}
