// Text as bytes: String's own equality merges canonically equivalent spellings, which names of columns and keys must not.
extension String {
    /// Whether the two have the same UTF-8.
    ///
    /// - Complexity: O(length).
    package func hasSameBytes(as other: String) -> Bool {
        let count = utf8.count
        guard count == other.utf8.count else { return false }
        // Native strings are contiguous, so the second branch is for text that came from elsewhere. Both buffers are only
        // read, within the closures, and have `count` bytes.
        let isSame = unsafe utf8.withContiguousStorageIfAvailable { left in
            unsafe other.utf8.withContiguousStorageIfAvailable { right in
                for index in 0..<count where unsafe left[index] != right[index] { return false }
                return true
            }
        }
        return (isSame ?? nil) ?? utf8.elementsEqual(other.utf8)
    }

    /// Feeds the UTF-8 to a hasher.
    package func hashBytes(into hasher: inout Hasher) {
        // The buffer is only read, within the closure.
        let isDone: Void? = unsafe utf8.withContiguousStorageIfAvailable { bytes in
            unsafe hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
        }
        if isDone == nil {
            for byte in utf8 { hasher.combine(byte) }
        }
    }

    /// Whether the text holds U+0000.
    package var containsNULByte: Bool {
        // The buffer is only read, within the closure.
        unsafe utf8.withContiguousStorageIfAvailable { unsafe $0.contains(0) } ?? utf8.contains(0)
    }
}

/// Text that equals other text by its bytes alone.
package struct ByteText: Hashable, Sendable {
    /// The text.
    package let text: String

    /// Wraps a text.
    package init(_ text: String) { self.text = text }

    /// Equal bytes.
    package static func == (left: ByteText, right: ByteText) -> Bool { left.text.hasSameBytes(as: right.text) }

    /// Feeds the bytes.
    package func hash(into hasher: inout Hasher) { text.hashBytes(into: &hasher) }
}
