/// The words that name times in English.
enum TimeWords {
    static let months: [String: Int] = [
        "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5,
        "june": 6,
        "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "october": 10,
        "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
    ]
    /// 0 for Monday.
    static let weekdays: [String: Int] = [
        "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6, "mondays": 0,
        "tues": 1, "wed": 2, "thurs": 3, "fri": 4,
    ]
    static let seasons: [String: (first: Int, last: Int)] = [
        "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11),
    ]
    static let partsOfDay: Set<String> = [
        "morning", "afternoon", "evening", "night", "noon", "midnight", "dawn", "dusk", "lunchtime", "nightfall",
    ]
    static let units: [String: Unit] = [
        "hour": .hour, "hours": .hour, "day": .day, "days": .day, "night": .day, "nights": .day, "week": .week,
        "weeks": .week, "fortnight": .fortnight, "month": .month, "months": .month, "year": .year, "years": .year,
        "decade": .decade, "decades": .decade, "minute": .hour, "minutes": .hour,
    ]

    enum Unit { case hour, day, week, fortnight, month, year, decade }

    /// Words after which a month or a year alone is a time.
    static let introducers: Set<String> = [
        "in", "since", "of", "last", "early", "late", "mid", "until", "till", "by", "from", "this", "next", "during",
        "before", "after", "around", "to", "and", "through", "between", "for", "between", "-", "(", "year",
    ]
    /// Signs that what a clause says is yet to come.
    static let futureWords: Set<String> = [
        "will", "shall", "plans", "planned", "plan", "scheduled", "due", "expected", "expects", "announced", "called",
        "tomorrow", "upcoming", "forecast",
    ]

    /// What an expression of time may begin with, but for numbers in figures.
    static var openers: [String] {
        Array(months.keys) + Array(weekdays.keys) + Array(seasons.keys) + NumberWords.openers + [
            "last", "next", "this", "past", "previous", "coming", "today", "tonight", "yesterday", "tomorrow",
            "overnight",
            "the", "a", "an", "one", "that", "some", "several", "few", "weekend",
        ]
    }
}
