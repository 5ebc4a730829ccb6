/// Times that come again: certain months of the year, days of the week, hours of the day, by the clocks of a zone.
///
/// An incident is judged by its start. One whose time is not known that finely (a day for hours, a month for days of the
/// week, a year for months) is open: neither in nor out.
public struct RecurringTime: Hashable, Sendable {
    /// The months, 1 through 12; nil is any.
    public var months: Set<Int>?
    /// The days of the week, 1 (Monday) through 7 (Sunday); nil is any.
    public var weekdays: Set<Int>?
    /// The hours: from the first one's beginning to the second one's beginning, across midnight where the first is the
    /// greater; nil is any.
    public var hours: Hours?
    /// Whose clocks are meant; nil is UTC.
    public var zone: AssumedZone?

    /// A part of the day, from the beginning of one hour to that of another.
    public struct Hours: Hashable, Sendable {
        /// The first hour, 0 through 23.
        public let first: Int
        /// The hour after the last one, 0 through 24.
        public let end: Int

        /// Makes a part of the day.
        ///
        /// - Throws: ``TemporalError/notRecurring(text:expected:)`` for hours that there are not, or no hour at all.
        public init(from first: Int, to end: Int) throws(TemporalError) {
            guard (0...23).contains(first), (0...24).contains(end), first != end else {
                throw .notRecurring(
                    text: "\(first)-\(end)", expected: "a part of the day: hours go from 0 to 24, as in 18-06")
            }
            self.first = first
            self.end = end
        }

        /// Whether an hour lies in it.
        public func contains(_ hour: Int) -> Bool {
            first < end ? hour >= first && hour < end : hour >= first || hour < end
        }
    }

    /// Makes times that come again; what is nil does not restrict.
    public init(
        months: Set<Int>? = nil, weekdays: Set<Int>? = nil, hours: Hours? = nil, zone: AssumedZone? = nil
    ) {
        self.months = months
        self.weekdays = weekdays
        self.hours = hours
        self.zone = zone
    }

    /// Whether an incident of this interval happened at such a time; nil where it is undated or not known finely enough.
    ///
    /// - Complexity: O(1); in UTC some nanoseconds.
    public func matches(_ interval: TemporalInterval?) -> Bool? {
        guard let interval else { return nil }
        let length = interval.end.milliseconds - interval.start.milliseconds
        let needed: Int64 =
            hours != nil ? 3_600_000 : weekdays != nil ? Instant.millisecondsPerDay : 31 * Instant.millisecondsPerDay
        // A week that lies in one month and the like would do, but what is known finely enough must not depend on the day.
        if length > needed { return nil }
        let local = zone.map { interval.start.local(in: $0) } ?? interval.start
        let date = local.date
        if let months, !months.contains(date.month) { return false }
        if let weekdays, !weekdays.contains(date.weekday) { return false }
        if let hours, !hours.contains(local.hour) { return false }
        return true
    }
}

extension Instant {
    /// What clocks of a zone show at this moment, as if it were UTC.
    package func local(in zone: AssumedZone) -> Instant {
        Instant(milliseconds: milliseconds + zone.offsetMilliseconds(at: milliseconds))
    }

    /// The hour of the day in UTC, 0 through 23.
    package var hour: Int { Int(millisecondOfDay / 3_600_000) }
}

extension CivilDate {
    /// The day of the week by ISO 8601: 1 is Monday, 7 is Sunday.
    package var weekday: Int {
        // 1970-01-01 was a Thursday.
        ((daysSinceEpoch + 3) % 7 + 7) % 7 + 1
    }
}
