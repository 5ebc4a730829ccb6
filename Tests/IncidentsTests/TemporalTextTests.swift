import Incidents
import Testing

@Suite("Dates and times in text")
struct TemporalTextTests {
    private func read(_ text: String, zone: String? = nil) throws -> String {
        let reading = try TemporalText.parse(
            text, assuming: try zone.map { name throws(TemporalError) in try AssumedZone(name) })
        return "\(reading.interval.start) \(reading.interval.end) \(reading.precision.rawValue)"
    }

    @Test(
        "a bare date is the whole day, a month the whole month, a year the whole year",
        arguments: [
            ("2022-01-04", "2022-01-04T00:00:00Z 2022-01-05T00:00:00Z day"),
            ("20220104", "2022-01-04T00:00:00Z 2022-01-05T00:00:00Z day"),
            ("2022/1/4", "2022-01-04T00:00:00Z 2022-01-05T00:00:00Z day"),
            ("4 January 2022", "2022-01-04T00:00:00Z 2022-01-05T00:00:00Z day"),
            ("04-Jan-2022", "2022-01-04T00:00:00Z 2022-01-05T00:00:00Z day"),
            ("Sept. 4, 2022", "2022-09-04T00:00:00Z 2022-09-05T00:00:00Z day"),
            ("2022-01", "2022-01-01T00:00:00Z 2022-02-01T00:00:00Z month"),
            ("2021-12", "2021-12-01T00:00:00Z 2022-01-01T00:00:00Z month"),
            ("January 2022", "2022-01-01T00:00:00Z 2022-02-01T00:00:00Z month"),
            ("2022", "2022-01-01T00:00:00Z 2023-01-01T00:00:00Z year"),
            ("9999", "9999-01-01T00:00:00Z 10000-01-01T00:00:00Z year"),
            ("0000", "0000-01-01T00:00:00Z 0001-01-01T00:00:00Z year"),
            ("2020-W53", "2020-12-28T00:00:00Z 2021-01-04T00:00:00Z week"),
            ("2024-02-29", "2024-02-29T00:00:00Z 2024-03-01T00:00:00Z day"),
        ])
    func bareDates(text: String, expected: String) throws {
        #expect(try read(text) == expected)
    }

    @Test(
        "a time to the second is an instant in UTC, one to the minute lasts a minute",
        arguments: [
            ("2022-01-04T02:30:00Z", "2022-01-04T02:30:00Z 2022-01-04T02:30:00Z second"),
            ("2022-01-04T02:30:00+03:00", "2022-01-03T23:30:00Z 2022-01-03T23:30:00Z second"),
            ("2022-01-04 02:30:00+00", "2022-01-04T02:30:00Z 2022-01-04T02:30:00Z second"),
            ("2022-01-04 02:30:00 UTC", "2022-01-04T02:30:00Z 2022-01-04T02:30:00Z second"),
            ("2022-01-04t02:30:00.5z", "2022-01-04T02:30:00.500Z 2022-01-04T02:30:00.500Z second"),
            ("1985-04-12T00:59:59.999999999999999Z", "1985-04-12T00:59:59.999Z 1985-04-12T00:59:59.999Z second"),
            ("2022-01-04T02:30-0130", "2022-01-04T04:00:00Z 2022-01-04T04:01:00Z minute"),
            ("1969-12-31T23:59:59.250Z", "1969-12-31T23:59:59.250Z 1969-12-31T23:59:59.250Z second"),
        ])
    func timesOfDay(text: String, expected: String) throws {
        #expect(try read(text) == expected)
    }

    @Test("the end of the last year is read as it is written, and nothing else has a year of five digits")
    func endOfTime() throws {
        let end = "10000-01-01T00:00:00Z"
        #expect(try TemporalText.parse("9999-12-31").interval.end.description == end)
        #expect(try read(end) == "\(end) \(end) second")
        #expect(try read("10000-01-01T00:00:00.000Z") == "\(end) \(end) second")
        for text in ["10000-01-01", "10000-01-01T00:00:01Z", "10000-01-01T00:00:00+01:00", "10001-01-01T00:00:00Z"] {
            #expect(throws: TemporalError.self) { try read(text) }
        }
    }

