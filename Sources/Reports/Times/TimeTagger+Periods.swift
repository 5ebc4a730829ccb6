import Incidents

extension TimeTagger {
    /// `last week`, `earlier this month`, `the past week`, `last year`, `the week before`, `the weekend`.
    func relativePeriod(_ index: Int) -> TimeExpression? {
        if word(index) == "weekend", word(index - 1) != "every" {
            return .days(
                published.map { day in
                    // The last Saturday and Sunday, not those ahead.
                    let saturday = day - (DaySpan.weekday(of: day) + 2) % 7
                    return DaySpan(from: saturday, until: saturday + 2)
                }, index..<index + 1, precision: .day)
        }
        if passage.matches(["the", "week", "before"], at: index) {
            return .days(
                (reference ?? published).map { DaySpan(from: $0 - 7 - DaySpan.weekday(of: $0), until: $0) },
                index..<index + 3, precision: .week)
        }
        guard ["last", "this", "past", "previous", "next", "coming"].contains(word(index)),
            ["week", "month", "year"].contains(word(index + 1))
        else { return nil }
        let tokens = index..<index + 2
        let unit = word(index + 1)
        guard let published else { return .days(nil, tokens, precision: unit == "week" ? .week : .month) }
        let date = CivilDate(daysSinceEpoch: published)
        switch (word(index), unit) {
        case ("past", "week"):
            return .days(DaySpan(from: published - 7, until: published + 1), tokens, precision: .week)
        case ("past", "month"):
            return .days(DaySpan(from: published - 30, until: published + 1), tokens, precision: .month)
        case ("past", _): return .days(DaySpan(from: published - 365, until: published + 1), tokens, precision: .year)
        case ("this", "week"):
            return .days(
                DaySpan(from: DaySpan.week(of: published).from, until: published + 1), tokens, precision: .week)
        case ("this", "month"):
            return .days(
                DaySpan(from: DaySpan.month(date.year, date.month).from, until: published + 1), tokens,
                precision: .month)
        case ("this", _): return .days(.year(date.year), tokens, precision: .year)
        case ("next", _), ("coming", _):
            let days = unit == "week" ? 7 : unit == "month" ? 30 : 365
            return .days(
                DaySpan(from: published + 1, until: published + 1 + days), tokens,
                precision: unit == "week" ? .week : unit == "month" ? .month : .year)
        case (_, "week"): return .days(DaySpan.week(of: published - 7), tokens, precision: .week)
        case (_, "month"):
            let month = date.year * 12 + date.month - 2
            return .days(.month(month / 12, month % 12 + 1), tokens, precision: .month)
        default: return .days(.year(date.year - 1), tokens, precision: .year)
        }
    }

    /// `August 1999`, `in late July`, `last March`, `the summer of 2013`.
    func monthOrSeason(_ index: Int) -> TimeExpression? {
        if let season = TimeWords.seasons[word(index)] {
            let yearIndex = word(index + 1) == "of" ? index + 2 : index + 1
            let year = yearNumber(yearIndex) ?? (word(index - 1) == "that" ? referenceYear : nil)
            guard let year else { return nil }
            return .days(
                DaySpan(from: DaySpan.month(year, season.first).from, until: DaySpan.month(year, season.last).until),
                index..<(yearNumber(yearIndex) == nil ? index + 1 : yearIndex + 1), precision: .month)
        }
        guard let month = month(index) else { return nil }
        let given = following(index + 1) ?? (word(index + 1) == "of" ? following(index + 2) : nil)
        let before = word(index - 1)
        guard given != nil || TimeWords.introducers.contains(before) else { return nil }
        guard let year = given.map(\.year) ?? yearOfMonth(month, index) else {
            return TimeExpression(tokens: index..<index + 1, span: nil, precision: .month, value: "XXXX-XX")
        }
        var span = DaySpan.month(year, month)
        let length = span.until - span.from
        if before == "early" { span.until = span.from + 10 }
        if before == "late" { span.from += length - 11 }
        if before == "mid" || word(index - 2) == "mid" { span = DaySpan(from: span.from + 9, until: span.from + 20) }
        return .days(span, index..<(given?.end ?? index + 1), precision: .month)
    }

    func yearOfMonth(_ month: Int, _ index: Int) -> Int? {
        guard let published else { return referenceYear }
        let date = CivilDate(daysSinceEpoch: published)
        let isPast = month < date.month || (month == date.month && word(index - 1) != "last")
        return isPast || isFuture(index) ? date.year : date.year - 1
    }

    func year(_ index: Int) -> TimeExpression? {
        guard let year = yearNumber(index), TimeWords.introducers.contains(word(index - 1)),
            (1_400...2_199).contains(year)
        else { return nil }
        return .days(.year(year), index..<index + 1, precision: .year)
    }
}
