/// The nearest entries found so far, over any number of trees.
///
/// Once there are as many as were asked for they are kept as a heap with the farthest first, which a nearer one replaces.
struct NearestCollector {
    private let capacity: Int
    private let maximumDistance: Double
    private var heap: [Key] = []

    /// A neighbour as a number: distances are not negative and compare like their bits, and identifiers decide among equals.
    /// Unlike two comparisons, one of such numbers takes no branch that a processor would have to guess.
    private typealias Key = UInt128

    init(_ search: NearestSearch) {
        capacity = max(0, search.count)
        maximumDistance = search.maximumDistance
        heap.reserveCapacity(min(capacity, 1_024))
    }

    /// Whether as many entries as were asked for have been found.
    var isFull: Bool { heap.count >= capacity }

    /// No entry farther than this can be added; an entry just as far may.
    var limit: Double {
        guard capacity > 0 else { return -1 }
        return isFull ? Self.neighbour(heap[0]).distance : maximumDistance
    }

    /// Whether the entry would be added.
    func accepts(_ neighbour: Neighbour) -> Bool {
        guard neighbour.distance <= limit else { return false }
        return !isFull || Self.key(neighbour) < heap[0]
    }

    /// Adds an entry that is accepted.
    ///
    /// - Complexity: O(log k) for the k that were asked for.
    mutating func add(_ neighbour: Neighbour) {
        guard isFull else {
            heap.append(Self.key(neighbour))
            if isFull { arrange() }
            return
        }
        var keys = heap.mutableSpan
        Self.sink(Self.key(neighbour), from: 0, to: keys.count, in: &keys)
    }

    /// What was found, nearest first.
    ///
    /// - Complexity: O(k log k): the heap is taken apart, farthest first (J. W. J. Williams, "Heapsort", 1964), but for a
    ///   few, which are put in place one by one.
    consuming func sorted() -> [Neighbour] {
        guard heap.count > 24 else {
            var keys = heap.mutableSpan
            Self.insertEach(&keys)
            return heap.reversed().map(Self.neighbour)
        }
        if !isFull { arrange() }
        var keys = heap.mutableSpan
        var end = keys.count
        while end > 1 {
            end -= 1
            let farthest = keys[0]
            Self.sink(keys[end], from: 0, to: end, in: &keys)
            keys[end] = farthest
        }
        return heap.map(Self.neighbour)
    }

    /// Puts keys in order, the greatest first, as those of a heap nearly are.
    private static func insertEach(_ keys: inout MutableSpan<Key>) {
        for end in keys.indices.dropFirst() {
            let key = keys[end]
            var place = end
            while place > 0, keys[place - 1] < key {
                keys[place] = keys[place - 1]
                place -= 1
            }
            keys[place] = key
        }
    }

    /// Makes a heap, from the last parent to the root (R. W. Floyd, "Treesort 3", 1964).
    private mutating func arrange() {
        var keys = heap.mutableSpan
        for place in stride(from: keys.count / 2 - 1, through: 0, by: -1) {
            Self.sink(keys[place], from: place, to: keys.count, in: &keys)
        }
    }

    /// Puts a key in a place or, where a greater one lies below, lets that rise.
    @inline(__always)
    private static func sink(_ key: Key, from place: Int, to end: Int, in keys: inout MutableSpan<Key>) {
        var place = place
        while 2 * place + 1 < end {
            var child = 2 * place + 1
            if child + 1 < end { child += keys[child] < keys[child + 1] ? 1 : 0 }
            guard key < keys[child] else { break }
            keys[place] = keys[child]
            place = child
        }
        keys[place] = key
    }

    private static func key(_ neighbour: Neighbour) -> Key {
        // Adding 0 makes -0 a plain one.
        Key((neighbour.distance + 0).bitPattern) << 64 | Key(UInt64(bitPattern: neighbour.id ^ .min))
    }

    private static func neighbour(_ key: Key) -> Neighbour {
        Neighbour(
            id: Int64(bitPattern: UInt64(truncatingIfNeeded: key)) ^ .min,
            distance: Double(bitPattern: UInt64(truncatingIfNeeded: key >> 64)))
    }
}
