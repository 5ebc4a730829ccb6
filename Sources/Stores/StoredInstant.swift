import Incidents

/// Reads the times of the layer: ours in one pass over their fixed form, those that others wrote by the general reader.
enum StoredInstant {
    /// What a DATETIME column says.
    struct Reading {
        /// The first moment that is meant.
        var start: Int64
        /// The moment after the last; the same for a time to the second.
        var end: Int64
    }

    /// Reads a DATETIME; nil for what is none. A time without a zone is in UTC, as GeoPackage has it.
    static func read(_ bytes: Span<UInt8>) -> Reading? {
        if let milliseconds = fixed(bytes) { return Reading(start: milliseconds, end: milliseconds) }
        var copy: [UInt8] = []
        copy.reserveCapacity(bytes.count)
        for index in bytes.indices { copy.append(bytes[index]) }
        guard let zone = try? AssumedZone("UTC"),
            let reading = try? TemporalText.parse(String(decoding: copy, as: UTF8.self), assuming: zone)
        else { return nil }
        // To the minute means to the second here: SQL writes 10:30 for 10:30:00.
        let isTimeOfDay = reading.precision == .minute
        return Reading(
            start: reading.interval.start.milliseconds,
            end: isTimeOfDay ? reading.interval.start.milliseconds : reading.interval.end.milliseconds)
    }

    /// `YYYY-MM-DDTHH:MM:SS.sssZ`, its milliseconds optional, and the first moment of the year 10000.
    private static func fixed(_ bytes: Span<UInt8>) -> Int64? {
        guard bytes.count >= 20, bytes.count <= 25 else { return nil }
        var broken: UInt8 = 0
        func digits(_ at: Int, _ count: Int) -> Int {
            var value = 0
            for index in at..<at + count {
                let digit = bytes[index] &- 0x30
                broken |= digit > 9 ? 1 : 0
                value = value &* 10 &+ Int(digit)
            }
            return value
        }
        func sign(_ at: Int, _ byte: Unicode.Scalar) { broken |= bytes[at] ^ UInt8(ascii: byte) }
        // The year is one digit longer only where an interval ends with the last stored year.
        let shift = bytes[4] == UInt8(ascii: "-") ? 0 : 1
        let length = bytes.count - shift
        guard length == 20 || length == 24 else { return nil }
        let year = digits(0, 4 + shift)
        let month = digits(5 + shift, 2)
        let day = digits(8 + shift, 2)
        let hour = digits(11 + shift, 2)
        let minute = digits(14 + shift, 2)
        let second = digits(17 + shift, 2)
        sign(4 + shift, "-")
        sign(7 + shift, "-")
        sign(10 + shift, "T")
        sign(13 + shift, ":")
        sign(16 + shift, ":")
        sign(bytes.count - 1, "Z")
        var milliseconds = 0
        if length == 24 {
            sign(19 + shift, ".")
            milliseconds = digits(20 + shift, 3)
        }
        guard broken == 0, hour < 24, minute < 60, second < 60,
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        let moment = date.start.milliseconds + Int64((hour * 60 + minute) * 60 + second) * 1_000 + Int64(milliseconds)
        return moment <= Instant.latest.milliseconds ? moment : nil
    }
}
