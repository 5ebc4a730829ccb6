import Foundation
public import Incidents

/// Judges times that come again by Foundation's calendar.
public enum RecurringTimeOracle {
    /// Whether an incident of this interval began at such a time; nil where that is not known.
    public static func matches(_ times: RecurringTime, _ interval: TemporalInterval?) -> Bool? {
        guard let interval else { return nil }
        let hours = Double(interval.end.milliseconds - interval.start.milliseconds) / 3_600_000
        if times.hours != nil ? hours > 1 : times.weekdays != nil ? hours > 24 : hours > 31 * 24 { return nil }
        var calendar = Calendar(identifier: .gregorian)
        guard let zone = TimeZone(identifier: times.zone?.name ?? "UTC") else { return nil }
        calendar.timeZone = zone
        let parts = calendar.dateComponents(
            [.month, .weekday, .hour],
            from: Date(timeIntervalSince1970: (Double(interval.start.milliseconds) / 1_000).rounded(.down)))
        guard let month = parts.month, let weekday = parts.weekday, let hour = parts.hour else { return nil }
        // Foundation counts from Sunday.
        let isMonth = times.months?.contains(month) ?? true
        let isDay = times.weekdays?.contains((weekday + 5) % 7 + 1) ?? true
        let isHour =
            times.hours.map { range in
                var wanted: Set<Int> = []
                var current = range.first
                repeat {
                    wanted.insert(current)
                    current = (current + 1) % 24
                } while current != range.end % 24
                return wanted.contains(hour)
            } ?? true
        return isMonth && isDay && isHour
    }
}
