import GRDBSQLite

/// The first bytes of a database, read through SQLite.
///
/// Nothing else here opens the file of a store. Whoever closes a descriptor gives up every lock that the process has on the
/// file (POSIX has it so), those of SQLite among them. Another process then takes itself for the last one and removes the log
/// that our open stores read. SQLite knows of all its descriptors and closes none while another needs the locks.
enum DatabaseHeader {
    /// Where the header has the versions that writing and reading take, 2 for a database with a log.
    private static let versions = 18

    /// Whether the database keeps a log beside it.
    ///
    /// - Throws: ``StoreError`` where the file cannot be read.
    static func usesLog(_ path: String) throws(StoreError) -> Bool {
        var connection: OpaquePointer?
        // The path is read up to its NUL during the call; what is opened is closed, and is not asked for anything else.
        let code = unsafe sqlite3_open_v2(path, &connection, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil)
        defer { unsafe sqlite3_close(connection) }
        guard code == SQLITE_OK else { throw failure(code, path) }
        var file: UnsafeMutablePointer<sqlite3_file>?
        let asked = unsafe sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file)
        guard asked == SQLITE_OK, let file = unsafe file, let read = unsafe file.pointee.pMethods?.pointee.xRead else {
            throw failure(asked, path)
        }
        var bytes: (UInt8, UInt8) = (0, 0)
        // The file is that of the open connection, and two bytes are written where there are two.
        let result = unsafe read(file, &bytes, 2, sqlite3_int64(versions))
        // A shorter file is filled up with zeros.
        guard result == SQLITE_OK || result == SQLITE_IOERR | 2 << 8 else { throw failure(result, path) }
        return bytes.0 == 2 || bytes.1 == 2
    }

    private static func failure(_ code: Int32, _ path: String) -> StoreError {
        // The engine's words for a code are constant.
        .database(path: path, reason: unsafe String(cString: sqlite3_errstr(code)))
    }
}
