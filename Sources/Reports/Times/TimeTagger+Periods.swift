import Incidents

extension TimeTagger {
    /// `last week`, `earlier this month`, `the past week`, `last year`, `the week before`, `the weekend`.
    func relativePeriod(_ index: Int) -> TimeExpression? {
        if word(index) == "weekend", word(index - 1) != "every" { return weekend(index) }
        if passage.matches(["the", "week", "before"], at: index) {
            return .days(
                (reference ?? published).map { DaySpan(from: $0 - 7 - DaySpan.weekday(of: $0), until: $0) },
                index..<index + 3, precision: .week)
        }
        if ["that", "same"].contains(word(index)) || (word(index) == "the" && word(index + 1) == "same") {
            return samePeriod(index)
        }
        if let year = yearBefore(index) { return year }
        guard ["last", "this", "past", "previous", "next", "coming"].contains(word(index)),
            ["week", "month", "year", "decade", "century"].contains(word(index + 1))
        else { return nil }
        return period(index, word(index + 1))
    }

    /// The last Saturday and Sunday, not those ahead.
    private func weekend(_ index: Int) -> TimeExpression {
        let tokens = index..<index + 1
        guard let published else { return .days(nil, tokens, precision: .day) }
        var saturday = published - (DaySpan.weekday(of: published) + 2) % 7
        if word(index - 1) == "next" || word(index - 1) == "coming" { saturday += 7 }
        var found = TimeExpression.days(DaySpan(from: saturday, until: saturday + 2), tokens, precision: .day)
        found.value = TimeExpression.week(of: saturday) + "-WE"
        return found
    }

    private func period(_ index: Int, _ unit: String) -> TimeExpression? {
        let tokens = index..<index + 2
        guard let published else { return .days(nil, tokens, precision: unit == "week" ? .week : .month) }
        let date = CivilDate(daysSinceEpoch: published)
        let month = date.year * 12 + date.month - 1
        if unit == "decade" || unit == "century" {
            guard word(index) == "this" else {
                return .named(TimeTagger.duration(1, unit == "decade" ? .decade : .century), tokens)
            }
            return .named(TimeExpression.pad(date.year / (unit == "decade" ? 10 : 100), 2), tokens)
        }
        switch (word(index), unit) {
        case ("past", "week"):
            return length("P1W", DaySpan(from: published - 7, until: published + 1), tokens, .week)
        case ("past", "month"):
            return length("P1M", DaySpan(from: published - 30, until: published + 1), tokens, .month)
        case ("past", _): return length("P1Y", DaySpan(from: published - 365, until: published + 1), tokens, .year)
        case ("this", "week"):
            return .days(
                DaySpan(from: DaySpan.week(of: published).from, until: published + 1), tokens, precision: .week)
        case ("this", "month"):
            return .days(
                DaySpan(from: DaySpan.month(date.year, date.month).from, until: published + 1), tokens,
                precision: .month)
        case ("this", _): return .days(.year(date.year), tokens, precision: .year)
        case ("next", "week"), ("coming", "week"):
            return .days(DaySpan.week(of: published + 7), tokens, precision: .week)
        case ("next", "month"), ("coming", "month"):
            return .days(.month((month + 1) / 12, (month + 1) % 12 + 1), tokens, precision: .month)
        case ("next", _), ("coming", _): return .days(.year(date.year + 1), tokens, precision: .year)
        case (_, "week"): return .days(DaySpan.week(of: published - 7), tokens, precision: .week)
        case (_, "month"): return .days(.month((month - 1) / 12, (month - 1) % 12 + 1), tokens, precision: .month)
        default: return .days(.year(date.year - 1), tokens, precision: .year)
        }
    }

    private func length(
        _ value: String, _ span: DaySpan, _ tokens: Range<Int>, _ precision: TimePrecision
    ) -> TimeExpression {
        var found = TimeExpression.days(span, tokens, precision: precision)
        found.value = value
        return found
    }

    /// `that year`, `the same month`: what the text spoke of last.
    private func samePeriod(_ index: Int) -> TimeExpression? {
        var end = index + 1
        if word(end) == "same" { end += 1 }
        let tokens = index..<end + 1
        switch word(end) {
        case "year":
            return referenceYear.map {
                .named(TimeExpression.pad($0, 4), tokens, backdrop: .year($0))
            }
        case "month":
            return referenceMonth.map { day in
                let date = CivilDate(daysSinceEpoch: day)
                return .named(
                    String(TimeExpression.text(ofDay: day).prefix(7)), tokens, backdrop: .month(date.year, date.month))
            }
        case "week":
            return reference.map { .named(TimeExpression.week(of: $0), tokens, backdrop: .week(of: $0)) }
        case "day" where end == index + 2 && word(index) == "that":
            return reference.map { .named(TimeExpression.text(ofDay: $0), tokens, backdrop: .day($0)) }
        default: return nil
        }
    }

    /// `the previous year`, `the year before`, `the following year`.
    private func yearBefore(_ index: Int) -> TimeExpression? {
        guard word(index) == "the", let referenceYear, (2...9_997).contains(referenceYear) else { return nil }
        let (year, end): (Int, Int)
        if ["previous", "preceding"].contains(word(index + 1)), word(index + 2) == "year" {
            (year, end) = (referenceYear - 1, index + 3)
        } else if word(index + 1) == "year", ["before", "earlier"].contains(word(index + 2)) {
            (year, end) = (referenceYear - 1, index + 3)
        } else if word(index + 1) == "following", word(index + 2) == "year" {
            (year, end) = (referenceYear + 1, index + 3)
        } else {
            return nil
        }
        return .named(TimeExpression.pad(year, 4), index..<end, backdrop: .year(year))
    }

