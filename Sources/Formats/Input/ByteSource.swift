/// Something that bytes come from, piece by piece: a file, a pipe, memory.
package protocol ByteSource {
    /// Appends the next bytes, as many as come easily.
    ///
    /// A fault behind bytes that can be had is thrown once those were given out, so that what is read before it does not
    /// depend on how many come at a time.
    ///
    /// - Returns: false at the end, where nothing was appended.
    /// - Throws: ``FormatError`` when the bytes cannot be had.
    mutating func read(appendingTo buffer: inout [UInt8]) throws(FormatError) -> Bool
}

/// Bytes that are in memory already, given out in pieces of a chosen size.
package struct MemoryByteSource: ByteSource {
    private let bytes: [UInt8]
    private let chunkSize: Int
    private var position = 0

    /// Gives out `bytes` in pieces of at most `chunkSize`.
    package init(_ bytes: [UInt8], chunkSize: Int = .max) {
        self.bytes = bytes
        self.chunkSize = max(chunkSize, 1)
    }

    /// Gives out the UTF-8 of a text.
    package init(_ text: String, chunkSize: Int = .max) {
        self.init(Array(text.utf8), chunkSize: chunkSize)
    }

    package mutating func read(appendingTo buffer: inout [UInt8]) throws(FormatError) -> Bool {
        guard position < bytes.count else { return false }
        let end = position + min(chunkSize, bytes.count - position)
        buffer.append(contentsOf: bytes[position..<end])
        position = end
        return true
    }
}
