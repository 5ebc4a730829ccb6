import Incidents

/// Finds dates and times in prose and says which days they mean.
///
/// Weekdays are the nearest past ones, that of publication included, unless the sentence speaks of the future. Dates without a
/// year are the latest that are not in the future. "The day before" and its like count from the last day that the text spoke
/// of. Dates are whole days; times of day only choose among them.
struct TimeTagger {
    let passage: Passage
    /// The day of publication.
    let published: Int?
    private var expressions: [TimeExpression] = []
    /// The last day that the text spoke of.
    var reference: Int?
    /// The last year that it named.
    var referenceYear: Int?
    /// The last month that it named, as its first day.
    var referenceMonth: Int?
    /// The last quarter that it named: four times the year, and 0 through 3.
    var lastQuarter: Int?

    /// - Complexity: O(length of the text).
    static func tag(_ passage: Passage, published: Int?) -> [TimeExpression] {
        var tagger = TimeTagger(passage: passage, published: published)
        tagger.run()
        return tagger.expressions
    }

    private init(passage: Passage, published: Int?) {
        self.passage = passage
        self.published = published
    }

    private mutating func run() {
        var index = 0
        while index < passage.tokens.count {
            guard var found = expression(at: index) else {
                index += 1
                continue
            }
            found = widened(found)
            if let span = found.span, let published, span.from > published { found.isPast = false }
            expressions.append(found)
            if let span = found.span, found.isPast {
                if found.precision == .day || span.until - span.from <= 3 { reference = span.from }
                if found.precision <= .year { referenceYear = CivilDate(daysSinceEpoch: span.from).year }
                if found.precision <= .month { referenceMonth = span.from }
            }
            index = max(found.tokens.upperBound, index + 1)
        }
    }

    private mutating func expression(at index: Int) -> TimeExpression? {
        if passage.tokens[index].beginsWithDigit {
            return isoDate(index) ?? clock(index) ?? calendarDate(index) ?? counted(index) ?? year(index)
                ?? namedYear(index) ?? decade(index)
        }
        guard passage.kinds(index).contains(.timeOpener), mayOpen(index) else { return nil }
        if let day = calendarDate(index) ?? weekday(index) ?? relativeDay(index) { return day }
        if let quarter = quarter(index) { return quarter }
        if let found = indefinite(index) ?? recurring(index) ?? namedYear(index) ?? counted(index) { return found }
        if let period = relativePeriod(index) ?? monthOrSeason(index) { return period }
        return vague(index) ?? clock(index) ?? holiday(index)
    }

    /// Whether what follows an article, which hardly ever begins a time, can be one.
    private func mayOpen(_ index: Int) -> Bool {
        switch word(index) {
        case "the": TimeTagger.afterThe.contains(word(index + 1))
        case "a", "an":
            TimeWords.units[word(index + 1)] != nil || TimeTagger.afterA.contains(word(index + 1))
        default: true
        }
    }

    private static let afterThe = Set(fromReference.lazy.filter { $0.words[0] == "the" }.map { $0.words[1] })
        .union([
            "past", "future", "near", "foreseeable", "full", "time", "year", "month", "week", "fiscal", "corresponding",
            "comparable", "equivalent", "preceding",
        ])
    private static let afterA: Set<String> = ["few", "couple", "dozen", "hundred", "thousand", "million"]

    /// The day that the text spoke of last in the sentence of a token.
    func dayOfSentence(_ index: Int) -> Int? {
        let start = passage.sentences[passage.sentence(of: index)].lowerBound
        return expressions.suffix(TimeTagger.reach).last {
            $0.span != nil && $0.precision == .day && $0.tokens.lowerBound >= start
        }?.span?.from
    }

    /// Whether a year stands right before a token but for a comma or "and".
    func isListed(_ index: Int) -> Bool {
        guard let last = expressions.last, last.value.utf8.count == 4 else { return false }
        return (last.tokens.upperBound..<index).allSatisfy { [",", "and", "or"].contains(word($0)) }
            && (1...2).contains(index - last.tokens.upperBound)
    }

    /// Whether a quarter is the last time that the text named, but for the day on which it ended.
    var isQuarterLast: Bool {
        guard let last = expressions.last else { return false }
        if last.value.contains("-Q") { return true }
        return ["ended", "ending"].contains(word(last.tokens.lowerBound - 1))
            && (expressions.dropLast().last?.value.contains("-Q") ?? false)
    }

    /// Takes in "since" before it and the part of the day after it.
    private func widened(_ found: TimeExpression) -> TimeExpression {
        var found = found
        while TimeWords.partsOfDay.contains(word(found.tokens.upperBound)) {
            found.tokens = found.tokens.lowerBound..<found.tokens.upperBound + 1
        }
        if found.precision == .day, found.value.utf8.count == 10, found.parts.isEmpty, found.tokens.count < 8 {
            let part = found.tokens.lazy.compactMap { TimeWords.partValues[word($0)] }.first
            if let part, !found.value.hasSuffix("X") { found.value += part }
        }
        if found.span == nil, found.value.hasPrefix("P"), !found.value.contains("X"), !found.value.hasSuffix("REF") {
            let start = found.tokens.lowerBound
            let isTwo =
                ["more", "less", "at", "fewer"].contains(word(start - 2))
                && ["than", "least", "most"].contains(word(start - 1))
            let isOne = ["nearly", "almost", "about", "over", "approximately", "around"].contains(word(start - 1))
            if isTwo || isOne { found.tokens = start - (isTwo ? 2 : 1)..<found.tokens.upperBound }
        }
        if word(found.tokens.lowerBound - 1) == "since", let span = found.span, let published, span.from <= published {
            found.isSince = true
            found.span = DaySpan(from: span.from, until: max(span.until, published + 1))
        }
        return found
    }

    // MARK: Words

    func word(_ index: Int) -> String { passage.word(index) }

    /// How far a sentence is looked through for what says something about a time: no sentence of prose is longer, but a list
    /// may be as long as its text.
    private static let reach = 100

    func isFuture(_ index: Int) -> Bool {
        let sentence = passage.sentences[passage.sentence(of: index)]
        for position in sentence.clamped(to: index - TimeTagger.reach..<index + TimeTagger.reach) {
            // Only the clause counts: a semicolon ends it.
            let text = word(position)
            if TimeWords.futureWords.contains(text) {
                let between = min(position, index)..<max(position, index)
                if !between.contains(where: { [";", ":", "—"].contains(word($0)) }) { return true }
            }
            if text == "is" || text == "are", word(position + 1) == "to" { return true }
        }
        return false
    }
}

extension TimePrecision {
    /// Finer is less.
    fileprivate static func <= (left: TimePrecision, right: TimePrecision) -> Bool {
        let order = TimePrecision.allCases
        return (order.firstIndex(of: left) ?? 0) <= (order.firstIndex(of: right) ?? 0)
    }
}
