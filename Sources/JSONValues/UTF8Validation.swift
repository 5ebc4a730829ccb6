import CSimdJSON

/// Finds bytes that are not UTF-8 (Unicode 15, table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF).
package enum UTF8Validation {
    /// Whether bytes are UTF-8 without a NUL.
    ///
    /// - Complexity: O(length), many bytes at a time (Keiser and Lemire, Validating UTF-8 in less than one instruction per
    ///   byte, 2021).
    package static func isText(_ bytes: [UInt8]) -> Bool {
        // The buffer is only read, and only during the call.
        unsafe bytes.withUnsafeBufferPointer { unsafe simdjson_is_text($0.baseAddress, $0.count) != 0 }
    }

    /// How many bytes the scalar that begins at `index` takes, or nil when they are not UTF-8.
    package static func lengthOfScalar(in bytes: [UInt8], at index: Int) -> Int? {
        lengthOfScalar(in: bytes.span, at: index)
    }

    /// How many bytes the scalar that begins at `index` takes, or nil when they are not UTF-8.
    package static func lengthOfScalar(in bytes: Span<UInt8>, at index: Int) -> Int? {
        guard index < bytes.count else { return nil }
        let first = bytes[index]
        if first < 0x80 { return 1 }
        var second: ClosedRange<UInt8> = 0x80...0xBF
        let length: Int
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        case 0xF1...0xF3: length = 4
        default: return nil
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return nil }
        for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 { return nil }
        return length
    }

    /// The offset of the first byte that does not belong to valid UTF-8, or nil when all do.
    ///
    /// - Complexity: O(length).
    package static func firstInvalidByte(in bytes: Span<UInt8>) -> Int? {
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
            } else if let length = lengthOfScalar(in: bytes, at: index) {
                index += length
            } else {
                return index
            }
        }
        return nil
    }
}
