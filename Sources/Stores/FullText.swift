import GRDB

/// The full-text tables: which words occur in which incident, by SQLite's FTS5.
///
/// Words are folded in case and diacritics (`unicode61 remove_diacritics 2`), and a query's words must all occur. Three
/// tables answer together, each for the rows that those after it do not know better:
///
/// 1. the base, in the store, made when words are first looked for, so that imports do not pay for it. It keeps no copy of
///    the texts, which halves the time to make it; what it once took in it can therefore not forget;
/// 2. the later texts, in the store: of rows that changed after the base was made, by the change log;
/// 3. the recent texts, in memory: of rows that changed after that, too few to be worth a write. Where the store cannot be
///    written, all of them.
///
/// Either way FTS5 reads the words, so the answer is the same.
enum FullText {
    /// The base.
    static let baseTable = "incidents_text"
    /// The later texts.
    static let laterTable = "incidents_text_later"
    /// The recent texts, a table of the connection's own.
    private static let recentTable = "incidents_text_recent"

    private static let tokenizer = "tokenize = 'unicode61 remove_diacritics 2', columnsize = 0"
    private static let withoutTexts = "USING fts5(body, \(tokenizer), content = '')"
    private static let withTexts = "USING fts5(body, \(tokenizer))"

    /// More changed rows than this are worth a write before the query.
    static let recentLimit: Int64 = 2_000
    /// So many changed rows, or a quarter of the base if that is more, are kept beside the base; then it is made anew.
    static let laterLimit: Int64 = 20_000
    /// The base is made anew when the log has more entries after it, since it keeps the log from being cut.
    static let logLimit: Int64 = 100_000

    // MARK: What is complete

    /// The state that the base was made from.
    struct Base {
        /// The change that it covers.
        var mark: ChangeMark
        /// The last row in it.
        var lastRow: Int64
    }

    /// What the base covers; nil where there is none of this history.
    static func base(_ db: Database) throws -> Base? {
        guard try db.tableExists(baseTable), try db.tableExists(laterTable),
            let numbers = try numbers(of: .textBase, count: 3, db)
        else { return nil }
        let mark = ChangeMark(number: numbers[0], nonce: numbers[1])
        return try ChangeLog.holds(mark, db) ? Base(mark: mark, lastRow: numbers[2]) : nil
    }

    /// The change up to which the later texts complete the base.
    private static func coverage(_ db: Database) throws -> ChangeMark? {
        guard let numbers = try numbers(of: .textCovers, count: 2, db) else { return nil }
        let mark = ChangeMark(number: numbers[0], nonce: numbers[1])
        return try ChangeLog.holds(mark, db) ? mark : nil
    }

    private static func numbers(of fact: Migrations.Fact, count: Int, _ db: Database) throws -> [Int64]? {
        let numbers = try Migrations.value(of: fact, db)?.split(separator: ":").compactMap { Int64($0) }
        return numbers?.count == count ? numbers : nil
    }

    /// The rows changed since the base was made, and those of them that the later texts do not have as they are now.
    private static func changes(_ db: Database) throws -> (sinceBase: RowRuns, recent: RowRuns)? {
        guard let base = try base(db), let covered = try coverage(db),
            let sinceBase = try ChangeLog.changes(after: base.mark, db),
            let recent = try ChangeLog.changes(after: covered, db)
        else { return nil }
        return (sinceBase, recent)
    }

    /// Whether so much is missing in the tables in the store that it is worth a write.
    static func isBehind(_ connection: OpenConnection) throws -> Bool {
        guard let changes = try changes(connection.db) else { return true }
        return changes.recent.width > recentLimit
    }

    // MARK: Keeping up

