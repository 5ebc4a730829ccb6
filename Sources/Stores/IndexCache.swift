import Foundation
import SpatialIndexes

/// The index of a store as this process has it, brought to the state of each snapshot that asks.
///
/// Unchecked, because everything that changes lies behind `lock`. Whoever finds the index behind waits for the lock while
/// another brings it up to date: two would only do the same work.
final class IndexCache: @unchecked Sendable {
    private let lock = NSLock()
    private let file: IndexFile?
    private var base: IndexBase?
    private var hasLooked = false
    private var overlay: IndexOverlay?
    private var snapshot: IndexSnapshot?

    /// So many changed rows, or a sixteenth of the base if that is more, are kept beside the base; then it is built anew.
    static let overlayLimit = 16_384

    /// Keeps the index of a store beside its file; in memory only where `file` is nil.
    init(file: IndexFile?) {
        self.file = file
    }

    /// The index of the connection's snapshot, or nil when all that is at hand is newer.
    func snapshot(_ connection: OpenConnection) throws -> IndexSnapshot? {
        guard let mark = try ChangeLog.newest(connection) else {
            throw StoreError.notAStore(path: connection.path, reason: "its change log is empty")
        }
        lock.lock()
        defer { lock.unlock() }
        if let snapshot, snapshot.mark == mark { return snapshot }
        if let current = try advanced(to: mark, connection) { return current }
        if !hasLooked {
            // What another process wrote later is found by the log like any other change, so once is enough.
            hasLooked = true
            if let file, let found = file.load(identity: try Migrations.identity(connection.db)),
                let fresh = try covered(by: found, mark, connection)
            {
                return fresh
            }
        }
        if let base {
            if let fresh = try covered(by: base, mark, connection) { return fresh }
            // Whoever began to read before the last rebuild reads on without the index.
            if base.mark.number > mark.number { return nil }
        }
        let built = try build(connection, mark: mark).base
        return try adopt(built, IndexOverlay(after: built))
    }

    /// Whether the file contains all that the connection's snapshot contains, so that it has nothing new to tell; asked of its
    /// header alone.
    func isUpToDate(_ connection: OpenConnection) throws -> Bool {
        guard let mark = try ChangeLog.newest(connection), let identity = try Migrations.identity(connection.db),
            let stamp = try? file?.open().stamp
        else { return false }
        return stamp == ArchiveStamp(storeID: identity, changeNumber: mark.number, nonce: mark.nonce)
    }

    /// What is known now brought forward, or nil when it does not lead to the mark.
    private func advanced(to mark: ChangeMark, _ connection: OpenConnection) throws -> IndexSnapshot? {
        guard let base, var overlay, try ChangeLog.holds(overlay.mark, connection.db) else { return nil }
        guard overlay.mark.number <= mark.number,
            let runs = try ChangeLog.changes(after: overlay.mark, connection.db),
            isSmall(runs, over: overlay.count, base)
        else { return nil }
        try overlay.apply(runs, upTo: mark, connection)
        return try adopt(base, overlay)
    }

    /// The base with all that came after it, or nil when that is too much or the base is of another history.
    private func covered(
        by base: IndexBase, _ mark: ChangeMark, _ connection: OpenConnection
    ) throws -> IndexSnapshot? {
        guard base.mark.number <= mark.number, try ChangeLog.holds(base.mark, connection.db),
            let runs = try ChangeLog.changes(after: base.mark, connection.db), isSmall(runs, over: 0, base)
        else { return nil }
        var overlay = IndexOverlay(after: base)
        try overlay.apply(runs, upTo: mark, connection)
        return try adopt(base, overlay)
    }

    private func isSmall(_ runs: RowRuns, over count: Int, _ base: IndexBase) -> Bool {
        runs.width <= Int64(max(IndexCache.overlayLimit, base.count / 16) - count)
    }

    private func adopt(_ base: IndexBase, _ overlay: IndexOverlay) throws -> IndexSnapshot {
        let snapshot = try overlay.snapshot(over: base)
        // A reader of an older state must not push out the newest.
        if let known = self.snapshot, known.mark.number > snapshot.mark.number, self.base?.mark == base.mark {
            return snapshot
        }
        self.base = base
        self.overlay = overlay
        self.snapshot = snapshot
        return snapshot
    }

    /// Builds the index of the connection's snapshot anew, whatever is there.
    ///
    /// - Throws: ``StoreError/indexNotWritten(path:reason:)`` where only the file could not be written: the index is then
    ///   used from memory.
    func rebuild(_ connection: OpenConnection) throws {
        guard let mark = try ChangeLog.newest(connection) else { return }
        lock.lock()
        defer { lock.unlock() }
        hasLooked = true
        let (built, failure) = try build(connection, mark: mark)
        _ = try adopt(built, IndexOverlay(after: built))
        if let failure { throw StoreError.indexNotWritten(path: connection.path, reason: "\(failure)") }
    }

    /// Whether so much has changed since the file was written that it should be written again before the store is closed.
    var isDue: Bool {
        lock.lock()
        defer { lock.unlock() }
        guard let base, let overlay, file?.isWritable == true else { return false }
        return !base.isFromFile || overlay.count > max(IndexCache.dueLimit, base.count / 256)
    }

    /// So many changed rows, or a 256th of the base if that is more, are left to the log when the store is closed: reading
    /// them again takes milliseconds, writing the file takes a second for each million rows.
    static let dueLimit = 1_024

    private func build(
        _ connection: OpenConnection, mark: ChangeMark
    ) throws -> (base: IndexBase, failure: (any Error)?) {
        let identity = try Migrations.identity(connection.db)
        if let written = try file?.write(connection, mark: mark, identity: identity) { return written }
        return (try IndexBuilder.base(connection, mark: mark), nil)
    }
}
