import GRDB

/// The triggers that write to the change log what others do to the layer.
///
/// `INSERT OR REPLACE` removes a row without firing a delete trigger, so the trigger before an insert logs the row that
/// the insert is about to remove. Every entry carries a random nonce, which tells two histories of the same length apart.
enum Triggers {
    /// What each trigger is called and does.
    private static let bodies: [(name: String, event: String, statements: [String])] = [
        (
            "incidents_log_replaced", "BEFORE INSERT",
            // The row of the same fid, or the same id, which INSERT OR REPLACE removes silently.
            [
                """
                INSERT INTO incidents_changes (nonce, first_fid, last_fid)
                SELECT random(), rowid, rowid FROM incidents WHERE rowid = NEW.rowid OR id = NEW.id
                """
            ]
        ),
        ("incidents_log_inserted", "AFTER INSERT", [entry("NEW.rowid")]),
        // An UPDATE OR REPLACE of an id removes the row that had it.
        (
            "incidents_log_displaced", "BEFORE UPDATE OF id",
            [
                """
                INSERT INTO incidents_changes (nonce, first_fid, last_fid)
                SELECT random(), rowid, rowid FROM incidents WHERE id = NEW.id AND rowid <> OLD.rowid
                """
            ]
        ),
        ("incidents_log_updated", "AFTER UPDATE", [entry("OLD.rowid"), entry("NEW.rowid")]),
        ("incidents_log_deleted", "AFTER DELETE", [entry("OLD.rowid")]),
    ]

    private static func entry(_ row: String) -> String {
        "INSERT INTO incidents_changes (nonce, first_fid, last_fid) VALUES (random(), \(row), \(row))"
    }

    /// The statements that make the triggers, by name.
    static let definitions: [(name: String, sql: String)] = bodies.map { body in
        let statements = body.statements.map { $0 + ";" }.joined(separator: "\n")
        return (body.name, "CREATE TRIGGER \(body.name) \(body.event) ON incidents BEGIN\n\(statements)\nEND")
    }

    /// Makes the triggers; those that are there, in whatever form, are made anew.
    static func create(_ db: Database) throws {
        try drop(db)
        for definition in definitions { try db.execute(sql: definition.sql) }
    }

    /// Takes the triggers away.
    static func drop(_ db: Database) throws {
        for definition in definitions { try db.execute(sql: "DROP TRIGGER IF EXISTS \(definition.name)") }
    }

    /// Whether all triggers stand exactly as this library writes them.
    static func stand(_ db: Database) throws -> Bool {
        let rows = try Row.fetchAll(
            db, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'incidents'")
        let found: [String: String] = Dictionary(
            rows.compactMap { row in
                guard let name = row.text("name"), let sql = row.text("sql") else { return nil }
                return (name, sql)
            }, uniquingKeysWith: { first, _ in first })
        return definitions.allSatisfy { found[$0.name] == $0.sql }
    }
}
