import Formats
public import Gazetteers
import Incidents
import MappedFiles
public import Stores

/// Takes files into a store, all of them in one transaction.
///
///     let job = ImportJob(options: options, gazetteer: try Gazetteer.bundled)
///     let report = try await job.run(paths: ["incidents.csv"], into: store)
///
/// Files are read as streams, so memory stays bounded whatever their size. A bad row is rejected and the import goes on; a
/// file that is broken as a whole ends it, and nothing of any file is stored.
public struct ImportJob: Sendable {
    let options: ImportOptions
    let gazetteer: Gazetteer

    /// Makes a job.
    public init(options: ImportOptions, gazetteer: Gazetteer) {
        self.options = options
        self.gazetteer = gazetteer
    }

    /// Imports the files; `-` is standard input.
    ///
    /// - Parameters:
    ///   - paths: the files, imported in this order.
    ///   - store: where the incidents go.
    ///   - progress: called now and then with how far the import is.
    /// - Returns: what was done with each row.
    /// - Throws: ``FormatError`` for a file that is broken, ``ImportError`` for a bad row of a strict import,
    ///   ``FileInUse`` where the rejects would replace the store or a file to import, ``StoreError`` for a store that
    ///   cannot be written; nothing is stored then.
    public func run(
        paths: [String], into store: IncidentStore, progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) async throws -> ImportReport {
        try checkRejects(store.path, paths)
        return try await take(paths, into: store, progress)
    }

    /// Imports the files into a store that does not exist yet.
    ///
    /// The store appears when all of it is there, or not at all, and takes a third less time than importing into one that is
    /// there already. Where there is a store after all, the files are imported into that.
    ///
    /// - Parameters:
    ///   - paths: the files, imported in this order.
    ///   - path: where the store is to be.
    ///   - progress: called now and then with how far the import is.
    /// - Returns: what was done with each row.
    /// - Throws: as ``run(paths:into:progress:)``; ``StoreError/busy(path:)`` where another program made a store of this name
    ///   meanwhile; ``StoreError/lostStore(path:log:)`` where only the log of a store lies there, which is left as it is.
    public func run(
        paths: [String], intoNewStoreAt path: String, progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) async throws -> ImportReport {
        guard NewStore.isPossible(at: path) else {
            let store = try IncidentStore(path: path)
            let report = try await run(paths: paths, into: store, progress: progress)
            try store.close()
            return report
        }
        try checkRejects(path, paths)
        let new = try NewStore(at: path)
        let report = try await take(paths, into: new.store, progress)
        try new.commit()
        return report
    }

    /// Makes sure that a new rejects file replaces neither the store nor a file to import.
    private func checkRejects(_ store: String?, _ paths: [String]) throws {
        guard let rejects = options.rejectsPath, !options.keepsEarlierRejects else { return }
        var inUse = FilesInUse(store: store)
        for path in paths { inUse.add(path, as: "a file to import") }
        try inUse.checkOutput(rejects)
    }

    private func take(
        _ paths: [String], into store: IncidentStore, _ progress: @escaping @Sendable (ImportProgress) -> Void
    ) async throws -> ImportReport {
        let options = options
        let gazetteer = gazetteer
        let totalBytes = ImportJob.totalBytes(of: paths)
        return try await store.write { batch in
            var session = try ImportSession(
                options: options, gazetteer: gazetteer, batch: batch, totalBytes: totalBytes, progress: progress)
            for path in paths { try session.takeFile(path) }
            return try session.finish()
        }
    }

    /// The sizes of files together; nil where one of them is no regular file. What cannot be opened is told when it is read.
    private static func totalBytes(of paths: [String]) -> Int? {
        var total = 0
        for path in paths {
            guard path != "-", let probe = try? FileProbe(path: path), probe.isRegular else { return nil }
            total += Int(probe.size)
        }
        return total
    }
}
