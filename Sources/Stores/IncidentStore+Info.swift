import GRDB
import Geometries
import Incidents
import MappedFiles
import SpatialIndexes

extension IncidentStore {
    /// What the store holds.
    ///
    /// - Throws: ``StoreError``.
    /// - Complexity: O(*n*): every row's place and time is read.
    public func info() throws -> StoreInfo {
        var info = StoreInfo()
        try reading { connection in
            try survey(connection, &info)
            info.types = try tally(.type, connection)
            info.sources = try tally(.source, connection)
            info.schemaVersion = Int(try Migrations.version(connection.db))
            info.indexState = try indexState(connection)
            if try flagOfMilliseconds(connection) { info.usesMilliseconds = true }
        }
        if let path {
            for file in [path, path + "-wal"] {
                if let probe = try? FileProbe(path: file) { info.storeBytes += probe.size }
            }
            info.indexBytes = (try? FileProbe(path: IndexFile(besideStore: path, isWritable: false).path))?.size
        }
        return info
    }

    /// Whether any time in the store has milliseconds, so that all times are shown with them; false where that cannot be
    /// read.
    ///
    /// Our own writes set a flag; what others wrote is noticed as the index takes it in.
    public var usesMilliseconds: Bool {
        let answer = try? reading { connection in
            if try flagOfMilliseconds(connection) { return true }
            // A file that has taken in every change has nothing to add, and reading all of it takes memory.
            if try connection.isLogged && index?.isUpToDate(connection) == true { return false }
            guard case .ready(let snapshot) = try availableIndex(connection) else { return false }
            return snapshot.hasMilliseconds
        }
        return answer ?? false
    }

    private func flagOfMilliseconds(_ connection: OpenConnection) throws -> Bool {
        try connection.db.tableExists("incidents_store")
            && Migrations.value(of: .milliseconds, connection.db) == "1"
    }

    private func survey(_ connection: OpenConnection, _ info: inout StoreInfo) throws {
        let decoder = try connection.decoder(RowEntry.columns)
        let statement = try connection.statement("SELECT \(decoder.selection) FROM \(Schema.layer)")
        defer { statement.reset() }
        var extent = Rectangle.empty
        while try statement.step() {
            info.incidents += 1
            if let point = decoder.point(statement) {
                info.located += 1
                extent.formUnion(point)
            } else if let geometry = decoder.geometry(statement), !geometry.isEmpty {
                info.located += 1
                extent.formUnion(geometry.rectangle)
            }
            guard let interval = decoder.interval(statement) else { continue }
            info.dated += 1
            info.earliestStart = min(info.earliestStart ?? interval.start, interval.start)
            info.latestEnd = max(info.latestEnd ?? interval.end, interval.end)
            if interval.hasMilliseconds { info.usesMilliseconds = true }
        }
        info.boundingBox = try? BoundingBox(
            west: extent.minLongitude, south: extent.minLatitude, east: extent.maxLongitude,
            north: extent.maxLatitude)
    }

    private func tally(_ column: LayerColumn, _ connection: OpenConnection) throws -> [(name: String?, count: Int)] {
        let name = try connection.shape().sql(column)
        let rows = try Row.fetchAll(
            connection.db,
            sql: "SELECT CAST(\(name) AS TEXT), count(*) FROM \(Schema.layer) GROUP BY 1 ORDER BY 2 DESC, 1")
        return rows.map { (name: $0[0] as String?, count: $0[1] as Int) }
    }

    private func indexState(_ connection: OpenConnection) throws -> String {
        guard index != nil else { return "turned off" }
        guard let path else { return "in memory" }
        guard connection.isLogged else { return "not used: another program replaced the layer" }
        let archive = try? IndexFile(besideStore: path, isWritable: false).open()
        guard let archive else { return "missing: it is built when it is needed" }
        let mark = ChangeMark(number: archive.stamp.changeNumber, nonce: archive.stamp.nonce)
        guard archive.stamp.storeID == (try Migrations.identity(connection.db)),
            try ChangeLog.holds(mark, connection.db),
            let runs = try ChangeLog.changes(after: mark, connection.db)
        else { return "of another state: it is built anew when it is needed" }
        if runs.isEmpty { return "current" }
        return "current but for \(runs.width) row\(runs.width == 1 ? "" : "s"), which the change log names"
    }
}

extension TemporalInterval {
    /// Whether a bound is not a whole second.
    var hasMilliseconds: Bool { start.milliseconds % 1_000 != 0 || end.milliseconds % 1_000 != 0 }
}
