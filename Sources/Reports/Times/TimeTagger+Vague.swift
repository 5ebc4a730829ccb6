import Incidents

extension TimeTagger {
    /// `now`, `recently`, `in recent years`, `the future`, `at the time`, `year-end`, `annually`.
    func vague(_ index: Int) -> TimeExpression? {
        let text = word(index)
        if let value = TimeWords.vague[text] {
            // "most recently last May" has a date of its own.
            return text == "recently" && word(index - 1) == "most" ? nil : .named(value, index..<index + 1)
        }
        if let value = TimeWords.frequencies[text] {
            // Before a noun it says of which kind that is.
            guard !passage.tokens[index].isCapitalised, !isNoun(index + 1), word(index - 1) != "-" else { return nil }
            return .named(value, index..<index + 1)
        }
        switch text {
        case "recent":
            guard TimeWords.units[word(index + 1)] != nil, word(index + 1).hasSuffix("s") else { return nil }
            return .named("PAST_REF", index..<index + 2)
        case "coming":
            guard TimeWords.units[word(index + 1)] != nil, word(index + 1).hasSuffix("s") else { return nil }
            let start = word(index - 1) == "the" ? index - 1 : index
            return .named("FUTURE_REF", start..<index + 2)
        case "future":
            guard !passage.tokens[index].isCapitalised, isNoun(index + 1) else { return nil }
            return .named("FUTURE_REF", index..<index + 1)
        case "the": return definite(index)
        case "year":
            guard word(index + 1) == "-" else { return nil }
            if word(index + 2) == "end", let year = publishedYear {
                let day = DaySpan.year(year).until - 1
                return .named(TimeExpression.text(ofDay: day), index..<index + 3, backdrop: .day(day))
            }
            guard ["earlier", "ago"].contains(word(index + 2)) else { return nil }
            let isPeriod = ["quarter", "period"].contains(word(index + 3))
            let tokens = (word(index - 1) == "the" ? index - 1 : index)..<index + (isPeriod ? 4 : 3)
            if let quarter = quarterBefore(1, .year, tokens, isNamed: true) { return quarter }
            guard let year = publishedYear.map({ $0 - 1 }), year > 0 else { return nil }
            return .named(TimeExpression.pad(year, 4), tokens, backdrop: .year(year))
        default: return nil
        }
    }

    /// Whether an adjective before a token would go with it.
    func isNoun(_ index: Int) -> Bool {
        guard passage.tokens.indices.contains(index), passage.tokens[index].kind == .word else { return false }
        return !TimeTagger.functionWords.contains(word(index))
    }

    private static let functionWords: Set<String> = [
        "and", "or", "but", "in", "on", "at", "to", "for", "by", "from", "with", "since", "until", "after", "before",
        "as", "when", "while", "of", "because", "if", "is", "are", "was", "were", "has", "have", "had", "will", "would",
        "that", "who", "which", "he", "she", "it", "they", "we", "i", "the", "a", "an", "over", "under", "during",
        "into",
    ]

    private func definite(_ index: Int) -> TimeExpression? {
        let before = word(index - 1)
        switch word(index + 1) {
        case "past":
            guard before == "in", !isNoun(index + 2), passage.tokens.indices.contains(index + 2),
                passage.tokens[index + 2].kind != .number
            else { return nil }
            return .named("PAST_REF", index..<index + 2)
        case "future":
            return isNoun(index + 2) ? nil : .named("FUTURE_REF", index..<index + 2)
        case "full" where word(index + 2) == "year":
            return publishedYear.map {
                .named(TimeExpression.pad($0, 4), index..<index + 3, backdrop: .year($0))
            }
        case "near", "foreseeable":
            return word(index + 2) == "future" ? .named("FUTURE_REF", index..<index + 3) : nil
        case "time":
            return before == "at" && word(index + 2) != "of" && !isNoun(index + 2)
                ? .named("PAST_REF", index..<index + 2) : nil
        case "year", "month", "week":
            return definitePeriod(index)
        case "fiscal" where word(index + 2) == "year" && ["ended", "ending"].contains(word(index + 3)):
            return .named("P1Y", index..<index + 3)
        default: return nil
        }
    }

