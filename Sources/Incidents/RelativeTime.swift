/// Reads what a user types for a point or a span of time: any ``TemporalText``, or words that count from now.
///
/// The words are `now`, `today`, `yesterday`, `this` or `last` with `week`, `month` or `year`, and a count with a unit that
/// reaches back from now: `36h`, `7d`, `2w`, `3mo`, `1y`. Weeks begin on Monday; all of it is in UTC.
public enum RelativeTime {
    /// Reads an expression.
    ///
    /// - Parameters:
    ///   - text: the expression.
    ///   - now: the moment that relative words count from.
    ///   - zone: the zone of times that name none.
    /// - Returns: the span meant; `7d` is the span from seven days ago until now.
    /// - Throws: ``TemporalError`` when it is neither a relative expression nor a date.
    public static func parse(_ text: String, now: Instant, assuming zone: AssumedZone? = nil) throws(TemporalError)
        -> TemporalInterval
    {
        let words = text.lowercased().split { $0 == " " || $0 == "-" || $0 == "_" }.map(String.init)
        let today = now.date
        switch words {
        case ["now"]: return try TemporalInterval(start: now, end: now)
        case ["today"]: return day(today.daysSinceEpoch)
        case ["yesterday"]: return day(today.daysSinceEpoch - 1)
        case ["this", "week"], ["last", "week"]:
            // 1970-01-01 was a Thursday, three days after a Monday.
            let daysSinceMonday = ((today.daysSinceEpoch + 3) % 7 + 7) % 7
            let monday = today.daysSinceEpoch - daysSinceMonday - (words[0] == "last" ? 7 : 0)
            return try TemporalInterval(start: day(monday).start, end: day(monday + 6).end)
        case ["this", "month"]: return .month(today.year, today.month)
        case ["last", "month"]: return .month(today.year, today.month - 1)
        case ["this", "year"]: return .year(today.year)
        case ["last", "year"]: return .year(today.year - 1)
        default: break
        }
        if words.count == 1, let start = try reachingBack(words[0], from: now) {
            return try TemporalInterval(start: start, end: now)
        }
        return try TemporalText.parse(text, assuming: zone).interval
    }

    private static func day(_ daysSinceEpoch: Int) -> TemporalInterval {
        let date = CivilDate(daysSinceEpoch: daysSinceEpoch)
        return .day(date.year, date.month, date.day)
    }

    /// `7d` and its like; nil for text of another form.
    private static func reachingBack(_ word: String, from now: Instant) throws(TemporalError) -> Instant? {
        let digits = word.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty, digits.count <= 6, let count = Int(digits) else { return nil }
        let start: Instant
        switch word.dropFirst(digits.count) {
        case "h": start = Instant(milliseconds: now.milliseconds - Int64(count) * 3_600_000)
        case "d": start = Instant(milliseconds: now.milliseconds - Int64(count) * Instant.millisecondsPerDay)
        case "w": start = Instant(milliseconds: now.milliseconds - Int64(count) * 7 * Instant.millisecondsPerDay)
        case "mo": start = back(months: count, from: now)
        case "y": start = back(months: count * 12, from: now)
        default: return nil
        }
        guard start >= .earliest else { throw .outOfRange(word) }
        return start
    }

    /// The same day and time some months before; the last day of a shorter month.
    private static func back(months: Int, from now: Instant) -> Instant {
        let date = now.date
        let total = date.year * 12 + date.month - 1 - months
        guard total >= 0 else { return Instant(milliseconds: Instant.earliest.milliseconds - 1) }
        let (year, month) = (total / 12, total % 12 + 1)
        let day = min(date.day, CivilDate.length(ofMonth: month, in: year))
        let midnight = CivilDate(uncheckedYear: year, month: month, day: day).start
        return Instant(milliseconds: midnight.milliseconds + now.millisecondOfDay)
    }
}
