import MappedFiles

/// How a store that is only read is reached, by what lies beside it now.
extension StoreOpening {
    /// Where to read from.
    ///
    /// A database with a log needs shared memory beside it, a file of its own, even for reading. Where that cannot be made,
    /// the file alone is the whole store as long as the log is empty or missing: SQLite then reads it without any lock.
    /// Whoever reads so must look before each query whether that still holds, and after it whether the file is unchanged.
    ///
    /// - Parameters:
    ///   - path: The store.
    ///   - makesFiles: Whether files can be made beside it.
    /// - Returns: The way to read it now.
    /// - Throws: ``StoreError`` where the file is gone or may not be looked at.
    static func readerLocation(_ path: String, makesFiles: Bool) throws -> StoreConnection.Location {
        if makesFiles { return .readOnlyFile(path) }
        guard try DatabaseHeader.usesLog(path) else { return .readOnlyFile(path) }
        do {
            guard let file = try FileProbe(path: path) else { throw StoreError.notFound(path: path) }
            let log = try FileProbe(path: path + "-wal")?.size ?? 0
            return log > 0 ? .readOnlyFile(path) : .immutableFile(path, file)
        } catch let error as FileError {
            throw StoreError.database(path: path, reason: error.description)
        }
    }
}
