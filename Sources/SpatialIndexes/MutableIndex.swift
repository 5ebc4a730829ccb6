/// An index that takes changes while others search it.
///
///     let index = MutableIndex(tree)
///     try index.insert(IndexEntry(id: 7, envelope: envelope))
///     index.remove(3)
///     let ids = index.snapshot.ids(in: window)      // stays as it is, whatever comes
///
/// It keeps trees that never change (the logarithmic method: J. L. Bentley, J. B. Saxe, "Decomposable Searching Problems I",
/// 1980). New entries wait in a buffer; a full one becomes a tree of one leaf, four trees of a size become one of the next, in
/// the background. A deleted entry is a bit that searches leave out, and a tree half of which is deleted is built anew.
///
/// Any number of tasks may change it and take snapshots at once. Identifiers are unique.
public final class MutableIndex: Sendable {
    let state: Lock<MutableIndexState>

    /// Starts with the entries of a tree.
    public init(_ tree: PackedTree = PackedTree()) {
        state = Lock(MutableIndexState(tree))
    }

    /// The index as it is now; a value that no later change touches.
    ///
    /// - Complexity: O(log n), the number of trees.
    public var snapshot: LayeredIndex {
        state.withLock { LayeredIndex(base: $0.layers.map(\.tree), buffer: $0.buffer) }
    }

    /// The number of entries.
    public var count: Int {
        state.withLock { state in state.layers.reduce(state.buffer.entries.count) { $0 + $1.tree.count } }
    }

    /// Adds an entry whose identifier no other has.
    ///
    /// - Throws: ``BulkLoadError`` for a coordinate that is not finite or out of range, an inverted envelope or time.
    /// - Complexity: O(log n), amortised; what takes longer is done in the background.
    public func insert(_ entry: IndexEntry) throws(BulkLoadError) {
        try PackedTree.validate(entry)
        state.withLock { state in
            state.insert(entry)
            startMergingIfDue(&state)
        }
    }

    /// Adds an entry, in the place of the one with the same identifier where there is one; returns whether there was.
    ///
    /// - Throws: As ``insert(_:)``; nothing is changed then.
    /// - Complexity: As ``insert(_:)`` and ``remove(_:)``.
    @discardableResult
    public func upsert(_ entry: IndexEntry) throws(BulkLoadError) -> Bool {
        try PackedTree.validate(entry)
        return state.withLock { state in
            let replaced = state.remove(entry.id)
            state.insert(entry)
            startMergingIfDue(&state)
            return replaced
        }
    }

    /// Removes the entry with an identifier; returns whether there was one.
    ///
    /// - Complexity: O(log n) trees are asked, each at once or by bisection. The first removal from a tree looks through it.
    @discardableResult
    public func remove(_ id: Int64) -> Bool {
        state.withLock { state in
            let removed = state.remove(id)
            startMergingIfDue(&state)
            return removed
        }
    }

    /// Returns when all merges that are due have been made.
    public func waitForMerges() async {
        while let merger = state.withLock({ $0.merger }) { await merger.value }
    }

    private func startMergingIfDue(_ state: inout MutableIndexState) {
        guard state.merger == nil, state.isMergeDue else { return }
        state.merger = Task.detached(priority: .utility) { self.mergeAll() }
    }

    /// Merges until nothing is left to be merged.
    private func mergeAll() {
        while let trees = state.withLock({ $0.beginMerge() }) {
            var entries: [IndexEntry] = []
            entries.reserveCapacity(trees.reduce(0) { $0 + $1.count })
            for tree in trees { tree.forEachEntry { entries.append($0) } }
            do {
                let tree = try PackedTree(bulkLoading: entries)
                state.withLock { $0.endMerge(tree) }
            } catch {
                // The entries were valid, so there are more of them than one tree can hold: they stay in theirs.
                return state.withLock { $0.giveUpMerging() }
            }
        }
    }
}
