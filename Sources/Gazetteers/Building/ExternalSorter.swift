import MappedFiles

/// Sorts any number of records by their bytes in bounded memory: full buffers are sorted and put aside as runs, and the runs
/// merged (D. Knuth, The Art of Computer Programming, volume 3, 5.4).
package struct ExternalSorter: ~Copyable {
    private struct Item {
        /// The first eight bytes, which mostly decide.
        let prefix: UInt64
        let start: UInt32
        let length: UInt32
    }

    /// So many runs are open at most; then they are merged into one.
    private static let mostRuns = 200

    private let path: String?
    private let memory: Int
    private var arena: [UInt8] = []
    private var items: [Item] = []
    private var runs: [SpooledBytes] = []

    /// - Parameters:
    ///   - memory: How many bytes to hold at most before they go to a file.
    ///   - path: A file beside which runs may wait; nil keeps all records in memory.
    package init(memory: Int, beside path: String?) {
        self.memory = min(memory, 1 << 31)
        self.path = path
    }

    /// Takes a record.
    package mutating func append(_ record: [UInt8]) throws {
        if path != nil {
            if items.isEmpty, arena.capacity == 0 { reserve() }
            if arena.count + record.count + items.count * MemoryLayout<Item>.stride >= memory { try putAside() }
        }
        guard let start = UInt32(exactly: arena.count) else { throw GazetteerBuildError.tooLarge("4 GiB in memory") }
        items.append(
            Item(prefix: Self.prefix(of: record), start: start, length: UInt32(truncatingIfNeeded: record.count)))
        arena.append(contentsOf: record)
    }

    /// Takes addresses for all records that will be held, so that no growing array is ever there twice. What is not written to
    /// takes no memory.
    private mutating func reserve() {
        arena.reserveCapacity(memory)
        items.reserveCapacity(memory / (2 * MemoryLayout<Item>.stride))
    }

    static func prefix(of record: [UInt8]) -> UInt64 {
        var prefix: UInt64 = 0
        for index in 0..<8 { prefix = prefix << 8 | UInt64(index < record.count ? record[index] : 0) }
        return prefix
    }

    private mutating func putAside() throws {
        runs.append(try run())
        guard runs.count == Self.mostRuns else { return }
        var merged = try SortedRecords(runs)
        var spool = ByteSpool(beside: path, isChecked: false)
        var record: [UInt8] = []
        while try merged.next(&record) {
            try spool.append(number: UInt32(truncatingIfNeeded: record.count))
            try spool.append(record)
        }
        runs = [try spool.finish()]
    }

    private mutating func run() throws -> SpooledBytes {
        // The records are moved out for as long as this takes and not copied: there may be no room for them twice.
        var arena: [UInt8] = []
        swap(&arena, &self.arena)
        items.sort { one, other in
            guard one.prefix == other.prefix else { return one.prefix < other.prefix }
            var (left, right) = (Int(one.start), Int(other.start))
            let (leftEnd, rightEnd) = (left + Int(one.length), right + Int(other.length))
            while left < leftEnd, right < rightEnd {
                if arena[left] != arena[right] { return arena[left] < arena[right] }
                left += 1
                right += 1
            }
            return one.length < other.length
        }
        var spool = ByteSpool(beside: path, isChecked: false)
        for item in items {
            try spool.append(number: item.length)
            try spool.append(arena[Int(item.start)..<Int(item.start) + Int(item.length)])
        }
        items.removeAll(keepingCapacity: true)
        arena.removeAll(keepingCapacity: true)
        swap(&arena, &self.arena)
        return try spool.finish()
    }

    /// The records in order.
    ///
    /// - Complexity: O(n log n) in the number of records.
    package consuming func sorted() throws -> SortedRecords {
        var runs = runs
        if !items.isEmpty || runs.isEmpty { runs.append(try run()) }
        return try SortedRecords(runs)
    }
}

/// The records of several sorted runs as one, by a heap of the runs' next records.
package struct SortedRecords {
    private struct Head {
        var records: SpooledRecords
        var record: [UInt8] = []
        var prefix: UInt64 = 0

        mutating func advance() throws -> Bool {
            guard try records.next(&record) else { return false }
            prefix = ExternalSorter.prefix(of: record)
            return true
        }
    }

    private var heads: [Head] = []
    /// Numbers of heads; each one's record precedes those of its two children.
    private var heap: [Int] = []

    fileprivate init(_ runs: [SpooledBytes]) throws {
        for run in runs {
            var head = Head(records: SpooledRecords(run))
            if try head.advance() { heads.append(head) }
        }
        heap = Array(heads.indices)
        for place in (0..<heap.count / 2).reversed() { siftDown(place) }
    }

    /// Puts the next record in the place of the last one; false at the end.
    package mutating func next(_ record: inout [UInt8]) throws -> Bool {
        guard let first = heap.first else { return false }
        swap(&record, &heads[first].record)
        if try !heads[first].advance() {
            heap[0] = heap[heap.count - 1]
            heap.removeLast()
        }
        if heap.count > 1 { siftDown(0) }
        return true
    }

    private mutating func siftDown(_ place: Int) {
        var place = place
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count && precedes(heap[child], heap[least]) {
                least = child
            }
            guard least != place else { return }
            heap.swapAt(place, least)
            place = least
        }
    }

    private func precedes(_ one: Int, _ other: Int) -> Bool {
        guard heads[one].prefix == heads[other].prefix else { return heads[one].prefix < heads[other].prefix }
        return heads[one].record.lexicographicallyPrecedes(heads[other].record)
    }
}
