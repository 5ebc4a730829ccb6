/// A moment: whole milliseconds since 1970-01-01T00:00:00Z in the proleptic Gregorian calendar, without leap seconds.
///
///     Instant(year: 2022, month: 1, day: 4)?.description    // "2022-01-04T00:00:00Z"
public struct Instant: Hashable, Comparable, Sendable {
    /// Milliseconds since the epoch, negative before 1970.
    public var milliseconds: Int64

    /// Makes an instant from milliseconds since 1970-01-01T00:00:00Z.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// 0000-01-01T00:00:00Z, the earliest instant that the store takes.
    public static let earliest = Instant(milliseconds: -62_167_219_200_000)
    /// 10000-01-01T00:00:00Z, which every stored interval ends at or before.
    public static let latest = Instant(milliseconds: 253_402_300_800_000)

    /// Earlier is less.
    public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
}

/// A day of the proleptic Gregorian calendar.
public struct CivilDate: Hashable, Comparable, Sendable {
    /// The year, 0 through 9999 in everything that is read from outside.
    public var year: Int
    /// The month, 1 through 12.
    public var month: Int
    /// The day of the month, 1 through 31.
    public var day: Int

    /// Makes a date, or nil where the calendar has no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (0...10_000).contains(year), (1...12).contains(month), day >= 1,
            day <= CivilDate.length(ofMonth: month, in: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// For a day that is known to exist.
    package init(uncheckedYear year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The date that lies `daysSinceEpoch` days after 1970-01-01.
    ///
    /// Counts in 400-year eras that begin in March, so that the leap day is the last of its year.
    public init(daysSinceEpoch: Int) {
        let shifted = daysSinceEpoch + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01, negative before it.
    public var daysSinceEpoch: Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// How many days the month has.
    public static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The first instant of the day in UTC.
    public var start: Instant { Instant(milliseconds: Int64(daysSinceEpoch) * Instant.millisecondsPerDay) }

    /// Earlier is less.
    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension Instant {
    /// Milliseconds in a day; there are no leap seconds here.
    public static let millisecondsPerDay: Int64 = 86_400_000

    /// Midnight UTC at the start of a day, or nil where the calendar has no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard let date = CivilDate(year: year, month: month, day: day) else { return nil }
        self = date.start
    }

    /// The day that holds the instant, in UTC.
    public var date: CivilDate {
        var days = milliseconds / Instant.millisecondsPerDay
        if milliseconds % Instant.millisecondsPerDay < 0 { days -= 1 }
        return CivilDate(daysSinceEpoch: Int(days))
    }

    /// Milliseconds since midnight UTC, 0 through 86,399,999.
    public var millisecondOfDay: Int64 {
        let rest = milliseconds % Instant.millisecondsPerDay
        return rest < 0 ? rest + Instant.millisecondsPerDay : rest
    }
}

extension Instant: CustomStringConvertible {
    /// RFC 3339 in UTC, with milliseconds only where there are any.
    public var description: String { text(withMilliseconds: milliseconds % 1000 != 0) }

    /// RFC 3339 in UTC: `2022-01-04T00:00:00Z` or `2022-01-04T00:00:00.000Z`.
    public func text(withMilliseconds: Bool) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24)
        appendText(to: &bytes, withMilliseconds: withMilliseconds)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends ``text(withMilliseconds:)`` as ASCII.
    public func appendText(to bytes: inout [UInt8], withMilliseconds: Bool) {
        InstantText(self, withMilliseconds: withMilliseconds).append(to: &bytes)
    }
}
