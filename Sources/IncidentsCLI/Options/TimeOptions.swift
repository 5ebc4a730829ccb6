public import ArgumentParser
public import IncidentIndex

/// TIME: when to look.
struct TimeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("From this moment on.", valueName: "when"))
    var since: String?

    @Option(help: ArgumentHelp("Before this moment, which itself is excluded.", valueName: "when"))
    var until: String?

    @Option(
        help: ArgumentHelp(
            "In this span: 2022, 2022-01, 2022-01-04, 'last month', 7d, or an RFC 3339 time.", valueName: "when"))
    var during: String?

    @Option(help: "Whether an incident may have happened in the span (possible) or must have (certain).")
    var match: TemporalPredicate.Match = .possible

    @Option(help: ArgumentHelp("The moment that relative times count from.", valueName: "when"))
    var now: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The zone of times that name none, such as Asia/Baghdad or +03:00.", valueName: "zone"))
    var assumeZone: String?

    @Option(help: ArgumentHelp("On these days of the week, such as fri,sat or mon-fri.", valueName: "days"))
    var weekday: String?

    @Option(
        help: ArgumentHelp(
            "In these hours, such as 18-06: from 18:00 to 06:00, by the clocks of --zone.", valueName: "hours"))
    var hours: String?

    @Option(help: ArgumentHelp("In these months of the year, such as jun-aug.", valueName: "months"))
    var months: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Whose clocks --weekday, --hours, --months and counts by hour and weekday go by (default: UTC).",
            valueName: "zone"))
    var zone: String?

    func validate() throws {
        if during != nil, since != nil || until != nil {
            throw ValidationError("Give either --during or --since and --until.")
        }
    }

    /// Whose clocks tell hours and days of the week.
    func recurrenceZone() throws -> AssumedZone? {
        try zone.map { name throws(TemporalError) in try AssumedZone(name) }
    }

    /// The times that come again, as a condition; nil is any.
    ///
    /// Incidents are judged by their start; one that is not known finely enough is left out.
    func recurrence() throws -> Filter? {
        guard weekday != nil || hours != nil || months != nil else { return nil }
        return .recurring(
            RecurringTime(
                months: try months.map { text throws(TemporalError) in try RecurringTime.months(text) },
                weekdays: try weekday.map { text throws(TemporalError) in try RecurringTime.weekdays(text) },
                hours: try hours.map { text throws(TemporalError) in try RecurringTime.hours(text) },
                zone: try recurrenceZone()))
    }

    /// What was asked for; nil is any time.
    func temporalPredicate() throws -> TemporalPredicate? {
        guard since != nil || until != nil || during != nil else { return nil }
        let zone = try assumeZone.map { name throws(TemporalError) in try AssumedZone(name) }
        let clock = try now.map { text throws(TemporalError) in
            try TemporalText.parse(text, assuming: zone).interval.start
        }
        func interval(_ text: String) throws -> TemporalInterval {
            try RelativeTime.parse(text, now: clock ?? Instant.now, assuming: zone)
        }
        if let during {
            var span = try interval(during)
            // An instant typed as a window means the second that it names.
            if span.isInstant {
                span = try TemporalInterval(
                    start: span.start, end: Instant(milliseconds: span.start.milliseconds + 1_000))
            }
            return TemporalPredicate(span, match: match)
        }
        return try TemporalPredicate(
            since: try since.map { try interval($0).start }, until: try until.map { try interval($0).start },
            match: match)
    }
}

extension TemporalPredicate.Match: ExpressibleByArgument {}
