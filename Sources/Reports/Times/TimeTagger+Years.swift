import Incidents

extension TimeTagger {
    /// `the 1990s`, `the '80s`, `the 19th century`.
    func decade(_ index: Int) -> TimeExpression? {
        let text = word(index)
        guard let first = text.utf8.first, first &- UInt8(ascii: "0") < 10 else { return nil }
        var digits = Substring(text)
        var end = index + 1
        if text.hasSuffix("0s") {
            digits = digits.dropLast()
        } else if word(end) == "'s", text.hasSuffix("0") {
            end += 1
        }
        if digits.utf8.count < text.utf8.count || end > index + 1, let number = Int(digits) {
            if digits.utf8.count == 4, (1_000...2_199).contains(number) {
                return .named("\(number / 10)", index..<end, backdrop: years(number, 10))
            }
            if digits.utf8.count == 2, ["'", "’", "‘"].contains(word(index - 1)) {
                return .named("\(190 + number / 10)", index..<end, backdrop: years(1_900 + number, 10))
            }
            return nil
        }
        guard word(end) == "century" || (word(end) == "-" && word(end + 1) == "century"),
            let number = Int(text.prefix { $0.isNumber }), (2...22).contains(number), text.utf8.count > 2
        else { return nil }
        return .named(
            TimeExpression.pad(number - 1, 2), index..<(word(end) == "century" ? end + 1 : end + 2),
            backdrop: years((number - 1) * 100, 100))
    }

    private func years(_ first: Int, _ count: Int) -> DaySpan? {
        guard first > 0 else { return nil }
        return DaySpan(from: DaySpan.year(first).from, until: DaySpan.year(first + count - 1).until)
    }

    /// A year that tells nothing but which one is meant: `the 1998 accord`, `fiscal 1989`, `nineteen ninety-six`.
    func namedYear(_ index: Int) -> TimeExpression? {
        if word(index) == "nineteen", let (year, end) = spelledYear(index) {
            return .named("\(year)", index..<end, backdrop: .year(year))
        }
        if word(index) == "fiscal" {
            var end = index + 1
            if word(end) == "year" { end += 1 }
            if let year = yearNumber(end) { return .named("\(year)", index..<end + 1, backdrop: .year(year)) }
            guard end == index + 2, let published else { return nil }
            let year = CivilDate(daysSinceEpoch: published).year
            switch word(index - 1) {
            case "this", "current": return .named("\(year)", index - 1..<end, backdrop: .year(year))
            case "last", "previous", "past": return .named("\(year - 1)", index - 1..<end, backdrop: .year(year - 1))
            case "next", "coming": return .named("\(year + 1)", index - 1..<end, backdrop: .year(year + 1))
            default: return nil
            }
        }
        guard let year = yearNumber(index), (1_900...2_099).contains(year) else { return nil }
        if isListed(index) { return .named("\(year)", index..<index + 1, backdrop: .year(year)) }
        guard
            ["a", "an", "the", "that", "this", "his", "her", "its", "their", "our", "'s", "’s", "whose"]
                .contains(word(index - 1)),
            passage.tokens.indices.contains(index + 1), passage.tokens[index + 1].kind == .word,
            !TimeWords.zones.contains(word(index + 1)), !TimeTagger.measured.contains(word(index + 1))
        else { return nil }
        return .named("\(year)", index..<index + 1, backdrop: .year(year))
    }

    /// What a number from 1900 on may count.
    private static let measured: Set<String> = [
        "people", "dollars", "euros", "pounds", "men", "women", "children", "soldiers", "troops", "miles", "metres",
        "meters", "feet", "square", "kilometres", "kilometers", "km", "tons", "tonnes", "hours", "homes", "houses",
        "prisoners", "civilians", "victims", "refugees", "workers", "residents", "families", "dead", "or", "and", "to",
    ]

    /// `nineteen ninety-six`
    func spelledYear(_ index: Int) -> (year: Int, end: Int)? {
        guard word(index) == "nineteen", let rest = NumberWords.number(passage, at: index + 1),
            (10...99).contains(rest.value), passage.tokens[index + 1].kind == .word
        else { return nil }
        return (1_900 + rest.value, rest.tokens.upperBound)
    }

