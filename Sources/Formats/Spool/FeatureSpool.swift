import Geometries
import MappedFiles

/// Keeps what was written of features until all of them are known, then gives it back in the order of the Hilbert curve.
///
/// Formats with an index write their features in its order, which is known only at the end. The features are sorted some
/// megabytes at a time and wait as sorted runs in an unnamed file beside the output, from which ``SortedFeatures`` merges
/// them; so memory is bounded whatever their number. Without a place for a file they wait in memory.
struct FeatureSpool: ~Copyable {
    /// A feature of the run that is being gathered.
    private struct Entry {
        /// Its number on the Hilbert curve; those without a geometry stand last.
        var order: UInt32
        var start: Int
        var end: Int
    }

    private var entries: [Entry] = []
    /// The features of the run, each as a record, in the order of their arrival.
    private var pending: [UInt8] = []
    private var runs: [Range<Int>] = []
    private var written = 0
    private var count = 0
    private var file: FileReplacement?

    /// A run is closed when it is that long.
    private static let bytesPerRun = 16 << 20

    /// - Parameter path: a file beside which the features may wait; nil keeps them in memory.
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
        let start = pending.count
        try SpooledFeature.append(bytes, covering: rectangle ?? .empty, order: order, to: &pending)
        entries.append(Entry(order: order, start: start, end: pending.count))
        count += 1
        if file != nil, pending.count >= FeatureSpool.bytesPerRun { try closeRun() }
    }

    /// Sorts the run at hand and writes it.
    private mutating func closeRun() throws {
        guard !entries.isEmpty else { return }
        let run = sortedRun()
        // The bytes are written before the call returns.
        try unsafe run.withUnsafeBytes { bytes in try unsafe file?.write(bytes) }
        runs.append(written..<written + run.count)
        written += run.count
        pending.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
    }

    /// The records of the run at hand in the order of the curve, those of one place as they came.
    private mutating func sortedRun() -> [UInt8] {
        entries.sort { ($0.order, $0.start) < ($1.order, $1.start) }
        var run: [UInt8] = []
        run.reserveCapacity(pending.count)
        for entry in entries { run.append(contentsOf: pending[entry.start..<entry.end]) }
        return run
    }

    /// Makes the features readable in the order of the curve.
    ///
    /// - Complexity: O(*n* log *n*) together with what was done before.
    consuming func sorted() throws -> SortedFeatures {
        guard file != nil else {
            let run = sortedRun()
            return SortedFeatures(count: count, runs: [0..<run.count], memory: run, mapping: nil)
        }
        try closeRun()
        let (count, runs) = (count, runs)
        return SortedFeatures(count: count, runs: runs, memory: [], mapping: try FeatureSpool.map(file.take()))
    }

    private static func map(_ file: consuming FileReplacement?) throws(FileError) -> MappedFile? {
        guard let file else { return nil }
        return try file.mapUnnamed()
    }
}

/// A feature as it waits: its number on the curve, the number of its bytes, the four bounds of what it covers, the bytes.
enum SpooledFeature {
    /// The length of what stands before the bytes.
    static let headerBytes = 40

    static func append(
        _ feature: [UInt8], covering rectangle: Rectangle, order: UInt32, to bytes: inout [UInt8]
    ) throws(FormatError) {
        guard let count = UInt32(exactly: feature.count) else {
            throw FormatError("a feature of \(feature.count) bytes is too large for this format")
        }
        bytes.append(littleEndian: order)
        bytes.append(littleEndian: count)
        bytes.append(littleEndian: rectangle.minLongitude)
        bytes.append(littleEndian: rectangle.minLatitude)
        bytes.append(littleEndian: rectangle.maxLongitude)
        bytes.append(littleEndian: rectangle.maxLatitude)
        bytes.append(contentsOf: feature)
    }

    static func order(_ bytes: Span<UInt8>, at start: Int) -> UInt32 {
        UInt32(truncatingIfNeeded: number(bytes, at: start, count: 4))
    }

    /// How many bytes the record takes in all.
    static func length(_ bytes: Span<UInt8>, at start: Int) -> Int {
        headerBytes + Int(number(bytes, at: start + 4, count: 4))
    }

    static func rectangle(_ bytes: Span<UInt8>, at start: Int) -> Rectangle {
        func bound(_ index: Int) -> Double { Double(bitPattern: number(bytes, at: start + 8 + 8 * index, count: 8)) }
        return Rectangle(
            minLongitude: bound(0), minLatitude: bound(1), maxLongitude: bound(2), maxLatitude: bound(3))
    }

    private static func number(_ bytes: Span<UInt8>, at start: Int, count: Int) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<count { value |= UInt64(bytes[start + index]) << UInt64(8 * index) }
        return value
    }
}
