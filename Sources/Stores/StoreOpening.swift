import GRDB
import MappedFiles

/// Opening a file: what it is, whether it may be written, and what must be done to it first.
struct StoreOpening {
    /// The connection that writes; nil where the store is only read.
    let writer: StoreConnection?
    /// How further connections reach the database.
    let readers: StoreConnection.Location
    /// Whether files can be made beside the store, as reading a log takes.
    var makesFiles = true
    /// Whether the log that reading makes beside the file should go when the store is closed.
    var removesLog = false

    /// How much memory the connection that writes may keep pages in.
    private static let writerCacheKiB = 32_768
    /// The bytes of a page of a new store; SQLite's own 4,096 take a third more processor time to fill.
    private static let pageSize = 8_192

    /// Opens a store in memory.
    static func inMemory() throws -> StoreOpening {
        let writer = try StoreConnection(.memory, busyTimeout: 0)
        try writer.access { try prepare($0, isNew: true) }
        return StoreOpening(writer: writer, readers: .memory)
    }

    /// Opens a file, making it where it is missing and may be made.
    static func file(_ path: String, options: StoreOptions) throws -> StoreOpening {
        let kind = try FileKind(path)
        switch kind {
        case .missing, .empty:
            // An empty file is none yet: programs that choose a name for a new file make one.
            guard !options.readOnly, options.createIfMissing else {
                throw kind == .missing ? StoreError.notFound(path: path) : StoreError.empty(path: path)
            }
            if kind == .missing, let log = try strayLog(of: path) {
                throw StoreError.lostStore(path: path, log: log)
            }
            return try writable(path, isNew: true, options: options)
        case .other:
            throw StoreError.notADatabase(path: path)
        case .database:
            let isWritable = FileProbe.isWritable(path)
            guard !options.readOnly, isWritable else {
                return try readOnly(path, makesFiles: isWritable, options: options)
            }
            do {
                return try writable(path, isNew: false, options: options)
            } catch StoreError.readOnly {
                // The rights allow it but the medium does not.
                return try readOnly(path, makesFiles: false, options: options)
            }
        }
    }

    /// The log of a store that is not there, which SQLite would empty for a new one; nil where none holds anything.
    static func strayLog(of path: String) throws -> String? {
        for log in [path + "-wal", path + "-journal"] where try FileProbe(path: log)?.size ?? 0 > 0 { return log }
        return nil
    }

    // MARK: Ways to open

