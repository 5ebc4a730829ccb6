import GRDB
import JSONValues

/// The columns that tables of each source had, in their order, so that they can be given back as they came: an incident keeps
/// no column that its own properties repeat. They are rows of `incidents_store`, named `columns:SOURCE`.
enum SourceColumns {
    private static let prefix = "columns:"

    static func all(_ db: Database) throws -> [String: [String]] {
        guard try db.tableExists("incidents_store") else { return [:] }
        var found: [String: [String]] = [:]
        let rows = try Row.fetchAll(
            db, sql: "SELECT name, value FROM incidents_store WHERE substr(name, 1, ?1) = ?2",
            arguments: [prefix.utf8.count, prefix])
        for row in rows {
            guard let name: String = row["name"], let value: String = row["value"] else { continue }
            found[String(name.dropFirst(prefix.count))] = names(value)
        }
        return found
    }

    static func set(_ columns: [String], of source: String, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO incidents_store (name, value) VALUES (?1, ?2)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value
                """, arguments: [prefix + source, text(columns)])
    }

    /// The names between separators or, where one of them holds such a separator, as a JSON array.
    private static func text(_ columns: [String]) -> String {
        guard columns.contains(where: { $0.utf8.contains(0x1F) }) else { return columns.joined(separator: separator) }
        return JSONValue.array(columns.map { .string($0) }).text
    }

    private static func names(_ text: String) -> [String] {
        // No JSON text holds a separator as it is, so a list of names between them is never taken for one.
        if text.utf8.first == UInt8(ascii: "["), case .array(let values)? = try? JSONParser().parse(text) {
            return values.compactMap { if case .string(let name) = $0 { name } else { nil } }
        }
        return text.isEmpty ? [] : text.components(separator)
    }

    private static let separator = "\u{1F}"
}

extension String {
    /// The parts between separators, empty ones too.
    fileprivate func components(_ separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}

extension WriteBatch {
    /// Notes which columns a table of a source has; those that earlier ones had besides stay, after them.
    ///
    /// - Throws: a failure of the database.
    package func noteColumns(_ columns: [String], of source: String) throws {
        let known = try SourceColumns.all(connection.db)[source]
        let all = columns + (known ?? []).filter { !columns.contains($0) }
        if all != known { try SourceColumns.set(all, of: source, connection.db) }
    }
}

extension IncidentStore {
    /// The columns that tables of each source had, in their order, by the first half of their ids.
    ///
    /// - Throws: ``StoreError``.
    package func columnsOfSources() throws -> [String: [String]] {
        try reading { try SourceColumns.all($0.db) }
    }
}
