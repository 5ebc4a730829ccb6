import Incidents

/// A date or time as a text expresses it.
struct TimeExpression: OnTokens, Hashable, Sendable {
    /// Which tokens express it.
    var tokens: Range<Int>
    /// The days meant; nil where the text does not say from when to count.
    var span: DaySpan?
    /// How finely.
    var precision: TimePrecision
    /// Its value as TIMEX3 writes it: `2022-01-04`, `2022-W01`, `2022-01`, `2022`, `P3D`; with `X` for the digits that the text
    /// leaves open.
    var value: String
    /// Whether it is a duration, or a time yet to come, and no time at which something happened.
    var isPast = true
    /// Whether it only says since when.
    var isSince = false
    /// The days meant where an incident must not be dated by them, such as the year in "the 1998 accord".
    var backdrop: DaySpan?
    /// Where one span holds several expressions, such as "Monday and Tuesday", these.
    var parts: [Part] = []

    /// An expression within another one.
    struct Part: Hashable, Sendable {
        var tokens: Range<Int>
        var span: DaySpan?
        var value: String
    }

    /// What a reader would mark: the parts, or else the whole.
    var marked: [Part] {
        parts.isEmpty ? [Part(tokens: tokens, span: span ?? backdrop, value: value)] : parts
    }
}

extension TimeExpression {
    /// A single day.
    static func day(_ day: Int?, _ tokens: Range<Int>) -> TimeExpression {
        TimeExpression(
            tokens: tokens, span: day.map(DaySpan.day), precision: .day,
            value: day.map { TimeExpression.text(ofDay: $0) } ?? "XXXX-XX-XX")
    }

    /// Several days.
    static func days(_ span: DaySpan?, _ tokens: Range<Int>, precision: TimePrecision) -> TimeExpression {
        TimeExpression(tokens: tokens, span: span, precision: precision, value: value(of: span, precision))
    }

    private static func value(of span: DaySpan?, _ precision: TimePrecision) -> String {
        guard let span else { return "PAST_REF" }
        let date = CivilDate(daysSinceEpoch: span.from)
        switch precision {
        case .week: return week(of: span.from)
        case .month: return "\(pad(date.year, 4))-\(pad(date.month, 2))"
        case .year: return pad(date.year, 4)
        default: return text(ofDay: span.from)
        }
    }

    static func text(ofDay day: Int) -> String {
        let date = CivilDate(daysSinceEpoch: day)
        return "\(pad(date.year, 4))-\(pad(date.month, 2))-\(pad(date.day, 2))"
    }

    /// The week that holds a day, as `2022-W01`.
    static func week(of day: Int) -> String {
        let thursday = day - DaySpan.weekday(of: day) + 3
        return "\(pad(CivilDate(daysSinceEpoch: thursday).year, 4))-W\(pad(isoWeek(of: day), 2))"
    }

    /// An expression that has a value and by which no incident is dated.
    static func named(_ value: String, _ tokens: Range<Int>, backdrop: DaySpan? = nil) -> TimeExpression {
        TimeExpression(
            tokens: tokens, span: nil, precision: .unknown, value: value, isPast: false, backdrop: backdrop)
    }

    /// The number of the week by ISO 8601: that of its Thursday in its year.
    private static func isoWeek(of day: Int) -> Int {
        let thursday = day - DaySpan.weekday(of: day) + 3
        let year = CivilDate(daysSinceEpoch: thursday).year
        return (thursday - DaySpan.year(year).from) / 7 + 1
    }

    static func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
