/// Reads the dates and times that people and publishers write.
///
///     try TemporalText.parse("2022-01-04").interval        // the whole day, precision day
///     try TemporalText.parse("2022-01")                    // the whole month
///     try TemporalText.parse("2022-01-04T02:30:00+03:00")  // an instant, 2022-01-03T23:30:00Z
///
/// Understood are years, months, ISO weeks and days (`2022`, `2022-01`, `2022-W01`, `2022-01-04`, `2022/01/04`,
/// `20220104`, `4 January 2022`, `Jan 4, 2022`), and a day with a time of day after `T` or a space, with `Z` or an offset.
/// A time to the second is an instant; one to the minute lasts that minute. Digits past the millisecond are cut off.
/// What the calendar or the clock does not have (30 February, 24:00) is refused; a second 60 is taken as the next one.
public enum TemporalText {
    /// A time that was read.
    public struct Reading: Hashable, Sendable {
        /// The span meant.
        public var interval: TemporalInterval
        /// How finely it was written.
        public var precision: TimePrecision
        /// The offset from UTC that was written, in seconds; nil for a bare date or an assumed zone.
        public var writtenOffsetSeconds: Int?

        /// A time that was read from another form than text.
        package init(interval: TemporalInterval, precision: TimePrecision, writtenOffsetSeconds: Int? = nil) {
            self.interval = interval
            self.precision = precision
            self.writtenOffsetSeconds = writtenOffsetSeconds
        }
    }

    /// Reads a date or a time.
    ///
    /// - Parameters:
    ///   - text: the text; spaces and tabs around it do not count.
    ///   - zone: the zone of times that name none; without it they are refused. A bare date needs none: it is the day
    ///     in UTC.
    /// - Returns: the span, its precision and the offset as written.
    /// - Throws: ``TemporalError`` that quotes the text and says what is wrong.
    /// - Complexity: O(length).
    public static func parse(_ text: String, assuming zone: AssumedZone? = nil) throws(TemporalError) -> Reading {
        var scanner = TemporalScanner(text)
        return try scanner.reading(assuming: zone)
    }
}

/// One pass over the bytes of a text, with the text at hand for the error.
private struct TemporalScanner {
    let text: String
    let bytes: [UInt8]
    var index = 0
    /// Whether the form is that of RFC 3339, with `T`, whose offsets have minutes; databases write a space and `+00`.
    var isStrict = false

    init(_ text: String) {
        var slice = text.utf8[...]
        while let first = slice.first, first == 0x20 || first == 0x09 { slice.removeFirst() }
        while let last = slice.last, last == 0x20 || last == 0x09 { slice.removeLast() }
        bytes = Array(slice)
        self.text = String(decoding: bytes, as: UTF8.self)
    }

