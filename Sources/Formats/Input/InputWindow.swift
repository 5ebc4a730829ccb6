/// A window that slides over the bytes of a source: it holds what was read and not yet consumed.
///
/// Offsets are absolute, counted from the start of the source, so that they stay right while the window slides.
package struct InputWindow {
    private var source: any ByteSource
    /// The bytes held; the first ``consumed`` of them are done with.
    package private(set) var bytes: [UInt8] = []
    /// How many bytes at the front of ``bytes`` are done with.
    package private(set) var consumed = 0
    /// The offset of the first byte of ``bytes``.
    private var base = 0
    /// Whether the source has no more bytes than those held.
    package private(set) var isComplete = false

    /// A window over `source` that holds nothing yet.
    package init(_ source: any ByteSource) {
        self.source = source
    }

    /// The offset of the first byte that is not consumed.
    package var offset: Int { base + consumed }

    /// How many bytes are held and not consumed.
    package var count: Int { bytes.count - consumed }

    /// The byte that lies `index` bytes ahead, or nil at the end of what is held.
    package func peek(_ index: Int) -> UInt8? {
        index < count ? bytes[consumed + index] : nil
    }

    /// The next `length` bytes, which must be held.
    package func slice(_ length: Int) -> ArraySlice<UInt8> { bytes[consumed..<consumed + length] }

    /// Marks the next `length` bytes, which must be held, as done with.
    package mutating func consume(_ length: Int) { consumed += length }

    /// Reads more bytes behind those that are held.
    ///
    /// - Returns: false when there are no more.
    package mutating func fill() throws(FormatError) -> Bool {
        if isComplete { return false }
        if consumed > 0 {
            base += consumed
            bytes.removeFirst(consumed)
            consumed = 0
        }
        if try source.read(appendingTo: &bytes) { return true }
        isComplete = true
        return false
    }

    /// Reads until at least `length` bytes are held or there are no more.
    package mutating func fill(to length: Int) throws(FormatError) {
        while count < length, try fill() {}
    }

    /// Skips a byte order mark of UTF-8; refuses text in UTF-16 or UTF-32, which `encoding` options are for.
    ///
    /// - Throws: ``FormatError`` that says which encoding it looks like.
    package mutating func skipByteOrderMark() throws(FormatError) {
        try fill(to: 4)
        let start = Array(slice(min(count, 4)))
        if start.starts(with: [0xEF, 0xBB, 0xBF]) {
            consume(3)
        } else if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF])
            || start == [0, 0, 0xFE, 0xFF]
        {
            let isWide = start == [0xFF, 0xFE, 0, 0] || start == [0, 0, 0xFE, 0xFF]
            throw FormatError(
                "the file is in \(isWide ? "UTF-32" : "UTF-16")", byteOffset: 0,
                advice: isWide ? "convert it to UTF-8 first" : "read it with --encoding utf-16")
        }
    }
}
