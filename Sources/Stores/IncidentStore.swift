import Dispatch
import Foundation
import GRDB
package import MappedFiles
public import Queries

/// A durable store of incidents: one GeoPackage on disk, or in memory, with an index beside it.
///
///     let store = try IncidentStore(path: "incidents.gpkg")
///     try await store.write { batch in try batch.insert(incident) }
///     for try await incident in store.matches(Query(during: .month(2022, 1))) { … }
///
/// A write that has returned survives a crash and power loss, and a batch is there whole or not at all. Readers see one
/// consistent snapshot each, never wait for the writer and never make it wait. Any number of tasks may use one store, and
/// any number of programs one file: what others write to the layer, with whatever tool, counts at the next query.
///
/// Unchecked, because everything that changes after `init` lies behind `lock` or inside a connection's queue.
public final class IncidentStore: IncidentSource, @unchecked Sendable {
    /// The absolute path of the file; nil in memory.
    public let path: String?
    /// How the store was opened.
    public let options: StoreOptions

    /// The path, or what stands for it in messages.
    var name: String { path ?? ":memory:" }
    /// The one connection that writes; nil where the store is only read.
    let writer: StoreConnection?
    /// Where writes wait for their turn, off the threads that Swift's tasks share.
    let writeQueue = DispatchQueue(label: "IncidentStore.write")
    /// The index; nil where it is turned off.
    let index: IndexCache?
    private let makesFiles: Bool
    private let removesLog: Bool
    private var location: StoreConnection.Location
    private let lock = NSLock()
    private var idleReaders: [StoreConnection] = []
    private var isClosed = false
    private var isUnconfirmed = false
    private var needsWatch = false
    private var progressOfText: (@Sendable (Int?) -> Void)?

    /// How many connections are kept open for the next queries.
    private static let maximumIdleReaders = 8

    /// Opens a store in a file.
    ///
    /// A file or folder that cannot be written is opened for reading only.
    /// - Parameters:
    ///   - path: the file, `.gpkg` by custom.
    ///   - options: whether it may be written, made, and so on.
    /// - Throws: ``StoreError``.
    public convenience init(path: String, options: StoreOptions = StoreOptions()) throws {
        try self.init(path: path, options: options, files: SystemFiles())
    }

    /// Opens a store whose index file is written by other means; for tests of failing disks.
    package convenience init(path: String, options: StoreOptions, files: any FileLayer) throws {
        let folder = path.hasPrefix("/") ? "" : FileManager.default.currentDirectoryPath + "/"
        let opening = try StoreOpening.file(folder + path, options: options)
        self.init(path: folder + path, options: options, opening: opening, files: files)
    }

    /// Makes a store that this process fills and nobody else sees, without a log; see ``NewStore``.
    convenience init(unloggedAt path: String, named name: String, options: StoreOptions, files: any FileLayer) throws {
        let opening = try StoreOpening.unlogged(path, named: name)
        self.init(path: path, options: options, opening: opening, files: files)
    }

    /// Ends the filling of a store without a log: from now on it is as any other.
    func finishUnlogged() throws {
        try withWriter { connection in
            try connection.db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL")
        }
        try close()
    }

    /// Makes an empty store in memory, which is gone with the last reference to it.
    public static func inMemory() throws -> IncidentStore {
        IncidentStore(path: nil, options: StoreOptions(), opening: try StoreOpening.inMemory(), files: SystemFiles())
    }

    private init(path: String?, options: StoreOptions, opening: StoreOpening, files: any FileLayer) {
        self.path = path
        self.options = options
        writer = opening.writer
        location = opening.readers
        makesFiles = opening.makesFiles
        removesLog = opening.removesLog
        index =
            options.usesIndex
            ? IndexCache(
                file: path.map { IndexFile(besideStore: $0, isWritable: opening.writer != nil, files: files) }) : nil
    }

    deinit {
        // What reading made beside the store goes with its reader; a failure leaves it to the next who opens the store.
        if removesLog { try? close() }
    }

    /// Whether the store can only be read: asked for, or forced by the rights on the file or its folder.
    public var isReadOnly: Bool { writer == nil }

    /// Whether reading shares the one connection that writes, as in memory it must.
    var isInMemory: Bool { path == nil }

    // MARK: Connections

    /// Takes a connection for reading; give it back with ``giveBack(_:)``.
    func takeReader() throws -> StoreConnection {
        let (idle, location) = try readerAtHand()
        return try idle ?? StoreConnection(location, busyTimeout: options.busyTimeout)
    }

    private func readerAtHand() throws -> (idle: StoreConnection?, location: StoreConnection.Location) {
        lock.lock()
        defer { lock.unlock() }
        guard !isClosed else { throw StoreError.closed(path: name) }
        if isInMemory, let writer { return (writer, location) }
        if writer == nil, let path {
            let now = try StoreOpening.readerLocation(path, makesFiles: makesFiles)
            if now != location { idleReaders = [] }
            location = now
        }
        return (idleReaders.popLast(), location)
    }

