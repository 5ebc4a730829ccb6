/// The folded names of a gazetteer file, sorted by their bytes, each with the places that bear it.
///
/// Names stand in blocks of sixteen. The first of a block is written out and the others say how many bytes they share
/// with the one before, so a lookup is a binary search over blocks and a walk through one of them.
package struct NameTable: Sendable {
    private let source: ByteSource
    private let symbols: SymbolTable
    private let blocks: Range<Int>
    private let keys: Range<Int>
    /// How many names there are.
    package let count: Int
    private let blockCount: Int
    private let postingLength: Int

    init(_ file: GazetteerFile) throws(GazetteerError) {
        source = file.source
        let index = try file.range("KEYX")
        keys = try file.range("KEYS")
        symbols = try SymbolTable(file, tag: "SYMK")
        guard index.count >= 12 else {
            throw .corrupt(reason: "the index of names is too short", byteOffset: index.lowerBound)
        }
        count = Int(try source.load(UInt32.self, at: index.lowerBound))
        let blockSize = Int(try source.load(UInt32.self, at: index.lowerBound + 4))
        postingLength = Int(try source.load(UInt32.self, at: index.lowerBound + 8))
        blocks = index.lowerBound + 12..<index.upperBound
        blockCount = blocks.count / 4
        guard blockSize > 0, blocks.count % 4 == 0, (count + blockSize - 1) / blockSize == blockCount,
            postingLength == 3 || postingLength == 4
        else {
            throw .corrupt(reason: "the index of names does not match their number", byteOffset: index.lowerBound)
        }
    }

    /// The places that bear a name.
    ///
    /// - Complexity: O(log n) comparisons of names.
    package func postings(of key: [UInt8]) throws(GazetteerError) -> [Posting] {
        guard var cursor = try cursor(before: key) else { return [] }
        while try cursor.advance() {
            if cursor.key == key { return try cursor.postings() }
            if key.lexicographicallyPrecedes(cursor.key) { return [] }
        }
        return []
    }

    /// A cursor that will come to the key, or to the first name after it, within a block; nil where every name
    /// sorts after the key.
    package func cursor(before key: [UInt8]) throws(GazetteerError) -> NameCursor? {
        var low = 0
        var high = blockCount
        while low < high {
            let middle = (low + high) / 2
            var cursor = cursor(at: try blockStart(middle))
            guard try cursor.advance() else { break }
            if key.lexicographicallyPrecedes(cursor.key) { high = middle } else { low = middle + 1 }
        }
        guard low > 0 else { return nil }
        return cursor(at: try blockStart(low - 1))
    }

    /// A cursor before the first of all names.
    package func start() -> NameCursor { cursor(at: keys.lowerBound) }

    private func cursor(at position: Int) -> NameCursor {
        NameCursor(
            source: source, symbols: symbols, postingLength: postingLength, position: position, end: keys.upperBound)
    }

    private func blockStart(_ block: Int) throws(GazetteerError) -> Int {
        let start = keys.lowerBound + Int(try source.load(UInt32.self, at: blocks.lowerBound + block * 4))
        guard start < keys.upperBound else {
            throw .corrupt(reason: "a block of names lies outside its section", byteOffset: blocks.lowerBound)
        }
        return start
    }
}

/// A place that bears a name, and how the name belongs to it.
package struct Posting: Hashable, Sendable {
    /// The number of the entry.
    package let entry: Int
    /// How the name belongs to it.
    package let kind: NameKind
}

/// How a name belongs to a place, as the gazetteer file numbers it.
package enum NameKind: Int, Sendable, CaseIterable {
    case primary
    case alias
    case code
    case withoutArticles
    case core
    case demonym
}

/// Walks through names in their order.
package struct NameCursor {
    private let source: ByteSource
    private let symbols: SymbolTable
    private let postingLength: Int
    private var position: Int
    private let end: Int
    private var standsOnPostings = false
    /// The name that the cursor stands on.
    package private(set) var key: [UInt8] = []

    init(source: ByteSource, symbols: SymbolTable, postingLength: Int, position: Int, end: Int) {
        self.source = source
        self.symbols = symbols
        self.postingLength = postingLength
        self.position = position
        self.end = end
    }

    /// Moves to the next name; false at the end.
    package mutating func advance() throws(GazetteerError) -> Bool {
        while standsOnPostings { _ = try nextPosting() }
        guard position < end else { return false }
        let start = position
        let code = try source.load(UInt8.self, at: position)
        position += 1
        var shared = Int(code >> 4)
        var length = Int(code & 0xF)
        if shared == 15 { shared += try source.varint(at: &position) }
        if length == 15 { length += try source.varint(at: &position) }
        guard shared <= key.count, length <= end - position else {
            throw .corrupt(reason: "a name does not fit the one before it", byteOffset: start)
        }
        key.removeLast(key.count - shared)
        try symbols.decode(position..<position + length, of: source, into: &key)
        position += length
        standsOnPostings = true
        return true
    }

    /// The places that bear the name that the cursor stands on, the most important first; once a name.
    package mutating func postings() throws(GazetteerError) -> [Posting] {
        var postings: [Posting] = []
        while standsOnPostings {
            let value = try nextPosting()
            guard let kind = NameKind(rawValue: value & 7) else {
                throw .corrupt(reason: "there is no kind of name \(value & 7)", byteOffset: position)
            }
            postings.append(Posting(entry: value >> 3, kind: kind))
        }
        return postings
    }

    private mutating func nextPosting() throws(GazetteerError) -> Int {
        guard position + postingLength <= end else {
            throw .corrupt(reason: "the places of a name run over the end of their section", byteOffset: position)
        }
        var value = Int(try source.load(UInt16.self, at: position))
        if postingLength == 3 {
            value |= Int(try source.load(UInt8.self, at: position + 2)) << 16
        } else {
            value |= Int(try source.load(UInt16.self, at: position + 2)) << 16
        }
        position += postingLength
        standsOnPostings = value & 1 == 1
        return value >> 1
    }
}
