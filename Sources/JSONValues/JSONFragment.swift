/// A short piece of JSON that is written again and again, such as a key, kept in registers.
package struct JSONFragment: Sendable {
    let bytes: SIMD32<UInt8>
    let count: Int

    /// Makes a fragment.
    ///
    /// - Parameter text: at most 32 bytes, which whoever writes a program knows.
    package init(_ text: StaticString) {
        precondition(text.utf8CodeUnitCount <= 32, "a fragment of JSON is longer than 32 bytes")
        var bytes = SIMD32<UInt8>(repeating: 0)
        // A static string's bytes live as long as the program.
        for index in 0..<text.utf8CodeUnitCount { bytes[index] = unsafe text.utf8Start[index] }
        self.bytes = bytes
        count = text.utf8CodeUnitCount
    }

    /// Some bytes of a vector.
    package init(_ bytes: SIMD32<UInt8>, count: Int) {
        self.bytes = bytes
        self.count = min(max(count, 0), 32)
    }
}