    @Test("a second 60 is taken as the next second, and only where a leap second can be")
    func leapSeconds() throws {
        #expect(try read("1998-12-31T23:59:60Z") == "1999-01-01T00:00:00Z 1999-01-01T00:00:00Z second")
        #expect(try read("1998-12-31T15:59:60.123-08:00") == "1999-01-01T00:00:00.123Z 1999-01-01T00:00:00.123Z second")
        #expect(throws: TemporalError.self) { try read("1998-12-31T22:59:60Z") }
        #expect(throws: TemporalError.self) { try read("1998-12-31T23:59:61Z") }
    }

    @Test(
        "24:00 and 30 February are refused as impossible",
        arguments: [
            "1990-12-31T24:00:00Z", "2021-02-30", "30 February 2021", "2021-13", "2021-00", "2021-04-31", "2019-W53",
            "2021-01-01T00:60:00Z", "2021-01-01T00:00:00+10:60", "2021-01-01T00:00:00-24:00", "2023-02-29",
            "1900-02-29",
        ])
    func impossible(text: String) {
        let error = #expect(throws: TemporalError.self) { try read(text) }
        if case .impossible = error {} else { Issue.record("\(String(describing: error))") }
    }

    @Test(
        "what is no date says so and quotes the text",
        arguments: [
            "", "yesterday-ish", "04/01/2022", "2022-1-4", "22", "2022-01-04T", "2022-01-04T1:00:00Z", "2022-01-04X",
            "1963-06-1৪T00:00:00Z", "+11963-06-19T08:30:06Z", "2013-350T01:01:01", "1963-06-19T08:30:06.28123+01:00Z",
            "1985-04-12T23:20:50+01", "1985-04-12T23:20:50Z\n", "2022-01-04T02:30:00.Z", "Smarch 1, 2022", "12345",
            "2022-", "2022-01-", "-2022", "2022-W", "4 January", "1e3", "NaN",
        ])
    func malformed(text: String) {
        let error = #expect(throws: TemporalError.self) { try read(text) }
        if case .malformed = error {} else { Issue.record("\(String(describing: error))") }
    }

    @Test("a time without a zone is refused unless a zone is assumed; a bare date needs none")
    func missingZone() throws {
        #expect(throws: TemporalError.missingZone(text: "2022-01-04T02:30:00")) { try read("2022-01-04T02:30:00") }
        #expect(try read("2022-01-04T02:30:00", zone: "+03:00") == "2022-01-03T23:30:00Z 2022-01-03T23:30:00Z second")
        #expect(
            try read("2022-01-04 02:30", zone: "Asia/Baghdad") == "2022-01-03T23:30:00Z 2022-01-03T23:31:00Z minute")
        #expect(try read("2022-01-04", zone: "Asia/Baghdad") == "2022-01-04T00:00:00Z 2022-01-05T00:00:00Z day")
        #expect(try read("2022-01-04T02:30:00Z", zone: "+03:00") == "2022-01-04T02:30:00Z 2022-01-04T02:30:00Z second")
        #expect(throws: TemporalError.self) { try AssumedZone("Mars/Olympus") }
    }

    @Test("a local time that clocks skipped is refused, one that they showed twice is the first")
    func zoneChanges() throws {
        // Clocks in Berlin went from 02:00 to 03:00 on 2021-03-28 and from 03:00 back to 02:00 on 2021-10-31.
        #expect(throws: TemporalError.self) { try read("2021-03-28T02:30:00", zone: "Europe/Berlin") }
        #expect(
            try read("2021-10-31T02:30:00", zone: "Europe/Berlin") == "2021-10-31T00:30:00Z 2021-10-31T00:30:00Z second"
        )
        #expect(
            try read("2021-10-31T03:30:00", zone: "Europe/Berlin") == "2021-10-31T02:30:00Z 2021-10-31T02:30:00Z second"
        )
    }

    @Test("every cut of a valid text ends in a reading or an error, never in a trap")
    func truncations() {
        let texts = ["2022-01-04T02:30:00.123+03:00", "20220104", "4 January 2022 02:30Z", "Jan. 4, 2022", "2022-W01"]
        var outcomes = 0
        for text in texts {
            for length in 0...text.utf8.count {
                for suffix in ["", "\u{0}", "9", "é", ":"] {
                    _ = try? TemporalText.parse(String(text.prefix(length)) + suffix)
                    outcomes += 1
                }
            }
        }
        #expect(outcomes > 300)
    }
}

