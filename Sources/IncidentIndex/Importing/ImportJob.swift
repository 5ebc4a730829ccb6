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
        if let rejects = options.rejectsPath, !options.keepsEarlierRejects {
            var inUse = FilesInUse(store: store.path)
            for path in paths { inUse.add(path, as: "a file to import") }
            try inUse.checkOutput(rejects)
        }
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
