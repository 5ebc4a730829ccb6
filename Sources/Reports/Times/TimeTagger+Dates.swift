import Incidents

extension TimeTagger {
    /// `2022-01-04`
    func isoDate(_ index: Int) -> TimeExpression? {
        let parts = [index, index + 2, index + 4]
        guard word(index + 1) == "-", word(index + 3) == "-", word(index).count == 4,
            let year = Int(word(index)), let month = Int(word(parts[1])), let day = Int(word(parts[2])),
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        return .day(date.daysSinceEpoch, index..<index + 5)
    }

    func month(_ index: Int) -> Int? {
        guard passage.tokens.indices.contains(index), passage.tokens[index].isCapitalised else { return nil }
        return TimeWords.months[word(index)]
    }

    func yearNumber(_ index: Int) -> Int? {
        guard passage.tokens.indices.contains(index), passage.tokens[index].kind == .number,
            passage.tokens[index].text.utf8.count == 4, let year = Int(word(index)), (1_000...2_199).contains(year)
        else { return nil }
        return year
    }

    /// The year that follows a date, and the tokens that name it: `2020`, `, 2020`, `last year`, `of that year`.
    func following(_ index: Int) -> (year: Int?, end: Int, isLast: Bool)? {
        if let (year, end) = spelledYear(index) { return (year, end, false) }
        if let year = yearNumber(index) { return (year, index + 1, false) }
        if word(index) == ",", let year = yearNumber(index + 1) { return (year, index + 2, false) }
        if word(index) == "last", word(index + 1) == "year" { return (publishedYear.map { $0 - 1 }, index + 2, true) }
        if word(index) == "this", word(index + 1) == "year" { return (publishedYear, index + 2, true) }
        if word(index) == "next", word(index + 1) == "year" { return (publishedYear.map { $0 + 1 }, index + 2, false) }
        for words in [
            ["of", "that", "year"], ["that", "year"], ["of", "the", "same", "year"], ["the", "same", "year"],
        ]
        where passage.matches(words, at: index) {
            return (referenceYear, index + words.count, false)
        }
        return nil
    }

    var publishedYear: Int? { published.map { CivilDate(daysSinceEpoch: $0).year } }

    /// `3 January 2020`, `January 3`, `9 to 10 August`, `the 3rd of January`, and ranges of them.
    func calendarDate(_ index: Int) -> TimeExpression? {
        guard passage.tokens.indices.contains(index) else { return nil }
        if let first = NumberWords.dayOfMonth(passage.tokens[index]) {
            var position = index + 1
            var last = first
            if ["to", "-", "–", "and", "or"].contains(word(position)), passage.tokens.indices.contains(position + 1),
                let second = NumberWords.dayOfMonth(passage.tokens[position + 1]), second > first
            {
                last = second
                position += 2
            }
            if word(position) == "of" { position += 1 }
            guard let month = month(position) else { return nil }
            return date(month, first, last, index, end: position + 1)
        }
        if let month = month(index), passage.tokens.indices.contains(index + 1),
            let first = NumberWords.dayOfMonth(passage.tokens[index + 1]), yearNumber(index + 1) == nil
        {
            var position = index + 2
            var last = first
            if ["to", "-", "–", "and"].contains(word(position)), passage.tokens.indices.contains(position + 1),
                let second = NumberWords.dayOfMonth(passage.tokens[position + 1]), second > first
            {
                last = second
                position += 2
            }
            return date(month, first, last, index, end: position)
        }
        return nil
    }

    func date(_ month: Int, _ first: Int, _ last: Int, _ index: Int, end: Int) -> TimeExpression? {
        let given = following(end)
        guard let year = given.map(\.year) ?? inferredYear(month, first, index) else {
            return TimeExpression(tokens: index..<end, span: nil, precision: .day, value: "XXXX-XX-XX")
        }
        guard let from = CivilDate(year: year, month: month, day: first),
            let until = CivilDate(year: year, month: month, day: last)
        else { return nil }
        let tokens = index..<(given?.end ?? end)
        if first == last { return .day(from.daysSinceEpoch, tokens) }
        var both = TimeExpression.days(
            DaySpan(from: from.daysSinceEpoch, until: until.daysSinceEpoch + 1), tokens, precision: .day)
        // "24 and 25 April" are two days.
        if let between = (index..<end).first(where: { word($0) == "and" || word($0) == "or" }) {
            both.parts = zip([tokens.lowerBound..<between, between + 1..<tokens.upperBound], [from, until]).map {
                TimeExpression.Part(
                    tokens: $0, span: .day($1.daysSinceEpoch), value: TimeExpression.text(ofDay: $1.daysSinceEpoch))
            }
        }
        return both
    }

    /// The year of a date that names none: the latest in which it is not in the future, or the next where the text looks ahead.
    /// What is at most a month away is yet to come, and so is what is two months away if nothing says that it has been: of
    /// what is nearly a year past a year is told.
    func inferredYear(_ month: Int, _ day: Int, _ index: Int) -> Int? {
        guard let published, let year = publishedYear else { return referenceYear }
        guard let date = CivilDate(year: year, month: month, day: day)?.daysSinceEpoch else { return year }
        let outlook = outlook(index)
        if date <= published {
            let isNext = outlook?.outlook == .future && outlook?.isBefore == true && published - date > 180
            return isNext ? year + 1 : year
        }
        switch outlook?.outlook {
        case .future: return year
        case .past: return date - published <= 31 || isIntent(index) ? year : year - 1
        case .present, nil: return date - published <= 60 || isFuture(index) ? year : year - 1
        }
    }

    // MARK: Weekdays

    func weekday(_ index: Int) -> TimeExpression? {
        var position = index
        var modifier = ""
        while ["last", "next", "this", "past", "coming"].contains(word(position)), position < index + 2 {
            modifier = word(position)
            position += 1
        }
        guard passage.tokens.indices.contains(position), passage.tokens[position].isCapitalised,
            let weekday = TimeWords.weekdays[word(position)]
        else { return nil }
        var end = position + 1
        while TimeWords.partsOfDay.contains(word(end)) { end += 1 }
        if word(end) == "," { end += 1 }
        // A date right after it says the day itself.
        if let dated = calendarDate(end), dated.span != nil {
            var dated = dated
            dated.tokens = index..<dated.tokens.upperBound
            return dated
        }
        end = position + 1
        guard let published else { return TimeExpression.day(nil, index..<end) }
        var day = published - (DaySpan.weekday(of: published) - weekday + 7) % 7
        if modifier == "last", day == published { day -= 7 }
        let isNext = modifier == "next" || modifier == "coming"
        let looksAhead = isNext || (modifier.isEmpty && looksAhead(index))
        if looksAhead, day < published || isNext { day += 7 }
        // "from Saturday to Sunday"
        // "Friday and Thursday" goes back, and is two days of their own.
        if ["to", "and", "through"].contains(word(end)), let next = TimeWords.weekdays[word(end + 1)],
            word(end) != "and" || word(index - 1) == "between" || (next - weekday + 7) % 7 < 4
        {
            let last = day + (next - weekday + 7) % 7
            var both = TimeExpression.days(DaySpan(from: day, until: last + 1), index..<end + 2, precision: .day)
            both.parts = [
                TimeExpression.Part(tokens: index..<end, span: .day(day), value: TimeExpression.text(ofDay: day)),
                TimeExpression.Part(
                    tokens: end + 1..<end + 2, span: .day(last), value: TimeExpression.text(ofDay: last)),
            ]
            return both
        }
        return .day(day, index..<end)
    }

}
