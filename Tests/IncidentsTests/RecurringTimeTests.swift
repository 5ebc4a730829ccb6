import Incidents
import TestSupport
import Testing

@Suite("Times that come again")
struct RecurringTimeTests {
    @Test("months, days and hours are read as people write them, across the end of the year, the week and the day")
    func texts() throws {
        #expect(try RecurringTime.months("jun-aug") == [6, 7, 8])
        #expect(try RecurringTime.months("Nov-feb,5") == [11, 12, 1, 2, 5])
        #expect(try RecurringTime.months("september") == [9])
        #expect(try RecurringTime.weekdays("fri,SAT") == [5, 6])
        #expect(try RecurringTime.weekdays("sat-mon") == [6, 7, 1])
        #expect(try RecurringTime.weekdays("mon-sun") == Set(1...7))
        let night = try RecurringTime.hours("18-06")
        #expect((0..<24).filter(night.contains) == Array(0..<6) + Array(18..<24))
        #expect((0..<24).filter(try RecurringTime.hours("7").contains) == [7])
        #expect((0..<24).filter(try RecurringTime.hours("22:00-24:00").contains) == [22, 23])
    }

    @Test("anything else is refused")
    func refused() {
        for text in ["", "x", "-", "jan-", "-7", "24", "1-1", "6-25", "18:30-20", "1-2-3"] {
            #expect(throws: TemporalError.self, "\(text)") { _ = try RecurringTime.hours(text) }
        }
        for text in ["", "x", "ju", "0", "13", "jan-", "-jan", "jan-feb-mar", "jan,,feb", "fri"] {
            #expect(throws: TemporalError.self, "\(text)") { _ = try RecurringTime.months(text) }
        }
        for text in ["", "x", "mo", "0", "8", "mon-", "mon-tue-wed", "mon,", "jan"] {
            #expect(throws: TemporalError.self, "\(text)") { _ = try RecurringTime.weekdays(text) }
        }
    }

    @Test("a random incident is judged as Foundation's calendar judges it, in zones with and without summer time")
    func oracle() throws {
        var random = SeededGenerator(seed: 77)
        let zones =
            [nil] + (try ["Asia/Baghdad", "America/New_York", "Pacific/Apia", "Asia/Kathmandu"].map(AssumedZone.init))
        var wrong: [String] = []
        var answers = [true: 0, false: 0]
        for _ in 0..<4_000 * TestScale.factor {
            let start = Int64.random(in: -1_000_000_000_000...4_000_000_000_000, using: &random)
            let length =
                [0, 60_000, 3_600_000, 3_600_001, 86_400_000, 86_400_001, 2_678_400_000, 31_536_000_000]
                .randomElement(using: &random) ?? 0
            let interval = try TemporalInterval(
                start: Instant(milliseconds: start), end: Instant(milliseconds: start + Int64(length)))
            var times = RecurringTime(zone: zones.randomElement(using: &random) ?? nil)
            if Bool.random(using: &random) { times.months = [Int.random(in: 1...12, using: &random), 3, 7] }
            if Bool.random(using: &random) { times.weekdays = [Int.random(in: 1...7, using: &random), 5] }
            if Bool.random(using: &random) {
                let first = Int.random(in: 0...23, using: &random)
                times.hours = try RecurringTime.Hours(
                    from: first, to: (first + Int.random(in: 1...23, using: &random)) % 24)
            }
            let answer = times.matches(interval)
            if answer != RecurringTimeOracle.matches(times, interval) { wrong.append("\(times) \(interval)") }
            if let answer { answers[answer, default: 0] += 1 }
        }
        #expect(wrong.isEmpty, "\(wrong.first ?? "")")
        #expect(answers[true] ?? 0 > 200 && answers[false] ?? 0 > 200)
    }

    @Test("what is undated or not known finely enough is left open")
    func open() throws {
        let night = RecurringTime(hours: try RecurringTime.hours("18-06"))
        #expect(night.matches(nil) == nil)
        #expect(night.matches(.day(2022, 1, 4)) == nil)
        #expect(RecurringTime(weekdays: [2]).matches(.day(2022, 1, 4)) == true)
        #expect(RecurringTime(weekdays: [2]).matches(.month(2022, 1)) == nil)
        #expect(RecurringTime(months: [1]).matches(.month(2022, 1)) == true)
        #expect(RecurringTime(months: [1]).matches(.year(2022)) == nil)
    }
}
