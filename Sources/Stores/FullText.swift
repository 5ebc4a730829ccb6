import GRDB

/// The full-text table: which words occur in which incident, by SQLite's FTS5.
///
/// Words are folded in case and diacritics (`unicode61 remove_diacritics 2`), and a query's words must all occur. The table
/// is made when words are first looked for, and brought up to date from the change log, so that imports do not pay for it.
/// What has changed since is looked up in a small table in memory; where the store cannot be written, all of it is. Either
/// way FTS5 reads the words, so the answer is the same.
enum FullText {
    /// The table in the store.
    static let table = "incidents_text"
    /// The table in memory, of rows that the one in the store does not know as they are now.
    static let recentTable = "incidents_text_recent"

    private static let form = "USING fts5(body, tokenize = 'unicode61 remove_diacritics 2', columnsize = 0)"

    /// More changed rows than this are worth a write before the query.
    static let recentLimit: Int64 = 2_000

    /// The change up to which the table in the store is complete; nil where there is no such table.
    static func coverage(_ db: Database) throws -> ChangeMark? {
        guard try db.tableExists(table), let text = try Migrations.value(of: .textCovers, db) else { return nil }
        let numbers = text.split(separator: ":").compactMap { Int64($0) }
        guard numbers.count == 2 else { return nil }
        let mark = ChangeMark(number: numbers[0], nonce: numbers[1])
        return try ChangeLog.holds(mark, db) ? mark : nil
    }

    // MARK: Keeping up

    /// Brings the table in the store up to date; call it inside a write transaction.
    static func update(_ connection: OpenConnection) throws {
        let db = connection.db
        guard let newest = try ChangeLog.newest(connection) else { return }
        if let covered = try coverage(db), let runs = try ChangeLog.changes(after: covered, db) {
            let delete = try connection.statement("DELETE FROM \(table) WHERE rowid BETWEEN ?1 AND ?2")
            for run in runs.runs {
                try delete.bind(run.lowerBound, at: 1)
                try delete.bind(run.upperBound, at: 2)
                try delete.run()
                try fill(table, with: run, connection)
            }
        } else {
            try db.execute(sql: "DROP TABLE IF EXISTS \(table); CREATE VIRTUAL TABLE \(table) \(form)")
            connection.forgetSchema()
            try connection.refreshSchema()
            try fill(table, with: .min ... .max, connection)
        }
        try Migrations.setValue("\(newest.number):\(newest.nonce)", of: .textCovers, db)
    }

    /// Whether so much is missing in the table that it is worth a write.
    static func isBehind(_ connection: OpenConnection) throws -> Bool {
        guard let covered = try coverage(connection.db),
            let runs = try ChangeLog.changes(after: covered, connection.db)
        else { return true }
        return runs.width > recentLimit
    }

    private static func fill(
        _ table: String, with rows: ClosedRange<Int64>, _ connection: OpenConnection
    ) throws {
        let decoder = try connection.decoder(.all)
        let read = try connection.statement(
            "SELECT \(decoder.selection) FROM \(Schema.layer) WHERE rowid BETWEEN ?1 AND ?2 ORDER BY rowid")
        let write = try connection.statement("INSERT INTO \(table) (rowid, body) VALUES (?1, ?2)")
        try read.bind(rows.lowerBound, at: 1)
        try read.bind(rows.upperBound, at: 2)
        defer { read.reset() }
        while try read.step() {
            let body = SearchableText.body(of: decoder.incident(read))
            guard !body.isEmpty else { continue }
            try write.bind(decoder.row(read), at: 1)
            try write.bind(body, at: 2)
            try write.run()
        }
    }

    // MARK: Looking up

    /// The rows, ascending, in which all words occur, as the connection's snapshot has them.
    static func rows(with expression: String, _ connection: OpenConnection) throws -> [Int64] {
        let db = connection.db
        var changed = RowRuns([.min ... .max])
        var found: [Int64] = []
        if connection.isLogged, let covered = try coverage(db),
            let runs = try ChangeLog.changes(after: covered, db)
        {
            changed = runs
            found = try lookUp(expression, in: "main.\(table)", named: table, connection)
                .filter { !runs.contains($0) }
        }
        guard !changed.isEmpty else { return found }
        try prepareRecent(changed, connection)
        found += try lookUp(expression, in: "temp.\(recentTable)", named: recentTable, connection)
        return AscendingRows.sorted(found)
    }

    private static func lookUp(
        _ expression: String, in table: String, named name: String, _ connection: OpenConnection
    ) throws -> [Int64] {
        let search = try connection.statement("SELECT rowid FROM \(table) WHERE \(name) MATCH ?1 ORDER BY rowid")
        try search.bind(expression, at: 1)
        defer { search.reset() }
        var rows: [Int64] = []
        while try search.step() { rows.append(search.integer(0)) }
        return rows
    }

    /// Fills the table in memory with the changed rows, unless it holds just these from a query before.
    private static func prepareRecent(_ changed: RowRuns, _ connection: OpenConnection) throws {
        let mark = connection.isLogged ? try ChangeLog.newest(connection) : nil
        if let mark, connection.recentText?.mark == mark, connection.recentText?.rows == changed { return }
        connection.recentText = nil
        try connection.db.execute(
            sql: "DROP TABLE IF EXISTS temp.\(recentTable); CREATE VIRTUAL TABLE temp.\(recentTable) \(form)")
        for run in changed.runs { try fill("temp.\(recentTable)", with: run, connection) }
        if let mark { connection.recentText = RecentText(mark: mark, rows: changed) }
    }
}

/// What the full-text table in a connection's memory holds.
struct RecentText {
    /// The state that it was read from.
    let mark: ChangeMark
    /// The rows that it holds as they were then.
    let rows: RowRuns
}
