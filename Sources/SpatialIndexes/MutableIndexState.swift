/// What a mutable index holds; always reached through its lock.
struct MutableIndexState {
    /// A tree and where its identifiers stand, found out when first needed.
    struct Layer {
        /// Changes with every deletion; the parts under it never do.
        var tree: PackedTree
        var positions: PositionMap?
        /// The number of entries that it was built with.
        let size: Int
        /// Tells a layer from all others of its index.
        let number: Int

        /// Whether more than half of it is deleted.
        var isSparse: Bool { tree.count * 2 < size }
    }

    private(set) var layers: [Layer] = []
    private(set) var buffer = EntryBuffer()
    /// Whether there may be something to merge.
    private(set) var isMergeDue = false
    /// Whoever merges now.
    var merger: Task<Void, Never>?
    /// The numbers of the layers that are being merged, and what was deleted from them meanwhile.
    private var merging: Set<Int> = []
    private var deleted: [Int64] = []
    private var nextNumber = 0

    init(_ tree: PackedTree) {
        if tree.count > 0 { add(tree) }
    }

    private mutating func add(_ tree: PackedTree) {
        layers.append(Layer(tree: tree, size: tree.count, number: nextNumber))
        nextNumber += 1
    }

    /// Adds a valid entry.
    mutating func insert(_ entry: IndexEntry) {
        buffer.append(entry)
        // Entries were validated one by one, so building does not fail; if it did, they would stay where they are.
        guard buffer.isFull, let tree = try? PackedTree(bulkLoading: buffer.entries) else { return }
        add(tree)
        buffer = EntryBuffer()
        isMergeDue = isMergeDue || nextMerge != nil
    }

    /// Deletes an entry; returns whether it was there.
    mutating func remove(_ id: Int64) -> Bool {
        if buffer.remove(id) { return true }
        for index in layers.indices.reversed() where remove(id, fromLayer: index) {
            if merging.contains(layers[index].number) { deleted.append(id) }
            if layers[index].isSparse { isMergeDue = true }
            return true
        }
        return false
    }

    private mutating func remove(_ id: Int64, fromLayer index: Int) -> Bool {
        if let positions = layers[index].positions { return positions.delete(id, from: &layers[index].tree) }
        let positions = PositionMap(layers[index].tree)
        layers[index].positions = positions
        return positions.delete(id, from: &layers[index].tree)
    }
}

// MARK: - Merging

extension MutableIndexState {
    /// So many trees of a level become one of the next.
    static let mergeWidth = 4

    /// The level of a tree: the power of ``mergeWidth`` that its size is of a buffer.
    private static func level(_ size: Int) -> Int {
        var level = 0
        var size = size / EntryBuffer.capacity
        while size >= mergeWidth {
            size /= mergeWidth
            level += 1
        }
        return level
    }

    /// The layers to merge next, by index: enough trees of a level, the smallest first, or a tree that is sparse.
    private var nextMerge: [Int]? {
        let levels = layers.map { Self.level($0.size) }
        for level in Set(levels).sorted() where levels.count(where: { $0 == level }) >= Self.mergeWidth {
            // What is smaller goes along.
            return layers.indices.filter { levels[$0] <= level }
        }
        return layers.firstIndex(where: \.isSparse).map { [$0] }
    }

    /// Takes note that layers are being merged; returns their trees as they are now, or nil when nothing is to be done, and
    /// then nobody merges any more.
    mutating func beginMerge() -> [PackedTree]? {
        guard let next = nextMerge else {
            isMergeDue = false
            merger = nil
            return nil
        }
        merging = Set(next.map { layers[$0].number })
        return next.map { layers[$0].tree }
    }

    /// Leaves the layers as they are, and nobody merges any more until another merge is due.
    mutating func giveUpMerging() {
        merging = []
        deleted = []
        isMergeDue = false
        merger = nil
    }

    /// Puts the merged tree in the place of the layers that it was made of, without what was deleted since.
    mutating func endMerge(_ tree: PackedTree) {
        layers.removeAll { merging.contains($0.number) }
        merging = []
        if tree.count > 0 {
            add(tree)
            for id in deleted { _ = remove(id, fromLayer: layers.count - 1) }
        }
        deleted = []
    }
}