    var isAtEnd: Bool { index == bytes.count }
    var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    func malformed(_ reason: String) -> TemporalError { .malformed(text: text, reason: reason) }
    func impossible(_ reason: String) -> TemporalError { .impossible(text: text, reason: reason) }

    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        index += 1
        return true
    }

    /// How many ASCII digits follow.
    var digitRun: Int {
        var end = index
        while end < bytes.count, (0x30...0x39).contains(bytes[end]) { end += 1 }
        return end - index
    }

    /// Exactly `count` digits.
    mutating func number(_ count: Int, _ what: String) throws(TemporalError) -> Int {
        guard digitRun >= count else { throw malformed("\(what) needs \(count) digits") }
        var value = 0
        for _ in 0..<count {
            value = value * 10 + Int(bytes[index] - 0x30)
            index += 1
        }
        return value
    }

    mutating func reading(assuming zone: AssumedZone?) throws(TemporalError) -> TemporalText.Reading {
        guard !isAtEnd else { throw malformed("it is empty") }
        switch digitRun {
        case 4:
            return try yearFirst(assuming: zone)
        case 8:
            let (year, month, day) = (try number(4, "a year"), try number(2, "a month"), try number(2, "a day"))
            return try dayOrTime(try date(year, month, day), assuming: zone)
        case 1, 2:
            return try dayFirst(assuming: zone)
        case 0 where isLetter:
            return try monthFirst(assuming: zone)
        case 5 where text == "10000-01-01T00:00:00Z" || text == "10000-01-01T00:00:00.000Z":
            // The end of 9999-12-31, as exports write it; no other moment has five digits of a year.
            return TemporalText.Reading(
                interval: TemporalInterval(uncheckedStart: .latest, end: .latest), precision: .second,
                writtenOffsetSeconds: 0)
        default:
            throw malformed("write it as 2022-01-04 or 2022-01-04T10:30:00Z")
        }
    }

    // MARK: Dates

    func date(_ year: Int, _ month: Int, _ day: Int) throws(TemporalError) -> CivilDate {
        guard (1...12).contains(month) else { throw impossible("there is no month \(month)") }
        guard year <= 9999, let date = CivilDate(year: year, month: month, day: day) else {
            throw impossible("month \(month) of \(year) has no day \(day)")
        }
        return date
    }

    /// `2022`, `2022-01`, `2022-W01`, `2022-01-04…`, `2022/01/04…`
    mutating func yearFirst(assuming zone: AssumedZone?) throws(TemporalError) -> TemporalText.Reading {
        let year = try number(4, "a year")
        if isAtEnd { return TemporalText.Reading(interval: .year(year), precision: .year) }
        let separator: UInt8 = next == UInt8(ascii: "/") ? UInt8(ascii: "/") : UInt8(ascii: "-")
        guard take(separator) else { throw malformed("after the year comes a hyphen") }
        if separator == UInt8(ascii: "-"), take(UInt8(ascii: "W")) { return try week(of: year) }
        let month = try number(separator == UInt8(ascii: "/") ? min(max(digitRun, 1), 2) : 2, "a month")
        if isAtEnd {
            guard (1...12).contains(month) else { throw impossible("there is no month \(month)") }
            return TemporalText.Reading(interval: .month(year, month), precision: .month)
        }
        guard take(separator) else { throw malformed("after the month comes a day") }
        let day = try number(separator == UInt8(ascii: "/") ? min(max(digitRun, 1), 2) : 2, "a day")
        return try dayOrTime(try date(year, month, day), assuming: zone)
    }

    /// The week of ISO 8601: it begins on a Monday, and week 1 holds the year's 4 January.
    mutating func week(of year: Int) throws(TemporalError) -> TemporalText.Reading {
        let week = try number(2, "a week")
        guard isAtEnd else { throw malformed("text after the week") }
        let fourth = try date(year, 1, 4).daysSinceEpoch
        let firstMonday = fourth - mondayBasedWeekday(fourth)
        let start = firstMonday + (week - 1) * 7
        // The year has a week 53 when that week's Thursday still lies in it.
        guard week >= 1, CivilDate(daysSinceEpoch: start + 3).year == year else {
            throw impossible("\(year) has no week \(week)")
        }
        let first = CivilDate(daysSinceEpoch: start).start
        return TemporalText.Reading(
            interval: try TemporalInterval(
                start: first, end: Instant(milliseconds: first.milliseconds + 7 * Instant.millisecondsPerDay)),
            precision: .week)
    }

    func mondayBasedWeekday(_ days: Int) -> Int {
        // 1970-01-01 was a Thursday.
        let weekday = (days + 3) % 7
        return weekday < 0 ? weekday + 7 : weekday
    }

    /// `4 January 2022`, `04-Jan-2022`
    mutating func dayFirst(assuming zone: AssumedZone?) throws(TemporalError) -> TemporalText.Reading {
        let day = try number(digitRun, "a day")
        guard take(UInt8(ascii: " ")) || take(UInt8(ascii: "-")), isLetter else {
            throw malformed("day and month cannot be told apart; write it as 2022-01-04")
        }
        let month = try monthName()
        _ = take(UInt8(ascii: ","))
        guard take(UInt8(ascii: " ")) || take(UInt8(ascii: "-")), digitRun == 4 else {
            throw malformed("after the month comes a year of four digits")
        }
        return try dayOrTime(try date(try number(4, "a year"), month, day), assuming: zone)
    }

    /// `January 2022`, `January 4, 2022`
    mutating func monthFirst(assuming zone: AssumedZone?) throws(TemporalError) -> TemporalText.Reading {
        let month = try monthName()
        guard take(UInt8(ascii: " ")) else { throw malformed("after the month comes a day or a year") }
        if digitRun == 4 {
            let year = try number(4, "a year")
            guard isAtEnd else { throw malformed("text after the year") }
            return TemporalText.Reading(interval: .month(year, month), precision: .month)
        }
        guard (1...2).contains(digitRun) else { throw malformed("after the month comes a day or a year") }
        let day = try number(digitRun, "a day")
        _ = take(UInt8(ascii: ","))
        guard take(UInt8(ascii: " ")), digitRun == 4 else {
            throw malformed("after the day comes a year of four digits")
        }
        return try dayOrTime(try date(try number(4, "a year"), month, day), assuming: zone)
    }

    var isLetter: Bool {
        guard let next else { return false }
        return (0x41...0x5A).contains(next & 0xDF)
    }

    mutating func monthName() throws(TemporalError) -> Int {
        var word: [UInt8] = []
        while isLetter, let letter = next {
            word.append(letter | 0x20)
            index += 1
        }
        _ = take(UInt8(ascii: "."))
        let names = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december",
        ]
        for (number, name) in names.enumerated()
        where word.count >= 3 && (name.utf8.elementsEqual(word) || name.utf8.prefix(3).elementsEqual(word)) {
            return number + 1
        }
        // The one abbreviation of four letters in common use.
        if "sept".utf8.elementsEqual(word) { return 9 }
        throw malformed("'\(String(decoding: word, as: UTF8.self))' is not the name of a month")
    }

    // MARK: Times of day

    mutating func dayOrTime(_ date: CivilDate, assuming zone: AssumedZone?) throws(TemporalError)
        -> TemporalText.Reading
    {
        if isAtEnd {
            let start = date.start
            return TemporalText.Reading(
                interval: TemporalInterval(
                    uncheckedStart: start, end: Instant(milliseconds: start.milliseconds + Instant.millisecondsPerDay)),
                precision: .day)
        }
        isStrict = next != UInt8(ascii: " ")
        guard take(UInt8(ascii: "T")) || take(UInt8(ascii: "t")) || take(UInt8(ascii: " ")) else {
            throw malformed("after the day comes T and a time of day")
        }
        return try time(on: date, assuming: zone)
    }

    mutating func time(on date: CivilDate, assuming zone: AssumedZone?) throws(TemporalError) -> TemporalText.Reading {
        let hour = try number(2, "an hour")
        guard take(UInt8(ascii: ":")) else { throw malformed("after the hour comes a colon and the minute") }
        let minute = try number(2, "a minute")
        var second = 0
        var millisecond = 0
        var precision = TimePrecision.minute
        if take(UInt8(ascii: ":")) {
            precision = .second
            second = try number(2, "a second")
            if take(UInt8(ascii: ".")) || take(UInt8(ascii: ",")) { millisecond = try fraction() }
        }
        guard hour <= 23 else {
            throw impossible(
                hour == 24 ? "the day ends at 23:59:59; write 00:00 of the next day" : "there is no hour \(hour)")
        }
        guard minute <= 59 else { throw impossible("there is no minute \(minute)") }
        guard second <= 60 else { throw impossible("there is no second \(second)") }
        let local =
            date.start.milliseconds + Int64(hour * 3_600 + minute * 60 + second) * 1_000 + Int64(millisecond)
        let offset = try writtenOffset()
        guard isAtEnd else { throw malformed("text after the time") }
        let start: Int64
        if let offset {
            start = local - Int64(offset) * 1_000
        } else if let zone {
            guard let utc = zone.utcMilliseconds(forLocal: local) else {
                throw impossible("clocks in \(zone.name) skipped that time")
            }
            start = utc
        } else {
            throw TemporalError.missingZone(text: text)
        }
        // A leap second ends a day of UTC and nothing else.
        if second == 60, Instant(milliseconds: start - Int64(millisecond)).millisecondOfDay != 0 {
            throw impossible("a second 60 occurs only at 23:59 UTC")
        }
        let length: Int64 = precision == .minute ? 60_000 : 0
        return TemporalText.Reading(
            interval: try TemporalInterval(
                start: Instant(milliseconds: start), end: Instant(milliseconds: start + length)),
            precision: precision, writtenOffsetSeconds: offset)
    }

    /// The digits after the decimal sign, as milliseconds; further digits are cut off.
    mutating func fraction() throws(TemporalError) -> Int {
        guard digitRun > 0 else { throw malformed("after the decimal sign come digits") }
        var value = 0
        var scale = 100
        while let digit = next, (0x30...0x39).contains(digit) {
            value += Int(digit - 0x30) * scale
            scale /= 10
            index += 1
        }
        return value
    }

    /// `Z`, `+03:00`, `+0300`, `+03`, or nothing; seconds east of Greenwich.
    mutating func writtenOffset() throws(TemporalError) -> Int? {
        if !isStrict { _ = take(UInt8(ascii: " ")) }
        if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return 0 }
        if bytes[index...].elementsEqual("UTC".utf8) || bytes[index...].elementsEqual("GMT".utf8) {
            index = bytes.count
            return 0
        }
        guard let sign = next, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        index += 1
        let hours = try number(2, "an offset's hours")
        var minutes = 0
        if isStrict || next == UInt8(ascii: ":") || digitRun > 0 {
            guard take(UInt8(ascii: ":")) || digitRun == 2 else { throw malformed("an offset is written +03:00") }
            minutes = try number(2, "an offset's minutes")
        }
        guard hours <= 23, minutes <= 59 else { throw impossible("there is no offset of \(hours):\(minutes)") }
        let seconds = hours * 3_600 + minutes * 60
        return sign == UInt8(ascii: "-") ? -seconds : seconds
    }
}
