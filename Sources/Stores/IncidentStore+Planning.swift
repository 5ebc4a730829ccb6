import GRDB
import Queries

extension IncidentStore {
    /// Plans how to answer a query in the connection's snapshot.
    func planner(_ evaluator: Evaluator, _ connection: OpenConnection) throws -> Planner {
        let textRows = try evaluator.words.map { try FullText.rows(with: $0, connection) }
        var index = IndexAvailability.unavailable(reason: "the query names neither a place nor a time")
        if evaluator.restricting.contains(.space) || evaluator.restricting.contains(.time) {
            index = try availableIndex(connection)
        }
        return Planner(evaluator: evaluator, index: index, textRows: textRows)
    }

    /// The index as it covers the connection's snapshot.
    func availableIndex(_ connection: OpenConnection) throws -> IndexAvailability {
        guard let index else { return .unavailable(reason: "the index is turned off") }
        guard connection.isLogged else {
            noteLostWatch()
            return .unavailable(
                reason: "another program replaced the layer, which is not under watch yet")
        }
        guard let snapshot = try index.snapshot(connection) else {
            return .unavailable(reason: "the index is newer than the snapshot that is read")
        }
        return .ready(snapshot)
    }

    /// What must be written before a query can be answered fast: the watch over a layer that others replaced,
    /// and the full-text table.
    func prepareForReading(_ query: Query) throws {
        guard writer != nil else { return }
        let isBehind = try query.text != nil && reading(FullText.isBehind)
        guard takeLostWatch() || isBehind else { return }
        do {
            try withWriter { connection in
                // In memory a query may be asked inside a write, whose transaction then has to do.
                if connection.db.isInsideTransaction { return }
                // What is seen of the schema inside is not true if this ends without a commit.
                defer { connection.forgetSchema() }
                try connection.db.inTransaction(.immediate) {
                    try connection.refreshSchema()
                    try LayerWatch.establish(connection)
                    try connection.refreshSchema()
                    if isBehind {
                        let progress = textProgress
                        defer { progress?(nil) }
                        try FullText.update(connection) { progress?($0) }
                    }
                    return .commit
                }
            }
        } catch StoreError.busy, StoreError.readOnly {
            // Whoever writes now keeps the watch from being set up; the query then looks at every row.
        }
    }
}
