/// The nearest entries found so far, over any number of trees.
///
/// Once there are as many as were asked for, a nearer one replaces the farthest; from then on they are kept as a heap with the
/// farthest first.
struct NearestCollector {
    private let capacity: Int
    private let maximumDistance: Double
    private var heap: [Key] = []
    private var isHeap = false
    private var farthest: Key = 0

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
        return isFull ? Self.neighbour(farthest).distance : maximumDistance
    }

    /// Whether the entry would be added.
    func accepts(_ neighbour: Neighbour) -> Bool {
        guard neighbour.distance <= limit else { return false }
        return !isFull || Self.key(neighbour) < farthest
    }

    /// Adds an entry that is accepted.
    ///
    /// - Complexity: O(log k) for the k that were asked for; the first to replace another O(k).
    mutating func add(_ neighbour: Neighbour) {
        let key = Self.key(neighbour)
        guard isFull else {
            heap.append(key)
            farthest = max(farthest, key)
            return
        }
        if !isHeap { arrange() }
        var keys = heap.mutableSpan
        Self.sink(key, from: 0, to: keys.count, in: &keys)
        farthest = keys[0]
    }

    /// What was found, nearest first.
    ///
    /// Evenly spread entries are as many in every ring of an area, so their squares lead each nearly to its place, where few are
    /// put in order (as in E. J. Isaac and R. C. Singleton, "Sorting by Address Calculation", 1956).
    ///
    /// - Complexity: O(k) for evenly spread entries, O(k log k) for all others.
    consuming func sorted() -> [Neighbour] {
        if heap.count > 16, !spread() { heap.sort() }
        var keys = heap.mutableSpan
        Self.insertEach(&keys)
        return heap.map(Self.neighbour)
    }

    /// Puts every key near its place; false where too many would share one, and nothing is done.
    private mutating func spread() -> Bool {
        let reach = Self.neighbour(farthest).distance
        let scale = Double(heap.count - 1) / (reach * reach)
        guard scale > 0, scale < .infinity else { return false }
        func ring(_ key: Key) -> Int {
            let distance = Self.neighbour(key).distance
            return Int(distance * distance * scale)
        }
        // Where each ring begins, once they have been counted; two more, since rounding may lead beyond the last.
        var starts = [Int32](repeating: 0, count: heap.count + 2)
        for key in heap { starts[ring(key) + 2] += 1 }
        var most: Int32 = 0
        for index in 2..<starts.count {
            most = max(most, starts[index])
            starts[index] += starts[index - 1]
        }
        guard most <= 16 else { return false }
        var keys = heap
        for key in heap {
            let ring = ring(key) + 1
            keys[Int(starts[ring])] = key
            starts[ring] += 1
        }
        heap = keys
        return true
    }

    /// Puts keys in order that stand near their places.
    private static func insertEach(_ keys: inout MutableSpan<Key>) {
        for end in keys.indices.dropFirst() {
            let key = keys[end]
            var place = end
            while place > 0, key < keys[place - 1] {
                keys[place] = keys[place - 1]
                place -= 1
            }
            keys[place] = key
        }
    }

    /// Makes a heap, from the last parent to the root (R. W. Floyd, "Treesort 3", 1964).
    private mutating func arrange() {
        isHeap = true
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
