import Incidents

/// Whole days, from the first to the one after the last, as days since 1970-01-01.
struct DaySpan: Hashable, Sendable {
    var from: Int
    var until: Int

    static func day(_ day: Int) -> DaySpan { DaySpan(from: day, until: day + 1) }

    static func month(_ year: Int, _ month: Int) -> DaySpan {
        let first = CivilDate(firstOfMonth: month, year: year).daysSinceEpoch
        return DaySpan(from: first, until: first + CivilDate.length(ofMonth: month, in: year))
    }

    static func year(_ year: Int) -> DaySpan {
        DaySpan(
            from: CivilDate(firstOfMonth: 1, year: year).daysSinceEpoch,
            until: CivilDate(firstOfMonth: 1, year: year + 1).daysSinceEpoch)
    }

    /// Some months of a year, the last of which may lie in the next one.
    static func months(_ year: Int, _ first: Int, _ last: Int) -> DaySpan {
        DaySpan(
            from: DaySpan.month(year, first).from,
            until: DaySpan.month(year + (last - 1) / 12, (last - 1) % 12 + 1).until)
    }

    /// The week, Monday through Sunday, that holds a day.
    static func week(of day: Int) -> DaySpan {
        let monday = day - weekday(of: day)
        return DaySpan(from: monday, until: monday + 7)
    }

    /// 0 for Monday through 6 for Sunday.
    static func weekday(of day: Int) -> Int {
        // 1970-01-01 was a Thursday.
        let shifted = (day + 3) % 7
        return shifted < 0 ? shifted + 7 : shifted
    }

    var interval: TemporalInterval? {
        try? TemporalInterval(
            start: Instant(milliseconds: Int64(from) * Instant.millisecondsPerDay),
            end: Instant(milliseconds: Int64(until) * Instant.millisecondsPerDay))
    }

    func overlaps(_ other: DaySpan) -> Bool { from < other.until && other.from < until }
}
