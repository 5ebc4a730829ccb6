import Incidents

extension TimeTagger {
    /// `10:35 a.m.`, `7 p.m. EST`, `0735 GMT`, `at 14:30`, `4 in the morning`, `noon`; with the day right after it:
    /// `10:35 a.m. on Friday`.
    func clock(_ index: Int) -> TimeExpression? {
        guard let reading = clockReading(index) else { return nil }
        let (hour, minute) = (reading.hour, reading.minute)
        var end = reading.end
        if TimeWords.zones.contains(word(end)) { end += 1 }
        if word(end) == "local", word(end + 1) == "time" { end += 2 }
        let time = minute == 60 ? "T24:00" : "T\(TimeExpression.pad(hour, 2)):\(TimeExpression.pad(minute, 2))"
        // The same time in another zone may stand between it and its day.
        var next = end
        if word(next) == "(" {
            for position in next + 1..<next + 7 where word(position) == ")" { next = position + 1; break }
        }
        if word(next) == "," { next += 1 }
        let day = dayExpression(next)
        if next <= end + 1, var merged = day, merged.value.utf8.count == 10, merged.span != nil {
            merged.value += time
            merged.tokens = index..<merged.tokens.upperBound
            return merged
        }
        // "from 4 p.m. to 6 p.m. on Monday"
        if ["to", "until", "and", "-", "–"].contains(word(next)), let second = clockReading(next + 1) {
            next = second.end
        }
        let later = word(next) == "on" ? dayExpression(next + 1) : next > end ? dayExpression(next) : day
        guard let day = later?.span?.from ?? dayOfSentence(index) ?? reference ?? published else {
            return .named("XXXX-XX-XX\(time)", index..<end)
        }
        return .named(TimeExpression.text(ofDay: day) + time, index..<end, backdrop: .day(day))
    }

    private func dayExpression(_ index: Int) -> TimeExpression? {
        guard passage.tokens.indices.contains(index) else { return nil }
        return calendarDate(index) ?? weekday(index)
            ?? (["today", "yesterday", "tomorrow"].contains(word(index)) ? relativeDay(index) : nil)
    }

    /// Hour, minute, 60 for midnight at the end of a day, and where the reading ends.
    private func clockReading(_ index: Int) -> (hour: Int, minute: Int, end: Int)? {
        guard passage.tokens.indices.contains(index) else { return nil }
        if word(index) == "noon" { return (12, 0, index + 1) }
        if word(index) == "midnight" { return (24, 60, index + 1) }
        let text = word(index)
        guard passage.tokens[index].beginsWithDigit else { return nil }
        if passage.tokens[index].kind == .word {
            // "10am", "10.30pm"
            guard text.hasSuffix("am") || text.hasSuffix("pm") else { return nil }
            return half(String(text.dropLast(2)), text.hasSuffix("pm"), index + 1)
        }
        var end = index + 1
        var figures = text
        if word(end) == ":", passage.tokens[end].isGlued, word(end + 1).utf8.count == 2, Int(word(end + 1)) != nil {
            figures += "." + word(end + 1)
            end += 2
        }
        switch word(end) {
        case "am", "pm", "a.m", "p.m": return half(figures, word(end).hasPrefix("p"), end + 1)
        case "noon": return text == "12" ? (12, 0, end + 1) : nil
        case "midnight": return text == "12" ? (24, 60, end + 1) : nil
        case "in" where word(end + 1) == "the" && ["morning", "afternoon", "evening"].contains(word(end + 2)):
            guard let hour = Int(text), hour < 13, word(index - 1) == "at" else { return nil }
            return half(figures, word(end + 2) != "morning", end + 3)
        default: break
        }
        if figures != text {
            // A score or a ratio looks like it.
            guard let hour = Int(text), hour < 24, let minute = Int(word(end - 1)), minute < 60,
                ["at", "around", "about", "by", "until", "from", "before", "after", "since"].contains(word(index - 1))
                    || TimeWords.zones.contains(word(end)) || word(end) == "local"
            else { return nil }
            return (hour, minute, end)
        }
        guard text.utf8.count == 4, let number = Int(text), number / 100 < 24, number % 100 < 60,
            TimeWords.zones.contains(word(end)) && passage.tokens[end].isAllCapitals
        else { return nil }
        return (number / 100, number % 100, end)
    }

    private func half(_ figures: String, _ isAfternoon: Bool, _ end: Int) -> (hour: Int, minute: Int, end: Int)? {
        let parts = figures.split(separator: ".")
        guard let hour = parts.first.flatMap({ Int($0) }), (1...12).contains(hour),
            let minute = parts.count > 1 ? Int(parts[1]) : 0, minute < 60, parts.count < 3
        else { return nil }
        return (hour % 12 + (isAfternoon ? 12 : 0), minute, end)
    }
}
