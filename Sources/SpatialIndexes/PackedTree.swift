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
@safe
public struct PackedTree: Sendable {
    /// At most one for each of the four classes of entry.
    private(set) var classes: [OrderedParts]
    /// The parts of the same classes for searches, which hold on to the tree and count no references on their way.
    let uncounted: [Unmanaged<Orders>]

    /// The number of entries.
    public private(set) var count: Int

    /// The comparisons that searches use; the tests exchange them.
    package var kernels = Kernels.best

    /// A tree without entries.
    public init() { self.init(classes: []) }

    init(classes: [OrderedParts]) {
        self.classes = classes
        // Only what was deleted of a class ever changes, so that the objects live as long as the tree.
        unsafe uncounted = classes.map { unsafe Unmanaged.passUnretained($0.orders) }
        count = classes.reduce(0) { $0 + $1.count }
    }

    /// All parts, in the order in which they lie in a file.
    var parts: [TreePart] { classes.flatMap(\.all) }

    /// Deletes one entry of a class, of this value and not of its copies; returns whether it was there.
    mutating func delete(_ position: Int, byPlace other: Int?, ofClass number: Int) -> Bool {
        guard classes[number].delete(position, byPlace: other) else { return false }
        count -= 1
        return true
    }

    /// From the first to the last moment of any entry, or a little more; nil where none is dated.
    public var duration: TimeSpan? { classes.map(\.duration).reduce(nil, TimeSpan.union) }

    /// Bytes in memory, or of a mapped file.
    public var byteCount: Int { parts.reduce(0) { $0 + $1.layout.byteCount } }

    /// Calls `body` with every entry, exactly as it was loaded, in the order of the tree.
    package func forEachEntry<Failure: Error>(_ body: (IndexEntry) throws(Failure) -> Void) throws(Failure) {
        for entries in classes {
            for position in 0..<entries.main.count where !entries.deleted.contains(position) {
                try body(entries.main.entry(at: position))
            }
        }
    }

    /// Whether some entry was deleted.
    var hasTombstones: Bool { classes.contains { $0.deleted.count > 0 } }

    /// All entries, in the order of the tree.
    var entries: [IndexEntry] {
        var entries: [IndexEntry] = []
        entries.reserveCapacity(count)
        forEachEntry { entries.append($0) }
        return entries
    }

    /// The number of entries whose identifier is one of those asked for.
    func count(where isWanted: (Int64) -> Bool) -> Int {
        var count = 0
        for entries in classes {
            for position in 0..<entries.main.count where !entries.deleted.contains(position) {
                if isWanted(entries.main.id(at: position)) { count += 1 }
            }
        }
        return count
    }
}
