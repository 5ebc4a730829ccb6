import GRDB
import GRDBSQLite

/// A prepared statement on the bare C interface, for the loops that run once a row: GRDB's statements and rows cost two
/// to twenty times as much there.
///
/// It belongs to the connection that prepared it, and is used only inside that connection's accesses.
@safe final class BulkStatement: ColumnValues {
    private let handle: OpaquePointer
    private let connection: OpaquePointer
    /// The statement's text.
    let sql: String

    /// Prepares a statement.
    init(_ db: Database, _ sql: String) throws {
        guard let connection = unsafe db.sqliteConnection else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the connection is closed")
        }
        var handle: OpaquePointer?
        // SQLite reads the text up to its NUL during the call and writes the handle's address.
        let code = unsafe sqlite3_prepare_v3(
            connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard code == SQLITE_OK, let handle = unsafe handle else {
            throw unsafe BulkStatement.error(connection, code, sql)
        }
        unsafe self.handle = handle
        unsafe self.connection = connection
        self.sql = sql
    }

    deinit {
        // The handle is this object's alone; a connection that closes first lives on until its statements are gone.
        unsafe sqlite3_finalize(handle)
    }

    private static func error(_ connection: OpaquePointer, _ code: Int32, _ sql: String) -> DatabaseError {
        // The message is copied at once.
        let message = unsafe String(cString: sqlite3_errmsg(connection))
        return DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: sql)
    }

    private func check(_ code: Int32) throws {
        guard code == SQLITE_OK else { throw unsafe BulkStatement.error(connection, code, sql) }
    }

    // MARK: Running

    /// Moves to the next row; false when there is none, and the statement is then ready to run again.
    func step() throws -> Bool {
        switch unsafe sqlite3_step(handle) {
        case SQLITE_ROW:
            return true
        case SQLITE_DONE:
            unsafe sqlite3_reset(handle)
            return false
        case let code:
            let error = unsafe BulkStatement.error(connection, code, sql)
            unsafe sqlite3_reset(handle)
            throw error
        }
    }

    /// Runs to the end a statement that gives no rows.
    func run() throws {
        while try step() {}
    }

    /// Ends a run before its last row.
    func reset() {
        // The code repeats what the last step has thrown already.
        _ = unsafe sqlite3_reset(handle)
    }

    /// How many rows the connection's last statement changed.
    var changes: Int { Int(unsafe sqlite3_changes(connection)) }

    /// The row identifier of the connection's last insert.
    var lastInsertedRow: Int64 { unsafe sqlite3_last_insert_rowid(connection) }

    // MARK: Binding

    /// Binds an integer to a parameter, counted from 1.
    func bind(_ value: Int64, at parameter: Int32) throws {
        try check(unsafe sqlite3_bind_int64(handle, parameter, value))
    }

    /// Binds a double to a parameter.
    func bind(_ value: Double, at parameter: Int32) throws {
        try check(unsafe sqlite3_bind_double(handle, parameter, value))
    }

    /// Binds a copy of a text.
    func bind(_ text: String, at parameter: Int32) throws {
        var text = text
        // The bytes are valid for the call, and SQLite copies them (the destructor -1 asks for that).
        let code = text.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                unsafe sqlite3_bind_text(
                    handle, parameter, characters.baseAddress, Int32(clamping: characters.count),
                    unsafeBitCast(-1, to: sqlite3_destructor_type.self))
            }
        }
        try check(code)
    }

    /// Binds the cells of a row to the parameters from `first` on, runs the statement, and unbinds them.
    ///
    /// Texts and blobs are lent, not copied: they stay in the row's bytes while the statement runs.
    func run(binding row: borrowing EncodedRow, from first: Int32 = 1) throws {
        try run(binding: row.cells, row.cells.indices, of: row.bytes, from: first)
    }

    /// Binds some cells, whose texts and blobs are ranges of `bytes`, as a row.
    func run(
        binding cells: borrowing [EncodedRow.Cell], _ range: Range<Int>, of bytes: borrowing [UInt8],
        from first: Int32 = 1
    ) throws {
        // The buffer is the row's own and is used only inside the closure.
        try unsafe bytes.withUnsafeBytes { bytes in
            var parameter = first - 1
            for index in range {
                let cell = cells[index]
                parameter += 1
                let code: Int32
                switch cell {
                case .null:
                    // What is not bound is null: every run leaves the statement without bindings.
                    continue
                case .integer(let value):
                    code = unsafe sqlite3_bind_int64(handle, parameter, value)
                case .real(let value):
                    code = unsafe sqlite3_bind_double(handle, parameter, value)
                case .text(let start, let count):
                    // The row gives out ranges within its bytes only, and the run ends before this closure does.
                    code = unsafe sqlite3_bind_text(
                        handle, parameter,
                        bytes.baseAddress.map {
                            unsafe $0.advanced(by: Int(start)).assumingMemoryBound(to: CChar.self)
                        },
                        Int32(count), nil)
                case .blob(let start, let count):
                    code = unsafe sqlite3_bind_blob(
                        handle, parameter, bytes.baseAddress.map { unsafe $0.advanced(by: Int(start)) }, Int32(count),
                        nil)
                }
                try check(code)
            }
            do {
                try run()
            } catch {
                unsafe sqlite3_clear_bindings(handle)
                throw error
            }
            unsafe sqlite3_clear_bindings(handle)
        }
    }

    // MARK: The columns of the row

    /// The kind of a column's value; columns count from 0.
    func kind(_ column: Int32) -> ColumnKind {
        switch unsafe sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: .integer
        case SQLITE_FLOAT: .real
        case SQLITE_TEXT: .text
        case SQLITE_BLOB: .blob
        default: .null
        }
    }

    /// The value as an integer.
    func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(handle, column) }

    /// The value as a double.
    func real(_ column: Int32) -> Double { unsafe sqlite3_column_double(handle, column) }

    /// The value's bytes, lent to the closure; none for null.
    func withBytes<T, E: Error>(_ column: Int32, _ body: (Span<UInt8>) throws(E) -> T) throws(E) -> T {
        // SQLite keeps the bytes until the statement moves on, which the closure has no means to cause.
        let start = unsafe sqlite3_column_blob(handle, column)
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        let buffer = unsafe UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
        return try body(unsafe Span<UInt8>(_unsafeBytes: buffer))
    }

    /// Appends a copy of the first columns of the current row, with texts and blobs as ranges of bytes.
    func appendValues(
        _ columns: Int, to cells: inout [EncodedRow.Cell], texts: inout [UInt8], blobs: inout [UInt8]
    ) {
        cells.append(addingCapacity: columns) { cells in
            appendValues(columns, to: &cells, &texts, &blobs)
        }
    }

    private func appendValues(
        _ columns: Int, to cells: inout OutputSpan<EncodedRow.Cell>, _ texts: inout [UInt8], _ blobs: inout [UInt8]
    ) {
        for column in 0..<Int32(columns) {
            // Asked of the value itself, since each question to the statement looks the value up anew. A connection is
            // used by one task at a time, so nobody changes the value meanwhile.
            let value = unsafe sqlite3_column_value(handle, column)
            switch unsafe sqlite3_value_type(value) {
            case SQLITE_INTEGER: cells.append(.integer(unsafe sqlite3_value_int64(value)))
            case SQLITE_FLOAT: cells.append(.real(unsafe sqlite3_value_double(value)))
            case SQLITE_TEXT:
                let range = unsafe BulkStatement.append(value, to: &texts)
                cells.append(.text(start: range.start, count: range.count))
            case SQLITE_BLOB:
                let range = unsafe BulkStatement.append(value, to: &blobs)
                cells.append(.blob(start: range.start, count: range.count))
            default: cells.append(.null)
            }
        }
    }

    /// Appends the bytes of a text or blob, before the statement moves on.
    private static func append(_ value: OpaquePointer?, to bytes: inout [UInt8]) -> (start: UInt32, count: UInt32) {
        let first = bytes.count
        let start = unsafe sqlite3_value_blob(value)
        let count = Int(unsafe sqlite3_value_bytes(value))
        unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
        return (UInt32(clamping: first), UInt32(clamping: bytes.count - first))
    }

    /// The value as text; bytes that are no UTF-8 become U+FFFD.
    func text(_ column: Int32) -> String {
        let start = unsafe sqlite3_column_blob(handle, column)
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        // Copied before the statement moves on.
        return unsafe String(
            decoding: UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count), as: UTF8.self)
    }
}