    /// `the third quarter`, `third-quarter`, `the first half of 1998`, `this quarter`, `the quarter`.
    mutating func quarter(_ index: Int) -> TimeExpression? {
        if let quarter = quarterOfYear(index) { return quarter }
        var end = index + 1
        if let number = TimeWords.ordinals[word(index)] {
            if word(end) == "-" { end += 1 }
            let isHalf = word(end) == "half" && number < 3
            guard word(end) == "quarter" || isHalf else { return nil }
            end += 1
            let (year, last) = yearOfPart(end)
            if isHalf {
                guard let year else { return nil }
                let span = DaySpan.months(year, number * 6 - 5, number * 6)
                return .named("\(TimeExpression.pad(year, 4))-H\(number)", index..<last, backdrop: span)
            }
            guard let year = year ?? yearOfQuarter(number, index) else { return nil }
            return quarter(year * 4 + number - 1, index..<last)
        }
        guard word(index) == "quarter", !passage.tokens[index].isCapitalised else { return nil }
        let current = published.map { day in
            let date = CivilDate(daysSinceEpoch: day)
            return date.year * 4 + (date.month - 1) / 3
        }
        switch word(index - 1) {
        case "the", "latest": return lastQuarter.flatMap { quarter($0, index..<end) }
        case "this", "current": return current.flatMap { quarter($0, index - 1..<end) }
        case "last", "previous": return current.flatMap { quarter($0 - 1, index - 1..<end) }
        case "next", "coming": return current.flatMap { quarter($0 + 1, index - 1..<end) }
        default: return nil
        }
    }

    /// `last year's quarter`, `this year's third quarter`, `the same period a year earlier`.
    func quarterOfYear(_ index: Int) -> TimeExpression? {
        guard let lastQuarter, let year = publishedYear else { return nil }
        if ["last", "this"].contains(word(index)), word(index + 1) == "year", ["'s", "’s"].contains(word(index + 2)) {
            let ordinal = TimeWords.ordinals[word(index + 3)]
            let end = index + (ordinal == nil ? 3 : 4)
            guard word(end) == "quarter" else { return nil }
            let quarter = ordinal.map { $0 - 1 } ?? lastQuarter % 4
            return namedQuarter((word(index) == "last" ? year - 1 : year) * 4 + quarter, index..<end + 1)
        }
        guard word(index) == "the", ["same", "corresponding", "comparable", "equivalent"].contains(word(index + 1)),
            ["quarter", "period"].contains(word(index + 2))
        else { return nil }
        let position = index + (word(index + 3) == "of" ? 4 : 3)
        if word(position) == "last", word(position + 1) == "year" {
            return namedQuarter((year - 1) * 4 + lastQuarter % 4, index..<position + 2)
        }
        guard word(position) == "a", word(position + 1) == "year",
            ["ago", "earlier", "before"].contains(word(position + 2))
        else { return nil }
        return namedQuarter(lastQuarter - 4, index..<position + 3)
    }

    private mutating func quarter(_ number: Int, _ tokens: Range<Int>) -> TimeExpression {
        lastQuarter = number
        let start = tokens.lowerBound - (word(tokens.lowerBound - 1) == "the" ? 1 : 0)
        return namedQuarter(number, start..<tokens.upperBound)
    }

    private func namedQuarter(_ number: Int, _ tokens: Range<Int>) -> TimeExpression {
        let (year, quarter) = (number / 4, number % 4)
        let span = (1...9_998).contains(year) ? DaySpan.months(year, quarter * 3 + 1, quarter * 3 + 3) : nil
        return .named("\(TimeExpression.pad(year, 4))-Q\(quarter + 1)", tokens, backdrop: span)
    }

    /// The year that a quarter or a half is said to be one of.
    private func yearOfPart(_ end: Int) -> (year: Int?, end: Int) {
        var position = end
        if word(position) == "," || word(position) == "of" { position += 1 }
        if word(position) == "fiscal" { position += 1 }
        if let given = following(position), given.year != nil { return (given.year, given.end) }
        if word(end) == "of", word(end + 1) == "the", word(end + 2) == "year" { return (publishedYear, end + 3) }
        return (nil, end)
    }

    /// The latest year in which a quarter has begun, or the next one where the text looks ahead.
    private func yearOfQuarter(_ number: Int, _ index: Int) -> Int? {
        guard let published else { return referenceYear }
        let date = CivilDate(daysSinceEpoch: published)
        let now = (date.month - 1) / 3 + 1
        if number < now { return date.year }
        if looksAhead(index) { return date.year }
        // Nobody has the results of a quarter that has only begun.
        return number == now && date.month % 3 != 1 ? date.year : date.year - 1
    }

    /// `a year earlier` right after a quarter means that quarter of the year before.
    func quarterBefore(
        _ count: Int, _ unit: TimeWords.Unit, _ tokens: Range<Int>, isNamed: Bool = false
    ) -> TimeExpression? {
        guard unit == .year, let lastQuarter, isNamed || isQuarterLast else { return nil }
        return namedQuarter(lastQuarter - 4 * count, tokens)
    }
}
