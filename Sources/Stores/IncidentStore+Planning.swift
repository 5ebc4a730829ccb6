import GRDB
import Queries

extension IncidentStore {
    /// Plans how to answer a query in the connection's snapshot.
    func planner(_ evaluator: Evaluator, _ connection: OpenConnection) throws -> Planner {
        var index = IndexAvailability.unavailable(reason: "the query names neither a place nor a time")
        if evaluator.restricting.contains(.space) || evaluator.restricting.contains(.time) {
            index = try availableIndex(connection)
        }
        return Planner(evaluator: evaluator, index: index, textRows: nil)
    }

    /// The index as it covers the connection's snapshot.
    func availableIndex(_ connection: OpenConnection) throws -> IndexAvailability {
        guard let index else { return .unavailable(reason: "the index is turned off") }
        guard connection.isLogged else {
            return .unavailable(
                reason: "another program replaced the layer, and the store cannot be written to watch it")
        }
        guard let snapshot = try index.snapshot(connection) else {
            return .unavailable(reason: "the index is newer than the snapshot that is read")
        }
        return .ready(snapshot)
    }

    /// What must be written before a query can be answered fast: the watch over a layer that others replaced.
    func prepareForReading(_ query: Query) throws {
        guard writer != nil, !isInMemory, try reading({ !$0.isLogged }) else { return }
        do {
            try writingConnection().access { connection in
                try connection.db.inTransaction(.immediate) {
                    try LayerWatch.establish(connection)
                    return .commit
                }
            }
        } catch StoreError.busy, StoreError.readOnly {
            // Whoever writes now keeps the watch from being set up; the query then looks at every row.
        }
    }
}
