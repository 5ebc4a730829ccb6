import Formats
public import Gazetteers
import Incidents
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
    ///   - progress: called now and then with the number of rows read so far.
    /// - Returns: what was done with each row.
    /// - Throws: ``FormatError`` for a file that is broken, ``ImportError`` for a bad row of a strict import,
    ///   ``FileInUse`` where the rejects would replace the store or a file to import, ``StoreError`` for a store that
    ///   cannot be written; nothing is stored then.
    public func run(
        paths: [String], into store: IncidentStore, progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> ImportReport {
        if let rejects = options.rejectsPath, !options.keepsEarlierRejects {
            var inUse = FilesInUse(store: store.path)
            for path in paths { inUse.add(path, as: "a file to import") }
            try inUse.checkOutput(rejects)
        }
        let options = options
        let gazetteer = gazetteer
        return try await store.write { batch in
            var session = try ImportSession(options: options, gazetteer: gazetteer, batch: batch, progress: progress)
            for path in paths { try session.takeFile(path) }
            return try session.finish()
        }
    }
}
