import Incidents

extension TimeTagger {
    static let fromReference: [(words: [String], days: Int)] = [
        (["the", "day", "before"], -1), (["a", "day", "before"], -1), (["a", "day", "earlier"], -1),
        (["one", "day", "earlier"], -1), (["the", "previous", "day"], -1), (["the", "night", "before"], -1),
        (["the", "evening", "before"], -1), (["the", "previous", "night"], -1), (["the", "previous", "evening"], -1),
        (["the", "same", "day"], 0), (["the", "same", "evening"], 0), (["the", "same", "night"], 0),
        (["that", "same", "day"], 0), (["that", "same", "night"], 0), (["that", "same", "evening"], 0),
        (["that", "same", "morning"], 0), (["that", "same", "afternoon"], 0), (["the", "same", "morning"], 0),
        (["the", "same", "afternoon"], 0), (["that", "day"], 0),
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
            let end = index + words.count
            var found = TimeExpression.day((reference ?? published).map { $0 + days }, index..<end)
            if words[0] == "a" || words[0] == "one", isEvent(end - 1) {
                found.parts = [TimeExpression.Part(tokens: index..<end - 1, span: found.span, value: "P1D")]
            }
            return found
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
            let start = word(index - 1) == "the" ? index - 1 : index
            let tokens = start..<number.tokens.upperBound + 1
            let days = TimeTagger.days(number.value, unit)
            var found = TimeExpression.days(
                published.map { DaySpan(from: $0 - days, until: $0 + 1) }, tokens,
                precision: TimeTagger.precision(of: unit))
            found.value = TimeTagger.duration(number.value, unit)
            return found
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
        if word(index - 1) == "half", index == end - 1 { return half(of: word(end), index) }
        if let found = andAHalf(index, count, end) { return found }
        let isJoined = word(end) == "-"
        if isJoined { end += 1 }
        guard let unit = TimeWords.units[word(end)], count < 5_000 else { return nil }
        end += 1
        // An age is no time.
        if word(end) == "old" || word(end) == "-" && word(end + 1).hasPrefix("old") { return nil }
        if unit == .second, word(end) == "-" { return nil }
        if isJoined { return .named(TimeTagger.duration(count, unit), index..<end) }
        if unit == .second || unit == .quarter, word(end) != "ago", count < 2 { return nil }
        switch word(end) {
        case "ago":
            end += 1
            let isToday = ["today", "tonight"].contains(word(end)) || passage.matches(["this", "week"], at: end)
            if !isToday, let quarter = quarterBefore(count, unit, index..<end) { return quarter }
            return counted(back: count, unit, from: published, index..<end + (isToday ? 1 : 0), isExact: isToday)
        case "earlier", "before", "previously":
            if let quarter = quarterBefore(count, unit, index..<end + 1) { return quarter }
            return counted(
                back: count, unit, from: reference ?? published, index..<end + 1, isExact: false, isEvent: isEvent(end))
        case "after" where passage.tokens.indices.contains(end + 1) && passage.tokens[end + 1].kind != .sign:
            // "a day after two more at the airport": what follows was a day before.
            return counted(
                back: count, unit, from: reference ?? published, index..<end + 1, isExact: false, isEvent: isEvent(end))
        case "later" where reference == nil:
            return .named(TimeTagger.duration(count, unit), index..<end)
        case "later", "after":
            return counted(back: -count, unit, from: reference ?? published, index..<end + 1, isExact: false)
        default:
            if isRate(index) { return nil }
            // A length of time, such as "for three days".
            return TimeExpression(
                tokens: index..<end, span: nil, precision: .unknown, value: TimeTagger.duration(count, unit),
                isPast: false)
        }
    }

    /// `2 1/2 years`, `two and a half hours`, `a year and a half`.
    private func andAHalf(_ index: Int, _ count: Int, _ end: Int) -> TimeExpression? {
        func value(_ unit: String) -> String? {
            switch TimeWords.units[unit] {
            case .hour: "PT\(count)H30M"
            case .year: "P\(count)Y6M"
            case .day: "P\(count)DT12H"
            case .minute: "PT\(count)M30S"
            default: nil
            }
        }
        let words = ["and", "a", "half"]
        if passage.matches(["1", "/", "2"], at: end) || passage.matches(words, at: end) {
            return value(word(end + 3)).map { .named($0, index..<end + 4) }
        }
        guard passage.matches(words, at: end + 1) else { return nil }
        return value(word(end)).map { .named($0, index..<end + 4) }
    }