    /// Brings the tables in the store up to date; call it inside a write transaction.
    ///
    /// - Parameters:
    ///   - connection: The connection that writes.
    ///   - progress: Called now and then with the number of rows read.
    /// - Throws: What the database throws.
    static func update(_ connection: OpenConnection, progress: ((Int) -> Void)? = nil) throws {
        let db = connection.db
        guard let newest = try ChangeLog.newest(connection) else { return }
        var filler = TextFiller(connection, progress: progress)
        if let base = try base(db), let changes = try changes(db),
            newest.number - base.mark.number <= logLimit || isAppended(changes.sinceBase, to: base)
        {
            if isAppended(changes.sinceBase, to: base) {
                for run in changes.sinceBase.runs { try filler.fill(baseTable, with: run) }
                return try note(newest, coveredBy: .both, db)
            }
            if changes.sinceBase.width <= max(laterLimit, base.lastRow / 4) {
                let delete = try connection.statement("DELETE FROM \(laterTable) WHERE rowid BETWEEN ?1 AND ?2")
                for run in changes.recent.runs {
                    try delete.bind(run.lowerBound, at: 1)
                    try delete.bind(run.upperBound, at: 2)
                    try delete.run()
                    try filler.fill(laterTable, with: run)
                }
                return try note(newest, coveredBy: .laterTexts, db)
            }
        }
        try db.execute(
            sql: """
                DROP TABLE IF EXISTS \(baseTable); CREATE VIRTUAL TABLE \(baseTable) \(withoutTexts);
                DROP TABLE IF EXISTS \(laterTable); CREATE VIRTUAL TABLE \(laterTable) \(withTexts);
                INSERT INTO \(baseTable) (\(baseTable), rank) VALUES ('automerge', 0), ('hashsize', \(hashBytes))
                """)
        connection.forgetSchema()
        try connection.refreshSchema()
        try filler.fill(baseTable, with: .min ... .max)
        try note(newest, coveredBy: .both, db)
    }

    /// FTS5 gathers so many bytes in memory before it writes a segment of the base: few segments need no merging.
    private static let hashBytes = 32 << 20

    /// Whether nothing happened to the base but that rows were added behind its last one.
    private static func isAppended(_ changes: RowRuns, to base: Base) -> Bool {
        changes.runs.allSatisfy { $0.lowerBound > base.lastRow }
    }

    private enum Coverage {
        case both, laterTexts
    }

    private static func note(_ mark: ChangeMark, coveredBy coverage: Coverage, _ db: Database) throws {
        if coverage == .both {
            let last = try Int64.fetchOne(db, sql: "SELECT max(rowid) FROM \(Schema.layer)") ?? .min
            try Migrations.setValue("\(mark.number):\(mark.nonce):\(last)", of: .textBase, db)
        }
        try Migrations.setValue("\(mark.number):\(mark.nonce)", of: .textCovers, db)
    }

    // MARK: Looking up

    /// The rows, ascending, in which all words occur, as the connection's snapshot has them.
    static func rows(with expression: String, _ connection: OpenConnection) throws -> [Int64] {
        var recent = RowRuns([.min ... .max])
        var found: [Int64] = []
        if connection.isLogged, let changes = try changes(connection.db) {
            recent = changes.recent
            found = try lookUp(expression, in: "main", baseTable, connection)
                .filter { !changes.sinceBase.contains($0) }
            if !changes.sinceBase.isEmpty {
                found += try lookUp(expression, in: "main", laterTable, connection).filter { !recent.contains($0) }
            }
        }
        if !recent.isEmpty {
            try prepareRecent(recent, connection)
            found += try lookUp(expression, in: "temp", recentTable, connection)
        }
        return AscendingRows.sorted(found)
    }

    private static func lookUp(
        _ expression: String, in schema: String, _ table: String, _ connection: OpenConnection
    ) throws -> [Int64] {
        let search = try connection.statement(
            "SELECT rowid FROM \(schema).\(table) WHERE \(table) MATCH ?1 ORDER BY rowid")
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
            sql: "DROP TABLE IF EXISTS temp.\(recentTable); CREATE VIRTUAL TABLE temp.\(recentTable) \(withoutTexts)")
        var filler = TextFiller(connection)
        for run in changed.runs { try filler.fill("temp.\(recentTable)", with: run) }
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
