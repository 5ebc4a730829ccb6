/// 128 bits that stand for the content of a record: equal records have equal hashes, for ever.
///
/// Ids are minted from it where a source has none, so the function must never change. It is MurmurHash3 (x64, 128 bits,
/// seed 0), as Austin Appleby put it into the public domain: not cryptographic, but two of a billion different records
/// collide with a chance of some 1 in 10^21.
package struct ContentHash: Hashable, Sendable {
    /// The first half.
    package var high: UInt64
    /// The second half.
    package var low: UInt64

    private static let factor1: UInt64 = 0x87C3_7B91_1142_53D5
    private static let factor2: UInt64 = 0x4CF5_AD43_2745_937F

    /// Hashes bytes.
    ///
    /// - Complexity: O(length), 16 bytes at a time.
    package init(of bytes: [UInt8]) {
        var first: UInt64 = 0
        var second: UInt64 = 0
        var index = 0
        while index + 16 <= bytes.count {
            first ^= ContentHash.mix1(ContentHash.load(bytes, at: index, count: 8))
            first = (ContentHash.rotate(first, by: 27) &+ second) &* 5 &+ 0x52DC_E729
            second ^= ContentHash.mix2(ContentHash.load(bytes, at: index + 8, count: 8))
            second = (ContentHash.rotate(second, by: 31) &+ first) &* 5 &+ 0x3849_5AB5
            index += 16
        }
        let rest = bytes.count - index
        if rest > 8 { second ^= ContentHash.mix2(ContentHash.load(bytes, at: index + 8, count: rest - 8)) }
        if rest > 0 { first ^= ContentHash.mix1(ContentHash.load(bytes, at: index, count: min(rest, 8))) }
        first ^= UInt64(bytes.count)
        second ^= UInt64(bytes.count)
        first &+= second
        second &+= first
        first = ContentHash.finish(first)
        second = ContentHash.finish(second)
        first &+= second
        second &+= first
        high = first
        low = second
    }

    /// Little-endian, missing bytes as zeros.
    private static func load(_ bytes: [UInt8], at index: Int, count: Int) -> UInt64 {
        var value: UInt64 = 0
        for offset in 0..<count { value |= UInt64(bytes[index + offset]) << UInt64(8 * offset) }
        return value
    }

    private static func rotate(_ value: UInt64, by count: UInt64) -> UInt64 {
        value << count | value >> (64 - count)
    }

    private static func mix1(_ value: UInt64) -> UInt64 { rotate(value &* factor1, by: 31) &* factor2 }
    private static func mix2(_ value: UInt64) -> UInt64 { rotate(value &* factor2, by: 33) &* factor1 }

    private static func finish(_ value: UInt64) -> UInt64 {
        var value = value
        value ^= value >> 33
        value &*= 0xFF51_AFD7_ED55_8CCD
        value ^= value >> 33
        value &*= 0xC4CE_B9FE_1A85_EC53
        return value ^ (value >> 33)
    }
}

extension ContentHash: CustomStringConvertible {
    /// 32 hexadecimal digits.
    package var description: String {
        [high, low].map { half in
            let digits = String(half, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