    /// Gives back a connection that is in no transaction.
    func giveBack(_ reader: StoreConnection) {
        lock.lock()
        defer { lock.unlock() }
        guard !isClosed, !isInMemory, reader.location == location,
            idleReaders.count < IncidentStore.maximumIdleReaders
        else { return }
        idleReaders.append(reader)
    }

    /// Notes that somebody replaced the layer, so that the next query sets the watch up again before it reads.
    func noteLostWatch() {
        lock.lock()
        defer { lock.unlock() }
        needsWatch = writer != nil
    }

    /// Whether the watch is known to be lost; asking takes the note away.
    func takeLostWatch() -> Bool {
        lock.lock()
        defer { lock.unlock() }
        defer { needsWatch = false }
        return needsWatch
    }

    /// Has a closure called now and then while the full-text table is made or completed, with the number of incidents read so
    /// far, and with nil at the end; the first query for words after an import of many does that, at some 15 µs for each.
    public func onIndexingText(_ progress: (@Sendable (Int?) -> Void)?) {
        lock.lock()
        defer { lock.unlock() }
        progressOfText = progress
    }

    /// What is to be called while the full-text table is made.
    var textProgress: (@Sendable (Int?) -> Void)? {
        lock.lock()
        defer { lock.unlock() }
        return progressOfText
    }

    /// Lets nobody write any more: the disk did not confirm a write, and the system may have thrown away what it could not
    /// write, so that a later confirmation would be worth nothing.
    func noteUnconfirmedWrite() {
        lock.lock()
        defer { lock.unlock() }
        isUnconfirmed = true
    }

    /// The connection that writes.
    ///
    /// - Throws: ``StoreError/readOnly(path:)``, ``StoreError/closed(path:)`` or ``StoreError/notConfirmed(path:)``.
    func writingConnection() throws -> StoreConnection {
        lock.lock()
        defer { lock.unlock() }
        guard !isClosed else { throw StoreError.closed(path: name) }
        guard !isUnconfirmed else { throw StoreError.notConfirmed(path: name) }
        guard let writer else { throw StoreError.readOnly(path: name) }
        return writer
    }

    /// Builds the index anew, whatever state it is in, and writes it beside the store.
    ///
    /// It is only a cache: nothing can be lost, and nothing need be done after a crash.
    /// - Throws: ``StoreError``; ``StoreError/indexNotWritten(path:reason:)`` where only the file could not be written.
    /// - Complexity: O(*n*), about a second for a million incidents.
    public func rebuildIndex() throws {
        guard let index else { return }
        if writer == nil, !isInMemory { throw StoreError.readOnly(path: name) }
        try reading { connection in
            if !connection.isLogged { noteLostWatch() }
        }
        try prepareForReading(Query())
        try reading { connection in
            try index.rebuild(connection)
            return
        }
        try trimChangeLog()
    }

    /// Ends the use of the store: brings the log of the database into its file, and the index up to date.
    ///
    /// Queries that are still streaming go on to their end. Closing twice does nothing.
    /// - Throws: ``StoreError`` when the file cannot be written; the incidents are safe in its log even then.
    public func close() throws {
        lock.lock()
        let mayWriteIndex = !isClosed
        lock.unlock()
        // Only a cache: where it cannot be written, the next user builds it.
        if mayWriteIndex, let index, index.isDue { try? rebuildIndex() }
        lock.lock()
        let wasClosed = isClosed
        isClosed = true
        let readers = idleReaders
        idleReaders = []
        lock.unlock()
        guard !wasClosed else { return }
        for reader in readers { try reader.close() }
        guard let writer else {
            if removesLog, let path { try IncidentStore.removeLog(of: path) }
            return
        }
        if !isInMemory {
            try writer.access { connection in
                // A reader of another program may hold the log; then its last user brings it in.
                try connection.db.execute(sql: "PRAGMA busy_timeout = 0")
                _ = try? connection.db.checkpoint(.truncate)
            }
        }
        try writer.close()
    }

    /// Lets SQLite remove the log that reading made: the last connection that may write does so when it closes, and only if
    /// nobody else has the store open.
    private static func removeLog(of path: String) throws {
        let last = try StoreConnection(.file(path), busyTimeout: 0)
        // Its lock is taken, so that it knows of the log, by the first read.
        try last.access { _ = try Int64.fetchOne($0.db, sql: "SELECT count(*) FROM sqlite_master") }
        try last.close()
    }
}

extension IncidentStore {
    /// What a pragma of the connection that writes says; for tests of durability.
    package func writerPragma(_ name: String) throws -> String? {
        try writingConnection().access { try String.fetchOne($0.db, sql: "PRAGMA \(name)") }
    }
}
