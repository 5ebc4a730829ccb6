import Incidents
import JSONValues

/// Reads the cells of a table where they stand, in the forms that nearly all cells have; nil means "ask the general
/// reader", never "there is none".
enum PlainCells {
    /// Whether a cell is empty or holds nothing but spaces and tabs.
    static func isBlank(_ bytes: [UInt8], _ cell: Range<Int>) -> Bool {
        for index in cell where bytes[index] != 0x20 && bytes[index] != 0x09 { return false }
        return true
    }

    /// A number of up to 15 digits, with or without a point between two of them.
    ///
    /// Such digits and their power of ten are exact as doubles, so the one division rounds as IEEE 754 demands (Clinger,
    /// "How to read floating point numbers accurately", 1990).
    static func decimal(_ bytes: [UInt8], _ cell: Range<Int>) -> Double? {
        var index = cell.lowerBound
        let isNegative = index < cell.upperBound && bytes[index] == UInt8(ascii: "-")
        if isNegative { index += 1 }
        var mantissa: UInt64 = 0
        var digits = 0
        var decimals = -1
        while index < cell.upperBound {
            let digit = bytes[index] &- 0x30
            if digit <= 9 {
                mantissa = mantissa &* 10 &+ UInt64(digit)
                digits += 1
                if decimals >= 0 { decimals += 1 }
            } else {
                guard bytes[index] == UInt8(ascii: "."), decimals < 0, digits > 0 else { return nil }
                decimals = 0
            }
            index += 1
        }
        guard digits > 0, digits <= 15, decimals != 0 else { return nil }
        let magnitude = decimals > 0 ? Double(mantissa) / powersOfTen[decimals] : Double(mantissa)
        return isNegative ? -magnitude : magnitude
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]

    /// Whether a number that ``decimal(_:_:)`` took is written as an export writes it: no zeros that say nothing, and not
    /// so small that an exponent would be written.
    static func isCanonicalFraction(_ bytes: [UInt8], _ cell: Range<Int>) -> Bool {
        var first = cell.lowerBound
        if bytes[first] == UInt8(ascii: "-") { first += 1 }
        guard let point = bytes[first..<cell.upperBound].firstIndex(of: UInt8(ascii: ".")) else { return false }
        return bytes[first] != UInt8(ascii: "0") && bytes[cell.upperBound - 1] != UInt8(ascii: "0") && point > first
    }

    /// A count of up to 18 digits without zeros before it.
    static func count(_ bytes: [UInt8], _ cell: Range<Int>) -> Int64? {
        guard !cell.isEmpty, cell.count <= 18 else { return nil }
        guard bytes[cell.lowerBound] != UInt8(ascii: "0") || cell.count == 1 else { return nil }
        var value: Int64 = 0
        for index in cell {
            let digit = bytes[index] &- 0x30
            guard digit <= 9 else { return nil }
            value = value &* 10 &+ Int64(digit)
        }
        return value
    }

    /// A day `YYYY-MM-DD`, or a moment `YYYY-MM-DDTHH:MM:SSZ`.
    static func time(_ bytes: [UInt8], _ cell: Range<Int>) -> (interval: TemporalInterval, precision: TimePrecision)? {
        let isDay = cell.count == 10
        guard isDay || cell.count == 20 else { return nil }
        let at = cell.lowerBound
        var broken: UInt8 = 0
        func digits(_ offset: Int, _ count: Int) -> Int {
            var value = 0
            for index in at + offset..<at + offset + count {
                let digit = bytes[index] &- 0x30
                broken |= digit > 9 ? 1 : 0
                value = value &* 10 &+ Int(digit)
            }
            return value
        }
        func sign(_ offset: Int, _ byte: Unicode.Scalar) { broken |= bytes[at + offset] ^ UInt8(ascii: byte) }
        let (year, month, day) = (digits(0, 4), digits(5, 2), digits(8, 2))
        sign(4, "-")
        sign(7, "-")
        guard broken == 0, let date = CivilDate(year: year, month: month, day: day) else { return nil }
        let midnight = date.start.milliseconds
        if isDay {
            return (
                TemporalInterval(
                    uncheckedStart: Instant(milliseconds: midnight),
                    end: Instant(milliseconds: midnight + Instant.millisecondsPerDay)), .day
            )
        }
        let (hour, minute, second) = (digits(11, 2), digits(14, 2), digits(17, 2))
        sign(10, "T")
        sign(13, ":")
        sign(16, ":")
        sign(19, "Z")
        // A second 60 and whatever no clock shows is for the general reader.
        guard broken == 0, hour < 24, minute < 60, second < 60 else { return nil }
        let moment = Instant(milliseconds: midnight + Int64((hour * 60 + minute) * 60 + second) * 1_000)
        return (TemporalInterval(uncheckedStart: moment, end: moment), .second)
    }
}
