package import JSONValues

/// An instant as it is written, RFC 3339 in UTC, eight characters to a word: writing it allocates nothing.
package struct InstantText {
    /// The characters, the first in the lowest byte of the first word.
    private let words: SIMD4<UInt64>
    private let count: Int

    /// The text of an instant: `2022-01-04T00:00:00Z` or `2022-01-04T00:00:00.000Z`.
    package init(_ instant: Instant, withMilliseconds: Bool) {
        let date = instant.date
        let time = UInt64(clamping: instant.millisecondOfDay)
        let year = UInt64(clamping: date.year)
        // YYYY-MM-, DDTHH:MM, :SS.sssZ
        let first =
            InstantText.pair(year / 100 % 100) | InstantText.pair(year % 100) << 16
            | InstantText.pair(UInt64(clamping: date.month)) << 40 | 0x2D00_002D << 32
        let second =
            InstantText.pair(UInt64(clamping: date.day)) | InstantText.pair(time / 3_600_000) << 24
            | InstantText.pair(time / 60_000 % 60) << 48 | 0x3A_0000_5400 << 8
        let seconds = 0x3A | InstantText.pair(time / 1_000 % 60) << 8
        let third =
            withMilliseconds
            ? seconds | 0x2E << 24 | (0x30 + time / 100 % 10) << 32 | InstantText.pair(time % 100) << 40 | 0x5A << 56
            : seconds | 0x5A << 24
        if year <= 9_999 {
            words = SIMD4(first, second, third, 0)
            count = withMilliseconds ? 24 : 20
        } else {
            // The year 10000 begins where the last stored interval may end; it takes a fifth digit.
            words = SIMD4(0x31 | first << 8, first >> 56 | second << 8, second >> 56 | third << 8, third >> 56)
            count = withMilliseconds ? 25 : 21
        }
    }

    /// Two digits, the first in the lower byte.
    private static func pair(_ value: UInt64) -> UInt64 { 0x3030 + value / 10 | (value % 10) << 8 }

    private var characters: SIMD32<UInt8> {
        let bytes = SIMD4(words.x.littleEndian, words.y.littleEndian, words.z.littleEndian, words.w.littleEndian)
        // Both are 32 bytes, and any bits are a vector of bytes.
        return unsafe unsafeBitCast(bytes, to: SIMD32<UInt8>.self)
    }

    /// The text as a piece of JSON, without quotes.
    package var fragment: JSONFragment { JSONFragment(characters, count: count) }

    /// Appends it to bytes.
    func append(to bytes: inout [UInt8]) {
        // The bytes of a vector are its own while the closure runs.
        unsafe withUnsafeBytes(of: characters) { unsafe bytes.append(contentsOf: $0[..<count]) }
    }
}
