package import Incidents

/// Dates and times as columns hold them: texts, numbers, and a date beside a time of day.
package enum ColumnTime {
    /// Reads a date or a time: text as people write it, or digits that count from the epoch.
    ///
    /// Digits alone are a year (4), a day (8), seconds since 1970 (9 or 10), or else milliseconds since 1970, which may be
    /// negative.
    /// - Throws: ``TemporalError``.
    package static func parse(_ text: String, assuming zone: AssumedZone?) throws(TemporalError) -> TemporalText.Reading
    {
        if let milliseconds = epochMilliseconds(text) {
            let instant = Instant(milliseconds: milliseconds)
            return TemporalText.Reading(
                interval: try TemporalInterval(start: instant, end: instant), precision: .second)
        }
        return try TemporalText.parse(text, assuming: zone)
    }

    private static func epochMilliseconds(_ text: String) -> Int64? {
        let text = Numbers.trimmed(text)
        let isNegative = text.utf8.first == UInt8(ascii: "-")
        let digits = isNegative ? text.dropFirst() : text
        guard (isNegative ? 1 : 9)...15 ~= digits.utf8.count, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            // 14 digits are a day and a time of day run together, which lacks a zone.
            digits.utf8.count != 14, let number = Int64(text)
        else { return nil }
        return !isNegative && digits.utf8.count <= 10 ? number * 1_000 : number
    }

    /// Whether the text reads as a date or time, if only it had a zone.
    static func isDateOrTime(_ text: String) -> Bool {
        (try? parse(text, assuming: utc)) != nil
    }

    /// Whether the text is a date without a time of day.
    static func isBareDate(_ text: String) -> Bool {
        guard epochMilliseconds(text) == nil, let reading = try? TemporalText.parse(text) else { return false }
        return reading.precision == .day
    }

    /// UTC as an assumed zone.
    static let utc = try? AssumedZone("UTC")

    /// A time of day as `HH:MM[:SS]`, from that or from `HMM` and `HHMM`; nil for anything else.
    package static func timeOfDay(_ text: String) -> String? {
        let trimmed = Numbers.trimmed(text)
        let bytes = Array(trimmed.utf8)
        let isDigits = bytes.allSatisfy { (0x30...0x39).contains($0) }
        if isDigits, (1...4).contains(bytes.count) {
            let padded = String(repeating: "0", count: 4 - bytes.count) + trimmed
            guard let hour = Int(padded.prefix(2)), let minute = Int(padded.suffix(2)), hour <= 24, minute <= 59 else {
                return nil
            }
            return padded.prefix(2) + ":" + padded.suffix(2)
        }
        guard bytes.count >= 4, let colon = bytes.firstIndex(of: UInt8(ascii: ":")), (1...2).contains(colon),
            bytes[..<colon].allSatisfy({ (0x30...0x39).contains($0) }), bytes.count >= colon + 3
        else { return nil }
        return colon == 1 ? "0" + trimmed : String(trimmed)
    }
}
