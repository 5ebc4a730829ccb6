/// Numbers as bytes, the least significant first, as every binary format here has them.
extension [UInt8] {
    /// Appends an integer.
    @inline(__always)
    mutating func append(littleEndian value: some FixedWidthInteger) {
        var rest = value
        for _ in 0..<value.bitWidth / 8 {
            append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    /// Appends a double.
    @inline(__always)
    mutating func append(littleEndian value: Double) { append(littleEndian: value.bitPattern) }

    /// Writes an integer over bytes that are there.
    mutating func replace(at offset: Int, littleEndian value: some FixedWidthInteger) {
        var rest = value
        for index in 0..<value.bitWidth / 8 {
            self[offset + index] = UInt8(truncatingIfNeeded: rest)
            rest >>= 8
        }
    }
}
