import GRDB
import Geometries
import Incidents

/// What a batch has done so far, for the change log and the GeoPackage's own records.
///
/// The triggers serve a small batch. A large one takes them away, notes its rows itself and puts them back before it
/// commits: two log entries a row by triggers cost more than the row.
struct BatchChanges {
    /// Batches of more rows than this do without the triggers.
    static let triggerLimit = 64

    private var rows = ChangedRows()
    private var attempts = 0
    private var written = 0
    private var hasTriggers = true
    /// Whether rows are noted here and not by the triggers, as they are in a large batch.
    var notesRows: Bool { !hasTriggers }
    private var extent = Rectangle.empty
    private var hasMilliseconds = false

    /// Notes that a row is about to be changed or deleted, or (nil) that one is about to be inserted.
    mutating func willChange(_ row: Int64?, _ connection: OpenConnection) throws {
        attempts += 1
        if hasTriggers, attempts > BatchChanges.triggerLimit {
            try Triggers.drop(connection.db)
            hasTriggers = false
        }
        guard let row else { return }
        written += 1
        if !hasTriggers { rows.insert(row) }
    }

    /// Notes a row that was inserted.
    mutating func didInsert(_ row: Int64) {
        written += 1
        if !hasTriggers { rows.insert(row) }
    }

    /// Notes the content of a row that was inserted or changed.
    mutating func didChange(_ incident: Incident) {
        if let geometry = incident.geometry { extent.formUnion(geometry.rectangle) }
        if incident.interval?.hasMilliseconds == true { hasMilliseconds = true }
    }

    /// Notes the place and the kind of time of a row that was inserted.
    mutating func didChange(at point: Coordinate?, hasMilliseconds: Bool) {
        if let point { extent.formUnion(point) }
        if hasMilliseconds { self.hasMilliseconds = true }
    }

    /// Whether so much was changed that the index is best built anew at once.
    var isBulk: Bool { written > BatchChanges.bulkLimit }

    /// A batch of more rows than this ends with a new index.
    static let bulkLimit = 50_000

    /// Writes what is noted; the last thing before the commit.
    mutating func finish(_ connection: OpenConnection) throws {
        let db = connection.db
        if !hasTriggers {
            try ChangeLog.append(rows.merged, db)
            try Triggers.create(db)
            connection.forgetSchema()
            hasTriggers = true
        }
        guard written > 0 else { return }
        if hasMilliseconds { try Migrations.setValue("1", of: .milliseconds, db) }
        try touchContents(db)
    }

    /// Records the change as GeoPackage asks. The extent only grows here; it need not be tight.
    private func touchContents(_ db: Database) throws {
        let now = "strftime('%Y-%m-%dT%H:%M:%fZ','now')"
        guard !extent.isEmpty else {
            return try db.cachedStatement(
                sql: "UPDATE gpkg_contents SET last_change = \(now) WHERE table_name = '\(Schema.layer)'"
            ).execute()
        }
        try db.cachedStatement(
            sql: """
                UPDATE gpkg_contents SET last_change = \(now),
                    min_x = min(ifnull(min_x, ?1), ?1), min_y = min(ifnull(min_y, ?2), ?2),
                    max_x = max(ifnull(max_x, ?3), ?3), max_y = max(ifnull(max_y, ?4), ?4)
                WHERE table_name = '\(Schema.layer)'
                """
        ).execute(arguments: [extent.minLongitude, extent.minLatitude, extent.maxLongitude, extent.maxLatitude])
    }
}
