// Strings and numbers.
extension StrictJSONParser {
    /// The string whose opening quote is at the index.
    mutating func string() throws(JSONError) -> String {
        index += 1
        var text: [UInt8] = []
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                try escape(into: &text)
            case 0..<0x20:
                throw error("a control character in a string")
            default:
                guard let length = UTF8Validation.lengthOfScalar(in: bytes, at: index) else {
                    throw error("invalid UTF-8")
                }
                text.append(contentsOf: bytes[index..<index + length])
                index += length
            }
        }
        throw error("the JSON text ends within a string")
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        let start = index
        index += 1
        guard index < bytes.count else { throw error("the JSON text ends within a string") }
        let byte = bytes[index]
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            index += 1
            var scalar = UInt32(try fourHexDigits())
            if (0xD800...0xDBFF).contains(scalar) {
                guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
                    throw JSONError(reason: "half of a surrogate pair", byteOffset: start)
                }
                let low = UInt32(try fourHexDigits())
                guard (0xDC00...0xDFFF).contains(low) else {
                    throw JSONError(reason: "half of a surrogate pair", byteOffset: start)
                }
                scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = UnicodeScalar(scalar) else {
                throw JSONError(reason: "half of a surrogate pair", byteOffset: start)
            }
            text.append(contentsOf: Array(String(Character(scalar)).utf8))
            return
        default:
            throw error("an escape that JSON does not have")
        }
        index += 1
    }

    private mutating func fourHexDigits() throws(JSONError) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard index < bytes.count, let digit = Character(UnicodeScalar(bytes[index])).hexDigitValue else {
                throw unexpected("a hexadecimal digit")
            }
            value = value << 4 | UInt16(digit)
            index += 1
        }
        return value
    }

    /// The number that begins at the index.
    mutating func number() throws(JSONError) -> JSONValue {
        let start = index
        var isInteger = true
        _ = take(UInt8(ascii: "-"))
        if take(UInt8(ascii: "0")) {
            if index < bytes.count, (0x30...0x39).contains(bytes[index]) {
                throw error("a number must not begin with 0 and another digit")
            }
        } else {
            try digits()
        }
        if take(UInt8(ascii: ".")) {
            isInteger = false
            try digits()
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isInteger = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if isInteger, let integer = Int64(text) { return .integer(integer) }
        guard let real = Double(text), real.isFinite else {
            throw JSONError(reason: "a number beyond the range of doubles", byteOffset: start)
        }
        return isInteger ? .bigInteger(text) : .real(real)
    }

    private mutating func digits() throws(JSONError) {
        guard index < bytes.count, (0x30...0x39).contains(bytes[index]) else { throw unexpected("a digit") }
        while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
    }
}
