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
            }
            index = max(found.tokens.upperBound, index + 1)
        }
    }

    private func expression(at index: Int) -> TimeExpression? {
        guard passage.kinds(index).contains(.timeOpener) || passage.tokens[index].beginsWithDigit else { return nil }
        return isoDate(index) ?? calendarDate(index) ?? weekday(index) ?? relativeDay(index) ?? counted(index)
            ?? relativePeriod(index) ?? monthOrSeason(index) ?? year(index)
    }

    /// Takes in "since" before it and the part of the day after it.
    private func widened(_ found: TimeExpression) -> TimeExpression {
        var found = found
        while TimeWords.partsOfDay.contains(word(found.tokens.upperBound)) {
            found.tokens = found.tokens.lowerBound..<found.tokens.upperBound + 1
        }
        if word(found.tokens.lowerBound - 1) == "since", let span = found.span, let published, span.from <= published {
            found.isSince = true
            found.span = DaySpan(from: span.from, until: max(span.until, published + 1))
        }
        return found
    }

    // MARK: Words

    func word(_ index: Int) -> String { passage.word(index) }

    func isFuture(_ index: Int) -> Bool {
        let sentence = passage.sentences[passage.sentence(of: index)]
        for position in sentence {
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