    /// Whether "a week" says how often: "four flights a week", "$3 a year".
    private func isRate(_ index: Int) -> Bool {
        guard word(index) == "a" || word(index) == "an", index > 0 else { return false }
        if passage.tokens[index - 1].kind == .number { return true }
        guard word(index - 1).hasSuffix("s"), word(index - 1) != "times", index > 1 else { return false }
        return NumberWords.number(passage, at: index - 2)?.tokens.upperBound == index - 1
    }

    /// `half an hour`
    private func half(of unit: String, _ index: Int) -> TimeExpression? {
        guard let value = ["hour": "PT30M", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y"][unit]
        else { return nil }
        return .named(value, index - 1..<index + 2)
    }

    /// Whether "before" or "after" at a token is said of something that happened.
    private func isEvent(_ index: Int) -> Bool {
        ["before", "after"].contains(word(index)) && passage.tokens.indices.contains(index + 1)
            && passage.tokens[index + 1].kind != .sign
    }

    func counted(
        back count: Int, _ unit: TimeWords.Unit, from day: Int?, _ tokens: Range<Int>, isExact: Bool,
        isEvent: Bool = false
    ) -> TimeExpression {
        var found = counted(back: count, unit, from: day, tokens, isExact: isExact)
        if isEvent {
            // The length of time between two events, whenever these were.
            let words = tokens.lowerBound..<tokens.upperBound - 1
            found.parts = [
                TimeExpression.Part(tokens: words, span: found.span, value: TimeTagger.duration(abs(count), unit))
            ]
        }
        return found
    }

    private func counted(
        back count: Int, _ unit: TimeWords.Unit, from day: Int?, _ tokens: Range<Int>, isExact: Bool
    ) -> TimeExpression {
        guard let day else { return .days(nil, tokens, precision: TimeTagger.precision(of: unit)) }
        let date = CivilDate(daysSinceEpoch: day)
        switch unit {
        case .second, .minute: return .day(day, tokens)
        case .hour: return .day(day - count / 24, tokens)
        case .day: return .day(day - count, tokens)
        case .week, .fortnight:
            let target = day - TimeTagger.days(count, unit)
            var found = TimeExpression.days(
                DaySpan(from: target - 3, until: target + 4), tokens, precision: .week)
            found.value = TimeExpression.week(of: target)
            return found
        case .month, .quarter:
            let months = date.year * 12 + date.month - 1 - count * (unit == .quarter ? 3 : 1)
            guard months >= 12 else { return .days(nil, tokens, precision: .month) }
            return .days(.month(months / 12, months % 12 + 1), tokens, precision: .month)
        case .year, .decade, .century:
            let year = date.year - count * (unit == .decade ? 10 : unit == .century ? 100 : 1)
            guard (1...9_998).contains(year) else { return .days(nil, tokens, precision: .year) }
            if isExact, let same = CivilDate(year: year, month: date.month, day: min(date.day, 28)) {
                return .day(same.daysSinceEpoch + max(0, date.day - 28), tokens)
            }
            return .days(.year(year), tokens, precision: .year)
        }
    }

    static func days(_ count: Int, _ unit: TimeWords.Unit) -> Int {
        switch unit {
        case .second, .minute: 1
        case .hour: max(1, count / 24)
        case .day: count
        case .week: count * 7
        case .fortnight: count * 14
        case .month: count * 30
        case .quarter: count * 91
        case .year: count * 365
        case .decade: count * 3_652
        case .century: count * 36_524
        }
    }

    static func precision(of unit: TimeWords.Unit) -> TimePrecision {
        switch unit {
        case .second, .minute, .hour, .day: .day
        case .week, .fortnight: .week
        case .month, .quarter: .month
        case .year, .decade, .century: .year
        }
    }

    static func duration(_ count: Int, _ unit: TimeWords.Unit) -> String {
        unit == .fortnight ? "P\(count * 2)W" : duration("\(count)", unit)
    }

    static func duration(_ count: String, _ unit: TimeWords.Unit) -> String {
        switch unit {
        case .second: "PT\(count)S"
        case .minute: "PT\(count)M"
        case .hour: "PT\(count)H"
        case .day: "P\(count)D"
        case .week, .fortnight: "P\(count)W"
        case .month: "P\(count)M"
        case .quarter: "P\(count)Q"
        case .year: "P\(count)Y"
        case .decade: "P\(count)DE"
        case .century: "P\(count)CE"
        }
    }
}
