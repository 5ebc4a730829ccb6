import Incidents

extension TimeTagger {
    static let fromReference: [(words: [String], days: Int)] = [
        (["the", "day", "before"], -1), (["a", "day", "before"], -1), (["a", "day", "earlier"], -1),
        (["one", "day", "earlier"], -1), (["the", "previous", "day"], -1), (["the", "night", "before"], -1),
        (["the", "evening", "before"], -1), (["the", "previous", "night"], -1), (["the", "previous", "evening"], -1),
        (["the", "same", "day"], 0), (["the", "same", "evening"], 0), (["the", "same", "night"], 0),
        (["the", "same", "morning"], 0), (["the", "same", "afternoon"], 0), (["that", "day"], 0),
        (["that", "night"], 0),
        (["that", "evening"], 0), (["that", "morning"], 0), (["that", "afternoon"], 0), (["the", "next", "day"], 1),
        (["the", "next", "morning"], 1), (["the", "next", "night"], 1), (["the", "next", "evening"], 1),
        (["the", "following", "day"], 1), (["the", "following", "morning"], 1), (["the", "following", "night"], 1),
        (["a", "day", "later"], 1), (["one", "day", "later"], 1), (["next", "day"], 1), (["the", "day", "after"], 1),
    ]

    func relativeDay(_ index: Int) -> TimeExpression? {
        switch word(index) {
        case "today", "tonight":
            return .day(published, index..<index + 1)
        case "yesterday":
            return .day(published.map { $0 - 1 }, index..<index + 1)
        case "tomorrow":
            return .day(published.map { $0 + 1 }, index..<index + 1)
        case "overnight":
            if let from = weekdayRange(after: index + 1) { return from }
            return .days(lastNight, index..<index + 1, precision: .day)
        case "this" where TimeWords.partsOfDay.contains(word(index + 1)):
            return .day(published, index..<index + 2)
        case "last" where word(index + 1) == "night", "past" where word(index + 1) == "night":
            return .days(lastNight, index..<index + 2, precision: .day)
        default: break
        }
        if passage.matches(["the", "day", "before", "yesterday"], at: index) {
            return .day(published.map { $0 - 2 }, index..<index + 4)
        }
        for (words, days) in TimeTagger.fromReference where passage.matches(words, at: index) {
            return .day((reference ?? published).map { $0 + days }, index..<index + words.count)
        }
        return nil
    }

    var lastNight: DaySpan? { published.map { DaySpan(from: $0 - 1, until: $0 + 1) } }

    func weekdayRange(after index: Int) -> TimeExpression? {
        guard word(index) == "from", let range = weekday(index + 1), range.precision == .day, let span = range.span,
            span.until - span.from > 1
        else { return nil }
        return .days(span, index - 1..<range.tokens.upperBound, precision: .day)
    }

    /// `two days earlier`, `three weeks ago`, `in the past 24 hours`, `ten years ago today`.
    func counted(_ index: Int) -> TimeExpression? {
        if ["past", "last", "previous"].contains(word(index)),
            let number = NumberWords.number(passage, at: index + 1),
            let unit = TimeWords.units[word(number.tokens.upperBound)]
        {
            let tokens = index..<number.tokens.upperBound + 1
            let days = TimeTagger.days(number.value, unit)
            return .days(
                published.map { DaySpan(from: $0 - days, until: $0 + 1) }, tokens,
                precision: TimeTagger.precision(of: unit))
        }
        // "some hours earlier" is the same day for all that is known.
        if ["some", "several", "few"].contains(word(index)), ["hours", "minutes"].contains(word(index + 1)),
            ["earlier", "later", "before", "after"].contains(word(index + 2))
        {
            return .day(reference ?? published, index..<index + 3)
        }
        let count: Int
        var end: Int
        if let number = NumberWords.number(passage, at: index) {
            (count, end) = (number.value, number.tokens.upperBound)
        } else if word(index) == "a" || word(index) == "an" {
            (count, end) = (1, index + 1)
        } else {
            return nil
        }
        guard let unit = TimeWords.units[word(end)], count < 5_000 else { return nil }
        end += 1
        switch word(end) {
        case "ago":
            end += 1
            let isToday = ["today", "tonight"].contains(word(end)) || passage.matches(["this", "week"], at: end)
            return counted(back: count, unit, from: published, index..<end + (isToday ? 1 : 0), isExact: isToday)
        case "earlier", "before", "previously":
            return counted(back: count, unit, from: reference ?? published, index..<end + 1, isExact: false)
        case "after" where passage.tokens.indices.contains(end + 1) && passage.tokens[end + 1].kind != .sign:
            // "a day after two more at the airport": what follows was a day before.
            return counted(back: count, unit, from: reference ?? published, index..<end + 1, isExact: false)
        case "later", "after":
            return counted(back: -count, unit, from: reference ?? published, index..<end + 1, isExact: false)
        default:
            // A length of time, such as "for three days".
            return TimeExpression(
                tokens: index..<end, span: nil, precision: .unknown, value: TimeTagger.duration(count, unit),
                isPast: false)
        }
    }

    func counted(
        back count: Int, _ unit: TimeWords.Unit, from day: Int?, _ tokens: Range<Int>, isExact: Bool
    ) -> TimeExpression {
        guard let day else { return .days(nil, tokens, precision: TimeTagger.precision(of: unit)) }
        let date = CivilDate(daysSinceEpoch: day)
        switch unit {
        case .hour: return .day(day - count / 24, tokens)
        case .day: return .day(day - count, tokens)
        case .week, .fortnight:
            let target = day - TimeTagger.days(count, unit)
            return .days(DaySpan(from: target - 3, until: target + 4), tokens, precision: .week)
        case .month:
            let months = date.year * 12 + date.month - 1 - count
            return .days(.month(months / 12, months % 12 + 1), tokens, precision: .month)
        case .year, .decade:
            let year = date.year - count * (unit == .decade ? 10 : 1)
            guard (1...9_998).contains(year) else { return .days(nil, tokens, precision: .year) }
            if isExact, let same = CivilDate(year: year, month: date.month, day: min(date.day, 28)) {
                return .day(same.daysSinceEpoch + max(0, date.day - 28), tokens)
            }
            return .days(.year(year), tokens, precision: .year)
        }
    }

    static func days(_ count: Int, _ unit: TimeWords.Unit) -> Int {
        switch unit {
        case .hour: max(1, count / 24)
        case .day: count
        case .week: count * 7
        case .fortnight: count * 14
        case .month: count * 30
        case .year: count * 365
        case .decade: count * 3_652
        }
    }

    static func precision(of unit: TimeWords.Unit) -> TimePrecision {
        switch unit {
        case .hour, .day: .day
        case .week, .fortnight: .week
        case .month: .month
        case .year, .decade: .year
        }
    }

    static func duration(_ count: Int, _ unit: TimeWords.Unit) -> String {
        switch unit {
        case .hour: "PT\(count)H"
        case .day: "P\(count)D"
        case .week: "P\(count)W"
        case .fortnight: "P\(count * 2)W"
        case .month: "P\(count)M"
        case .year: "P\(count)Y"
        case .decade: "P\(count * 10)Y"
        }
    }

}
