import GRDB
import MappedFiles

/// A connection to the store's database, and what was prepared on it.
///
/// Unchecked, because `opened` is only touched inside the accesses of the queue, which come one after the other.
final class StoreConnection: @unchecked Sendable {
    /// Where the database is.
    let location: Location
    private let queue: DatabaseQueue
    private let path: String
    private var opened: OpenConnection?

    /// How a database is reached.
    enum Location: Hashable, Sendable {
        /// In a file that may be written.
        case file(String)
        /// In a file that is only read.
        case readOnlyFile(String)
        /// In a file that is in this state and that nobody writes while it is open, so that no lock and no log is needed.
        case immutableFile(String, FileProbe)
        /// In memory.
        case memory
    }

    /// Opens a connection; its messages call the file by another name where one is given.
    init(_ location: Location, named name: String? = nil, busyTimeout: Double) throws {
        self.location = location
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        // A read may stay open from one access to the next while its results are streamed.
        configuration.allowsUnsafeTransactions = true
        configuration.busyMode = .timeout(busyTimeout)
        configuration.prepareDatabase { db in
            // Sorting must not write outside the store's folder.
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            GeoPackageFunctions.add(to: db)
        }
        switch location {
        case .file(let path):
            self.path = name ?? path
            queue = try DatabaseQueue(path: path, configuration: configuration)
        case .readOnlyFile(let path):
            self.path = name ?? path
            configuration.readonly = true
            queue = try DatabaseQueue(path: path, configuration: configuration)
        case .immutableFile(let path, _):
            self.path = name ?? path
            configuration.readonly = true
            queue = try DatabaseQueue(path: StoreConnection.immutableURI(path), configuration: configuration)
        case .memory:
            path = ":memory:"
            queue = try DatabaseQueue(configuration: configuration)
        }
    }

    private static func immutableURI(_ path: String) -> String {
        let plain = Set("/-._~ ".utf8)
        var encoded = "file:"
        for byte in path.utf8 {
            let scalar = Unicode.Scalar(byte)
            if scalar.isASCII, scalar.properties.isAlphabetic || plain.contains(byte) || (0x30...0x39).contains(byte) {
                encoded.unicodeScalars.append(scalar)
            } else {
                encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16)
            }
        }
        return encoded + "?immutable=1"
    }

    /// Lets `body` use the connection alone, for as long as it runs. A nested access from inside is allowed.
    func access<T>(_ body: (OpenConnection) throws -> T) throws -> T {
        do {
            return try queue.unsafeReentrantWrite { db in
                if let opened { return try body(opened) }
                let new = OpenConnection(db, path: path)
                opened = new
                return try body(new)
            }
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }

    /// Closes the connection; later accesses fail.
    func close() throws {
        try access { _ in opened = nil }
        do {
            try queue.close()
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }
}

extension StoreError {
    /// What a failure of the database means to the user of a store.
    init(_ error: DatabaseError, path: String) {
        switch error.extendedResultCode {
        case .SQLITE_IOERR_FSYNC, .SQLITE_IOERR_DIR_FSYNC:
            self = .notConfirmed(path: path)
            return
        default: break
        }
        switch error.resultCode {
        case .SQLITE_NOTADB: self = .notADatabase(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        case .SQLITE_READONLY: self = .readOnly(path: path)
        case .SQLITE_MISUSE: self = .closed(path: path)
        default: self = .database(path: path, reason: error.message ?? "error \(error.resultCode.rawValue)")
        }
    }
}
