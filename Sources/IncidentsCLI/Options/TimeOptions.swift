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

    func validate() throws {
        if during != nil, since != nil || until != nil {
            throw ValidationError("Give either --during or --since and --until.")
        }
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
