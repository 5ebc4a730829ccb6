import GRDB
import MappedFiles

/// One consistent view of a store on one connection; everything that a query reads comes from it.
///
/// It is used by one task at a time. The connection goes back to the store when the view is ended or forgotten.
final class ReadTransaction {
    private let store: IncidentStore
    private let connection: StoreConnection
    private var isOpen = false
    /// Whether the transaction is ours to end: in memory a read may run inside a write.
    private var isOwn = true

    /// Begins to read.
    init(_ store: IncidentStore) throws {
        self.store = store
        connection = try store.takeReader()
        try connection.access { connection in
            isOwn = !connection.db.isInsideTransaction
            if isOwn { try connection.statement("BEGIN").run() }
            isOpen = true
            do {
                // The snapshot is taken by the first read.
                try connection.refreshSchema()
            } catch {
                if isOwn { try connection.statement("ROLLBACK").run() }
                isOpen = false
                throw error
            }
        }
    }

    deinit {
        // Without an end the snapshot would stay pinned and the log of the database could not shrink; an error here
        // means that the connection is broken, and then there is nothing left to end.
        try? end()
    }

    /// Reads from the snapshot.
    func read<T>(_ body: (OpenConnection) throws -> T) throws -> T {
        guard isOpen else { throw StoreError.closed(path: store.name) }
        return try connection.access(body)
    }

    /// Ends the view.
    func end() throws {
        guard isOpen else { return }
        isOpen = false
        if isOwn {
            try connection.access { connection in
                connection.resetStatements()
                try connection.statement("COMMIT").run()
            }
        }
        store.giveBack(connection)
        if case .immutableFile(let path, let file) = connection.location {
            // Read without locks: what was read counts only if the file is still what it was.
            let now = try? FileProbe(path: path)
            guard now == file else { throw StoreError.changedWhileRead(path: path) }
        }
    }
}

extension IncidentStore {
    /// Runs `body` in a view of its own.
    func reading<T>(_ body: (OpenConnection) throws -> T) throws -> T {
        // In memory the one connection stays ours for the whole view, so that no write comes between.
        if isInMemory {
            return try takeReader().access { connection in
                try connection.refreshSchema()
                return try body(connection)
            }
        }
        let view = try ReadTransaction(self)
        let result = try view.read(body)
        try view.end()
        return result
    }
}
