import Geometries
import MappedFiles

/// Keeps what was written of features until all of them are known, then gives it back in the order of the Hilbert curve.
///
/// Formats with an index write their features in its order, which is known only at the end. The bytes wait in an unnamed file
/// beside the output, or in memory where there is no place for one; in memory are 48 bytes a feature.
struct FeatureSpool: ~Copyable {
    /// Where a feature's bytes are, and what it covers.
    struct Entry {
        /// Its number on the Hilbert curve; those without a geometry stand last.
        var order: UInt32
        /// The number of its bytes.
        var count: UInt32
        /// The offset of its bytes.
        var offset: UInt64
        /// What its geometry covers; empty where it has none.
        var rectangle: Rectangle
    }

    /// The features in the order of their arrival or, once sorted, of the curve.
    private(set) var entries: [Entry] = []
    private var pending: [UInt8] = []
    private var written: UInt64 = 0
    private var file: FileReplacement?

    private static let bufferedBytes = 1 << 20

    /// - Parameter path: a file beside which the bytes may wait; nil keeps them in memory.
    /// - Throws: ``FileError`` where no file can be made there.
    init(beside path: String?) throws(FileError) {
        if let path { file = try FileReplacement(of: path) } else { file = nil }
    }

    /// Takes a feature's bytes, at most 4 GiB.
    mutating func append(_ bytes: [UInt8], covering rectangle: Rectangle?) throws {
        let order =
            rectangle.map {
                HilbertCurve.index(
                    longitude: ($0.minLongitude + $0.maxLongitude) / 2, latitude: ($0.minLatitude + $0.maxLatitude) / 2)
            } ?? .max
        guard let count = UInt32(exactly: bytes.count) else {
            throw FormatError("a feature of \(bytes.count) bytes is too large for this format")
        }
        entries.append(
            Entry(
                order: order, count: count, offset: written + UInt64(pending.count), rectangle: rectangle ?? .empty))
        pending.append(contentsOf: bytes)
        if file != nil, pending.count >= FeatureSpool.bufferedBytes { try flush() }
    }

    private mutating func flush() throws {
        // The bytes are written before the call returns.
        try unsafe pending.withUnsafeBytes { bytes in try unsafe file?.write(bytes) }
        written += UInt64(pending.count)
        pending.removeAll(keepingCapacity: true)
    }

    /// Puts the entries into the order of the curve and makes their bytes readable.
    ///
    /// - Complexity: O(*n* log *n*).
    consuming func sorted() throws -> SortedFeatures {
        if file != nil { try flush() }
        entries.sort { ($0.order, $0.offset) < ($1.order, $1.offset) }
        let entries = entries
        let pending = pending
        let mapping = try FeatureSpool.map(file.take())
        return SortedFeatures(entries: entries, memory: pending, mapping: mapping)
    }

    private static func map(_ file: consuming FileReplacement?) throws(FileError) -> MappedFile? {
        guard let file else { return nil }
        return try file.mapUnnamed()
    }
}

/// Features in the order of the Hilbert curve.
struct SortedFeatures {
    /// The features.
    let entries: [FeatureSpool.Entry]
    fileprivate let memory: [UInt8]
    fileprivate let mapping: MappedFile?

    /// Hands out the bytes of a feature.
    func withBytes<T>(of entry: FeatureSpool.Entry, _ body: (Span<UInt8>) throws -> T) throws -> T {
        let range = Int(entry.offset)..<Int(entry.offset) + Int(entry.count)
        guard let mapping else { return try body(memory.span.extracting(range)) }
        // The object outlives the closure, and the bounds are checked by the buffer's subscript.
        let bytes = unsafe UnsafeRawBufferPointer(rebasing: mapping.bytes[range])
        return try body(unsafe Span<UInt8>(_unsafeBytes: bytes))
    }
}