@Suite("The calendar")
struct CalendarTests {
    @Test("days and dates convert both ways over ten thousand years")
    func roundTrip() throws {
        var expected = try #require(CivilDate(year: 0, month: 1, day: 1))
        let first = expected.daysSinceEpoch
        var failures = 0
        for days in first..<(first + 3_652_425) {
            if CivilDate(daysSinceEpoch: days) != expected || expected.daysSinceEpoch != days { failures += 1 }
            // The next day by the schoolbook.
            if expected.day < CivilDate.length(ofMonth: expected.month, in: expected.year) {
                expected.day += 1
            } else {
                expected.day = 1
                expected.month = expected.month % 12 + 1
                if expected.month == 1 { expected.year += 1 }
            }
        }
        #expect(failures == 0)
        #expect(expected.year == 10_000)
    }

    @Test("instants print in RFC 3339 on both sides of the epoch")
    func printing() {
        #expect(Instant(milliseconds: 0).description == "1970-01-01T00:00:00Z")
        #expect(Instant(milliseconds: -1).description == "1969-12-31T23:59:59.999Z")
        #expect(Instant(milliseconds: 0).text(withMilliseconds: true) == "1970-01-01T00:00:00.000Z")
        #expect(Instant.earliest.description == "0000-01-01T00:00:00Z")
    }

    @Test("months and days out of range carry over instead of trapping")
    func carrying() {
        #expect(TemporalInterval.month(2022, 13) == .month(2023, 1))
        #expect(TemporalInterval.month(2022, 0) == .month(2021, 12))
        #expect(TemporalInterval.day(2022, 1, 32) == .day(2022, 2, 1))
        #expect(TemporalInterval.year(.max) == .year(9999))
        #expect(TemporalInterval.day(.min, .min, .min).start == .earliest)
        #expect(TemporalInterval.day(.max, .max, .max).end == .latest)
    }

    @Test("an interval that ends before it starts is an error")
    func inverted() {
        #expect(throws: TemporalError.self) {
            try TemporalInterval(start: Instant(milliseconds: 1), end: Instant(milliseconds: 0))
        }
    }
}

@Suite("Words that count from now")
struct RelativeTimeTests {
    // A Wednesday.
    private let now = Instant(milliseconds: 1_641_385_800_000)  // 2022-01-05T12:30:00Z

    @Test(
        "relative words are spans in UTC",
        arguments: [
            ("now", "2022-01-05T12:30:00Z", "2022-01-05T12:30:00Z"),
            ("today", "2022-01-05T00:00:00Z", "2022-01-06T00:00:00Z"),
            ("yesterday", "2022-01-04T00:00:00Z", "2022-01-05T00:00:00Z"),
            ("this week", "2022-01-03T00:00:00Z", "2022-01-10T00:00:00Z"),
            ("last week", "2021-12-27T00:00:00Z", "2022-01-03T00:00:00Z"),
            ("last month", "2021-12-01T00:00:00Z", "2022-01-01T00:00:00Z"),
            ("Last-Year", "2021-01-01T00:00:00Z", "2022-01-01T00:00:00Z"),
            ("7d", "2021-12-29T12:30:00Z", "2022-01-05T12:30:00Z"),
            ("36h", "2022-01-04T00:30:00Z", "2022-01-05T12:30:00Z"),
            ("2mo", "2021-11-05T12:30:00Z", "2022-01-05T12:30:00Z"),
            ("1y", "2021-01-05T12:30:00Z", "2022-01-05T12:30:00Z"),
            ("2022-01-04", "2022-01-04T00:00:00Z", "2022-01-05T00:00:00Z"),
        ])
    func words(text: String, start: String, end: String) throws {
        let interval = try RelativeTime.parse(text, now: now)
        #expect(interval.start.description == start)
        #expect(interval.end.description == end)
    }

    @Test(
        "what reaches back past the year 0 or is no expression is refused",
        arguments: ["9999y", "999999d d", "soon", "7x"])
    func refused(text: String) {
        #expect(throws: TemporalError.self) { try RelativeTime.parse(text, now: now) }
    }
}
