extension RecurringTime {
    private static let monthNames = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]
    private static let weekdayNames = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]

    /// The short names of the days of the week, Monday first.
    package static let shortWeekdays = weekdayNames.map { $0.prefix(3).capitalizedFirst }

    /// Reads months, such as `jun-aug`, `11-2` or `dec,jan`: names, at least three letters of them, or numbers.
    ///
    /// - Throws: ``TemporalError/notRecurring(text:expected:)``.
    public static func months(_ text: String) throws(TemporalError) -> Set<Int> {
        try list(text, names: monthNames, what: "a month")
    }

    /// Reads days of the week, such as `fri,sat` or `mon-fri`; numbers count from Monday, 1.
    ///
    /// - Throws: ``TemporalError/notRecurring(text:expected:)``.
    public static func weekdays(_ text: String) throws(TemporalError) -> Set<Int> {
        try list(text, names: weekdayNames, what: "a day of the week")
    }

    /// Reads hours, such as `18-06` (from 18:00 to 06:00) or `7` (from 07:00 to 08:00).
    ///
    /// - Throws: ``TemporalError/notRecurring(text:expected:)``.
    public static func hours(_ text: String) throws(TemporalError) -> Hours {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...2).contains(ends.count), let first = hour(ends[0]), let last = hour(ends[ends.count - 1]) else {
            throw .notRecurring(text: text, expected: "a part of the day, such as 18-06 or 7")
        }
        return try Hours(from: first, to: ends.count == 1 ? first + 1 : last)
    }

    private static func hour(_ text: Substring) -> Int? {
        let number = text.hasSuffix(":00") ? text.dropLast(3) : text
        return number.count <= 2 && number.allSatisfy(\.isASCII) ? Int(number) : nil
    }

    private static func list(
        _ text: String, names: [String], what: String
    ) throws(TemporalError) -> Set<Int> {
        var found: Set<Int> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false)
            guard (1...2).contains(ends.count), let first = number(of: ends[0], among: names),
                let last = number(of: ends[ends.count - 1], among: names)
            else { throw .notRecurring(text: String(part), expected: "\(what), such as \(names[0].prefix(3))") }
            var current = first
            found.insert(current)
            while current != last {
                current = current % names.count + 1
                found.insert(current)
            }
        }
        return found
    }

    /// The number of a name, counted from 1.
    private static func number(of text: Substring, among names: [String]) -> Int? {
        if let number = Int(text) { return (1...names.count).contains(number) ? number : nil }
        let wanted = text.lowercased()
        guard wanted.utf8.count >= 3 else { return nil }
        return names.firstIndex { $0.hasPrefix(wanted) }.map { $0 + 1 }
    }
}

extension Substring {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
