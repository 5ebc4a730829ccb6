extension JSONWriter {
    /// Appends a string in quotes.
    ///
    /// Escaped are quotes, backslashes and control characters, as RFC 8259 §7 demands, and U+2028 and U+2029, which end a
    /// line in JavaScript.
    /// - Complexity: O(length).
    public mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        writeEscaped(text)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends the inside of a string: escaped, without the quotes.
    public mutating func writeEscaped(_ text: String) {
        var text = text
        // The buffer is only read, and only inside the closure.
        text.withUTF8 { buffer in unsafe writeEscaped(buffer) }
    }

    /// Appends text as it is, without quotes or escapes.
    package mutating func write(plain text: String) {
        var text = text
        // The buffer is only read, and only inside the closure.
        text.withUTF8 { buffer in unsafe bytes.append(contentsOf: buffer) }
    }

    /// Appends a string in quotes that is given as UTF-8.
    package mutating func write(utf8 text: ArraySlice<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        // The buffer is only read, and only inside the closure.
        unsafe text.withUnsafeBufferPointer { unsafe writeEscaped($0) }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func writeEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        var runStart = 0
        var index = 0
        while index < text.count {
            // Every index below is less than the count: `index` by the loop, `index + 2` by its own comparison.
            let byte = unsafe text[index]
            guard byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0xE2 else {
                index += 1
                continue
            }
            if byte == 0xE2 {
                guard index + 2 < text.count, unsafe text[index + 1] == 0x80, unsafe text[index + 2] & 0xFE == 0xA8
                else {
                    index += 1
                    continue
                }
                unsafe bytes.append(contentsOf: text[runStart..<index])
                if unsafe text[index + 2] == 0xA8 { write(raw: "\\u2028") } else { write(raw: "\\u2029") }
                index += 3
            } else {
                unsafe bytes.append(contentsOf: text[runStart..<index])
                writeEscape(byte)
                index += 1
            }
            runStart = index
        }
        unsafe bytes.append(contentsOf: text[runStart..<index])
    }

    private mutating func writeEscape(_ byte: UInt8) {
        switch byte {
        case 0x22: write(raw: "\\\"")
        case 0x5C: write(raw: "\\\\")
        case 0x08: write(raw: "\\b")
        case 0x09: write(raw: "\\t")
        case 0x0A: write(raw: "\\n")
        case 0x0C: write(raw: "\\f")
        case 0x0D: write(raw: "\\r")
        default:
            write(raw: "\\u00")
            bytes.append(JSONWriter.hexDigit(byte >> 4))
            bytes.append(JSONWriter.hexDigit(byte & 15))
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x61 + value - 10
    }
}
