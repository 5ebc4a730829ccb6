import ArgumentParser
import Foundation
import IncidentIndex

/// Which store to use.
struct StoreOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The store, a GeoPackage (default: $INCIDENTS_STORE, or incidents.gpkg).", valueName: "path"),
        completion: .file(extensions: ["gpkg"]))
    var store: String?

    var path: String {
        if let store { return store }
        let named = ProcessInfo.processInfo.environment["INCIDENTS_STORE"] ?? ""
        return named.isEmpty ? "incidents.gpkg" : named
    }

    /// Uses the store, which must exist, and leaves it closed.
    func using<Result>(_ body: (IncidentStore) throws -> Result) throws -> Result {
        let store = try IncidentStore(path: path, options: StoreOptions(createIfMissing: false))
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

    /// Writes to the store, which is made if it does not exist and may be; one that was made for a failed attempt leaves with it.
    func writing<Result>(
        creating: Bool = true, _ body: (IncidentStore) async throws -> Result
    ) async throws -> Result {
        let existed = FileManager.default.fileExists(atPath: path)
        let store = try IncidentStore(path: path, options: StoreOptions(createIfMissing: creating))
        do {
            let result = try await body(store)
            try store.close()
            return result
        } catch {
            // What went wrong first is what the user needs to know.
            try? store.close()
            if !existed {
                for suffix in ["", "-wal", "-shm", ".index"] {
                    try? FileManager.default.removeItem(atPath: path + suffix)
                }
            }
            throw error
        }
    }
}
