/// How finely a time is known.
public enum TimePrecision: String, Hashable, Sendable, CaseIterable {
    /// To the second or better.
    case second
    /// To the minute.
    case minute
    /// To the hour.
    case hour
    /// To the day.
    case day
    /// To the week.
    case week
    /// To the month.
    case month
    /// To the year.
    case year
    /// Not known.
    case unknown
}

/// A half-open span of time, [start, end). Where start equals end it is an instant, which every window holds that
/// includes that moment.
public struct TemporalInterval: Hashable, Sendable {
    /// The first moment.
    public let start: Instant
    /// The moment after the last one, or ``start`` itself for an instant.
    public let end: Instant

    /// Makes an interval.
    ///
    /// - Throws: ``TemporalError/inverted(start:end:)`` when it ends before it starts, ``TemporalError/outOfRange(_:)``
    ///   outside the years 0000 through 9999.
    public init(start: Instant, end: Instant) throws(TemporalError) {
        guard start >= .earliest else { throw .outOfRange("\(start.milliseconds) ms") }
        guard end <= .latest else { throw .outOfRange("\(end.milliseconds) ms") }
        guard start <= end else { throw .inverted(start: start, end: end) }
        self.start = start
        self.end = end
    }

    /// For bounds whose order and range the caller has established.
    package init(uncheckedStart start: Instant, end: Instant) {
        self.start = start
        self.end = end
    }

    /// Whether the interval has no length.
    public var isInstant: Bool { start == end }

    /// The last millisecond that belongs to the interval: `end - 1 ms`, or the instant itself.
    ///
    /// With whole milliseconds the closed form answers every query as the half-open one does.
    public var lastMillisecond: Int64 { isInstant ? start.milliseconds : end.milliseconds - 1 }
}

/// What is wrong with a time; each case describes itself in one clause.
public enum TemporalError: Error, Hashable, Sendable {
    /// The interval ends before it starts.
    case inverted(start: Instant, end: Instant)
    /// The time lies outside the years 0000 through 9999.
    case outOfRange(String)
    /// The text is no time that is understood.
    case malformed(text: String, reason: String)
    /// The text names no hours, days of the week or months.
    case notRecurring(text: String, expected: String)
    /// The calendar has no such day, or the clock no such time.
    case impossible(text: String, reason: String)
    /// A time of day without a zone, where none was assumed.
    case missingZone(text: String)
    /// The name is that of no time zone.
    case unknownZone(String)
}

extension TemporalError: CustomStringConvertible {
    /// One clause for a person, without a trailing full stop.
    public var description: String {
        switch self {
        case .inverted(let start, let end): "the interval ends (\(end)) before it starts (\(start))"
        case .outOfRange(let text): "time \(text) is outside the years 0000 to 9999"
        case .malformed(let text, let reason): "'\(text)' is not a date or time (\(reason))"
        case .notRecurring(let text, let expected): "'\(text)' is not \(expected)"
        case .impossible(let text, let reason): "'\(text)' does not exist: \(reason)"
        case .missingZone(let text): "'\(text)' has a time of day but no time zone; name one with --assume-zone"
        case .unknownZone(let name):
            "there is no time zone '\(name)'; write a name such as Asia/Baghdad or an offset such as +03:00"
        }
    }
}

extension TemporalInterval {
    /// A whole year in UTC; the year is clamped to 0 through 9999.
    public static func year(_ year: Int) -> TemporalInterval {
        let year = min(max(year, 0), 9999)
        return TemporalInterval(
            uncheckedStart: CivilDate(firstOfMonth: 1, year: year).start,
            end: CivilDate(firstOfMonth: 1, year: year + 1).start)
    }

    /// A whole month in UTC; month 13 is the January after, month 0 the December before.
    public static func month(_ year: Int, _ month: Int) -> TemporalInterval {
        let (year, month) = CivilDate.normalised(year: year, month: month)
        return TemporalInterval(
            uncheckedStart: CivilDate(firstOfMonth: month, year: year).start,
            end: CivilDate(firstOfMonth: month % 12 + 1, year: month == 12 ? year + 1 : year).start)
    }

    /// A whole day in UTC; day 32 of a January is the first of February.
    public static func day(_ year: Int, _ month: Int, _ day: Int) -> TemporalInterval {
        let (year, month) = CivilDate.normalised(year: year, month: month)
        let day = min(max(day, -1_000_000), 1_000_000)
        let first = CivilDate(firstOfMonth: month, year: year).daysSinceEpoch
        let limit = Int(Instant.latest.milliseconds / Instant.millisecondsPerDay) - 1
        let days = min(max(first + day - 1, Int(Instant.earliest.milliseconds / Instant.millisecondsPerDay)), limit)
        let start = CivilDate(daysSinceEpoch: days).start
        return TemporalInterval(
            uncheckedStart: start, end: Instant(milliseconds: start.milliseconds + Instant.millisecondsPerDay))
    }
}

extension CivilDate {
    /// The first of a month that is known to exist.
    package init(firstOfMonth month: Int, year: Int) {
        self.init(uncheckedYear: year, month: month, day: 1)
    }

    /// Carries months outside 1 through 12 into the year, which is then clamped to 0 through 9999.
    fileprivate static func normalised(year: Int, month: Int) -> (year: Int, month: Int) {
        let year = min(max(year, -100_000), 100_000)
        let months = year * 12 + min(max(month, -1_000_000), 1_000_000) - 1
        let clamped = min(max(months, 0), 9999 * 12 + 11)
        return (clamped / 12, clamped % 12 + 1)
    }
}