    /// `August 1999`, `in late July`, `last March`, `the summer of 2013`.
    func monthOrSeason(_ index: Int) -> TimeExpression? {
        if TimeWords.seasons[word(index)] != nil { return season(index) }
        guard let month = month(index) else { return nil }
        let given = following(index + 1) ?? (word(index + 1) == "of" ? following(index + 2) : nil)
        let before = word(index - 1)
        let isPlain = TimeWords.introducers.contains(before)
        guard given != nil || (isPlain ? !isName(index) : isSurelyMonth(index)) else { return nil }
        let start = before == "last" || before == "next" ? index - 1 : index
        guard let year = given.map(\.year) ?? yearOfMonth(month, index) else {
            return TimeExpression(tokens: start..<index + 1, span: nil, precision: .month, value: "XXXX-XX")
        }
        var span = DaySpan.month(year, month)
        let tokens = start..<(given?.end ?? index + 1)
        if given == nil, !isPlain {
            return .named(String(TimeExpression.text(ofDay: span.from).prefix(7)), tokens, backdrop: span)
        }
        let length = span.until - span.from
        if before == "early" { span.until = span.from + 10 }
        if before == "late" { span.from += length - 11 }
        if before == "mid" || word(index - 2) == "mid" { span = DaySpan(from: span.from + 9, until: span.from + 20) }
        return .days(span, tokens, precision: .month)
    }

    /// Whether what reads as a month is the first name of somebody: "and Jan Novak", "of April Jones".
    private func isName(_ index: Int) -> Bool {
        let next = index + 1
        guard passage.tokens.indices.contains(next), passage.tokens[next].isCapitalised else { return false }
        if passage.tokens[index].text.utf8.count == 3, word(index) != "may" { return true }
        return ["and", "of", "to", "for", "(", "-", "from", "by", "after", "before"].contains(word(index - 1))
    }

    /// Whether the name of a month can be nothing else: no verb, and not the name of somebody.
    private func isSurelyMonth(_ index: Int) -> Bool {
        if ["may", "march"].contains(word(index)), word(index - 1) != "the" || !isNoun(index + 1) { return false }
        guard word(index).utf8.count > 3 || word(index - 1) == "-" || word(index) == "may" else { return false }
        let next = index + 1
        return !(passage.tokens.indices.contains(next) && passage.tokens[next].isCapitalised)
            && !(index > 0 && passage.tokens[index - 1].isCapitalised && !passage.startsSentence(index - 1))
    }

    /// `the summer of 2013`, `this spring`, `last winter`.
    private func season(_ index: Int) -> TimeExpression? {
        guard let season = TimeWords.seasons[word(index)], let name = TimeWords.seasonValues[word(index)] else {
            return nil
        }
        let yearIndex = word(index + 1) == "of" ? index + 2 : index + 1
        let before = word(index - 1)
        let given =
            yearNumber(yearIndex).map { ($0, yearIndex + 1) } ?? spelledYear(yearIndex).map { ($0.year, $0.end) }
        if let (year, end) = given ?? (before == "that" ? referenceYear.map { ($0, index + 1) } : nil) {
            var found = TimeExpression.days(
                .months(year, season.first, season.last), index..<end, precision: .month)
            found.value = "\(TimeExpression.pad(year, 4))-\(name)"
            return found
        }
        guard let published else { return nil }
        let isNamed = ["last", "this", "next", "past", "coming"].contains(before)
        let preposition = before == "the" ? word(index - 2) : word(index) == "fall" ? "" : before
        guard
            isNamed
                || (["in", "over", "during", "by", "until", "since", "through", "early", "late"].contains(preposition)
                    && !isNoun(index + 1))
        else { return nil }
        let date = CivilDate(daysSinceEpoch: published)
        var year = date.year
        // Until it is over it is that of this year, and a winter that of the year it began in.
        if season.last > 12, date.month <= 2 { year -= 1 }
        switch before {
        case "last", "past": if DaySpan.months(year, season.first, season.last).until > published { year -= 1 }
        case "next", "coming": if DaySpan.months(year, season.first, season.last).from <= published { year += 1 }
        case "this": if season.last > 12, date.month > 2, date.month < 6 { year -= 1 }
        default:
            if looksAhead(index) {
                if DaySpan.months(year, season.first, season.last).until <= published { year += 1 }
            } else if DaySpan.months(year, season.first, season.last).from > published {
                year -= 1
            }
        }
        guard year > 0 else { return nil }
        return .named(
            "\(TimeExpression.pad(year, 4))-\(name)", (isNamed ? index - 1 : index)..<index + 1,
            backdrop: .months(year, season.first, season.last))
    }

    /// The year of a month that names none: the latest in which it has begun, or the next where the text looks ahead.
    func yearOfMonth(_ month: Int, _ index: Int) -> Int? {
        guard let published else { return referenceYear }
        let date = CivilDate(daysSinceEpoch: published)
        switch word(index - 1) {
        // "last February" in March is not the month that just ended.
        case "last": return month + 1 < date.month ? date.year : date.year - 1
        case "next": return month > date.month ? date.year : date.year + 1
        default: break
        }
        let outlook = outlook(index)
        if month <= date.month {
            let isNext = outlook?.outlook == .future && outlook?.isBefore == true && date.month - month > 5
            return isNext ? date.year + 1 : date.year
        }
        let isAhead = outlook.map { $0.outlook == .future } ?? isFuture(index)
        return isAhead || (month - date.month <= 3 && isIntent(index)) ? date.year : date.year - 1
    }

    func year(_ index: Int) -> TimeExpression? {
        guard let year = yearNumber(index), TimeWords.introducers.contains(word(index - 1)),
            (1_400...2_199).contains(year)
        else { return nil }
        return .days(.year(year), index..<index + 1, precision: .year)
    }
}
