import Dispatch
import GRDB

extension IncidentStore {
    /// Changes the store in one transaction: all of it is durable when this returns, or nothing of it is there.
    ///
    ///     try await store.write { batch in
    ///         try batch.insert(first)
    ///         try batch.delete(id: second)
    ///     }
    ///
    /// Writes of one store come one after the other; readers go on meanwhile and see the state before.
    ///
    /// - Returns: What the closure returns.
    /// - Throws: What the closure throws, after which nothing is changed, or ``StoreError``.
    public func write<T: Sendable>(_ body: @escaping @Sendable (WriteBatch) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            writeQueue.async {
                continuation.resume(with: Result { try self.writeNow(body) })
            }
        }
    }

    /// Changes the store in one transaction and waits for it on the present thread.
    ///
    /// - Throws: What the closure throws, after which nothing is changed, or ``StoreError``.
    @_disfavoredOverload
    public func write<T>(_ body: (WriteBatch) throws -> T) throws -> T {
        try writeQueue.sync { try writeNow(body) }
    }

    private func writeNow<T>(_ body: (WriteBatch) throws -> T) throws -> T {
        let (result, isBulk) = try withWriter { connection in
            try connection.statement("BEGIN IMMEDIATE").run()
            do {
                try connection.refreshSchema()
                // Rows written to a layer that is not under watch would never reach the index.
                if !connection.isLogged {
                    try LayerWatch.establish(connection)
                    try connection.refreshSchema()
                }
                let batch = WriteBatch(connection)
                let result = try body(batch)
                try batch.changes.finish(connection)
                try connection.statement("COMMIT").run()
                return (result, batch.changes.isBulk)
            } catch {
                connection.resetStatements()
                connection.forgetSchema()
                // SQLite may have rolled back by itself, as it does when the disk is full.
                if connection.db.isInsideTransaction { try connection.statement("ROLLBACK").run() }
                throw error
            }
        }
        // The write is done, whatever becomes of the cache.
        if isBulk { try? rebuildIndex() }
        return result
    }

    /// Uses the connection that writes; when the disk does not confirm what was written, it is the last time.
    func withWriter<T>(_ body: (OpenConnection) throws -> T) throws -> T {
        do {
            return try writingConnection().access(body)
        } catch let error as StoreError {
            if case .notConfirmed = error { noteUnconfirmedWrite() }
            throw error
        }
    }
}
