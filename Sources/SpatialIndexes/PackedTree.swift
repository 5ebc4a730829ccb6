internal import Geometries

/// An immutable packed R-tree over places and times.
///
///     let tree = try PackedTree(bulkLoading: entries)
///     let ids = tree.ids(in: QueryWindow(rectangle, time: TimeSpan(first: since, last: until - 1)))
///
/// Entries are put in order by median splits of longitude, latitude and time and cut into leaves of 64; 16 leaves or nodes
/// make a node of the next level. Coordinates are kept as steps of 1e-7° and times as steps of a
/// unit that suits the data, 4 bytes each; values that do not survive that are kept in full beside and looked at only
/// where a window's border leaves doubt. So every answer is the one that ``QueryWindow/matches(_:)`` gives.
///
/// Points and extents, dated and undated entries lie in parts of their own, so that none costs the others anything: a dated
/// point takes 20 bytes and its share of the nodes, 0.4.
///
/// A tree is a value over bytes that never change: copies share them, and any number of tasks may search at once.
public struct PackedTree: Sendable {
    /// At most one part for each of the four kinds of entry.
    let parts: [TreePart]

    /// The number of entries.
    public let count: Int

    /// The comparisons that searches use; the tests exchange them.
    package var kernels = Kernels.best

    /// A tree without entries.
    public init() { self.init(parts: []) }

    init(parts: [TreePart]) {
        self.parts = parts
        count = parts.reduce(0) { $0 + $1.count }
    }

    /// Bytes in memory, or of a mapped file.
    public var byteCount: Int { parts.reduce(0) { $0 + $1.layout.byteCount } }

    /// Calls `body` with every entry, exactly as it was loaded, in the order of the tree.
    package func forEachEntry<Failure: Error>(_ body: (IndexEntry) throws(Failure) -> Void) throws(Failure) {
        for part in parts {
            for position in 0..<part.count { try body(part.entry(at: position)) }
        }
    }
}
