/// The folded names of a gazetteer file, sorted by their bytes, each with the places that bear it.
///
/// Names stand in blocks of sixteen. The first of a block is written out and the others say how many bytes they share
/// with the one before, so a lookup is a binary search over blocks and a walk through one of them.
struct NameTable: Sendable {
    private let source: ByteSource
    private let blocks: Range<Int>
    private let keys: Range<Int>
    /// How many names there are.
    let count: Int
    private let blockCount: Int

    init(_ file: GazetteerFile) throws(GazetteerError) {
        source = file.source
        let index = try file.range("KEYX")
        keys = try file.range("KEYS")
        guard index.count >= 8 else {
            throw .corrupt(reason: "the index of names is too short", byteOffset: index.lowerBound)
        }
        count = Int(try source.load(UInt32.self, at: index.lowerBound))
        let blockSize = Int(try source.load(UInt32.self, at: index.lowerBound + 4))
        blocks = index.lowerBound + 8..<index.upperBound
        blockCount = blocks.count / 4
        guard blockSize > 0, blocks.count % 4 == 0, (count + blockSize - 1) / blockSize == blockCount else {
            throw .corrupt(reason: "the index of names does not match their number", byteOffset: index.lowerBound)
        }
    }

    /// The places that bear a name.
    ///
    /// - Complexity: O(log n) comparisons of names.
    func postings(of key: [UInt8]) throws(GazetteerError) -> [Posting] {
        guard var cursor = try cursor(before: key) else { return [] }
        while try cursor.advance() {
            if cursor.key == key { return try cursor.postings() }
            if key.lexicographicallyPrecedes(cursor.key) { return [] }
        }
        return []
    }

    /// A cursor that will come to the key, or to the first name after it, within a block; nil where every name
    /// sorts after the key.
    func cursor(before key: [UInt8]) throws(GazetteerError) -> NameCursor? {
        var low = 0
        var high = blockCount
        while low < high {
            let middle = (low + high) / 2
            let start = try blockStart(middle)
            var cursor = NameCursor(source: source, position: start, end: keys.upperBound)
            let first = try cursor.firstKeyRange()
            if try source.compare(first, with: key) <= 0 { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        return NameCursor(source: source, position: try blockStart(low - 1), end: keys.upperBound)
    }

    /// A cursor before the first of all names.
    func start() -> NameCursor { NameCursor(source: source, position: keys.lowerBound, end: keys.upperBound) }

    private func blockStart(_ block: Int) throws(GazetteerError) -> Int {
        let start = keys.lowerBound + Int(try source.load(UInt32.self, at: blocks.lowerBound + block * 4))
        guard start < keys.upperBound else {
            throw .corrupt(reason: "a block of names lies outside its section", byteOffset: blocks.lowerBound)
        }
        return start
    }
}

/// A place that bears a name, and how the name belongs to it.
struct Posting: Hashable, Sendable {
    /// The number of the entry.
    let entry: Int
    /// How the name belongs to it.
    let kind: NameKind
}

/// How a name belongs to a place, as the gazetteer file numbers it.
enum NameKind: Int, Sendable, CaseIterable {
    case primary
    case alias
    case code
    case withoutArticles
    case core
    case demonym
}

/// Walks through names in their order.
struct NameCursor {
    private let source: ByteSource
    private var position: Int
    private let end: Int
    private var postingsStart: Int?
    /// The name that the cursor stands on.
    private(set) var key: [UInt8] = []

    init(source: ByteSource, position: Int, end: Int) {
        self.source = source
        self.position = position
        self.end = end
    }

    /// Moves to the next name; false at the end.
    mutating func advance() throws(GazetteerError) -> Bool {
        try skipPostings()
        guard position < end else { return false }
        let (shared, length) = try lengths()
        guard shared <= key.count, length <= end - position else {
            throw .corrupt(reason: "a name does not fit the one before it", byteOffset: position)
        }
        key.removeLast(key.count - shared)
        key.append(contentsOf: try source.array(position..<position + length))
        position += length
        postingsStart = position
        return true
    }

    /// The places that bear the name that the cursor stands on, the most important first.
    mutating func postings() throws(GazetteerError) -> [Posting] {
        guard let start = postingsStart else { return [] }
        position = start
        var postings: [Posting] = []
        var value = 0
        while true {
            let code = try source.varint(at: &position)
            value += code >> 1
            guard let kind = NameKind(rawValue: value & 7) else {
                throw .corrupt(reason: "there is no kind of name \(value & 7)", byteOffset: position)
            }
            postings.append(Posting(entry: value >> 3, kind: kind))
            if code & 1 == 0 { break }
        }
        postingsStart = nil
        return postings
    }

    /// Where the bytes of the first name of a block lie; the cursor must stand at the block's start.
    mutating func firstKeyRange() throws(GazetteerError) -> Range<Int> {
        let (shared, length) = try lengths()
        guard shared == 0, length <= end - position else {
            throw .corrupt(reason: "a block of names does not begin with a whole one", byteOffset: position)
        }
        return position..<position + length
    }

    private mutating func skipPostings() throws(GazetteerError) {
        guard postingsStart != nil else { return }
        while try source.varint(at: &position) & 1 == 1 {}
        postingsStart = nil
    }

    private mutating func lengths() throws(GazetteerError) -> (shared: Int, length: Int) {
        let code = try source.load(UInt8.self, at: position)
        position += 1
        var shared = Int(code >> 4)
        var length = Int(code & 0xF)
        if shared == 15 { shared += try source.varint(at: &position) }
        if length == 15 { length += try source.varint(at: &position) }
        return (shared, length)
    }
}
