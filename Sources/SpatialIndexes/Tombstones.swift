/// Which entries of a part, and of a second one that holds them in another order, were deleted: a bit each, in words of a
/// leaf.
///
/// The parts themselves never change, and snapshots keep the bits that they were made with.
struct Tombstones: Sendable {
    /// A word for each leaf of the first part and then of the second, or none when nothing was deleted.
    private(set) var words: [UInt64] = []
    /// The number of deleted entries.
    private(set) var count = 0

    /// Deletes the entry that stands at a position of the first part, with so many leaves, and at one of the second, if
    /// there is one; returns whether it was there.
    mutating func insert(_ position: Int, of leafCount: Int, and other: Int?, of otherLeafCount: Int) -> Bool {
        if words.isEmpty { words = Array(repeating: 0, count: leafCount + otherLeafCount) }
        guard !contains(position) else { return false }
        insert(position)
        if let other { insert(leafCount * PartLayout.leafCapacity + other) }
        count += 1
        return true
    }

    private mutating func insert(_ position: Int) {
        words[position / PartLayout.leafCapacity] |= 1 << UInt64(position % PartLayout.leafCapacity)
    }

    /// Whether the entry at a position of the first part was deleted.
    func contains(_ position: Int) -> Bool {
        guard !words.isEmpty else { return false }
        return words[position / PartLayout.leafCapacity] >> UInt64(position % PartLayout.leafCapacity) & 1 != 0
    }
}

/// What a search sees of the tombstones, for as long as it runs.
@safe
struct DeletedEntries {
    private let words: UnsafePointer<UInt64>?

    /// None.
    static var none: DeletedEntries { unsafe DeletedEntries(words: nil) }

    private init(words: UnsafePointer<UInt64>?) { unsafe self.words = words }

    /// Lends the bits of a part, whose words are those from `first` on, to `body`.
    @inline(__always)
    static func with<Result, Failure: Error>(
        _ tombstones: Tombstones, from first: Int, _ body: (DeletedEntries) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard tombstones.count > 0 else { return try body(.none) }
        return try unsafe tombstones.words.withUnsafeBufferPointer { words throws(Failure) in
            // There is a word for each leaf, and nobody asks for a leaf that the part has not.
            try body(unsafe DeletedEntries(words: words.baseAddress.map { unsafe $0 + first }))
        }
    }

    /// Whether there are none.
    var isEmpty: Bool { unsafe words == nil }

    /// Those of one leaf of the part that the bits belong to, a bit each.
    subscript(leaf: Int) -> UInt64 {
        guard let words = unsafe words else { return 0 }
        // See above.
        return unsafe words[leaf]
    }
}

extension TreePart {
    /// Cuts positions that begin with a leaf into runs without a deleted entry, handed to `whole`, and leaves of which only
    /// the entries with a set bit are left, handed to `some`; ends when one of them returns false.
    func forEachRun<Failure: Error>(
        of positions: Range<Int>, without deleted: DeletedEntries, whole: (Range<Int>) throws(Failure) -> Bool,
        some: (Int, UInt64) throws(Failure) -> Bool
    ) throws(Failure) -> Bool {
        var start = positions.lowerBound
        var from = start
        while from < positions.upperBound {
            let leaf = from / PartLayout.leafCapacity
            let end = min(positions.upperBound, from + PartLayout.leafCapacity)
            let gone = deleted[leaf]
            if gone != 0 {
                if start < from { guard try whole(start..<from) else { return false } }
                let present: UInt64 = end - from == PartLayout.leafCapacity ? .max : (1 << UInt64(end - from)) - 1
                if present & ~gone != 0 { guard try some(leaf, present & ~gone) else { return false } }
                start = end
            }
            from = end
        }
        return start < positions.upperBound ? try whole(start..<positions.upperBound) : true
    }
}
