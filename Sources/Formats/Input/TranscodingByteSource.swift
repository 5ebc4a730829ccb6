/// Turns the bytes of another source into UTF-8.
///
/// Offsets in messages of whoever reads it count bytes of the UTF-8, those of its own bytes of the base.
package struct TranscodingByteSource: ByteSource {
    private var base: any ByteSource
    private var encoding: TextEncoding
    private var pending: [UInt8] = []
    private var highSurrogate: UInt16?
    /// How many bytes of the base were decoded.
    private var decoded = 0
    /// What is wrong with the text behind everything that was given out.
    private var fault: FormatError?

    /// Reads `base` as text in `encoding`.
    package init(_ base: any ByteSource, encoding: TextEncoding) {
        self.base = base
        self.encoding = encoding
    }

    package mutating func read(appendingTo buffer: inout [UInt8]) throws(FormatError) -> Bool {
        if encoding == .utf8 { return try base.read(appendingTo: &buffer) }
        let before = buffer.count
        while buffer.count == before {
            if let fault { throw fault }
            guard try base.read(appendingTo: &pending) else {
                guard pending.isEmpty, highSurrogate == nil else {
                    throw FormatError(
                        "the text ends within a character", byteOffset: decoded - (highSurrogate == nil ? 0 : 2))
                }
                return false
            }
            switch encoding {
            case .utf8: break
            case .latin1, .windows1250, .windows1251, .windows1252, .windows1256: decodeSingleBytes(into: &buffer)
            case .utf16, .utf16LittleEndian, .utf16BigEndian: decodeUTF16(into: &buffer)
            }
        }
        return true
    }

    private mutating func decodeSingleBytes(into buffer: inout [UInt8]) {
        let upperHalf = encoding.upperHalf
        for byte in pending {
            let scalar = byte < 0x80 ? UInt16(byte) : upperHalf?[Int(byte) - 0x80] ?? UInt16(byte)
            TranscodingByteSource.append(UInt32(scalar), to: &buffer)
        }
        pending.removeAll(keepingCapacity: true)
    }

    /// Decodes up to a fault, which is kept for whoever asks for more.
    private mutating func decodeUTF16(into buffer: inout [UInt8]) {
        var index = 0
        if encoding == .utf16 {
            guard pending.count >= 2 else { return }
            encoding = pending[0] == 0xFE && pending[1] == 0xFF ? .utf16BigEndian : .utf16LittleEndian
        }
        let isBigEndian = encoding == .utf16BigEndian
        while index + 2 <= pending.count, fault == nil {
            let (first, second) = (UInt16(pending[index]), UInt16(pending[index + 1]))
            let unit = isBigEndian ? first << 8 | second : second << 8 | first
            index += 2
            if let high = highSurrogate {
                guard (0xDC00...0xDFFF).contains(unit) else {
                    fault = halfOfPair(at: decoded + index - 4)
                    break
                }
                highSurrogate = nil
                TranscodingByteSource.append(
                    0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00), to: &buffer)
            } else if (0xD800...0xDBFF).contains(unit) {
                highSurrogate = unit
            } else if (0xDC00...0xDFFF).contains(unit) {
                fault = halfOfPair(at: decoded + index - 2)
            } else {
                TranscodingByteSource.append(UInt32(unit), to: &buffer)
            }
        }
        pending.removeFirst(index)
        decoded += index
    }

    private func halfOfPair(at offset: Int) -> FormatError {
        FormatError("half of a surrogate pair in UTF-16", byteOffset: offset)
    }

    /// Appends a scalar that is no surrogate as UTF-8.
    private static func append(_ scalar: UInt32, to buffer: inout [UInt8]) {
        func tail(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: scalar >> shift & 0x3F) }
        switch scalar {
        case 0..<0x80:
            buffer.append(UInt8(truncatingIfNeeded: scalar))
        case 0x80..<0x800:
            buffer.append(0xC0 | UInt8(truncatingIfNeeded: scalar >> 6))
            buffer.append(tail(0))
        case 0x800..<0x10000:
            buffer.append(0xE0 | UInt8(truncatingIfNeeded: scalar >> 12))
            buffer.append(tail(6))
            buffer.append(tail(0))
        default:
            buffer.append(0xF0 | UInt8(truncatingIfNeeded: scalar >> 18))
            buffer.append(tail(12))
            buffer.append(tail(6))
            buffer.append(tail(0))
        }
    }
}