    /// `the end of the year`, `later in the week`, `the year ended June 30`.
    private func definitePeriod(_ index: Int) -> TimeExpression? {
        let tokens = index..<index + 2
        if word(index + 1) == "year", ["ended", "ending"].contains(word(index + 2)) { return .named("P1Y", tokens) }
        guard let published,
            (word(index - 1) == "of"
                && ["end", "start", "beginning", "rest", "remainder", "middle", "part", "half"].contains(
                    word(index - 2)))
                || (word(index - 1) == "in" && ["later", "earlier", "early", "late"].contains(word(index - 2)))
        else { return nil }
        let date = CivilDate(daysSinceEpoch: published)
        switch word(index + 1) {
        case "year": return .named(TimeExpression.pad(date.year, 4), tokens, backdrop: .year(date.year))
        case "month":
            let month = DaySpan.month(date.year, date.month)
            return .named(String(TimeExpression.text(ofDay: month.from).prefix(7)), tokens, backdrop: month)
        default: return .named(TimeExpression.week(of: published), tokens, backdrop: .week(of: published))
        }
    }

    /// `every day`, `each Thursday`, `every two weeks`, `on Fridays`.
    func recurring(_ index: Int) -> TimeExpression? {
        if let weekday = TimeWords.pluralWeekdays[word(index)] {
            return .named("XXXX-WXX-\(weekday + 1)", index..<index + 1)
        }
        guard ["every", "each"].contains(word(index)) else { return nil }
        let next = index + 1
        if let weekday = TimeWords.weekdays[word(next)] {
            let part = TimeWords.partValues[word(next + 1)]
            return .named("XXXX-WXX-\(weekday + 1)\(part ?? "")", index..<next + (part == nil ? 1 : 2))
        }
        if let part = TimeWords.partValues[word(next)] { return .named("XXXX-XX-XX\(part)", index..<next + 1) }
        if let unit = TimeWords.units[word(next)] { return .named(TimeTagger.duration(1, unit), index..<next + 1) }
        guard let number = NumberWords.number(passage, at: next),
            let unit = TimeWords.units[word(number.tokens.upperBound)]
        else { return nil }
        return .named(TimeTagger.duration(number.value, unit), index..<number.tokens.upperBound + 1)
    }

    /// `several weeks`, `a few days ago`, `for years`, `decades ago`, `the next few months`.
    func indefinite(_ index: Int) -> TimeExpression? {
        var position = index
        if word(position) == "a" { position += 1 }
        if word(position) == "couple", word(position + 1) == "of", let unit = TimeWords.units[word(position + 2)] {
            return .named(TimeTagger.duration(2, unit), index..<position + 3)
        }
        if ["few", "several", "many", "some"].contains(word(position)) {
            position += 1
        } else if position > index
            || !(["for", "in", "over", "within", "after"].contains(word(index - 1))
                || word(index + 1) == "ago")
        {
            return nil
        }
        guard word(position).hasSuffix("s"), let unit = TimeWords.units[word(position)], unit != .quarter,
            unit != .second
        else { return nil }
        if word(position + 1) == "ago" { return .named("PAST_REF", index..<position + 2) }
        // "some hours earlier" counts from the last day.
        if unit == .hour || unit == .minute, ["earlier", "later", "before", "after"].contains(word(position + 1)) {
            return nil
        }
        return .named(
            TimeTagger.duration("X", unit), index..<position + 1)
    }

    /// `Christmas Day`, `on Labor Day`.
    func holiday(_ index: Int) -> TimeExpression? {
        guard passage.tokens[index].isCapitalised, let found = Holidays.holiday(passage, at: index) else { return nil }
        let end = index + found.length
        // "the Christmas market", "Easter Island"
        let isDay = found.length > 1
        guard isDay || !isNoun(end) else { return nil }
        let given = following(end)
        guard let year = given?.year ?? yearOfHoliday(found.day, index) else { return nil }
        let day = found.day(year)
        return .named(TimeExpression.text(ofDay: day), index..<(given?.end ?? end), backdrop: .day(day))
    }

    private func yearOfHoliday(_ day: (Int) -> Int, _ index: Int) -> Int? {
        guard let published, let year = publishedYear, (2...9_997).contains(year) else { return referenceYear }
        if word(index - 1) == "last" { return day(year) < published ? year : year - 1 }
        if word(index - 1) == "next" { return day(year) > published ? year : year + 1 }
        let isAhead = day(year) > published
        if looksAhead(index) { return isAhead || published - day(year) < 30 ? year : year + 1 }
        return isAhead && day(year) - published > 60 ? year - 1 : year
    }
}
