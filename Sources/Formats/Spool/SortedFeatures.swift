import Geometries
import MappedFiles

/// Features in the order of the Hilbert curve, merged from sorted runs as often as they are asked for.
struct SortedFeatures {
    /// How many there are.
    let count: Int
    private let runs: [Range<Int>]
    private let memory: [UInt8]
    private let mapping: MappedFile?

    /// So many bytes of a run are read before their memory is given back.
    private static let bytesHeld = 256 << 10

    /// Features of runs that lie in a mapped file or, where there is none, in memory.
    init(count: Int, runs: [Range<Int>], memory: [UInt8], mapping: MappedFile?) {
        self.count = count
        self.runs = runs
        self.memory = memory
        self.mapping = mapping
    }

    /// The way through one run.
    private struct Cursor {
        var position: Int
        let end: Int
        var order: UInt32
        /// Up to here the memory was given back.
        var released: Int
    }

    /// Hands out every feature: what it covers, and its bytes.
    ///
    /// - Complexity: O(*n* × runs), a run for each 16 MB.
    func forEach(_ body: (Rectangle, Span<UInt8>) throws -> Void) throws {
        guard let mapping else { return try merge(memory.span, body) }
        // The object outlives the call.
        let bytes = unsafe Span<UInt8>(_unsafeBytes: mapping.bytes)
        try merge(bytes, body)
    }

    private func merge(_ bytes: Span<UInt8>, _ body: (Rectangle, Span<UInt8>) throws -> Void) throws {
        var cursors = runs.filter { !$0.isEmpty }.map { run in
            Cursor(
                position: run.lowerBound, end: run.upperBound,
                order: SpooledFeature.order(bytes, at: run.lowerBound), released: run.lowerBound)
        }
        while !cursors.isEmpty {
            // Of equal ones the first: earlier runs hold what came earlier.
            var least = 0
            for index in cursors.indices where cursors[index].order < cursors[least].order { least = index }
            let start = cursors[least].position
            let end = start + SpooledFeature.length(bytes, at: start)
            try body(
                SpooledFeature.rectangle(bytes, at: start),
                bytes.extracting(start + SpooledFeature.headerBytes..<end))
            cursors[least].position = end
            if end - cursors[least].released >= SortedFeatures.bytesHeld {
                mapping?.release(cursors[least].released..<end)
                cursors[least].released = end
            }
            if end < cursors[least].end {
                cursors[least].order = SpooledFeature.order(bytes, at: end)
            } else {
                cursors.remove(at: least)
            }
        }
    }
}
