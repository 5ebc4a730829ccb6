/// Words, numbers and marks out of the bytes of well-known text; white space before each is skipped.
struct WKTScanner {
    private let bytes: [UInt8]
    /// The next byte to read.
    private(set) var offset = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether nothing but white space is left.
    var isAtEnd: Bool {
        mutating get {
            skipSpace()
            return offset == bytes.count
        }
    }

    /// Whether a number comes next.
    var isAtNumber: Bool {
        mutating get {
            skipSpace()
            guard offset < bytes.count else { return false }
            return Self.isNumeric(bytes[offset]) && !Self.isLetter(bytes[offset])
        }
    }

    /// An error at the next byte.
    mutating func failure(_ reason: String) -> GeometryError {
        skipSpace()
        return .malformed(reason: reason, byteOffset: offset)
    }

    /// Skips a mark and says whether it was there.
    mutating func skip(_ mark: UInt8) -> Bool {
        skipSpace()
        guard offset < bytes.count, bytes[offset] == mark else { return false }
        offset += 1
        return true
    }

    /// Skips a mark that must be there.
    mutating func expect(_ mark: UInt8) throws(GeometryError) {
        guard skip(mark) else { throw failure("expected \(Character(UnicodeScalar(mark)))") }
    }

    /// Skips a whole word in any case, given in capitals, and says whether it was there.
    mutating func skip(word: String) -> Bool {
        skipSpace()
        let end = endOfWord()
        guard end - offset == word.utf8.count,
            zip(bytes[offset..<end], word.utf8).allSatisfy({ Self.capital($0) == $1 })
        else { return false }
        offset = end
        return true
    }

    /// Reads a word in capitals and where it began.
    mutating func word(orFail reason: String) throws(GeometryError) -> (String, Int) {
        skipSpace()
        let start = offset
        let end = endOfWord()
        guard end > start else { throw failure(reason) }
        offset = end
        return (String(decoding: bytes[start..<end].map(Self.capital), as: UTF8.self), start)
    }

    /// Reads a decimal number; NaN, infinity and hexadecimal are none.
    mutating func number() throws(GeometryError) -> Double {
        skipSpace()
        let start = offset
        var end = start
        while end < bytes.count, Self.isNumeric(bytes[end]) { end += 1 }
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        guard end > start, !Self.isLetter(bytes[start]), let value = Double(text), value.isFinite else {
            throw .malformed(reason: "expected a number", byteOffset: start)
        }
        offset = end
        return value
    }

    private mutating func skipSpace() {
        while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
    }

    private func endOfWord() -> Int {
        var end = offset
        while end < bytes.count, Self.isLetter(bytes[end]) { end += 1 }
        return end
    }

    private static func isLetter(_ byte: UInt8) -> Bool { capital(byte) >= 0x41 && capital(byte) <= 0x5A }

    /// Digits, signs, the point and the exponent's e.
    private static func isNumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default:
            false
        }
    }

    private static func capital(_ byte: UInt8) -> UInt8 { byte >= 0x61 && byte <= 0x7A ? byte - 0x20 : byte }
}
