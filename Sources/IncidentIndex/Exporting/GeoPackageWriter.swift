import Formats
import Foundation
import Incidents
import MappedFiles
import Queries
import Stores

/// Writes the matches as a store of their own, which is a GeoPackage that every mapping tool opens.
///
/// The store is made in a temporary file and handed on as bytes once it is complete.
final class GeoPackageWriter: IncidentWriter {
    private let path: String
    private let sink: OutputBuffer.Sink
    private var store: IncidentStore?
    private var waiting: [Incident] = []

    /// So many incidents are written in a transaction.
    private static let batchSize = 10_000
    /// The bytes of an SQLite header that say how it is logged (file format, 1.3.3), and what says that it is not.
    private static let logBytes = 18...19
    private static let plainFile: UInt8 = 1

    /// - Parameters:
    ///   - path: a file beside which the store is made.
    ///   - sink: where its bytes go.
    /// - Throws: ``FormatError`` where there is no such file.
    init(beside path: String?, sink: @escaping OutputBuffer.Sink) throws(FormatError) {
        guard let path else {
            throw FormatError("a GeoPackage needs a file to be made in", advice: "name one with -o")
        }
        self.path = "\(path).\(UInt32.random(in: .min ... .max)).part"
        self.sink = sink
    }

    deinit {
        try? store?.close()
        GeoPackageWriter.remove(path)
    }

    func begin() throws {
        for ending in GeoPackageWriter.endings { TemporaryFiles.note(path + ending) }
        var options = StoreOptions()
        options.usesIndex = false
        store = try IncidentStore(path: path, options: options)
    }

    func write(_ match: Match) throws {
        waiting.append(match.incident)
        if waiting.count >= GeoPackageWriter.batchSize { try flush() }
    }

    func end(_ summary: ResultSummary) throws {
        try flush()
        try store?.close()
        store = nil
        let file = try MappedFile(path: path)
        var output = OutputBuffer(sink)
        for start in stride(from: 0, to: unsafe file.bytes.count, by: OutputBuffer.capacity) {
            // The mapping lives to the end of the function, and the file is this writer's alone.
            unsafe output.json.bytes.append(contentsOf: file.bytes[start...].prefix(OutputBuffer.capacity))
            if start == 0 {
                // A copy is a plain file: whoever opens it needs no right to make a log beside it.
                for index in GeoPackageWriter.logBytes where index < output.json.bytes.count {
                    output.json.bytes[index] = GeoPackageWriter.plainFile
                }
            }
            try output.flush()
        }
    }

    private func flush() throws {
        let incidents = waiting
        waiting.removeAll(keepingCapacity: true)
        try store?.write { (batch: WriteBatch) throws in
            for incident in incidents { try batch.insert(incident) }
        }
    }

    private static let endings = ["", "-wal", "-shm", "-journal"]

    private static func remove(_ path: String) {
        for ending in endings {
            // Most of them were never made.
            try? FileManager.default.removeItem(atPath: path + ending)
            TemporaryFiles.forget(path + ending)
        }
    }
}
