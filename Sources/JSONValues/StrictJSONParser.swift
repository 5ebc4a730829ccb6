/// A strict parser of RFC 8259, byte by byte, that says where a text goes wrong.
///
/// It reads what the fast parser refuses: to say why, or to take the integers that do not fit in 64 bits.
struct StrictJSONParser {
    let bytes: [UInt8]
    var index = 0

    /// Reads one JSON text.
    ///
    /// - Throws: ``JSONError`` at the first byte that cannot belong to a JSON text.
    static func parse(_ text: Span<UInt8>) throws(JSONError) -> JSONValue {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        for index in text.indices { bytes.append(text[index]) }
        var parser = StrictJSONParser(bytes: bytes)
        parser.skipWhiteSpace()
        let value = try parser.value(depth: 0)
        parser.skipWhiteSpace()
        guard parser.index == bytes.count else { throw parser.error("text after the end of the JSON value") }
        return value
    }

    func error(_ reason: String) -> JSONError { JSONError(reason: reason, byteOffset: index) }

    /// The error for a byte that fits nothing here; bytes that are no UTF-8 at all are named as such.
    func unexpected(_ expected: String) -> JSONError {
        guard index < bytes.count else { return error("the JSON text ends where \(expected) is expected") }
        if bytes[index] >= 0x80, UTF8Validation.lengthOfScalar(in: bytes, at: index) == nil {
            return error("invalid UTF-8")
        }
        let shown = (0x21...0x7E).contains(bytes[index]) ? "'\(Character(UnicodeScalar(bytes[index])))'" : "a byte"
        return error("\(shown) where \(expected) is expected")
    }

    mutating func skipWhiteSpace() {
        while index < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    /// The value that begins at the index. Recursion is bounded by the depth limit.
    mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard index < bytes.count else { throw unexpected("a value") }
        switch bytes[index] {
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        case UInt8(ascii: "["): return try array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), 0x30...0x39: return try number()
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: throw unexpected("a value")
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for byte in word.utf8 {
            guard take(byte) else { throw unexpected("the word \(word)") }
        }
        return value
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        guard depth <= JSONParser.depthLimit else { throw error("nesting deeper than \(JSONParser.depthLimit)") }
        index += 1
        skipWhiteSpace()
        var elements: [JSONValue] = []
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try value(depth: depth))
            skipWhiteSpace()
            if take(UInt8(ascii: "]")) { return .array(elements) }
            guard take(UInt8(ascii: ",")) else { throw unexpected("a comma or ]") }
            skipWhiteSpace()
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        guard depth <= JSONParser.depthLimit else { throw error("nesting deeper than \(JSONParser.depthLimit)") }
        index += 1
        skipWhiteSpace()
        var members: [JSONMember] = []
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw unexpected("a key in quotes") }
            let key = try string()
            skipWhiteSpace()
            guard take(UInt8(ascii: ":")) else { throw unexpected("a colon") }
            skipWhiteSpace()
            members.append(JSONMember(key, try value(depth: depth)))
            skipWhiteSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw unexpected("a comma or }") }
            skipWhiteSpace()
        }
    }
}
