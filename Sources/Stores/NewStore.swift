import Foundation
package import MappedFiles

/// A store that is filled before anybody can see it: under another name, without a log, and then put in its place whole.
///
///     let new = try NewStore(at: path)
///     try new.store.write { batch in … }
///     try new.commit()
///
/// A log keeps every page twice, to have either the state before or the one after; here the state before is no store. What
/// is dropped without ``commit()`` leaves nothing, a crash only the unfinished file.
package final class NewStore {
    /// The store, to be filled by this process alone.
    package let store: IncidentStore
    private let path: String
    private let temporaryPath: String
    private let files: any FileLayer
    private var isFinished = false

    /// Begins a store that will be called `path`.
    ///
    /// - Throws: ``StoreError`` where the folder cannot be written.
    package init(at path: String, options: StoreOptions = StoreOptions(), files: any FileLayer = SystemFiles()) throws {
        self.path = FileLocation(path).path
        self.files = files
        let number = UInt32.random(in: .min ... .max)
        temporaryPath = "\(self.path).\(ProcessInfo.processInfo.processIdentifier)-\(number).part"
        for ending in NewStore.endings { TemporaryFiles.note(temporaryPath + ending) }
        do {
            store = try IncidentStore(unloggedAt: temporaryPath, named: self.path, options: options, files: files)
        } catch {
            NewStore.remove(temporaryPath)
            throw error
        }
    }

    /// Whether a store can be begun at a path: there is nothing, and no log of a store that was there.
    package static func isPossible(at path: String) -> Bool {
        let path = FileLocation(path).path
        return (try? FileProbe.exists(path)) == false && (try? StoreOpening.strayLog(of: path) == nil) == true
    }

    /// Ends the filling without giving the store its name.
    ///
    /// - Returns: where it is, as a plain file that needs no log beside it, until this object is gone.
    package func complete() throws -> String {
        try store.close()
        return temporaryPath
    }

    /// Puts the store in its place, on the disk and whole; ``store`` is closed.
    ///
    /// - Throws: ``StoreError``; ``StoreError/busy(path:)`` where another program made a store of this name meanwhile.
    package func commit() throws {
        try store.finishUnlogged()
        do {
            try FilePlacement.place(temporaryPath, at: path, through: files)
        } catch {
            guard !error.isTaken else { throw StoreError.busy(path: path) }
            throw error.operation == .synchronise
                ? StoreError.notConfirmed(path: path) : StoreError.database(path: path, reason: error.description)
        }
        // Only a cache: where it cannot follow, the next user builds it.
        try? files.rename(temporaryPath + ".index", to: path + ".index")
        isFinished = true
        NewStore.remove(temporaryPath)
    }

    deinit {
        guard !isFinished else { return }
        try? store.close()
        NewStore.remove(temporaryPath)
    }

    private static let endings = ["", "-wal", "-shm", "-journal", ".index"]

    private static func remove(_ path: String) {
        for ending in endings {
            // Most of them were never made.
            try? FileManager.default.removeItem(atPath: path + ending)
            TemporaryFiles.forget(path + ending)
        }
    }
}
