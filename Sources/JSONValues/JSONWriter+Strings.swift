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
        func append(atMost limit: Int) -> Bool {
            self.append(atMost: limit) { pen in
                unsafe pen.writeEscaped(text, text.indices)
                return true
            }
        }
        // Nearly every text needs few escapes or none; one byte becomes at most six.
        if !append(atMost: text.count + 16) { _ = append(atMost: 6 * text.count) }
    }
}
