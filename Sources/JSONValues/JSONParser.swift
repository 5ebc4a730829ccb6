import CSimdJSON

/// Reads JSON texts into values, by simdjson: strict (RFC 8259), fast, and reusable from one text to the next.
///
///     let parser = JSONParser()
///     let value = try parser.parse(#"{"type": "Point", "coordinates": [44.2, 33.3]}"#)
///
/// Members keep their order, and a key may occur twice (see ``JSONValue/duplicateKey``). Integers are exact, those
/// beyond 64 bits as their digits; other numbers become the nearest double, and a number beyond the doubles is refused. A byte order mark before the text is
/// skipped. A parser keeps the buffers of its longest text and belongs to one task at a time.
@safe public final class JSONParser {
    /// How deeply arrays and objects may be nested; deeper texts are refused.
    public static let depthLimit = 512

    /// Nil where memory was short when the parser was made; texts are then read by the strict parser alone.
    private let reader: OpaquePointer?

    /// Makes a parser.
    public init() {
        unsafe reader = simdjson_reader_create(JSONParser.depthLimit)
    }

    deinit {
        // The reader is this value's alone, made in init and handed out to nobody.
        if let reader = unsafe reader { unsafe simdjson_reader_destroy(reader) }
    }

    /// Reads one JSON text, which may have white space around it.
    ///
    /// - Throws: ``JSONError`` that says what is wrong and at which byte.
    /// - Complexity: O(length); about half a gigabyte a second until values are made.
    public func parse(_ bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
        let mark = JSONParser.startsWithByteOrderMark(bytes) ? 3 : 0
        let text = bytes.extracting(droppingFirst: mark)
        if let reader = unsafe reader {
            // The buffer is only read, within the closure, and within its count.
            let result = unsafe text.withUnsafeBufferPointer { buffer in
                unsafe simdjson_reader_parse(reader, buffer.baseAddress, buffer.count)
            }
            if result == SIMDJSON_RESULT_OK {
                var count = 0
                // The tokens live until the next parse, and the value is complete before this call returns.
                let tokens = unsafe simdjson_reader_tokens(reader, &count)
                var builder = unsafe TokenBuilder(tokens: UnsafeBufferPointer(start: tokens, count: count))
                return unsafe builder.value()
            }
        }
        // Only the strict parser says where a text goes wrong, and it takes the integers that simdjson refuses.
        do {
            return try StrictJSONParser.parse(text)
        } catch {
            throw JSONError(reason: error.reason, byteOffset: error.byteOffset + mark)
        }
    }

    /// Reads one JSON text.
    ///
    /// - Throws: ``JSONError`` that says what is wrong and at which byte of its UTF-8.
    public func parse(_ text: String) throws(JSONError) -> JSONValue {
        try parse(Array(text.utf8).span)
    }

    private static func startsWithByteOrderMark(_ bytes: Span<UInt8>) -> Bool {
        bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
    }
}

/// Makes values of the parser's tokens, which stand in the order of the text.
@unsafe private struct TokenBuilder {
    let tokens: UnsafeBufferPointer<simdjson_token>
    var index = 0

    init(tokens: UnsafeBufferPointer<simdjson_token>) {
        unsafe self.tokens = unsafe tokens
    }

    // The shim writes as many tokens after a container as its length says, so the index stays within the buffer.
    mutating func value() -> JSONValue {
        let token = unsafe tokens[index]
        unsafe index += 1
        switch Int(token.kind) {
        case SIMDJSON_TOKEN_FALSE: return .bool(false)
        case SIMDJSON_TOKEN_TRUE: return .bool(true)
        case SIMDJSON_TOKEN_INTEGER: return .integer(Int64(bitPattern: token.bits))
        case SIMDJSON_TOKEN_UNSIGNED: return .bigInteger(String(token.bits))
        case SIMDJSON_TOKEN_REAL: return .real(Double(bitPattern: token.bits))
        case SIMDJSON_TOKEN_STRING: return .string(unsafe string(token))
        case SIMDJSON_TOKEN_ARRAY:
            var elements: [JSONValue] = []
            elements.reserveCapacity(Int(token.length))
            for _ in 0..<token.length { elements.append(unsafe value()) }
            return .array(elements)
        case SIMDJSON_TOKEN_OBJECT:
            var members: [JSONMember] = []
            members.reserveCapacity(Int(token.length))
            for _ in 0..<token.length {
                let key = unsafe tokens[index]
                unsafe index += 1
                members.append(JSONMember(unsafe string(key), unsafe value()))
            }
            return .object(members)
        default: return .null
        }
    }

    // A string token holds the address and the length of text in the parser's own buffer.
    private func string(_ token: simdjson_token) -> String {
        let start = unsafe UnsafePointer<UInt8>(bitPattern: UInt(token.bits))
        return unsafe String(
            decoding: UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(token.length)), as: UTF8.self)
    }
}
