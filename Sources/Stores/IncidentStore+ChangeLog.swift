import GRDB
import SpatialIndexes

extension IncidentStore {
    /// The log is cut when it has more entries than this that nobody needs.
    private static let logLimit: Int64 = 100_000

    /// Cuts the part of the change log that the index file and the full-text table have both taken in.
    ///
    /// Another process may have read an older index file; it then finds its mark gone from the log and builds its index anew.
    func trimChangeLog() throws {
        guard let path, writer != nil else { return }
        try withWriter { connection in
            let db = connection.db
            guard let identity = try Migrations.identity(db),
                let stamp = try? IndexFile(besideStore: path, isWritable: true).open().stamp,
                stamp.storeID == identity
            else { return }
            var covered = ChangeMark(number: stamp.changeNumber, nonce: stamp.nonce)
            if let text = try FullText.base(db)?.mark, text.number < covered.number { covered = text }
            guard let oldest = try Int64.fetchOne(db, sql: "SELECT min(number) FROM incidents_changes"),
                covered.number - oldest > IncidentStore.logLimit, try ChangeLog.holds(covered, db)
            else { return }
            try db.inTransaction(.immediate) {
                try ChangeLog.trim(before: covered, db)
                return .commit
            }
        }
    }
}
