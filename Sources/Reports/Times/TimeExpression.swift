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
        case .week: return "\(pad(date.year, 4))-W\(pad(isoWeek(of: span.from), 2))"
        case .month: return "\(pad(date.year, 4))-\(pad(date.month, 2))"
        case .year: return pad(date.year, 4)
        default: return text(ofDay: span.from)
        }
    }

    static func text(ofDay day: Int) -> String {
        let date = CivilDate(daysSinceEpoch: day)
        return "\(pad(date.year, 4))-\(pad(date.month, 2))-\(pad(date.day, 2))"
    }

    /// The number of the week by ISO 8601: that of its Thursday in its year.
    private static func isoWeek(of day: Int) -> Int {
        let thursday = day - DaySpan.weekday(of: day) + 3
        let year = CivilDate(daysSinceEpoch: thursday).year
        return (thursday - DaySpan.year(year).from) / 7 + 1
    }

    private static func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
