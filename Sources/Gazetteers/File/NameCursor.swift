/// Walks through names in their order.
package struct NameCursor {
    private let source: ByteSource
    private let symbols: SymbolTable
    private let postingLength: Int
    private var position: Int
    private let end: Int
    private var standsOnPostings: Bool
    /// The name that the cursor stands on.
    package private(set) var key: [UInt8] = []

    /// A cursor before a name, or before the places of one.
    init(
        source: ByteSource, symbols: SymbolTable, postingLength: Int, position: Int, end: Int, atPostings: Bool = false
    ) {
        self.source = source
        self.symbols = symbols
        self.postingLength = postingLength
        self.position = position
        self.end = end
        standsOnPostings = atPostings
    }

    /// Moves to the next name; false at the end.
    package mutating func advance() throws(GazetteerError) -> Bool { try advance(pastNamesSharing: .max) }

    /// Moves to the next name that shares fewer than so many bytes with the one that the cursor stands on; false at the end.
    /// What lies between is not written out.
    mutating func advance(pastNamesSharing depth: Int) throws(GazetteerError) -> Bool {
        try skipPostings()
        guard position < end else { return false }
        var start = position
        var (shared, codes) = try source.nameHeader(at: position, before: end)
        while shared >= depth {
            position = codes.upperBound
            standsOnPostings = true
            try skipPostings()
            guard position < end else { return false }
            start = position
            (shared, codes) = try source.nameHeader(at: position, before: end)
        }
        guard shared <= key.count else {
            throw .corrupt(reason: "a name does not fit the one before it", byteOffset: start)
        }
        key.removeLast(key.count - shared)
        try symbols.decode(codes, of: source, into: &key)
        position = codes.upperBound
        standsOnPostings = true
        return true
    }

    /// Passes over the places of the name that the cursor stands on.
    mutating func skipPostings() throws(GazetteerError) {
        while standsOnPostings {
            guard position + postingLength <= end else { throw overrun }
            standsOnPostings = try source.load(UInt8.self, at: position) & 1 == 1
            position += postingLength
        }
    }

    private var overrun: GazetteerError {
        .corrupt(reason: "the places of a name run over the end of their section", byteOffset: position)
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
        guard position + postingLength <= end else { throw overrun }
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

extension ByteSource {
    /// Reads what stands before the codes of a name: how many bytes it shares with the name before it, and where its codes
    /// are.
    @inline(__always)
    func nameHeader(at start: Int, before end: Int) throws(GazetteerError) -> (shared: Int, codes: Range<Int>) {
        var position = start + 1
        let code = try load(UInt8.self, at: start)
        var shared = Int(code >> 4)
        var length = Int(code & 0xF)
        if shared == 15 { shared += try varint(at: &position) }
        if length == 15 { length += try varint(at: &position) }
        guard position <= end, length <= end - position else {
            throw .corrupt(reason: "a name runs over the end of its section", byteOffset: start)
        }
        return (shared, position..<position + length)
    }
}
