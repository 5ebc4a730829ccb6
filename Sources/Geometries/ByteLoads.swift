/// Numbers out of unaligned bytes of either order, by safe loads that the optimiser fuses into one.
extension Span<UInt8> {
    /// Four bytes at an offset that the caller has checked.
    @inline(__always)
    func uint32(at offset: Int, littleEndian: Bool) -> UInt32 {
        let value =
            UInt32(self[offset]) | UInt32(self[offset + 1]) << 8 | UInt32(self[offset + 2]) << 16
            | UInt32(self[offset + 3]) << 24
        return littleEndian ? value : value.byteSwapped
    }

    /// The eight bytes of a double at an offset that the caller has checked.
    @inline(__always)
    func double(at offset: Int, littleEndian: Bool) -> Double {
        let low = UInt64(uint32(at: offset, littleEndian: true))
        let high = UInt64(uint32(at: offset + 4, littleEndian: true))
        let value = high << 32 | low
        return Double(bitPattern: littleEndian ? value : value.byteSwapped)
    }
}

extension [UInt8] {
    /// Appends a number's bytes, the least significant first.
    @inline(__always)
    mutating func appendLittleEndian(_ value: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) { append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    /// Appends a double's bytes, the least significant first.
    @inline(__always)
    mutating func appendLittleEndian(_ value: Double) {
        let bits = value.bitPattern
        for shift in stride(from: UInt64(0), to: 64, by: 8) { append(UInt8(truncatingIfNeeded: bits >> shift)) }
    }
}
