import MappedFiles

/// Writes the section SKEL, by which names are found whatever their spelling.
struct SkeletonSection {
    private static let mostInBucket = 255
    private static let bucketsInGroup = 8
    private static let leastTagBits = 4

    private let names: Int
    private let levels: ImportanceLevels
    private let memory: Int
    private let path: String?
    private let bucketBits: Int
    private let tagBits: Int
    private let referenceLength: Int

    /// - Parameters:
    ///   - names: How many names there are.
    ///   - levels: How important the places are.
    ///   - memory: How many bytes to hold before they are put aside.
    ///   - path: A file beside which they wait.
    init(names: Int, levels: ImportanceLevels, memory: Int, beside path: String?) {
        self.names = names
        self.levels = levels
        self.memory = memory
        self.path = path
        func bits(_ number: Int) -> Int { Int.bitWidth - number.leadingZeroBitCount }
        // About four names a bucket, as many as the bundled file has.
        bucketBits = min(24, max(3, bits(names / 4)))
        let blockBits = bits(max(0, names - 1) / NameSections.blockLength)
        let least = blockBits + ImportanceLevels.bits + Self.leastTagBits
        referenceLength = least <= 24 ? 3 : 4
        tagBits = min(8 * referenceLength - blockBits - ImportanceLevels.bits, 32 - bucketBits)
    }

    /// The section of records of a place, a skeleton, a kind of name and a name, in this order: of the names of one place
    /// and skeleton, the first counts.
    func write(_ sorted: consuming SortedRecords) throws -> SpooledBytes {
        var buckets = ExternalSorter(memory: memory, beside: path)
        var record: [UInt8] = []
        var group: [UInt8] = []
        var order: UInt32 = 0
        while try sorted.next(&record) {
            guard record.count > 11 else { throw GazetteerBuildError.lostTemporaryFile }
            let start = record[..<(record.count - 5)]
            if start.elementsEqual(group) { continue }
            group = Array(start)
            let hash = Skeleton.hash(Array(record[4..<record.count - 6]))
            var item: [UInt8] = []
            item.append(bigEndian: hash >> UInt32(32 - bucketBits))
            item.append(bigEndian: order)
            item.append(bigEndian: hash)
            item.append(bigEndian: UInt32(Self.number(record[(record.count - 4)...]) / NameSections.blockLength))
            item.append(UInt8(levels.level(ofEntry: Self.number(record[..<4]))))
            try buckets.append(item)
            order += 1
        }
        return try bucketSection(try buckets.sorted())
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

    private func bucketSection(_ sorted: consuming SortedRecords) throws -> SpooledBytes {
        var references = ByteSpool(beside: path, isChecked: false)
        var groups: [UInt8] = []
        var counts = [UInt8](repeating: 0, count: Self.bucketsInGroup)
        var (group, groupStart, total) = (0, UInt32(0), UInt32(0))
        /// The last of the bucket's hashes and blocks, each once.
        var known: Set<[UInt8]> = []
        var current = -1
        func closeGroup() {
            groups.append(littleEndian: groupStart)
            groups.append(contentsOf: counts)
            counts = [UInt8](repeating: 0, count: Self.bucketsInGroup)
            groupStart = total
            group += 1
        }
        var record: [UInt8] = []
        while try sorted.next(&record) {
            guard record.count == 17 else { throw GazetteerBuildError.lostTemporaryFile }
            let bucket = Self.number(record[..<4])
            if bucket != current {
                current = bucket
                known.removeAll(keepingCapacity: true)
            }
            while group < bucket / Self.bucketsInGroup { closeGroup() }
            guard counts[bucket % Self.bucketsInGroup] < UInt8(Self.mostInBucket),
                known.insert(Array(record[8..<16])).inserted
            else { continue }
            counts[bucket % Self.bucketsInGroup] += 1
            total += 1
            let tag = Self.number(record[8..<12]) >> (32 - bucketBits - tagBits) & (1 << tagBits - 1)
            let block = Self.number(record[12..<16])
            var reference = (block << ImportanceLevels.bits | Int(record[16])) << tagBits | tag
            for _ in 0..<referenceLength {
                try references.append(UInt8(truncatingIfNeeded: reference))
                reference >>= 8
            }
        }
        while group < 1 << bucketBits / Self.bucketsInGroup { closeGroup() }
        var section = ByteSpool(beside: path)
        for number in [UInt32(bucketBits), UInt32(tagBits), total, UInt32(referenceLength)] {
            try section.append(number: number)
        }
        try section.append(groups)
        try references.finish().forEachPiece { try section.append($0) }
        return try section.finish()
    }
}

/// The levels of importance of entries that stand in the order of their importance.
struct ImportanceLevels {
    /// A level is these highest bits of an entry's importance.
    static let bits = 4

    /// How many entries have each level or a higher one.
    private var counts = [Int](repeating: 0, count: 1 << bits)

    /// Notes the importance of the next entry, which is no more important than those before.
    mutating func append(importance: UInt8) {
        for level in 0...Int(importance >> UInt8(8 - Self.bits)) { counts[level] += 1 }
    }

    /// The level of an entry.
    func level(ofEntry entry: Int) -> Int { counts.lastIndex { entry < $0 } ?? 0 }
}
