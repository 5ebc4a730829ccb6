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
    private let blockSize: Int
    private let postingLength: Int
    /// The beginnings of the first names of some blocks, one in ``directoryStride``.
    private let directory: Range<Int>
    private let directoryStride: Int

    init(_ file: GazetteerFile) throws(GazetteerError) {
        source = file.source
        let index = try file.range("KEYX")
        keys = try file.range("KEYS")
        symbols = try SymbolTable(file, tag: "SYMK")
        guard index.count >= 12 else {
            throw .corrupt(reason: "the index of names is too short", byteOffset: index.lowerBound)
        }
        count = Int(try source.load(UInt32.self, at: index.lowerBound))
        blockSize = Int(try source.load(UInt32.self, at: index.lowerBound + 4))
        postingLength = Int(try source.load(UInt32.self, at: index.lowerBound + 8))
        blocks = index.lowerBound + 12..<index.upperBound
        blockCount = blocks.count / 4
        guard blockSize > 0, blocks.count % 4 == 0, (count + blockSize - 1) / blockSize == blockCount,
            postingLength == 3 || postingLength == 4
        else {
            throw .corrupt(reason: "the index of names does not match their number", byteOffset: index.lowerBound)
        }
        let range = try file.range("KEYD")
        guard range.count >= 8 else {
            throw .corrupt(reason: "the directory of names is too short", byteOffset: range.lowerBound)
        }
        directory = range.lowerBound + 8..<range.upperBound
        directoryStride = Int(try source.load(UInt32.self, at: range.lowerBound))
        guard directoryStride > 0, directory.count == (blockCount + directoryStride - 1) / directoryStride * 8 else {
            throw .corrupt(reason: "the directory does not match the number of names", byteOffset: range.lowerBound)
        }
    }

    /// The places that bear a name.
    ///
    /// - Complexity: O(log n) comparisons of names.
    package func postings(of key: [UInt8]) throws(GazetteerError) -> [Posting] {
        guard let found = try search(key), found.order == 0 else { return [] }
        var cursor = cursor(at: found.end, onPostings: true)
        return try cursor.postings()
    }

    /// Whether a name begins with these bytes, or is them.
    ///
    /// - Complexity: O(log n) comparisons of names.
    package func hasName(beginningWith prefix: [UInt8]) throws(GazetteerError) -> Bool {
        guard let found = try search(prefix) else {
            var first = start()
            return try first.advance() && first.key.starts(with: prefix)
        }
        if found.order >= 0 { return found.matched == prefix.count }
        // Every name of the block sorts before the prefix, so the next block's first name is the next name.
        var next = cursor(at: found.end)
        return try next.advance() && next.key.starts(with: prefix)
    }

    /// A cursor that will come to the key, or to the first name after it, within a block; nil where every name
    /// sorts after the key.
    package func cursor(before key: [UInt8]) throws(GazetteerError) -> NameCursor? {
        try block(of: key).map { block throws(GazetteerError) in cursor(at: try blockStart(block)) }
    }

    /// The last block whose first name does not sort after the key.
    private func block(of key: [UInt8]) throws(GazetteerError) -> Int? {
        var (low, high) = try blocks(around: key)
        while low < high {
            let middle = (low + high) / 2
            let (_, codes) = try source.nameHeader(at: try blockStart(middle), before: keys.upperBound)
            var matched = 0
            if try symbols.compare(codes, of: source, with: key, matched: &matched) > 0 {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low > 0 ? low - 1 : nil
    }

    /// The blocks before, among and after which the key's own may lie, by the directory: all before the first have names
    /// that do not sort after the key, all from the second on have only such that do.
    private func blocks(around key: [UInt8]) throws(GazetteerError) -> (low: Int, high: Int) {
        var beginning: UInt64 = 0
        for position in 0..<8 { beginning = beginning << 8 | UInt64(position < key.count ? key[position] : 0) }
        // The number of blocks of the directory that begin before the key's first bytes, and of those that do not begin
        // after them: in between, eight bytes are too few to tell.
        let before = try directoryCount { $0 < beginning }
        let notAfter = try directoryCount { $0 <= beginning }
        return (
            before == 0 ? 0 : (before - 1) * directoryStride + 1,
            notAfter * directoryStride < blockCount ? notAfter * directoryStride : blockCount
        )
    }

    /// How many items of the directory satisfy a condition that no item does after one that does not.
    @inline(__always)
    private func directoryCount(where isBefore: (UInt64) -> Bool) throws(GazetteerError) -> Int {
        var low = 0
        var high = directory.count / 8
        while low < high {
            let middle = (low + high) / 2
            if isBefore(try source.load(UInt64.self, at: directory.lowerBound + middle * 8)) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// A cursor that walks through one block of names.
    ///
    /// - Throws: ``GazetteerError`` where there is no such block.
    func cursor(inBlock block: Int) throws(GazetteerError) -> NameCursor {
        guard block >= 0, block < blockCount else {
            throw .corrupt(reason: "there is no block \(block) of names", byteOffset: keys.lowerBound)
        }
        return cursor(
            at: try blockStart(block), before: block + 1 < blockCount ? try blockStart(block + 1) : keys.upperBound)
    }

    /// Where a search ended.
    private struct Found {
        /// 0 at the key; more at the first name after it; less where all names of the block sort before it.
        let order: Int
        /// How many bytes the name there shares with the key.
        let matched: Int
        /// Where the codes of that name end.
        let end: Int
    }

    /// Walks a block to the key, without writing names out: what a name shares with the one before it mostly tells where it
    /// sorts. Nil where every name sorts after the key.
    private func search(_ key: [UInt8]) throws(GazetteerError) -> Found? {
        guard let block = try block(of: key) else { return nil }
        var position = try blockStart(block)
        let end = block + 1 < blockCount ? try blockStart(block + 1) : keys.upperBound
        var matched = 0
        while position < end {
            let (shared, codes) = try source.nameHeader(at: position, before: keys.upperBound)
            // It leaves the name before it where that was still like the key, and sorts after it: so after the key, too.
            if shared < matched { return Found(order: 1, matched: shared, end: codes.upperBound) }
            // Where it shares more, it sorts before the key as the name before it does.
            if shared == matched {
                let order = try symbols.compare(codes, of: source, with: key, matched: &matched)
                if order >= 0 { return Found(order: order, matched: matched, end: codes.upperBound) }
            }
            position = codes.upperBound
            while try source.load(UInt8.self, at: position) & 1 == 1 { position += postingLength }
            position += postingLength
        }
        return Found(order: -1, matched: matched, end: end)
    }

    /// A cursor before the first of all names.
    package func start() -> NameCursor { cursor(at: keys.lowerBound) }

    private func cursor(at position: Int, before end: Int? = nil, onPostings: Bool = false) -> NameCursor {
        NameCursor(
            source: source, symbols: symbols, postingLength: postingLength, position: position,
            end: end ?? keys.upperBound, atPostings: onPostings)
    }

    private func blockStart(_ block: Int) throws(GazetteerError) -> Int {
        let start = keys.lowerBound + Int(try source.load(UInt32.self, at: blocks.lowerBound + block * 4))
        guard start < keys.upperBound else {
            throw .corrupt(reason: "a block of names lies outside its section", byteOffset: blocks.lowerBound)
        }
        return start
    }
}