    private static func writable(_ path: String, isNew: Bool, options: StoreOptions) throws -> StoreOpening {
        let writer: StoreConnection
        do {
            writer = try StoreConnection(.file(path), busyTimeout: options.busyTimeout)
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
        try writer.access { connection in
            // A store whose making was cut short is a database without any table: as good as an empty file.
            let isNew = try isNew || isBlank(connection)
            guard !isNew || options.createIfMissing else { throw StoreError.empty(path: path) }
            if !isNew { try check(connection) }
            // Durable in itself: a commit returns when the log is on the disk. Set by hand, since GRDB's own way of
            // switching to WAL ends with synchronous = NORMAL, which power loss can undo.
            if isNew { try connection.db.execute(sql: "PRAGMA page_size = \(pageSize)") }
            try connection.db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
            // In KiB. SQLite's own 2 MB make an import read the pages of the id index over and over.
            try connection.db.execute(sql: "PRAGMA cache_size = -\(writerCacheKiB)")
            try prepare(connection, isNew: isNew)
        }
        return StoreOpening(writer: writer, readers: .readOnlyFile(path))
    }

    /// Makes a store that only this process knows and that is of no use before it is complete, so that nothing has to survive
    /// a crash.
    static func unlogged(_ path: String, named name: String) throws -> StoreOpening {
        let writer: StoreConnection
        do {
            writer = try StoreConnection(.file(path), named: name, busyTimeout: 0)
        } catch let error as DatabaseError {
            throw StoreError(error, path: name)
        }
        try writer.access { connection in
            try connection.db.execute(
                sql: """
                    PRAGMA page_size = \(pageSize);
                    PRAGMA journal_mode = OFF;
                    PRAGMA synchronous = OFF;
                    PRAGMA cache_size = -\(writerCacheKiB)
                    """)
            try prepare(connection, isNew: true)
        }
        return StoreOpening(writer: writer, readers: .readOnlyFile(path))
    }

    private static func readOnly(_ path: String, makesFiles: Bool, options: StoreOptions) throws -> StoreOpening {
        let hadLog = try FileProbe.exists(path + "-wal")
        let readers = try readerLocation(path, makesFiles: makesFiles)
        do {
            try StoreConnection(readers, busyTimeout: options.busyTimeout).access(check)
        } catch {
            let error = StoreError(wrapping: error, path: path)
            // SQLite cannot make the shared memory that a log needs, or may not use the one that is there.
            if !makesFiles, hadLog, error.isOfTheEngine { throw StoreError.unreadableLog(path: path) }
            guard makesFiles, case .readOnly = error else { throw error }
            try takeBackUnfinished(path, options: options)
        }
        return StoreOpening(
            writer: nil, readers: readers, makesFiles: makesFiles, removesLog: makesFiles && !hadLog)
    }

    /// Has SQLite take back a write that was cut short before the database had its log, which it must before anyone can read.
    private static func takeBackUnfinished(_ path: String, options: StoreOptions) throws {
        let connection: StoreConnection
        do {
            connection = try StoreConnection(.file(path), busyTimeout: options.busyTimeout)
        } catch {
            throw StoreError(wrapping: error, path: path)
        }
        try connection.access(check)
        try connection.close()
    }

    /// Makes sure that the file is a store that this library can read.
    private static func check(_ connection: OpenConnection) throws {
        guard try !isBlank(connection) else { throw StoreError.empty(path: connection.path) }
        try Migrations.checkReadable(try Migrations.version(connection.db), path: connection.path)
        _ = try LayerShape(connection.db, path: connection.path)
    }

    /// Whether the database has no table or anything else.
    private static func isBlank(_ connection: OpenConnection) throws -> Bool {
        try Bool.fetchOne(connection.db, sql: "SELECT NOT EXISTS (SELECT 1 FROM sqlite_master)") == true
    }

    /// Makes the tables of a new store, brings those of an older one up to date, and takes the layer under watch.
    private static func prepare(_ connection: OpenConnection, isNew: Bool) throws {
        let db = connection.db
        if !isNew {
            // Most often there is nothing to do, and then opening must not wait for another program's lock.
            if try Migrations.version(db) == Schema.version, try Triggers.stand(db),
                try LayerShape(db, path: connection.path).missing.isEmpty
            {
                return
            }
        }
        try db.inTransaction(.immediate) {
            // Another program may have been faster at making the same new store.
            if try isNew && !db.tableExists(Schema.layer) {
                try db.execute(sql: Schema.geoPackage)
                try db.execute(sql: Schema.createLayer)
            }
            try Migrations.migrate(db, path: connection.path)
            try LayerWatch.establish(connection)
            return .commit
        }
        connection.forgetSchema()
    }

    // MARK: Files

    /// What a file is as far as can be known without opening it.
    private enum FileKind: Hashable {
        case missing, empty, database, other

        init(_ path: String) throws {
            do {
                guard let file = try FileProbe(path: path) else {
                    self = .missing
                    return
                }
                guard file.isRegular else {
                    self = .other
                    return
                }
                guard file.size > 0 else {
                    self = .empty
                    return
                }
                // SQLite says whether it is one, since only SQLite may open it: see `DatabaseHeader`.
                self = .database
            } catch {
                throw StoreError.database(path: path, reason: error.description)
            }
        }
    }
}

extension StoreError {
    /// Whether it comes from the database engine, not from what stands in the file.
    fileprivate var isOfTheEngine: Bool {
        switch self {
        case .database, .readOnly: true
        default: false
        }
    }

    /// The error itself when it is one of ours, else what the database said.
    fileprivate init(wrapping error: any Error, path: String) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self.init(error, path: path)
        default: self = .database(path: path, reason: String(describing: error))
        }
    }
}
