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
        "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
        "tues": 1, "wed": 2, "thurs": 3, "fri": 4,
    ]
    static let seasons: [String: (first: Int, last: Int)] = [
        "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14),
    ]
    static let seasonValues = ["spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"]
    /// Several Fridays, as in "on Fridays": each one.
    static let pluralWeekdays: [String: Int] = [
        "mondays": 0, "tuesdays": 1, "wednesdays": 2, "thursdays": 3, "fridays": 4, "saturdays": 5, "sundays": 6,
    ]
    /// What parts of the day add to the value of their day.
    static let partValues = [
        "morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "tonight": "TNI", "overnight": "TNI",
        "noon": "T12:00", "midnight": "T24:00",
    ]
    /// What means a time without saying which.
    static let vague = [
        "now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF", "recently": "PAST_REF",
    ]
    /// How often something happens.
    static let frequencies = [
        "annually": "P1Y", "yearly": "P1Y", "monthly": "P1M", "weekly": "P1W", "daily": "P1D", "hourly": "PT1H",
        "quarterly": "P1Q",
    ]
    static let ordinals = ["first": 1, "second": 2, "third": 3, "fourth": 4]
    static let zones: Set<String> = [
        "gmt", "utc", "est", "edt", "et", "cst", "cdt", "mst", "mdt", "pst", "pdt", "cet", "cest", "bst", "ist", "msk",
        "eet", "jst",
    ]
    static let partsOfDay: Set<String> = [
        "morning", "afternoon", "evening", "night", "noon", "midnight", "dawn", "dusk", "lunchtime", "nightfall",
    ]
    static let units: [String: Unit] = [
        "hour": .hour, "hours": .hour, "day": .day, "days": .day, "night": .day, "nights": .day, "week": .week,
        "weeks": .week, "fortnight": .fortnight, "month": .month, "months": .month, "year": .year, "years": .year,
        "decade": .decade, "decades": .decade, "minute": .minute, "minutes": .minute, "second": .second,
        "seconds": .second, "quarter": .quarter, "quarters": .quarter, "century": .century, "centuries": .century,
    ]

    enum Unit { case second, minute, hour, day, week, fortnight, month, quarter, year, decade, century }

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
    /// Verbs, or what stands before them, by which a clause looks ahead.
    static let ahead: Set<String> = [
        "will", "shall", "would", "should", "must", "plans", "planned", "plan", "scheduled", "due", "expected",
        "expects",
        "upcoming", "intends", "set", "until", "hopes", "begins", "starts", "opens", "expires", "resumes",
    ]
    /// Verbs in the past that do not end in "ed".
    static let pastVerbs: Set<String> = [
        "said", "told", "was", "were", "had", "did", "came", "went", "took", "began", "left", "met", "made", "held",
        "fell", "rose", "found", "gave", "got", "saw", "sent", "shot", "spoke", "struck", "hit", "died", "won", "lost",
        "became", "brought", "broke", "fought", "led", "sank", "wrote", "ran", "flew", "swept", "drove", "sought",
    ]
    /// Words in "ed" that are no verbs in the past.
    static let noPast: Set<String> = [
        "hundred", "indeed", "united", "armed", "need", "red", "planned", "scheduled", "expected", "speed", "bed",
        "feed",
    ]
    /// What ends the clause that a date stands in.
    static let clauseEnds: Set<String> = [
        ";", ":", "—", "–", "that", "which", "who", "when", "where", "while", "because", "although", "but", "\"", "”",
        "“",
    ]

    /// What an expression of time may begin with, but for numbers in figures.
    static var openers: [String] {
        Array(months.keys) + Array(weekdays.keys) + Array(seasons.keys) + NumberWords.openers
            + Array(pluralWeekdays.keys) + Array(vague.keys) + Array(frequencies.keys) + Array(ordinals.keys)
            + Array(Holidays.openers) + [
                "last", "next", "this", "past", "previous", "coming", "today", "tonight", "yesterday", "tomorrow",
                "overnight",
                "the", "a", "an", "one", "that", "some", "several", "few", "weekend", "many", "every", "each", "recent",
                "noon", "midnight", "fiscal", "year", "years", "decades", "centuries", "months", "weeks", "days",
                "hours",
                "quarter", "future",
            ]
    }
}
