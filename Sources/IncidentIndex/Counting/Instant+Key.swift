import Incidents

extension Instant {
    /// The key of a group in time: `2022`, `2022-01`, `2022-W01` or `2022-01-04`.
    package func key(of grouping: Grouping) -> String {
        let date = date
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        switch grouping {
        case .year: return padded(date.year, 4)
        case .month: return "\(padded(date.year, 4))-\(padded(date.month, 2))"
        case .week:
            // A week belongs to the year of its Thursday.
            let thursday = CivilDate(daysSinceEpoch: date.daysSinceEpoch - date.weekday + 4)
            let firstOfYear = thursday.daysSinceEpoch - CivilDate.daysBefore(thursday)
            return "\(padded(thursday.year, 4))-W\(padded((thursday.daysSinceEpoch - firstOfYear) / 7 + 1, 2))"
        default: return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
        }
    }
}

extension CivilDate {
    /// How many days of its year lie before a date.
    fileprivate static func daysBefore(_ date: CivilDate) -> Int {
        (1..<date.month).reduce(date.day - 1) { $0 + length(ofMonth: $1, in: date.year) }
    }
}
