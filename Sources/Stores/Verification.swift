import GRDB
import Geometries
import Incidents
import JSONValues
import SpatialIndexes

/// Something that is not as it should be, and where.
public struct Finding: Hashable, Sendable {
    /// Where: a row, a table, the index file.
    public let location: String
    /// What is wrong, in one clause.
    public let message: String

    init(_ location: String, _ message: String) {
        self.location = location
        self.message = message
    }
}

extension IncidentStore {
    /// Looks for damage: in the database's pages, in the tables of the GeoPackage, in every row, and in the index.
    ///
    /// Nothing is changed. Rows that break a rule are not found by what is broken in them (a place outside the globe by no
    /// region), but they are kept and exported as far as they can be read.
    ///
    /// - Returns: What was found, empty when all is well.
    /// - Throws: ``StoreError`` when the store cannot be read at all.
    /// - Complexity: O(*n* log *n*).
    public func verify() throws -> [Finding] {
        var findings: [Finding] = []
        try reading { connection in
            // One part that cannot be read must not hide what the others show.
            try noting(&findings, "database") { try verifyPages(connection, &$0) }
            try noting(&findings, "database") { try verifyTables(connection, &$0) }
            var rows = RowVerification()
            try noting(&findings, "table \(Schema.layer)") { findings in
                defer { findings += rows.findings }
                try rows.run(connection)
                try verifyIndex(connection, rows.entries, &findings)
            }
        }
        return findings
    }

    /// Looks at one part, and notes a failure of the database as a finding.
    private func noting(
        _ findings: inout [Finding], _ location: String, _ look: (inout [Finding]) throws -> Void
    ) throws {
        do {
            try look(&findings)
        } catch let error as DatabaseError {
            findings.append(Finding(location, "it cannot be read to the end: \(error.message ?? "\(error)")"))
        }
    }

    private func verifyPages(_ connection: OpenConnection, _ findings: inout [Finding]) throws {
        for line in try String.fetchAll(connection.db, sql: "PRAGMA integrity_check") where line != "ok" {
            findings.append(Finding("database", line))
        }
    }

    private func verifyTables(_ connection: OpenConnection, _ findings: inout [Finding]) throws {
        let db = connection.db
        if try Int64.fetchOne(db, sql: "PRAGMA application_id") != Schema.applicationID {
            findings.append(Finding("database", "the application id is not that of a GeoPackage"))
        }
        let registered = try Int.fetchOne(
            db, sql: "SELECT count(*) FROM gpkg_contents WHERE table_name = ? AND data_type = 'features'",
            arguments: [Schema.layer])
        if registered != 1 { findings.append(Finding("gpkg_contents", "the layer is not registered as features")) }
        for column in try connection.shape().missing {
            findings.append(Finding("table \(Schema.layer)", "the column \(column.name) is missing"))
        }
        if !connection.isLogged {
            findings.append(
                Finding(
                    "table \(Schema.layer)",
                    "the triggers that write the change log are not as they were made; the next write makes them anew"))
        }
    }

    /// Compares the index file, as far as it covers the present state, entry by entry with the rows.
    private func verifyIndex(
        _ connection: OpenConnection, _ entries: [Int64: Envelope], _ findings: inout [Finding]
    ) throws {
        guard let path, connection.isLogged else { return }
        let file = IndexFile(besideStore: path, isWritable: false)
        let location = "index file"
        let archive: TreeArchive
        do {
            archive = try file.open()
            try archive.verify()
            guard archive.trees.count.isMultiple(of: 2) else {
                findings.append(Finding(location, "it has an odd number of trees, and they come in pairs"))
                return
            }
        } catch let error as TreeArchiveError {
            findings.append(Finding(location, error.description))
            return
        } catch {
            // There is none, and there need be none.
            return
        }
        let mark = ChangeMark(number: archive.stamp.changeNumber, nonce: archive.stamp.nonce)
        // An index of another state or of another store is not used, so nothing is wrong.
        guard archive.stamp.storeID == (try Migrations.identity(connection.db)),
            try ChangeLog.holds(mark, connection.db),
            let changed = try ChangeLog.changes(after: mark, connection.db)
        else { return }
        var unseen = entries.filter { !changed.contains($0.key) }
        var wrong: [Int64] = []
        for (number, tree) in archive.trees.enumerated() {
            tree.forEachEntry { entry in
                guard !changed.contains(entry.id) else { return }
                var envelope = entry.envelope
                if number.isMultiple(of: 2) == false { envelope.rectangle = .empty }
                if unseen.removeValue(forKey: entry.id) != envelope { wrong.append(entry.id) }
            }
        }
        for row in wrong.sorted() {
            findings.append(Finding(location, "it says of row \(row) what the store does not say"))
        }
        for row in unseen.keys.sorted() { findings.append(Finding(location, "it lacks row \(row)")) }
    }
}
