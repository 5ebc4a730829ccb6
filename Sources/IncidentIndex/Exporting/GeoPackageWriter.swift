import Formats
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
    private var new: NewStore?
    private var waiting: [Incident] = []

    /// So many incidents are written in a transaction.
    private static let batchSize = 10_000

    /// - Parameters:
    ///   - path: a file beside which the store is made.
    ///   - sink: where its bytes go.
    /// - Throws: ``FormatError`` where there is no such file.
    init(beside path: String?, sink: @escaping OutputBuffer.Sink) throws(FormatError) {
        guard let path else {
            throw FormatError("a GeoPackage needs a file to be made in", advice: "name one with -o")
        }
        self.path = path
        self.sink = sink
    }

    func begin() throws {
        var options = StoreOptions()
        options.usesIndex = false
        new = try NewStore(at: path, options: options)
    }

    func write(_ match: Match) throws {
        waiting.append(match.incident)
        if waiting.count >= GeoPackageWriter.batchSize { try flush() }
    }

    func end(_ summary: ResultSummary) throws {
        try flush()
        guard let new else { return }
        let file = try MappedFile(path: try new.complete())
        var output = OutputBuffer(sink)
        for start in stride(from: 0, to: unsafe file.bytes.count, by: OutputBuffer.capacity) {
            // The mapping lives to the end of the function, and the file is this writer's alone.
            unsafe output.json.bytes.append(contentsOf: file.bytes[start...].prefix(OutputBuffer.capacity))
            try output.flush()
            // What was handed on need not stay in memory.
            file.release(start..<min(start + OutputBuffer.capacity, unsafe file.bytes.count))
        }
        self.new = nil
    }

    private func flush() throws {
        let incidents = waiting
        waiting.removeAll(keepingCapacity: true)
        try new?.store.write { (batch: WriteBatch) throws in
            for incident in incidents { try batch.insert(incident) }
        }
    }
}
