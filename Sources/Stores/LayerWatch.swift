import GRDB

/// Takes the layer under watch: whoever changes it, the change log says so.
enum LayerWatch {
    /// Brings back what others took away: columns of ours, the uniqueness of ids, the triggers, the registration.
    ///
    /// Needed after a layer was overwritten (which drops its triggers with it) and for a layer that another program made.
    /// What happened meanwhile is unknown, so the log gets the entry that says that everything may have changed. Call it
    /// inside a transaction.
    static func establish(_ connection: OpenConnection) throws {
        let db = connection.db
        connection.forgetSchema()
        try connection.refreshSchema()
        if connection.isLogged { return }
        let shape = try LayerShape(db, path: connection.path)
        for column in shape.missing where column != .geometry {
            try db.execute(
                sql: "ALTER TABLE \(Schema.layer) ADD COLUMN \(column.quoted) \(column.declaredType)")
        }
        if !shape.hasUniqueID {
            // The rows of others may repeat an id; then they stay as they are, and verify names them.
            let repeats = try Bool.fetchOne(
                db,
                sql:
                    "SELECT EXISTS (SELECT 1 FROM \(Schema.layer) WHERE id IS NOT NULL GROUP BY id HAVING count(*) > 1)"
            )
            let unique = repeats == true ? "" : "UNIQUE"
            try db.execute(sql: "DROP INDEX IF EXISTS incidents_id")
            try db.execute(sql: "CREATE \(unique) INDEX incidents_id ON \(Schema.layer) (id)")
        }
        try Triggers.create(db)
        try ChangeLog.appendReset(db)
        connection.forgetSchema()
    }
}
