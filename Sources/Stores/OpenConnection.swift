import GRDB
import Incidents

/// One access to a connection: the database, and what is kept from one access to the next.
///
/// It is used by one task at a time, inside an access of ``StoreConnection``, and never outlives the connection.
final class OpenConnection {
    /// GRDB's view of the connection.
    let db: Database
    /// The store's file, for messages.
    let path: String
    /// What the full-text table in this connection's memory holds.
    var recentText: RecentText?
    private var statements: [String: BulkStatement] = [:]
    private var decoders: [ColumnSet: RowDecoder] = [:]
    private var knownShape: LayerShape?
    private var insertStatement: BulkStatement?
    private var schemaVersion: Int64 = -1
    private var triggersStandInSchema = false

    init(_ db: Database, path: String) {
        self.db = db
        self.path = path
    }

    /// A prepared statement, kept for the next time.
    func statement(_ sql: String) throws -> BulkStatement {
        if let known = statements[sql] { return known }
        // A program asks few different questions; a stream of ever new filters must not fill the memory.
        if statements.count >= 128 { statements.removeAll() }
        let statement = try BulkStatement(db, sql)
        statements[sql] = statement
        return statement
    }

    /// Notices that somebody changed the schema; call it once a transaction, after the transaction has begun to read.
    func refreshSchema() throws {
        let version = try statement("PRAGMA schema_version")
        let now = try version.step() ? version.integer(0) : -1
        version.reset()
        guard now != schemaVersion else { return }
        // What another connection made or dropped, GRDB does not notice.
        db.clearSchemaCache()
        knownShape = nil
        decoders.removeAll()
        statements.removeAll()
        insertStatement = nil
        triggersStandInSchema = try Triggers.stand(db) && db.tableExists("incidents_changes")
        schemaVersion = now
    }

    /// Ends every run that was left in the middle.
    func resetStatements() {
        for statement in statements.values { statement.reset() }
    }

    /// Forgets what is known of the schema, after changing it.
    func forgetSchema() { schemaVersion = -1 }

    /// Whether the change log sees everything that is done to the layer.
    var isLogged: Bool { triggersStandInSchema }

    /// The layer's columns.
    func shape() throws -> LayerShape {
        if let knownShape { return knownShape }
        let shape = try LayerShape(db, path: path)
        knownShape = shape
        return shape
    }

    /// The statement that inserts an encoded row.
    func insertion() throws -> BulkStatement {
        if let insertStatement { return insertStatement }
        let statement = try BulkStatement(db, try shape().insertion)
        insertStatement = statement
        return statement
    }

    /// The decoder of some columns.
    func decoder(_ columns: ColumnSet) throws -> RowDecoder {
        if let known = decoders[columns] { return known }
        let decoder = RowDecoder(columns, of: try shape())
        decoders[columns] = decoder
        return decoder
    }

    /// The row of an id, a fallback id included.
    func row(of id: IncidentID) throws -> Int64? {
        let shape = try shape()
        let find = try statement(shape.findID)
        try find.bind(id.text, at: 1)
        if try find.step() {
            let row = find.integer(0)
            find.reset()
            return row
        }
        guard let row = RowDecoder.row(ofFallback: id) else { return nil }
        let check = try statement(
            "SELECT 1 FROM \(Schema.layer) WHERE rowid = ?1 AND (\(shape.sql(.id)) IS NULL OR \(shape.sql(.id)) = '')")
        try check.bind(row, at: 1)
        let isThere = try check.step()
        check.reset()
        return isThere ? row : nil
    }
}
