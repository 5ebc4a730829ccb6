import Incidents

/// The days of the year that have names of their own.
enum Holidays {
    /// When a holiday is in a year.
    private enum Rule {
        case date(Int, Int)
        /// The n-th of a weekday in a month, 0 for Monday; the last where n is 0.
        case weekday(Int, Int, Int)
        /// So many days after Easter Sunday.
        case easter(Int)
    }

    private static let rules: [(words: [String], rule: Rule)] = [
        (["christmas", "eve"], .date(12, 24)), (["christmas", "day"], .date(12, 25)), (["christmas"], .date(12, 25)),
        (["new", "year", "'s", "eve"], .date(12, 31)), (["new", "year", "'s", "day"], .date(1, 1)),
        (["boxing", "day"], .date(12, 26)), (["halloween"], .date(10, 31)),
        (["valentine", "'s", "day"], .date(2, 14)), (["independence", "day"], .date(7, 4)),
        (["labor", "day"], .weekday(9, 0, 1)), (["memorial", "day"], .weekday(5, 0, 0)),
        (["columbus", "day"], .weekday(10, 0, 2)), (["veterans", "day"], .date(11, 11)),
        (["thanksgiving", "day"], .weekday(11, 3, 4)), (["thanksgiving"], .weekday(11, 3, 4)),
        (["good", "friday"], .easter(-2)), (["easter", "monday"], .easter(1)), (["easter", "sunday"], .easter(0)),
        (["easter"], .easter(0)), (["palm", "sunday"], .easter(-7)),
    ]

    static var openers: Set<String> { Set(rules.compactMap(\.words.first)) }

    /// The holiday that begins at a token: how many tokens name it, and its day in a year.
    static func holiday(_ passage: Passage, at index: Int) -> (length: Int, day: (Int) -> Int)? {
        guard let found = rules.first(where: { passage.matches($0.words, at: index) }) else { return nil }
        return (found.words.count, { day(of: found.rule, in: $0) })
    }

    private static func day(of rule: Rule, in year: Int) -> Int {
        switch rule {
        case .date(let month, let day): return DaySpan.month(year, month).from + day - 1
        case .weekday(let month, let weekday, let number):
            let span = DaySpan.month(year, month)
            if number == 0 { return span.until - 1 - (DaySpan.weekday(of: span.until - 1) - weekday + 7) % 7 }
            return span.from + (weekday - DaySpan.weekday(of: span.from) + 7) % 7 + (number - 1) * 7
        case .easter(let offset): return easter(year) + offset
        }
    }

    /// Easter Sunday by the Gregorian calendar.
    private static func easter(_ year: Int) -> Int {
        let century = year / 100
        let moon = (19 * (year % 19) + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (year % 100 / 4) - moon - year % 100 % 4) % 7
        let late = (year % 19 + 11 * moon + 22 * weekday) / 451
        let sum = moon + weekday - 7 * late + 114
        return DaySpan.month(year, sum / 31).from + sum % 31
    }
}
