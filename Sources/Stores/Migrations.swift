import GRDB

/// The versions of our own schema, and how a store comes from each to the next.
///
/// The version that a store has stands in `incidents_store`; GeoPackage's own marks stay GeoPackage's. A released migration
/// is never changed: a new form of the tables is a new version with its own migration.
enum Migrations {
    /// The steps, the first of which makes our tables in a GeoPackage that has none.
    private static let steps: [(version: Int64, apply: @Sendable (Database) throws -> Void)] = [
        (
            1,
            { db in
                try db.execute(sql: Schema.own)
                try setValue(String(UInt128.random(in: .min ... .max), radix: 16), of: .identity, db)
                try ChangeLog.appendReset(db)
            }
        )
    ]

    /// What is known of the whole store, a row of `incidents_store` each.
    enum Fact: String {
        /// The version of our schema.
        case schemaVersion = "schema_version"
        /// A random name of the store, which its index carries too.
        case identity
        /// "1" once any time in the store has milliseconds.
        case milliseconds
        /// What the full-text table holds, `number:nonce:row`: the rows up to `row`, as of that change.
        case textBase = "text_base"
        /// The change up to which the table of later texts is complete, `number:nonce`.
        case textCovers = "text_covers"
    }

    /// The value of a fact.
    static func value(of fact: Fact, _ db: Database) throws -> String? {
        try String.fetchOne(db, sql: "SELECT value FROM incidents_store WHERE name = ?", arguments: [fact.rawValue])
    }

    /// The random name of the store; nil where another program took it away.
    static func identity(_ db: Database) throws -> UInt128? {
        try value(of: .identity, db).flatMap { UInt128($0, radix: 16) }
    }

    /// Sets the value of a fact.
    static func setValue(_ value: String, of fact: Fact, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO incidents_store (name, value) VALUES (?1, ?2)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value
                """, arguments: [fact.rawValue, value])
    }

    /// The version of our schema that a database has; 0 where there is none.
    static func version(_ db: Database) throws -> Int64 {
        guard try db.tableExists("incidents_store") else { return 0 }
        return try value(of: .schemaVersion, db).flatMap { Int64($0) } ?? 0
    }

    /// Brings our tables to the present version; call it inside a transaction.
    ///
    /// - Throws: ``StoreError/newerVersion(path:version:supported:)`` when a newer library wrote them.
    static func migrate(_ db: Database, path: String) throws {
        let present = try version(db)
        try checkReadable(present, path: path)
        for step in steps where step.version > present {
            try step.apply(db)
            try setValue(String(step.version), of: .schemaVersion, db)
        }
    }

    /// Refuses a version that this library does not know.
    static func checkReadable(_ version: Int64, path: String) throws {
        guard version <= Schema.version else {
            throw StoreError.newerVersion(path: path, version: version, supported: Schema.version)
        }
    }
}
