import GRDB

/// The columns that the layer has at the moment: ours as far as they are there, and those that others added.
struct LayerShape: Hashable, Sendable {
    /// Our columns that are there, by the name that they have.
    private(set) var names: [LayerColumn: String] = [:]
    /// The columns of others, in the table's order.
    private(set) var foreign: [String] = []
    /// Whether the database refuses a second row of the same id.
    private(set) var hasUniqueID = false
    /// Inserts a row of encoded cells; nothing happens where the id is taken.
    private(set) var insertion = ""
    /// Inserts ``rowsAtOnce`` rows, whose encoded cells follow each other, but for those whose id is taken.
    private(set) var bulkInsertion = ""
    /// So many rows are inserted at once: what SQLite does once a statement (opening the table and its index, keeping the
    /// sequence of identifiers) costs a third of what it does for a row.
    static let rowsAtOnce = 16
    /// Sets every column of the row in parameter 1 to the encoded cells from parameter 2 on.
    private(set) var change = ""
    /// Finds the row of the id in parameter 1.
    private(set) var findID = ""

    /// Our columns that are not there.
    private(set) var missing: [LayerColumn] = []

    /// Reads the shape of the layer.
    ///
    /// - Throws: ``StoreError/notAStore(path:reason:)`` when there is no layer of incidents,
    ///   ``StoreError/unsupportedReference(path:identifier:)`` when it is not in WGS 84.
    init(_ db: Database, path: String) throws {
        guard try db.tableExists(Schema.layer), try db.tableExists("gpkg_geometry_columns") else {
            throw StoreError.notAStore(path: path, reason: "it has no layer named \(Schema.layer)")
        }
        let registration = try Row.fetchOne(
            db, sql: "SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE lower(table_name) = ?",
            arguments: [Schema.layer])
        guard let registration, let geometry = registration.text("column_name") else {
            throw StoreError.notAStore(path: path, reason: "its table \(Schema.layer) is not registered as a layer")
        }
        if let reference = registration.integer("srs_id"), reference != Schema.wgs84 {
            throw StoreError.unsupportedReference(path: path, identifier: reference)
        }
        for row in try Row.fetchAll(db, sql: "PRAGMA table_info(\(Schema.layer))") {
            guard let name = row.text("name") else { continue }
            // The integer primary key is the row identifier, whatever it is called.
            if row.integer("pk") ?? 0 > 0 { continue }
            if name.lowercased() == geometry.lowercased() {
                names[.geometry] = name
            } else if let column = LayerColumn(name: name.lowercased()), column != .geometry,
                names[column] == nil
            {
                names[column] = name
            } else {
                foreign.append(name)
            }
        }
        if let id = names[.id] { hasUniqueID = try LayerShape.isUnique(id, db) }
        missing = LayerColumn.allCases.filter { names[$0] == nil }
        insertion = LayerShape.insertion(self)
        bulkInsertion = LayerShape.insertion(self, rows: LayerShape.rowsAtOnce)
        change = LayerShape.change(self)
        findID = "SELECT rowid FROM \(Schema.layer) WHERE \(sql(.id)) = ?1 ORDER BY rowid LIMIT 1"
    }

    private static func isUnique(_ column: String, _ db: Database) throws -> Bool {
        for index in try Row.fetchAll(db, sql: "PRAGMA index_list(\(Schema.layer))")
        where index.integer("unique") == 1 && index.integer("partial") == 0 {
            guard let name = index.text("name") else { continue }
            let columns = try Row.fetchAll(db, sql: "PRAGMA index_info(\(LayerColumn.quote(name)))")
            if columns.count == 1, columns[0].text("name") == column { return true }
        }
        return false
    }

    /// The SQL of a column: its name, or NULL where the layer lacks it.
    func sql(_ column: LayerColumn) -> String { names[column].map(LayerColumn.quote) ?? "NULL" }

    private static func insertion(_ shape: LayerShape, rows: Int = 1) -> String {
        let columns = shape.written
        let names = columns.map(\.name).joined(separator: ", ")
        let values = (0..<rows).map { row in
            let parameters = columns.map { "?\($0.parameter + row * LayerColumn.allCases.count)" }
            return "(\(parameters.joined(separator: ", ")))"
        }
        let conflict = shape.hasUniqueID ? " ON CONFLICT (\(shape.sql(.id))) DO NOTHING" : ""
        return "INSERT INTO \(Schema.layer) (\(names)) VALUES \(values.joined(separator: ", "))\(conflict)"
    }

    private static func change(_ shape: LayerShape) -> String {
        let columns = shape.written.map { "\($0.name) = ?\($0.parameter + 1)" }.joined(separator: ", ")
        return "UPDATE \(Schema.layer) SET \(columns) WHERE rowid = ?1"
    }

    /// The columns that are there, and the place of each among the cells, counted from 1.
    private var written: [(name: String, parameter: Int)] {
        let own = LayerColumn.allCases.compactMap { column in
            names[column].map { (name: LayerColumn.quote($0), parameter: column.index + 1) }
        }
        let others = foreign.enumerated().map { index, name in
            (name: LayerColumn.quote(name), parameter: LayerColumn.allCases.count + index + 1)
        }
        return own + others
    }
}
