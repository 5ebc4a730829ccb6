import ArgumentParser
import Foundation
import IncidentIndex
import MappedFiles

/// Which store to use.
struct StoreOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The store, a GeoPackage (default: $INCIDENTS_STORE, or incidents.gpkg).", valueName: "path"),
        completion: .file(extensions: ["gpkg"]))
    var store: String?

    @OptionGroup var loudness: LoudnessOptions

    var path: String {
        if let store { return store }
        let named = ProcessInfo.processInfo.environment["INCIDENTS_STORE"] ?? ""
        return named.isEmpty ? "incidents.gpkg" : named
    }

    /// The files that the output must not replace: the store's own and the region files.
    func filesInUse(regionFiles: [String?]) -> FilesInUse {
        var files = FilesInUse(store: path)
        for file in regionFiles { if let file { files.add(file, as: "the region file") } }
        return files
    }

    /// Uses the store, which must exist, and leaves it closed.
    func using<Result>(_ body: (IncidentStore) throws -> Result) throws -> Result {
        let store = try IncidentStore(path: path, options: StoreOptions(createIfMissing: false))
        let progress = ProgressLine()
        store.onIndexingText { rows in
            if let rows { progress.show("indexing the texts: \(rows) incidents") } else { progress.clear() }
        }
        do {
            let result = try body(store)
            try store.close()
            return result
        } catch {
            // What went wrong first is what the user needs to know.
            try? store.close()
            throw error
        }
    }

    /// Writes to the store, which is made if it does not exist and may be; one that was made for a failed attempt leaves with
    /// it. A file without content is as good as none, and is without content again after a failure.
    func writing<Result>(
        creating: Bool = true, _ body: (IncidentStore) async throws -> Result
    ) async throws -> Result {
        let before = try? FileProbe(path: path)
        let store = try IncidentStore(path: path, options: StoreOptions(createIfMissing: creating))
        do {
            let result = try await body(store)
            try store.close()
            return result
        } catch {
            // What went wrong first is what the user needs to know.
            try? store.close()
            if before?.size ?? 0 == 0 {
                for suffix in ["-wal", "-shm", ".index"] { try? FileManager.default.removeItem(atPath: path + suffix) }
                if before == nil {
                    try? FileManager.default.removeItem(atPath: path)
                } else if before?.isRegular == true {
                    // The path is read up to its NUL during the call.
                    unsafe truncate(path, 0)
                }
            }
            throw error
        }
    }
}
